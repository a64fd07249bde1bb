"""Staff take a report over in one step, where they say it counts; what is refused waits on."""

import pytest

from reader.corrections.corrector import Corrector
from reader.corrections.reports import Scope, accept
from reader.errors import LexiconError, NotFoundError
from reader.importing.identity import Wish
from reader.importing.importer import Importer
from reader.passages.annotator import Annotator

FIRST = "委員: 上手に使うことが大切である。\n\n事務局: 上手という字の読みである。"


def _minutes(day: int, turns: str) -> bytes:
    return (
        f"会議名\n\n推進会議\n\n日時\n\n令和8年5月{day}日\n\n議題\n\n1 読み方について\n\n{turns}\n".encode()
    )


@pytest.fixture
def corrector(importer: Importer, annotator: Annotator) -> Corrector:
    importer.import_bytes(_minutes(14, FIRST), "a.txt", "/a.txt")
    importer.import_bytes(_minutes(15, FIRST), "b.txt", "/b.txt")
    importer.library.report("20260514-1", "t1-1", "上手", "うわて")
    return Corrector(importer.library, annotator)


def _readings(corrector: Corrector) -> list[str]:
    """How 上手 is read in the two sentences of each of the two minutes."""
    sentences = [
        corrector.library.session(session).utterance(utterance)
        for session in ("20260514-1", "20260515-1")
        for utterance in ("t1-1", "t2-1")
    ]
    return [sentence.words[0].reading for sentence in sentences]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.SENTENCE, ["うわて", "じょうず", "じょうず", "じょうず"]),
        (Scope.MINUTES, ["うわて", "うわて", "じょうず", "じょうず"]),
        (Scope.EVERYWHERE, ["うわて"] * 4),
    ],
)
def test_a_report_counts_where_staff_say(corrector: Corrector, scope: Scope, expected: list[str]) -> None:
    [report] = corrector.library.reports()
    assert _readings(corrector) == ["じょうず"] * 4
    accepted, effect = accept(corrector, report.id, scope)
    assert (accepted, effect.changed) == (report, expected.count("うわて"))
    assert _readings(corrector) == expected
    assert corrector.library.reports() == ()


def test_staff_may_know_better(corrector: Corrector) -> None:
    [report] = corrector.library.reports()
    accept(corrector, report.id, reading="かみて", accent=0)
    assert _readings(corrector)[0] == "かみて"


def test_what_is_refused_waits_on(corrector: Corrector) -> None:
    [report] = corrector.library.reports()
    with pytest.raises(LexiconError):
        accept(corrector, report.id, reading="上手")
    with pytest.raises(NotFoundError):
        accept(corrector, report.id + 1)
    assert corrector.library.reports() == (report,)
    assert _readings(corrector) == ["じょうず"] * 4


def test_a_report_finds_its_sentence_in_an_edited_source(importer: Importer, corrector: Corrector) -> None:
    moved = FIRST.replace("委員: ", "委員: 資料を見たい。")
    importer.import_bytes(_minutes(14, moved), "a.txt", "/a.txt")
    [report] = corrector.library.reports()
    accept(corrector, report.id)
    sentence = corrector.library.session("20260514-1").utterance("t1-2")
    assert (sentence.text, sentence.words[0].reading) == ("上手に使うことが大切である。", "うわて")


def test_a_report_of_a_sentence_that_is_gone_touches_no_other(
    importer: Importer, corrector: Corrector
) -> None:
    changed = FIRST.replace("上手に使うことが大切である。", "とても上手である。")
    importer.import_bytes(_minutes(14, changed), "a.txt", "/a.txt", wish=Wish(replace="20260514-1"))
    [report] = corrector.library.reports()
    assert (report.utterance, report.sentence) == ("", "上手に使うことが大切である。")
    with pytest.raises(NotFoundError, match="reader reports dismiss"):
        accept(corrector, report.id)
    assert corrector.library.reports() == (report,)
    session = corrector.library.session("20260514-1")
    read = {w.reading for p in session.passages for u in p.utterances for w in u.words if w.surface == "上手"}
    assert read == {"じょうず"}
    importer.import_bytes(_minutes(14, FIRST), "a.txt", "/a.txt", wish=Wish(replace="20260514-1"))
    [report] = corrector.library.reports()
    assert corrector.library.session("20260514-1").utterance(report.utterance).text == report.sentence
