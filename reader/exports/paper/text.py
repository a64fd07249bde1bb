"""Plain text, in UTF-8 and in Shift_JIS: one paragraph a line, turns marked ○, items ■, what nobody says in 〔〕.

Lines end in CR LF. The UTF-8 file has no mark in front. What Shift_JIS cannot write is 〓, and the file says which characters
those are, how often. Furigana is asked for (``ruby``), and stands at a word's first mention: 山田太郎（やまだたろう）.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from reader.exports.book.book import Said
from reader.exports.material import Material, Options
from reader.exports.paper.layout import MARK, LineKind, PaperLine, about_lines, paper_lines
from reader.readings.furigana.levels import Level, Seen, ruby_words

GETA = "〓"
"""What stands for a character that the encoding does not have."""

_ALONE = (LineKind.HEADING, LineKind.TURN, LineKind.NOTE)
_SIMILAR = str.maketrans(
    {"〜": "～", "−": "－", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢", "—": "―", "•": "・"}
)
"""What cp932 writes with another character that looks the same."""


def write_text(material: Material, options: Options, file: BinaryIO) -> None:
    """The UTF-8 file."""
    file.write("".join(f"{line}\r\n" for line in _all(material, options)).encode())


def write_shift_jis(material: Material, options: Options, file: BinaryIO) -> None:
    """The Shift_JIS file (code page 932)."""
    lines, lost = [], Counter[str]()
    for line in _all(material, options):
        written, gone = in_shift_jis(line)
        lines.append(written)
        lost += gone
    if lost:
        told = "、".join(f"U+{ord(c):04X}（{count}回）" for c, count in sorted(lost.items()))
        lines.append(f"※{GETA}は、この文字コードにない文字です: {told}")
    file.write("".join(f"{line}\r\n" for line in lines).encode("cp932"))


def in_shift_jis(text: str) -> tuple[str, Counter[str]]:
    """The text as far as it can be written, and what had to be replaced. A character that is only another form of one that
    can be written is written as that (㍿ as it is, ｶﾞ likewise, a composed か゚ by its parts)."""
    written, lost = [], Counter[str]()
    for character in unicodedata.normalize("NFC", text).translate(_SIMILAR):
        if _can_be_written(character):
            written.append(character)
        elif (plain := unicodedata.normalize("NFKC", character)) != character and _can_be_written(plain):
            written.append(plain)
        else:
            written.append(GETA)
            lost[character] += 1
    return "".join(written), lost


def _can_be_written(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _all(material: Material, options: Options) -> Iterator[str]:
    level = options.ruby or Level.NONE
    seen: Seen = set()
    for line in paper_lines(material):
        if line.kind in _ALONE:
            yield ""
        yield _line(line, level, seen)
    yield ""
    yield from about_lines(material)


def _line(line: PaperLine, level: Level, seen: Seen) -> str:
    label = "".join(_written(said, level, seen) for said in line.label)
    text = "".join(_written(said, level, seen) for said in line.said)
    if line.kind is LineKind.TURN:
        return f"{MARK}{label}　{text}"
    if line.kind is LineKind.HEADING:
        return f"■{text}"
    if line.kind is LineKind.TEXT:
        return f"　{text}"
    return text


def _written(said: Said, level: Level, seen: Seen) -> str:
    if level is Level.NONE or "".join(word.surface for word in said.words) != said.text:
        return said.text
    return "".join(
        word.surface + (f"（{word.reading}）" if any(ruby.reading for ruby in cut) else "")
        for word, cut in ruby_words(said.words, level, seen)
    )
