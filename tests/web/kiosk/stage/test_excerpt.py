"""What a card shows of a long sentence."""

from collections.abc import Sequence

import pytest

from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from reader.readings.word import Word
from reader.web.kiosk.stage.excerpt import MOST, excerpt, place_of
from tests.web.kiosk.kiosks import SEED, Kiosk, parsed, words

LONG = (
    "その際、様々なデータが活用される必要があるため、県と県下市町が協力して、"
    "令和3年度にデータ連携基盤を構築し、令和4年度から本格的に運用を開始する予定である。"
)


@pytest.fixture(scope="module")
def long(annotator: Annotator) -> Sequence[Word]:
    """The words of a sentence that is too long for a card."""
    return annotator.utterance("t1-1", 0, len(LONG), LONG, (), ()).words


def _shown(sentence: Sequence[Word], place: int = 0) -> str:
    return "".join(part.base for part in excerpt(sentence, Level.ALL, place).segments)


def test_it_begins_with_the_sentence_and_says_that_there_is_more(long: Sequence[Word]) -> None:
    shown = _shown(long)
    assert shown.endswith("…")
    assert LONG.startswith(shown.removesuffix("…"))
    assert MOST - 10 <= len(shown) <= MOST + 1


def test_what_was_looked_for_is_shown_from_its_clause_on(long: Sequence[Word]) -> None:
    assert _shown(long, place_of(long, "けんかしちょう")).startswith("…県と県下市町が協力して、")


def test_the_end_of_the_sentence_has_no_mark(long: Sequence[Word]) -> None:
    shown = _shown(long, place_of(long, "よてい"))
    assert "予定である。" in shown
    assert shown.startswith("…")
    assert not shown.endswith("…")


def test_every_place_is_shown(long: Sequence[Word]) -> None:
    for place, word in enumerate(long):
        assert word.surface in _shown(long, place), word


def test_what_fits_is_whole(annotator: Annotator) -> None:
    short = annotator.utterance("t1-1", 0, 5, "承知した。", (), ()).words
    assert _shown(short) == "承知した。"
    assert _shown(()) == ""


def test_what_sounds_otherwise_begins_at_the_beginning(long: Sequence[Word]) -> None:
    assert place_of(long, "ぬぬぬ") == 0


def test_questions_are_shortened_and_said_whole(whole: Kiosk) -> None:
    page = parsed(whole.client, f"{SEED}/exchanges")
    titles = words(page, ".card__title")
    assert max(map(len, titles)) <= MOST + 2
    assert any(title.endswith("…") for title in titles)
    session = whole.library.session("20211028-1")
    asked = page.css(".card")[0].attributes["data-say"] or ""
    whole.client.get(asked)
    first = next(u for u in session.passage("t1").utterances if not u.is_announcement)
    assert first.text in whole.voice.order
