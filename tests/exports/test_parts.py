"""Books in parts: each a book by itself, none too large, and together the whole."""

import io
from uuid import UUID

import pytest
from lxml import etree

from reader.errors import NotFoundError
from reader.exports.book.archive import write_archive
from reader.exports.book.book import Book
from reader.exports.book.chapters import book
from reader.exports.book.parts import MOST_BYTES, asked, parts
from reader.exports.daisy.daisy import daisy_files
from reader.exports.epub.epub import epub_files
from reader.exports.material import Material
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from reader.speech.sound import mp3
from tests.exports.archives import opened
from tests.exports.documents import odd
from tests.exports.toned import many_turns, material_of
from tests.parsed import read_minutes

MOST = 900_000
FRAMES_A_KANA = 5
"""As people speak: eight kana a second."""


@pytest.fixture(scope="module")
def council(annotator: Annotator, seed: bytes) -> Material:
    minutes = read_minutes(seed, "seed.txt")
    return material_of(minutes, annotator, frames=lambda kana: FRAMES_A_KANA * kana)


@pytest.fixture(scope="module")
def whole(council: Material) -> Book:
    return book(council, longest=60_000)


def _packed(made: Book, material: Material, kind: str) -> bytes:
    files = daisy_files(made) if kind == "daisy" else epub_files(made, Level.ALL)
    file = io.BytesIO()
    assert material.sound is not None
    write_archive(file, files, material.sound)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["daisy", "epub"])
def test_parts_are_books_that_are_small_enough_and_together_the_whole(
    council: Material, whole: Book, kind: str
) -> None:
    made = parts(whole, MOST)
    assert len(made) > 3
    of = len(made)
    assert [part.title for part in made] == [f"{whole.title}　第{n}部" for n in range(1, of + 1)]
    assert len({UUID(part.identifier) for part in (whole, *made)}) == of + 1
    said = [[said.id for chapter in part.chapters for said, _ in chapter.heard] for part in (whole, *made)]
    assert said[0] == [utterance for part in said[1:] for utterance in part]
    sound = bytearray()
    for number, part in enumerate(made, 1):
        data = _packed(part, council, kind)
        assert len(data) <= MOST
        files = opened(data)
        told = "".join(content.decode() for name, content in files.items() if not name.endswith(".mp3"))
        assert f"全{of}部の第{number}部です。" in told
        _links_lead_somewhere(files)
        for name, content in files.items():
            sound += content if name.endswith(".mp3") else b""
    assert bytes(sound) == b"".join(
        content for name, content in opened(_packed(whole, council, kind)).items() if name.endswith(".mp3")
    )


def _links_lead_somewhere(files: dict[str, bytes]) -> None:
    """Every address in the part is a file of it, and the place in it is there."""
    ids: dict[str, set[str]] = {}
    links: list[str] = []
    for name, content in files.items():
        if name.rpartition(".")[2] not in ("html", "xhtml", "smil"):
            continue
        root = etree.fromstring(content, etree.XMLParser(load_dtd=False, no_network=True))
        base = name.rpartition("/")[0]
        ids[name] = {node.get("id") or "" for node in root.iter()}
        for node in root.iter("{*}a", "{*}text", "{*}audio", "{*}ref"):
            address = node.get("href") or node.get("src") or ""
            links.append(f"{base}/{address}".lstrip("/"))
    assert len(links) > 20
    for link in links:
        file, _, place = link.partition("#")
        assert file in files, link
        assert not place or place in ids[file], link


def test_a_book_that_everybody_takes_is_one() -> None:
    small = book(material_of(odd()))
    assert parts(small) == (small,)
    assert asked(small, 0) is asked(small, 1) is small
    with pytest.raises(NotFoundError, match="第2部はありません。この会議録の本は、全1部です。"):
        asked(small, 2)


def test_what_is_too_large_is_told_by_its_sound_alone() -> None:
    """More than ten hours, which nobody needs to write to see that."""
    quarter_of_an_hour = 37_500
    long = book(many_turns(20, frames=quarter_of_an_hour))
    assert long.milliseconds // 24 * mp3.FRAME_BYTES > MOST_BYTES
    first, second = parts(long)
    for part in (first, second):
        assert part.milliseconds // 24 * mp3.FRAME_BYTES < MOST_BYTES
    assert first.milliseconds + second.milliseconds == long.milliseconds
