"""EPUB 3 with Media Overlays: EPUBCheck and Ace once over a book that holds every case, and what they do not see."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from reader.exports.book.archive import write_archive
from reader.exports.book.chapters import book
from reader.exports.book.parts import parts
from reader.exports.daisy.daisy import write_daisy
from reader.exports.epub.epub import epub_files, write_epub
from reader.exports.material import Material, Options
from reader.minutes.model import AgendaItem
from reader.passages.annotator import Annotator
from reader.passages.correction import Correction
from reader.readings.furigana.levels import Level, gets_ruby
from reader.speech.sound import mp3
from tests.exports.archives import heard, opened, printed, squeezed, written
from tests.exports.documents import odd, shared_documents
from tests.exports.examining import ace_findings, epubcheck_findings
from tests.exports.toned import many_turns, material_of
from tests.parsed import read_minutes
from tests.validators import required

H = "{http://www.w3.org/1999/xhtml}"
S = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB = "{http://www.idpf.org/2007/ops}"
FRAME_MS = 24


def parsed(data: bytes) -> etree._Element:
    """The root of a file; nothing is fetched for it."""
    return etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))


def milliseconds(clock: str) -> int:
    """``2.400s`` or ``0:00:02.400`` → 2400."""
    found = re.fullmatch(r"(?:(\d+):(\d\d):)?(\d+)\.(\d{3})s?", clock)
    assert found is not None, clock
    hours, minutes, seconds, rest = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def without_readings(node: etree._Element) -> str:
    """The text under a node, less furigana."""
    found = node.xpath(".//text()[not(ancestor::h:rt)]", namespaces={"h": H.strip("{}")})
    assert isinstance(found, list)
    return "".join(map(str, found))


@pytest.fixture(scope="module")
def every_case(annotator: Annotator) -> Material:
    """The odd document with results, and words that are really read."""
    minutes = odd()
    first, *others = minutes.agenda
    decided = AgendaItem(first.index, first.number, first.title, ("原案のとおり可決",))
    return material_of(replace(minutes, agenda=(decided, *others), results=("4件を審議した。",)), annotator)


def _examined(size: str, every_case: Material, annotator: Annotator, seed: bytes, folder: Path) -> Path:
    """The book of a size, written to be examined."""
    path = folder / "book.epub"
    if size in ("every case", "a part"):
        assert every_case.sound is not None
        minutes = replace(every_case.minutes, page_lines=(8, 9, 15, 90) if size == "a part" else ())
        made = book(replace(every_case, minutes=minutes), longest=4_000)
        assert any(block.since for chapter in made.chapters for block in chapter.blocks)
        if size == "a part":
            made = next(part for part in parts(made, 40_000) if part.chapters[0].blocks[0].since)
        with path.open("w+b") as file:
            write_archive(file, epub_files(made, Level.ALL), every_case.sound)
    elif size == "seed":
        path.write_bytes(written(write_epub, material_of(read_minutes(seed, "seed.txt"), annotator)))
    else:
        count = 300 if size == "300 turns" else 1
        path.write_bytes(written(write_epub, many_turns(count)))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("size", ["every case", "a part", "seed", "300 turns", "1 turn"])
def test_epubcheck_finds_nothing(
    every_case: Material, annotator: Annotator, seed: bytes, tmp_path: Path, size: str
) -> None:
    assert epubcheck_findings(_examined(size, every_case, annotator, seed, tmp_path)) == []


@pytest.mark.browser  # which Ace starts
@pytest.mark.parametrize("size", ["every case", "seed", "300 turns", "1 turn"])
def test_ace_finds_nothing(
    every_case: Material, annotator: Annotator, seed: bytes, tmp_path: Path, size: str
) -> None:
    assert ace_findings(_examined(size, every_case, annotator, seed, tmp_path)) == []


@pytest.mark.slow
def test_epubcheck_is_really_asked(tmp_path: Path) -> None:
    material = material_of(odd())
    path = tmp_path / "wrong.epub"
    files = [
        (
            name,
            data.replace(b"#pt", b"#qt").replace(b"<h2>", b"<h2 bad='1'>")
            if isinstance(data, bytes)
            else data,
        )
        for name, data in epub_files(book(material), Level.NONE)
    ]
    assert material.sound is not None
    with path.open("w+b") as file:
        write_archive(file, files, material.sound)
    assert epubcheck_findings(path)


@pytest.fixture(scope="module", params=["every case", pytest.param("shared", marks=pytest.mark.slow)])
def materials(request: pytest.FixtureRequest, shared: Path, every_case: Material) -> dict[str, Material]:
    """The document of every case; where there is time, every shared one too."""
    paths = shared_documents(shared) if request.param == "shared" else []
    found = {path.name: read_minutes(path.read_bytes(), path.name) for path in paths}
    return {**{name: material_of(minutes) for name, minutes in found.items()}, "every": every_case}


@pytest.fixture(scope="module")
def books(materials: dict[str, Material]) -> dict[str, dict[str, bytes]]:
    """The books of all of them, opened again."""
    return {name: opened(written(write_epub, material)) for name, material in materials.items()}


def test_the_archive_begins_as_epub_asks(every_case: Material) -> None:
    data = written(write_epub, every_case)
    assert data[:4] == b"PK\x03\x04"
    assert data[28:30] == b"\0\0", "an extra field"
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_books_can_be_unpacked_from_the_front(every_case: Material) -> None:
    """As players on telephones do, which read a ZIP while it comes and look at no list at its end."""
    required("bsdtar")
    for write in (write_epub, write_daisy):
        data = written(write, every_case)
        run = subprocess.run(["bsdtar", "-tvf", "-"], input=data, capture_output=True, check=False)
        assert (run.returncode, run.stderr) == (0, b"")
        listed = [line.split() for line in run.stdout.decode().splitlines()]
        assert {line[-1]: int(line[4]) for line in listed} == {
            name: len(content) for name, content in opened(data).items()
        }


def _chapters(files: dict[str, bytes]) -> list[str]:
    root = parsed(files["EPUB/package.opf"])
    items = {item.get("id"): item for item in root.iter(f"{OPF}item")}
    order = [items[ref.get("idref")] for ref in root.iter(f"{OPF}itemref")]
    assert all(item.get("media-overlay") in items for item in order), "a document without sound"
    return [(item.get("href") or "").removesuffix(".xhtml") for item in order]


def test_windows_are_the_sound_and_what_is_lit_is_the_text(
    materials: dict[str, Material], books: dict[str, dict[str, bytes]]
) -> None:
    for name, files in books.items():
        utterances = {utterance.id: utterance for utterance in heard(materials[name])}
        lit: list[str] = []
        lengths: list[int] = []
        for chapter in _chapters(files):
            smil, page = parsed(files[f"EPUB/{chapter}.smil"]), parsed(files[f"EPUB/{chapter}.xhtml"])
            ids = [e.get("id") or "" for e in page.iter() if e.get("id")]
            assert len(set(ids)) == len(ids)
            assert all(seq.get(f"{EPUB}textref") for seq in smil.iter(f"{S}seq"))
            pars = list(smil.iter(f"{S}par"))
            targets = [(par[0].get("src") or "").partition("#")[2] for par in pars]
            places = [ids.index(target) for target in targets]
            assert places == sorted(set(places)), (name, chapter)
            windows = [(par[1].get("clipBegin") or "", par[1].get("clipEnd") or "") for par in pars]
            times = [(milliseconds(begin), milliseconds(end)) for begin, end in windows]
            length = len(files[f"EPUB/{chapter}.mp3"]) // mp3.FRAME_BYTES * FRAME_MS
            assert (times[0][0], times[-1][1]) == (0, length)
            assert all(before[1] == after[0] for before, after in pairwise(times))
            by_id = {e.get("id"): e for e in page.iter() if e.get("id")}
            for target in targets:
                assert squeezed(without_readings(by_id[target])) == squeezed(utterances[target].text)
            lit += targets
            lengths.append(length)
        assert lit == list(utterances), name
        package = parsed(files["EPUB/package.opf"])
        told = [m for m in package.iter(f"{OPF}meta") if m.get("property") == "media:duration"]
        assert [milliseconds(m.text or "") for m in told if m.get("refines")] == lengths
        total = [milliseconds(m.text or "") for m in told if not m.get("refines")]
        assert total == [sum(lengths)] == [materials[name].table.duration_ms]


def test_no_word_is_lost_and_every_reading_stands_over_its_word(
    materials: dict[str, Material], books: dict[str, dict[str, bytes]]
) -> None:
    for name, files in books.items():
        bodies = [parsed(files[f"EPUB/{chapter}.xhtml"]).find(f"{H}body") for chapter in _chapters(files)]
        blocks = [
            block for body in bodies if body is not None for block in body if block.get("class") != "about"
        ]
        assert squeezed("".join(map(without_readings, blocks))) == printed(materials[name]), name
        over = [(ruby.text, ruby[0].text) for block in blocks for ruby in block.iter(f"{H}ruby")]
        assert over == [
            (word.surface, word.reading)
            for passage in materials[name].passages
            for utterance in passage.utterances
            for word in utterance.words
            if gets_ruby(word, Level.ALL)
        ], name
        assert (name != "every") or len(over) > 50


def test_contents_are_items_with_their_turns_and_pages_are_turns(
    materials: dict[str, Material], books: dict[str, dict[str, bytes]]
) -> None:
    for name, files in books.items():
        minutes = materials[name].minutes
        nav = parsed(files["EPUB/nav.xhtml"])
        assert not list(nav.iter(f"{H}rt"))
        contents, *pages = nav.iter(f"{H}nav")
        entries = contents.findall(f"{H}ol/{H}li")
        under = contents.findall(f"{H}ol/{H}li/{H}ol/{H}li")
        assert not contents.findall(f"{H}ol/{H}li/{H}ol/{H}li/{H}ol")
        assert (len(entries), len(under)) == (1 + len(minutes.agenda), len(minutes.turns)), name
        numbers = [link.text for part in pages for link in part.iter(f"{H}a")]
        assert numbers == [str(turn.number) for turn in minutes.turns]
        for link in nav.iter(f"{H}a"):
            file, _, fragment = (link.get("href") or "").partition("#")
            assert f'id="{fragment}"' in files[f"EPUB/{file}"].decode()


def _statements(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for meta in parsed(files["EPUB/package.opf"]).iter(f"{OPF}meta"):
        yield meta.get("property") or "", meta.text or ""


def test_furigana_as_it_is_asked_for(every_case: Material) -> None:
    features = {}
    counts = {}
    for level in Level:
        files = opened(written(write_epub, every_case, Options(ruby=level)))
        features[level] = {text for name, text in _statements(files) if name == "schema:accessibilityFeature"}
        counts[level] = sum(data.count(b"<ruby") for name, data in files.items() if name.endswith(".xhtml"))
    assert counts[Level.NONE] == 0 < counts[Level.HARD] < counts[Level.ALL]
    assert "fullRubyAnnotations" in features[Level.ALL]
    assert "rubyAnnotations" in features[Level.HARD]
    assert not {"fullRubyAnnotations", "rubyAnnotations"} & features[Level.NONE]


def test_what_the_book_says_of_itself(every_case: Material) -> None:
    files = opened(written(write_epub, every_case))
    told = dict(_statements(files))
    assert told["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert "合成音声" in told["schema:accessibilitySummary"]
    assert f".{told['media:active-class']} " in files["EPUB/book.css"].decode()
    last = files[f"EPUB/{_chapters(files)[-1]}.xhtml"].decode()
    for line in every_case.imprint.told():
        assert line in last
    assert every_case.imprint.identifier in files["EPUB/package.opf"].decode()


def test_a_corrected_reading_changes_its_furigana_and_its_window_and_nothing_else(
    annotator: Annotator,
) -> None:
    minutes = odd()
    before = material_of(minutes, annotator)
    corrected = Correction("t6", "東京へは新幹線で行く。", "新幹線", "しんかん")
    after = material_of(minutes, annotator, corrections=(corrected,))
    old, new = (opened(written(write_epub, material)) for material in (before, after))
    assert old.keys() == new.keys()
    different = {name for name in old if old[name] != new[name]}
    (chapter,) = {name.split(".")[0] for name in different} - {"EPUB/package"}
    assert different == {"EPUB/package.opf", *(f"{chapter}.{kind}" for kind in ("xhtml", "smil", "mp3"))}
    page = old[f"{chapter}.xhtml"].decode()
    assert new[f"{chapter}.xhtml"].decode() == page.replace("しんかんせん", "しんかん", 1)

    windows, changed = (_windows(files, chapter) for files in (old, new))
    assert windows.keys() == changed.keys()
    (target,) = [target for target in windows if windows[target] != changed[target]]
    said = next(u for u in heard(after) if u.id == target)
    assert said.text == corrected.sentence
    assert len(windows[target]) - len(changed[target]) == len("セン") * mp3.FRAME_BYTES


def _windows(files: dict[str, bytes], chapter: str) -> dict[str, bytes]:
    """The sound that is played for each sentence of a chapter."""
    sound, windows = files[f"{chapter}.mp3"], {}
    for par in parsed(files[f"{chapter}.smil"]).iter(f"{S}par"):
        begin, end = (milliseconds(par[1].get(name) or "") for name in ("clipBegin", "clipEnd"))
        piece = slice(*(ms // FRAME_MS * mp3.FRAME_BYTES for ms in (begin, end)))
        windows[(par[0].get("src") or "").partition("#")[2]] = sound[piece]
    assert b"".join(windows.values()) == sound
    return windows
