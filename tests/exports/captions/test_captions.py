"""Captions, transcripts and chapters: what the validators of others say of them, and what those do not see."""

import json
import re
import subprocess
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import srt

from reader.exports.formats import format_of
from reader.exports.material import Material, Options
from reader.minutes.model import AgendaItem, Minutes, Role, Speaker, Turn
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from tests.conftest import ROOT
from tests.exports.documents import odd, shared_documents
from tests.exports.materials import rendered
from tests.exports.toned import material_of
from tests.parsed import read_minutes
from tests.validators import required

_TAG = re.compile(r"<[^>]*>")
_VOICE = re.compile(r"<v\.(\w+) ([^>\n]*)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}

_W3C = """
const {WebVTTParser} = require("webvtt-parser"), parser = new WebVTTParser();
const told = JSON.parse(require("fs").readFileSync(0, "utf8")).map((text) =>
  ["subtitles", "metadata"].flatMap((mode) => parser.parse(text, mode).errors.map((error) => `${mode} ${error.line}: ${error.message}`)));
process.stdout.write(JSON.stringify(told));
"""

HOSTILE = Minutes(
    "第1回 --> <b>会議</b> & 委員会",
    "令和8年6月2日",
    None,
    None,
    None,
    (AgendaItem(0, "1", "WEBVTT"),),
    (Speaker("市長>", "市長>\n<i>", Role.EXECUTIVE), Speaker("&", "&amp;", Role.MEMBER)),
    (
        Turn(1, "市長>", "00:00:01.000 --> 00:00:02.000\n\n次の行。\nNOTE です。\nSTYLE", 0),
        Turn(2, "&", "<v だれか>&lt;と言う</v>。{\\\\an8}1\n2\n--> 終わり", 0),
    ),
)
"""Words that would be markup, times or comments if nobody escaped them."""


def text_of(name: str, made: Material, options: Options | None = None) -> str:
    kind = format_of(name)
    assert kind is not None
    return rendered(kind, made, options).decode("utf-8")


def errors_of_w3c(files: list[str]) -> list[list[str]]:
    """What the W3C's parser finds in each file, in the modes for captions and for metadata."""
    required("webvtt-parser")
    node = ROOT / ".venv" / "bin" / "node"
    run = subprocess.run(
        [str(node) if node.exists() else "node", "-e", _W3C],
        input=json.dumps(files).encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )
    found: list[list[str]] = json.loads(run.stdout)
    return found


def cues_of(vtt: str) -> list[tuple[str, str, str, str]]:
    """Of each cue: id, begin, end, payload."""
    blocks = [block.split("\n", 2) for block in vtt.split("\n\n") if " --> " in block]
    return [(name, *times.split(" --> "), payload) for name, times, payload in blocks]  # type: ignore[misc]


def plain(payload: str) -> str:
    """What is heard: without tags, readings and line breaks."""
    text = _TAG.sub("", re.sub(r"<rt>[^<]*</rt>", "", payload)).replace("\n", "")
    return re.sub("&(?:lt|gt|amp);", lambda found: _ENTITIES[found[0]], text)


@pytest.fixture(scope="module")
def real(annotator: Annotator) -> Material:
    """The odd document with real words."""
    return material_of(odd(), annotator)


@cache
def hostile() -> Material:
    return material_of(HOSTILE)


@pytest.mark.slow
def test_every_shared_document_is_captions_without_fault(shared: Path) -> None:
    files, names = [], []
    for path in shared_documents(shared):
        made = material_of(read_minutes(path.read_bytes(), path.name))
        vtt = text_of("x.vtt", made)
        files.append(vtt)
        names.append(path.name)
        cues, rows = cues_of(vtt), made.table.rows
        assert "".join(plain(payload) for *_, payload in cues) == "".join(
            " ".join(row.text.splitlines()) for row in rows
        ), path.name
        assert all(len(_VOICE.findall(payload)) == 1 for *_, payload in cues), path.name
        *told, about = srt.parse(text_of("x.srt", made), ignore_errors=False)
        assert about.start // timedelta(milliseconds=1) == made.table.duration_ms, path.name
        assert len(told) == len(rows), path.name
        assert all(before.end <= after.start for before, after in pairwise(told)), path.name
        assert all(one.start < one.end for one in told), path.name
        segments = json.loads(text_of("x.transcript.json", made))["segments"]
        assert [
            (round(one["startTime"] * 1000), round(one["endTime"] * 1000), one["body"]) for one in segments
        ] == [(row.begin_ms, row.end_ms, row.text) for row in rows], path.name
    assert len(files) >= 60
    found = {name: told for name, told in zip(names, errors_of_w3c(files), strict=True) if told}
    assert found == {}


def test_words_that_look_like_markup_stay_words(real: Material) -> None:
    files = [text_of("x.vtt", made) for made in (hostile(), real)]
    files += [text_of("x.vtt", real, Options(Level.ALL)), text_of("x.vtt", hostile(), Options(Level.ALL))]
    assert errors_of_w3c(files) == [[]] * 4
    for vtt, made in zip(files, (hostile(), real, real, hostile()), strict=True):
        cues = cues_of(vtt)
        assert [name for name, *_ in cues] == [row.utterance_id for row in made.table.rows]
        assert [plain(payload) for *_, payload in cues] == [
            " ".join(row.text.splitlines()) for row in made.table.rows
        ]
    told = list(srt.parse(text_of("x.srt", hostile()), ignore_errors=False))
    assert len(told) == len(hostile().table.rows) + 1


def test_the_w3c_s_parser_sees_faults() -> None:
    broken = "WEBVTT\n\nx\n00:02.000 --> 00:01.000\n<v 委員>後先\n"
    assert errors_of_w3c([broken])[0]


def test_readings_are_there_where_they_are_wanted_only(real: Material) -> None:
    assert "<ruby>" not in text_of("x.vtt", real)
    ruby = text_of("x.vtt", real, Options(Level.ALL))
    assert "<ruby>会議<rt>かいぎ</rt></ruby>" in ruby
    assert not re.search(r"<ruby>[^<]*\n", ruby)


def test_each_cue_is_said_by_its_speaker_or_the_announcer(real: Material) -> None:
    for (_, _, _, payload), row in zip(cues_of(text_of("x.vtt", real)), real.table.rows, strict=True):
        found = _VOICE.match(payload)
        assert found is not None
        if row.by_announcer:
            assert found.groups() == ("announcer", "案内")
        else:
            assert row.speaker is not None
            assert found[2] == real.label(row.speaker).replace("&", "&amp;")


def test_lines_are_short_and_cues_are_whole(real: Material) -> None:
    for _, _, _, payload in cues_of(text_of("x.vtt", real)):
        assert max(len(plain(line)) for line in payload.split("\n")) <= 32


def test_subrip_names_who_speaks_where_that_changes(real: Material) -> None:
    written = text_of("x.srt", real)
    assert not written.startswith("\ufeff")
    assert "\n" not in written.replace("\r\n", "")
    named = [re.match(r"(.+?): ", one.content) for one in srt.parse(written)][:-1]
    last = None
    for found, row in zip(named, real.table.rows, strict=True):
        voice = "案内" if row.by_announcer else real.label(row.speaker or "")
        assert (found is not None and found[1] == voice) == (voice != last)
        last = voice


def test_what_the_file_says_of_itself(real: Material) -> None:
    head = text_of("x.vtt", real).split("\n\nm-1\n")[0]
    for wanted in ("第3版", "PDL1.0", "合成音声", "mei (CC BY 3.0)", "読みの確かでない語"):
        assert wanted in head


def test_chapters_stand_end_to_end_and_name_the_agenda(real: Material) -> None:
    written: dict[str, Any] = json.loads(text_of("x.chapters.json", real))
    assert written["version"] == "1.2.0"
    listed = written["chapters"]
    assert listed[0]["startTime"] == 0
    assert all(before["endTime"] == after["startTime"] for before, after in pairwise(listed))
    assert listed[-1]["endTime"] * 1000 == real.table.duration_ms
    titles = "\n".join(chapter["title"] for chapter in listed)
    assert all(item.title in titles for item in real.minutes.agenda)
    begins = {row.begin_ms for row in real.table.rows}
    assert all(round(chapter["startTime"] * 1000) in begins for chapter in listed)
    assert all(
        chapter["url"].startswith("https://kaigiroku.example.jp/minutes/20261128-1#") for chapter in listed
    )
