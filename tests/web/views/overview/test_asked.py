"""Of each question the sentence that asks."""

import pytest

from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from reader.web.views.overview.asked import asking
from reader.web.views.session_view import SessionView
from tests.speech.sounds import PlainAnalyzer
from tests.web.views.test_growth import _minutes, many_turns


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("御説明ありがとうございます。目的は何ですか。以上です。", "目的は何ですか。"),
        ("資料を読みました。理由を教えてほしい。なぜこうなったのか？", "なぜこうなったのか？"),
        ("資料の３ページについて伺いたい。よろしくお願いします。", "資料の３ページについて伺いたい。"),
        ("考え方をお示しください。", "考え方をお示しください。"),
        ("意見である。市民には分かりにくい。", "意見である。"),
        ("「誰のためか」と書かれている。そこが要点ではないか。」", "そこが要点ではないか。」"),
    ],
)
def test_the_sentence_that_asks_is_found(text: str, asks: str) -> None:
    minutes = many_turns(1)
    turn = minutes.turns[0]
    passages = Annotator(PlainAnalyzer()).passages(_minutes(1, (type(turn)(1, turn.speaker, text, 0),)), ())
    found = asking(passages[-1])
    assert found is not None and found.text == asks


def test_a_question_tells_when_it_is_asked_and_leads_there() -> None:
    from datetime import UTC, datetime

    from reader.library.session import Session

    minutes = many_turns(4)
    passages = Annotator(PlainAnalyzer()).passages(minutes, ())
    view = SessionView(
        Session("20211028-1", 1, minutes, passages, (), "x", datetime.fromtimestamp(0, UTC)),
        Level.NONE,
        float,
    )
    assert view.overview.asked
    for line in view.overview.asked:
        assert view.turn(int(line.key[1:]), str).part == "question"
        assert line.since == view.turn(int(line.key[1:]), str).since
