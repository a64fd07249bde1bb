"""Readings and what residents report of them, on the desk's pages."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reader.library.desk import audit
from reader.library.desk.people import Role
from reader.passages.annotator import Annotator
from tests.desk.desks import page
from tests.desk.test_editions import WORDS
from tests.desk.test_lexicon import CSV
from tests.web.desk.desks import Site, desk_site, signed_in


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path, annotator) as made:
        yield made


def _public(site: Site, *words: str) -> str:
    clerk, approver = (
        site.desk.person(name, role) for name, role in (("tantou", Role.CLERK), ("shounin", Role.APPROVER))
    )
    return site.desk.published(clerk, approver, site.desk.drafted(clerk, page("鵺の会", 1, *words)))


def _acts(site: Site) -> list[str]:
    with site.desk.library.reading() as connection:
        return [entry.act.act for entry in audit.entries(connection)]


def _said(site: Site, session: str, surface: str) -> list[str]:
    """How the sentences with a word are read."""
    read = site.desk.library.session(session)
    return [
        "".join(word.reading for word in u.words)
        for p in read.passages
        for u in p.utterances
        if surface in u.text
    ]


def test_a_file_of_readings_is_told_row_by_row_and_then_entered(site: Site) -> None:
    session = _public(site, *WORDS)
    approver = signed_in(site, "shounin", Role.APPROVER)
    here = "/desk/lexicon"
    data = (CSV + "魚町,うお町,\r\n").encode("cp932")
    approver.goes(here).sends(f"{here}/file", field="table", files=[("読み.csv", data)])
    assert "加える3行" in approver.words
    assert "断る1行" in approver.words
    assert "1文の読みが変わります" in approver.words
    assert site.desk.library.readings() == ()
    approver.sends(here, act="rows")
    assert approver.address == here
    assert "1文の読みが変わりました" in approver.words
    assert "ぬえおばし" in _said(site, session, "鵺尾橋")[0]
    sheet = load_workbook(io.BytesIO(approver.browser.get(f"{here}/readings.xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]] == ["表記", "鵺尾橋", "星見浜", "県下市町"]
    text = approver.browser.get(f"{here}/readings.csv").content
    assert text.startswith(b"\xef\xbb\xbf")
    approver.goes(here).sends(f"{here}/file", field="table", files=[("b.csv", text)])
    assert "同じ3行" in approver.words
    approver.goes(here).sends(here, act="effect", surface="欄干", reading="テスリ")
    assert "1文の読みが変わります" in approver.words
    approver.sends(here, act="add", surface="欄干", reading="テスリ")
    approver.goes(f"{here}?q=てすり").sends(here, act="remove")
    assert "欄干" not in {one.surface for one in site.desk.library.readings()}
    assert _acts(site)[:3] == ["lexicon", "lexicon", "lexicon"]
    for wrong in ({"surface": "欄干", "reading": "手すり"}, {"surface": "欄干", "reading": ""}):
        approver.goes(here)
        approver.sends(here, act="add", surface=wrong["surface"], reading=wrong["reading"])
        assert approver.status == 400
    approver.goes(here).sends(f"{here}/file", field="table", files=[("c.xlsx", b"PK\x03\x04")])
    assert approver.status == 400
    clerk = signed_in(site, "tantou", Role.CLERK).goes(here)
    assert "<form" not in clerk.html.partition("<main")[2].partition("いまの読み")[0]


def test_reports_are_answered_once_for_all_who_sent_them(site: Site) -> None:
    session = _public(site, *WORDS, "鵺尾橋を見ました。")
    library = site.desk.library
    own = [u for p in library.session(session).passages for u in p.utterances if "鵺尾橋" in u.text]
    for utterance in own:
        library.report(session, utterance.id, "鵺尾橋", "ぬえおばし")
    library.report(session, own[0].id, "欄干", "てすり")
    clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
    clerk.goes("/desk")
    assert "3お知らせ" in clerk.words
    here = "/desk/reports"
    clerk.goes(here)
    assert "「鵺尾橋」は「ぬえおばし」（2件）" in clerk.words
    assert 'value="everywhere"' not in clerk.html
    approver.goes(here).sends(here, act="effect", scope="everywhere")
    assert "2文の読みが変わります" in approver.words
    approver.sends(here, act="take", scope="everywhere", reading="かな漢字")
    assert approver.status == 400
    approver.goes(here).sends(here, act="take", scope="everywhere")
    assert "2文の読みが変わりました" in approver.words
    assert all("ぬえおばし" in read for read in _said(site, session, "鵺尾橋"))
    assert [report.surface for report in library.reports()] == ["欄干"]
    stale = clerk.html  # the clerk's page is of before
    assert "鵺尾橋" in stale
    clerk.sends(here, act="take")
    assert clerk.status == 404
    assert "ほかの人が片づけました" in clerk.words
    clerk.goes(here).sends(here, act="refuse", why="欄干は、らんかんです")
    assert library.reports() == ()
    assert "お知らせはありません" in clerk.words
    assert {"take_report", "refuse_report"} <= set(_acts(site))
