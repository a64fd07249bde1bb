"""The topics of a long turn, by the sentences that name them."""

import pytest

from reader.minutes.model import Turn
from reader.passages.annotator import Annotator
from reader.passages.utterance import Passage
from reader.readings.furigana.levels import Level
from reader.web.views.overview.topics import LONG, topics
from tests.speech.sounds import PlainAnalyzer
from tests.web.views.test_growth import _minutes

FILLING = "このことは、これまでもお答えしてまいりましたとおりです。" * (LONG // 25 // 3 + 1)


def spoken(*sentences: str, filling: str = FILLING) -> Passage:
    """A turn with so many sentences, each before a long stretch that names nothing."""
    text = "".join(f"{sentence}{filling}" for sentence in sentences)
    return Annotator(PlainAnalyzer()).passages(_minutes(1, (Turn(1, "委員", text, 0),)), ())[-1]


def names(turn: Passage) -> list[str]:
    return ["".join(part.base for part in topic.name) for topic in topics(turn, Level.ALL)]


def test_a_long_turn_is_told_by_its_topics_each_where_it_begins() -> None:
    turn = spoken(
        "まず、防災についてであります。",
        "次に、子育て支援に関する御質問にお答えします。",
        "次に、防災について、もう一度申し上げます。",
        "最後に、公共施設の使用料の件ですが、据え置きます。",
    )
    assert names(turn) == ["防災について", "子育て支援に関する", "防災について", "公共施設の使用料の件"]
    texts = {utterance.id: utterance.text for utterance in turn.utterances}
    begins = [texts[topic.anchor][:3] for topic in topics(turn, Level.ALL)]
    assert begins == ["まず、", "次に、", "次に、", "最後に"]


@pytest.mark.parametrize(
    "sentence",
    [
        "第１に、道路について伺います。",
        "２点目は、道路について伺います。",
        "続きまして、道路についてです。",
        "大項目1、道路についてです。",
    ],
)
def test_other_ways_to_count_are_known(sentence: str) -> None:
    assert names(spoken(sentence, sentence, sentence)) == ["道路について"] * 3


def test_what_is_short_or_names_nothing_has_no_list() -> None:
    few = spoken("まず、防災についてです。", "次に、道路についてです。")
    short = spoken(
        "まず、防災についてです。", "次に、道路についてです。", "最後に、橋についてです。", filling=""
    )
    unnamed = spoken("まず、お答えします。", "次に、そのとおりです。", "最後に、以上です。")
    assert names(few) == names(short) == names(unnamed) == []
