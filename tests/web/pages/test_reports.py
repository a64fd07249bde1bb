"""Residents report a misread word: it waits for staff, and a flood is turned away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.library.reporting.reports import MOST_SENT
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level, gets_ruby
from reader.web.app import create_app
from tests.web.sites import AS_BROWSERS_SEND, SETTINGS, Site, one, parsed, site, texts

TURN = "/minutes/20260514-1/turns/1"


@pytest.fixture
def whole(tmp_path: Path, annotator: Annotator, sample: bytes) -> Iterator[Site]:
    with site(tmp_path, annotator, sample) as built:
        yield built


@pytest.fixture
def visitor(whole: Site) -> Iterator[TestClient]:
    with TestClient(whole.app, headers=AS_BROWSERS_SEND) as client:
        yield client


def _send(client: TestClient, surface: str, reading: str, **headers: str) -> str:
    answer = client.post(f"{TURN}/report", data={"surface": surface, "reading": reading}, headers=headers)
    return str(answer.text)


def test_a_report_waits_for_staff_and_changes_nothing(whole: Site, visitor: TestClient) -> None:
    before = whole.library.session("20260514-1")
    form = parsed(visitor, f"{TURN}/report")
    assert one(form, "form").attributes["method"] == "post"
    assert "受け取りました" in _send(visitor, "推進会議", "スイシンカイギ")
    [report] = whole.library.reports()
    assert (report.session, report.surface, report.reading) == ("20260514-1", "推進会議", "すいしんかいぎ")
    assert report.utterance.startswith("t1-")
    assert whole.library.session("20260514-1") == before
    assert whole.library.readings() == ()
    assert "受け取りました" in _send(visitor, "推進会議", "すいしんかいぎ")
    assert len(whole.library.reports()) == 1


@pytest.mark.parametrize(
    ("surface", "reading"),
    [
        ("", ""),
        ("推進会議", "推進"),
        ("ここにない", "ない"),
        ("推" * 41, "す"),
        ("推進会議", "あ" * 81),
        ("<b>", "びい"),
    ],
)
def test_what_cannot_be_a_report_is_shown_again_with_the_reason(
    whole: Site, visitor: TestClient, surface: str, reading: str
) -> None:
    answer = _send(visitor, surface, reading)
    assert 'class="report__problem"' in answer and "<b>" not in answer
    assert not whole.library.reports()


@pytest.mark.parametrize(
    ("surface", "reading", "told"),
    [
        ("", "すいしん", "言葉が空です"),
        ("推進会議", "", "読みが空です"),
        ("ここにない", "ない", "この発言にありません"),
        ("推進会議", "suishin", "かなではありません"),
        ("推進会議", "すいしん\u0000", "かなではありません"),
        ("推進会議", "javascript:alert(1)", "かなではありません"),
        ("推進会議", "かゃ", "声に出せない"),
        ("は", "わ", "1文字"),
    ],
)
def test_the_reason_is_told_at_the_field_and_takes_the_focus(
    visitor: TestClient, surface: str, reading: str, told: str
) -> None:
    part = LexborHTMLParser(_send(visitor, surface, reading, **{"HX-Request": "true"}))
    field = one(part, "#surface-t1")
    assert told in one(part, f"#{field.attributes['aria-describedby']}").text()
    assert field.attributes["aria-invalid"] == "true" and "data-lands" in field.attributes
    assert field.attributes["value"] == surface


def test_what_was_sent_is_said_back_with_what_happens_next(visitor: TestClient) -> None:
    part = LexborHTMLParser(_send(visitor, "推進会議", "スイシン カイギ", **{"HX-Request": "true"}))
    outcome = one(part, ".report__outcome[data-lands]").text()
    assert "推進会議" in outcome and "職員が確かめます" in outcome


def test_a_flood_is_turned_away(whole: Site, visitor: TestClient) -> None:
    readings = ["すいしん" + "あ" * n for n in range(MOST_SENT + 1)]
    answers = [_send(visitor, "推進会議", reading) for reading in readings]
    assert ["受け取りました" in answer for answer in answers] == [True] * MOST_SENT + [False]
    assert len(whole.library.reports()) == MOST_SENT


def test_a_household_is_one_sender_whatever_process_it_reaches(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole:
        second = create_app(Library(tmp_path / "library.sqlite3"), None, SETTINGS)
        told = []
        for number in range(MOST_SENT + 1):
            app, address = (whole.app, second)[number % 2], f"2001:db8:1:2::{number:x}"
            with TestClient(app, headers=AS_BROWSERS_SEND, client=(address, 50000)) as member:
                told.append("受け取りました" in _send(member, "推進会議", "すいしん" + "あ" * number))
        assert told == [True] * MOST_SENT + [False]
        with TestClient(second, headers=AS_BROWSERS_SEND, client=("2001:db8:1:3::1", 50000)) as neighbour:
            assert "受け取りました" in _send(neighbour, "推進会議", "すいしん")


def test_the_form_opens_beside_the_turn_by_htmx_and_as_a_page_without(visitor: TestClient) -> None:
    link = one(
        parsed(visitor, "/minutes/20260514-1"),
        "#t1 ~ * a[data-hx-get], article[data-passage=t1] a[data-hx-get]",
    )
    assert link.attributes["href"] == link.attributes["data-hx-get"] == f"{TURN}/report"
    part = visitor.get(f"{TURN}/report", headers={"HX-Request": "true"}).text.strip()
    assert part.startswith('<div class="report" id="report-t1"')
    assert part in visitor.get(f"{TURN}/report").text


def test_another_site_s_page_cannot_send(whole: Site, visitor: TestClient) -> None:
    answer = visitor.post(
        f"{TURN}/report",
        data={"surface": "推進会議", "reading": "あ"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert not whole.library.reports()


def test_there_is_no_form_for_a_turn_that_is_not_there(visitor: TestClient) -> None:
    assert texts(parsed(visitor, "/minutes/20260514-1/turns/999/report", 404), "h1")


def test_a_word_is_reported_by_touching_it(whole: Site, visitor: TestClient) -> None:
    """Each word with something to misread leads to a form that shows how it is read at present; without script too."""
    page = parsed(visitor, f"{TURN}/report")
    session = whole.library.session("20260514-1")
    said = [u for u in session.passage("t1").utterances if not u.is_announcement]
    assert texts(page, ".report__words p") == ["".join(u.text.split()) for u in said]
    links = page.css(".report__word")
    assert len(links) > 10
    link = links[-1]
    surface, reading = texts(page, ".report__word")[-1], page.css(".report__word rt")[-1].text()
    assert link.attributes["aria-label"] == f"{surface}、いまの読み {reading}"
    form = parsed(visitor, link.attributes["href"] or "")
    assert texts(form, ".report__present") == [f"「{surface}」は、いま「{reading}」と読んでいます。"]
    filled = {
        field.attributes["name"]: field.attributes.get("value") for field in form.css("main form input")
    }
    assert filled == {"surface": surface, "reading": "", "sentence": said[-1].id}
    visitor.post(f"{TURN}/report", data={**filled, "reading": "べつのよみ"})
    [report] = whole.library.reports()
    assert (report.utterance, report.surface, report.reading) == (said[-1].id, surface, "べつのよみ")


def test_the_sentence_of_the_touched_word_is_meant_though_an_earlier_one_holds_it(
    whole: Site, visitor: TestClient
) -> None:
    session = whole.library.session("20260514-1")
    turn, word, later = next(
        (p, w.surface, second)
        for p in session.passages
        if p.key.startswith("t")
        for first in p.utterances[1:2]
        for second in p.utterances[2:]
        for w in first.words
        if gets_ruby(w, Level.ALL) and len(w.surface) > 1 and w.surface in second.text
    )
    address = f"/minutes/20260514-1/turns/{turn.number}/report"
    visitor.post(address, data={"surface": word, "reading": "べつ", "sentence": later.id})
    assert whole.library.reports()[0].utterance == later.id


@pytest.mark.parametrize(
    "word", ["t1-1.99999", "t9-9.1", "t1-1.x", "t1-1", "x", "<b>.1", "t1-1.-1", "t1-1.٣"]
)
def test_a_word_that_is_not_there_shows_the_words_that_are(visitor: TestClient, word: str) -> None:
    page = parsed(visitor, f"{TURN}/report?word={word}")
    assert len(page.css(".report__word")) > 10
