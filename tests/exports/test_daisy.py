"""DAISY 2.02: what its DTDs ask, and what they do not see: the rules of ncc.html, the order, the windows, the sound."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from reader.errors import SpeechError
from reader.exports.book.chapters import book
from reader.exports.book.parts import parts
from reader.exports.daisy.daisy import STEPS_SOFTER, daisy_files, write_daisy
from reader.exports.material import Material, Options
from reader.minutes.model import Minutes
from reader.passages.utterance import PassageKind
from reader.speech.sound import mp3
from reader.speech.sound.softer import softer
from tests.exports.archives import heard, opened, printed, squeezed, written
from tests.exports.documents import odd, shared_documents
from tests.exports.toned import material_of
from tests.parsed import read_minutes
from tests.speech.sounds import decoded
from tests.validators import required

MANDATORY = {
    *("dc:creator", "dc:date", "dc:format", "dc:identifier", "dc:language", "dc:publisher", "dc:title"),
    *("ncc:charset", "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime"),
}
NAMES = re.compile(r"[a-z0-9_]{1,59}\.(html|smil|mp3|css)")
XHTML = "{http://www.w3.org/1999/xhtml}"
FRAME_MS = 24


def parsed(data: bytes) -> etree._Element:
    """The root of a file; nothing is fetched for it."""
    return etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))


def statements(root: etree._Element) -> dict[str, str]:
    """The metas by name; each stands once."""
    found = [(meta.get("name"), meta.get("content")) for meta in root.iter("meta", f"{XHTML}meta")]
    named = [(name, content or "") for name, content in found if name]
    assert len(dict(named)) == len(named)
    return dict(named)


def milliseconds(npt: str) -> int:
    """``npt=2.400s`` → 2400."""
    found = re.fullmatch(r"npt=(\d+)\.(\d{3})s", npt)
    assert found is not None, npt
    return int(found[1]) * 1000 + int(found[2])


@pytest.fixture(scope="module", params=["ours", pytest.param("shared", marks=pytest.mark.slow)])
def materials(request: pytest.FixtureRequest, shared: Path) -> dict[str, Material]:
    """The odd document, once as if it had come in print; where there is time, every shared one too."""
    paths = shared_documents(shared) if request.param == "shared" else []
    documents = {path.name: read_minutes(path.read_bytes(), path.name) for path in paths}
    ours = {"odd": odd(), "odd, printed": replace(odd(), page_lines=(8, 9, 15, 90))}
    return {name: material_of(minutes) for name, minutes in {**documents, **ours}.items()}


@pytest.fixture(scope="module")
def books(materials: dict[str, Material]) -> dict[str, dict[str, bytes]]:
    """The books of all of them, opened again."""
    return {name: opened(written(write_daisy, material)) for name, material in materials.items()}


@pytest.mark.slow
def test_what_the_dtds_ask(books: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    required("xmllint", "/usr/share/xml/w3c-sgml-lib/schema/dtd/REC-smil-19980615/smil10.dtd")
    paths = []
    in_parts = parts(book(material_of(odd()), longest=1_000), 10_000)
    assert any(part.chapters[0].blocks[0].since for part in in_parts)
    archives = [*(files.items() for files in books.values()), *(daisy_files(part) for part in in_parts)]
    for number, files in enumerate(archives):
        for name, data in files:
            if isinstance(data, bytes) and name.endswith((".html", ".smil")):
                paths.append(tmp_path / f"{number}-{name}")
                paths[-1].write_bytes(data)
    run = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--valid", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert len(paths) > 3 * len(archives)


def test_the_dtds_are_really_asked(tmp_path: Path) -> None:
    required("xmllint", "/usr/share/xml/w3c-sgml-lib/schema/dtd/REC-smil-19980615/smil10.dtd")
    files = dict(daisy_files(book(material_of(odd()))))
    page, smil = files["c001.html"], files["c001.smil"]
    assert isinstance(page, bytes)
    assert isinstance(smil, bytes)
    (tmp_path / "wrong.html").write_bytes(page.replace(b"<p>", "<p><ruby>漢</ruby>".encode(), 1))
    (tmp_path / "wrong.smil").write_bytes(smil.replace(b"<seq dur", b'<seq fill="freeze" dur', 1))
    for name in ("wrong.html", "wrong.smil"):
        command = ["xmllint", "--nonet", "--noout", "--valid", str(tmp_path / name)]
        assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_the_rules_of_ncc(materials: dict[str, Material], books: dict[str, dict[str, bytes]]) -> None:
    for name, files in books.items():
        root = parsed(files["ncc.html"])
        told = statements(root)
        assert told.keys() >= MANDATORY, name
        assert all(told[key].strip() for key in MANDATORY), name
        assert told["dc:format"] == "Daisy 2.02"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["dc:date"])
        assert told["ncc:multimediaType"] == "audioFullText"
        assert told["ncc:files"] == str(len(files))
        body = root.find(f"{XHTML}body")
        assert body is not None
        entries = list(body)
        assert (entries[0].tag, entries[0].get("class")) == (f"{XHTML}h1", "title")
        assert told["ncc:tocItems"] == str(len(entries))
        levels = [int(entry.tag[-1]) for entry in entries if entry.tag[-2:-1] == "h"]
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert told["ncc:depth"] == str(max(levels))
        turns = materials[name].minutes.turns
        assert levels.count(2) == len(turns)
        pages = [entry for entry in entries if entry.get("class") == "page-normal"]
        printed_on = range(1, len(materials[name].minutes.page_lines) + 2)
        numbers = printed_on if "printed" in name else [turn.number for turn in turns]
        assert [entry[0].text for entry in pages] == list(map(str, numbers)), name
        assert told["ncc:pageNormal"] == str(len(pages))
        assert told["ncc:maxPageNormal"] == str(max(numbers, default=0))
        for entry in entries:
            assert entry.get("id"), name
            assert [child.tag for child in entry] == [f"{XHTML}a"], name
            assert (entry[0].text or "").strip(), name


def test_every_address_leads_somewhere_and_every_id_is_once(books: dict[str, dict[str, bytes]]) -> None:
    for name, files in books.items():
        ids: dict[str, set[str]] = {}
        links: list[str] = []
        for file, data in files.items():
            assert NAMES.fullmatch(file), file
            if file.endswith((".mp3", ".css")):
                continue
            root = parsed(data)
            own = [element.get("id") for element in root.iter() if element.get("id") is not None]
            assert len(set(own)) == len(own), (name, file)
            ids[file] = {one for one in own if one}
            links += [value for e in root.iter() for key in ("href", "src") if (value := e.get(key))]
        assert links
        for link in links:
            file, _, fragment = link.partition("#")
            assert file in files, (name, link)
            assert not fragment or fragment in ids[file], (name, link)


def test_all_three_say_utf_8_and_no_character_is_lost(
    materials: dict[str, Material], books: dict[str, dict[str, bytes]]
) -> None:
    for name, files in books.items():
        words: list[str] = []
        for file, data in files.items():
            if file.endswith(".mp3"):
                continue
            text = data.decode("utf-8")
            if file.endswith(".html"):
                assert text.startswith('<?xml version="1.0" encoding="utf-8"?>')
                assert 'http-equiv="Content-type" content="text/html; charset=utf-8"' in text
            if re.fullmatch(r"c\d+\.html", file):
                body = parsed(data).find(f"{XHTML}body")
                assert body is not None
                blocks = [block for block in body if block.get("class") != "about"]
                words += ["".join(block.itertext()) for block in blocks]
        assert 'name="ncc:charset" content="utf-8"' in files["ncc.html"].decode()
        assert squeezed("".join(words)) == printed(materials[name]), name
    assert "𠮷" in books["odd"]["ncc.html"].decode()
    assert "髙" in books["odd"]["ncc.html"].decode()


def test_what_is_lit_follows_the_document_and_the_windows_are_the_sound(
    materials: dict[str, Material], books: dict[str, dict[str, bytes]]
) -> None:
    for name, files in books.items():
        lit: list[str] = []
        total = 0
        for file in sorted(file for file in files if re.fullmatch(r"c\d+\.smil", file)):
            smil, chapter = parsed(files[file]), file.removesuffix(".smil")
            in_document = [e.get("id") for e in parsed(files[f"{chapter}.html"]).iter() if e.get("id")]
            pars = smil.findall(".//par")
            targets = [par[0].get("src") or "" for par in pars]
            assert all(target.startswith(f"{chapter}.html#") for target in targets)
            places = [in_document.index(target.partition("#")[2]) for target in targets]
            assert places == sorted(set(places)), (name, file)
            lit += [target.partition("#")[2] for target in targets]
            windows = [
                (milliseconds(par[1].get("clip-begin") or ""), milliseconds(par[1].get("clip-end") or ""))
                for par in pars
            ]
            length = len(files[f"{chapter}.mp3"]) // mp3.FRAME_BYTES * FRAME_MS
            assert (windows[0][0], windows[-1][1]) == (0, length)
            assert all(begin < end for begin, end in windows)
            assert all(before[1] == after[0] for before, after in pairwise(windows))
            told = statements(smil)
            assert told["ncc:totalElapsedTime"] == _clock(total)
            assert told["ncc:timeInThisSmil"] == _clock(length)
            assert (smil.find("body/seq").get("dur")) == f"{length / 1000:.3f}s"
            total += length
        assert lit == [utterance.id for utterance in heard(materials[name])], name
        assert total == materials[name].table.duration_ms
        rounded = _clock((total + 500) // 1000 * 1000)[:8]
        assert statements(parsed(files["ncc.html"]))["ncc:totalTime"] == rounded


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def test_the_sound_is_ours_frame_by_frame(books: dict[str, dict[str, bytes]]) -> None:
    for data in (data for name, data in books["odd"].items() if name.endswith(".mp3")):
        count = mp3.frames(data)
        assert not data.startswith(b"ID3")
        assert b"Xing" not in data
        assert b"Info" not in data[:200]
        assert len(decoded(data)) == count * mp3.FRAME_SAMPLES


def test_a_long_item_is_cut_between_its_passages() -> None:
    material = material_of(odd())
    longest = max(
        sum(row.next_begin_ms - row.begin_ms for row in rows) for _, rows in material.table.passages()
    )
    made = book(material, longest)
    assert all(chapter.milliseconds <= longest for chapter in made.chapters)
    assert [b.key for chapter in made.chapters for b in chapter.blocks] == [p.key for p in material.passages]
    assert sum(chapter.milliseconds for chapter in made.chapters) == material.table.duration_ms
    assert len(made.chapters) > len(book(material).chapters)


@pytest.mark.slow
def test_a_speech_of_hours_is_cut_between_its_sentences() -> None:
    text = (
        "第1回会議\n日時 令和8年6月2日\n1 所信について\n市長: "
        + "予算の話です。次に。\n" * 700
        + "委員: はい。\n"
    )
    material = material_of(read_minutes(text.encode()), frames=lambda kana: 100 * kana)
    files = opened(written(write_daisy, material))
    sounds = [data for name, data in files.items() if name.endswith(".mp3")]
    lengths = [len(sound) // mp3.FRAME_BYTES * FRAME_MS for sound in sounds]
    assert len(lengths) > 2
    assert max(lengths) < 3_600_000
    assert sum(lengths) == material.table.duration_ms
    assert material.sound is not None
    whole = b"".join(piece for p in material.passages for piece in material.sound(p.key))
    assert b"".join(sounds) == softer(whole, STEPS_SOFTER)
    body = parsed(files["ncc.html"]).find(f"{XHTML}body")
    assert body is not None
    assert len([entry for entry in body if entry.tag == f"{XHTML}h2"]) == len(material.minutes.turns) == 2
    words = [
        "".join(block.itertext())
        for name, data in files.items()
        if re.fullmatch(r"c\d+\.html", name)
        for block in parsed(data).find(f"{XHTML}body")
        if block.get("class") != "about"
    ]
    assert squeezed("".join(words)) == printed(material)


def test_an_item_in_which_nothing_is_heard_stays_with_what_is_before_it() -> None:
    text = "第1回会議\n日時 令和8年6月2日\n1 予算について\n委員: 目的は。\n2 ＊＊＊\n事務局: ＊＊＊\n3 閉会\n委員: はい。\n"
    for chapter in book(material_of(read_minutes(text.encode()))).chapters:
        assert chapter.milliseconds > 0
        assert chapter.heard


def test_minutes_in_which_nothing_is_heard_are_refused_in_a_line(tmp_path: Path) -> None:
    minutes = replace(odd(), meeting=None, agenda=(), results=(), entries=())
    with pytest.raises(SpeechError, match="文字のファイル"), (tmp_path / "x").open("w+b") as file:
        write_daisy(material_of(minutes), Options(), file)


def test_a_session_without_a_title_or_turns_is_a_book_too() -> None:
    for minutes in _bare(odd()):
        files = opened(written(write_daisy, material_of(minutes)))
        body = parsed(files["ncc.html"]).find(f"{XHTML}body")
        assert body is not None
        assert body[0].get("class") == "title"
        assert (body[0][0].text or "").strip()


def _bare(minutes: Minutes) -> Iterator[Minutes]:
    yield replace(minutes, meeting=None)
    yield replace(minutes, meeting=None, date=None)
    yield replace(minutes, entries=minutes.notes)


def test_kinds_of_passage_are_marked() -> None:
    page = "".join(
        data.decode()
        for name, data in opened(written(write_daisy, material_of(odd()))).items()
        if ".html" in name
    )
    for kind in (PassageKind.NOTE, PassageKind.TURN, PassageKind.TITLE):
        assert f'class="{kind}"' in page
    assert '<p class="aside">' in page
    assert "A &amp; B &lt; C &gt; D &quot;E&quot;" in page
