"""Damaged documents, made from good ones: the same ones every time.

Bytes flipped, lines dropped, tags unclosed, archives and trees that unpack to gigabytes, a PDF that refers to itself.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle

Mutation = Callable[[random.Random, bytes], bytes]


def flip_bytes(dice: random.Random, data: bytes) -> bytes:
    """A few bytes become others."""
    damaged = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def drop_lines(dice: random.Random, data: bytes) -> bytes:
    """Some lines are gone."""
    return b"\n".join(line for line in data.split(b"\n") if dice.random() > 0.2)


def shuffle_lines(dice: random.Random, data: bytes) -> bytes:
    """The lines are in another order."""
    lines = data.split(b"\n")
    dice.shuffle(lines)
    return b"\n".join(lines)


def join_lines(dice: random.Random, data: bytes) -> bytes:
    """Lines run on."""
    return data.replace(b"\n", dice.choice([b"", b" ", "　".encode()]))


def cut_off(dice: random.Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: dice.randrange(1, len(data) + 1)]


def cut_out(dice: random.Random, data: bytes) -> bytes:
    """A stretch in the middle is missing."""
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(len(data)) :]


def repeat_stretch(dice: random.Random, data: bytes) -> bytes:
    """A stretch stands many times."""
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randint(1, 40)]
    return data[:start] + piece * dice.randint(2, 60) + data[start:]


def unclose_tags(dice: random.Random, data: bytes) -> bytes:
    """Closing tags, or the ends of tags, are missing."""
    return (
        data.replace(b"</", b"<", dice.randint(1, 40)) if dice.random() < 0.5 else data.replace(b">", b"", 7)
    )


def sprinkle(dice: random.Random, data: bytes) -> bytes:
    """Marks that mean something stand where they mean nothing."""
    marks = [
        "（",
        "）",
        "○",
        "【",
        "】",
        "：",
        "〃",
        "│",
        "\f",
        "\x00",
        "\u2028",
        "<ruby>",
        "<td>",
        "議長",
        "12番",
        "Ｑ",
        "※",
        "日時：",
    ]
    damaged = data
    for _ in range(dice.randint(1, 10)):
        place = dice.randrange(len(damaged) + 1)
        damaged = damaged[:place] + dice.choice(marks).encode() + damaged[place:]
    return damaged


def recode(dice: random.Random, data: bytes) -> bytes:
    """Another encoding than the file says, or half of one."""
    text = data.decode("utf-8", errors="replace")
    return text.encode(
        dice.choice(["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-8-sig"]), errors="replace"
    )


def damage_member(dice: random.Random, data: bytes) -> bytes:
    """One part of a good archive is damaged or gone, and packed again."""
    parts = unpacked(data)
    name = dice.choice(sorted(parts))
    parts[name] = dice.choice((flip_bytes, cut_off, cut_out, unclose_tags, repeat_stretch))(dice, parts[name])
    if dice.random() < 0.2:
        del parts[name]
    return archive(parts)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes,
    drop_lines,
    shuffle_lines,
    join_lines,
    cut_off,
    cut_out,
    repeat_stretch,
    unclose_tags,
    sprinkle,
    recode,
)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a good zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if packed.getinfo(name).file_size}


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of those parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def damaged(
    documents: Mapping[str, bytes], mutation: Mutation, count: int, seed: int
) -> Iterator[tuple[str, bytes]]:
    """So many documents damaged in this way, and some of them in one or two more, each with the name of the one it was made
    from."""
    dice = random.Random(seed)
    for _, name in zip(range(count), cycle(sorted(documents)), strict=False):
        data = mutation(dice, documents[name])
        for another in dice.sample(MUTATIONS, dice.randint(0, 2)):
            data = another(dice, data) if data else data
        yield name, data


def damaged_members(documents: Mapping[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many zip files with one part damaged, each with the name of the one it was made from."""
    dice = random.Random(seed)
    packed = sorted(name for name, data in documents.items() if data.startswith(b"PK"))
    for _, name in zip(range(count), cycle(packed), strict=False):
        yield name, damage_member(dice, documents[name])


def bombs(docx: bytes) -> dict[str, bytes]:
    """Small files that would unpack, expand or loop without end. ``docx`` is a good Word file."""
    parts = unpacked(docx)
    body = parts["word/document.xml"]
    entities = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
    )
    inside = body[body.index(b"?>") + 2 :]
    laughs = (
        body[: body.index(b"?>") + 2]
        + entities
        + b"]>"
        + inside.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p>")
    )
    deep = inside.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 20_000)
    return {
        "zip.docx": archive({**parts, "word/document.xml": b"<a>" + b" " * 300_000_000 + b"</a>"}),
        "picture.docx": archive({**parts, "word/media/image1.png": bytes(260_000_000)}),
        "parts.docx": archive({**parts, **{f"word/x{number}.xml": b"<a/>" for number in range(5_000)}}),
        "laughs.docx": archive({**parts, "word/document.xml": laughs}),
        "deep.docx": archive({**parts, "word/document.xml": deep}),
        "external.docx": archive(
            {
                **parts,
                "word/document.xml": body.replace(
                    b"<w:body>", b'<w:body><!DOCTYPE x SYSTEM "file:///etc/passwd">'
                ),
            }
        ),
        "deep.html": b"<html>" + b"<div>" * 200_000 + b"x",
        "fonts.html": b"<html>" + b"".join(b"<font size=%d>" % n for n in range(4_000)) + b"<p>x" * 20_000,
        "tags.html": b"<html>" + b"<td>x" * 2_000_000,
        "deep.json": b'[{"a":' + b"[" * 200_000,
        "self.pdf": looping_pdf(),
        "pages.pdf": looping_pages(),
        **{
            f"one-{number}.txt": sign.encode() * (50_000_000 // len(sign.encode()))
            for number, sign in enumerate("（○　あ")
        },
        "spaces.txt": b" " * 50_000_000,
    }


def looping_pdf() -> bytes:
    """A page whose drawing draws itself."""
    return _pdf(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        _stream(b"/X Do /X Do", b""),
        _stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /X 5 0 R >> >>",
        ),
    )


def looping_pages() -> bytes:
    """A tree of pages that is its own child, and says that it has a million."""
    return _pdf(b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 1000000 >>")


def _stream(words: bytes, entries: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(words), entries, words)


def _pdf(*objects: bytes) -> bytes:
    """A PDF of those objects, the first of them the tree of pages (number 2)."""
    file = b"%PDF-1.7\n"
    places = []
    for number, words in enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", *objects), start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
