"""Doubts: what staff should look at, and what they need not."""

import pytest

from reader.readings.judging.doubts import doubt_candidates, parse_sure
from reader.readings.morpheme import Candidate, Morpheme
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Reading


def doubted(analyzer: OpenJTalkAnalyzer, text: str) -> dict[str, str | None]:
    """Surface to alternative, of the words in doubt."""
    return {word.surface: word.alternative for word in analyzer.annotate(text).words if not word.certain}


def test_a_word_that_is_often_read_otherwise_is_doubted(analyzer: OpenJTalkAnalyzer) -> None:
    assert doubted(analyzer, "水面に浮かぶ") == {"水面": "みなも"}
    assert "一月" in doubted(analyzer, "残りの一月分を支給する")


@pytest.mark.parametrize(
    "text", ["国の方針", "人に優しい", "そのような場に参加する", "御指摘のとおり", "日本人の精神"]
)
def test_words_that_everyone_reads_alike_are_left_alone(analyzer: OpenJTalkAnalyzer, text: str) -> None:
    assert doubted(analyzer, text) == {}


def test_what_a_rule_has_decided_is_not_doubted(analyzer: OpenJTalkAnalyzer) -> None:
    assert doubted(analyzer, "調査を行った") == {}


def test_a_word_without_a_reading_is_no_stumbling_block(analyzer: OpenJTalkAnalyzer) -> None:
    words = analyzer.annotate("酢ヶ湯温泉").words
    assert "".join(word.surface for word in words) == "酢ヶ湯温泉"


def test_a_name_is_no_rival_of_a_common_word() -> None:
    noun = Morpheme("結果", 0, 2, "ケッカ", "ケッカ", ("名詞", "副詞可能", "*", "*"))
    known = [
        Candidate("ケッカ", ("名詞", "副詞可能"), 3000),
        Candidate("ユカ", ("名詞", "固有名詞"), 3100),
    ]
    assert doubt_candidates(noun, known) is None


def test_the_list_of_sure_words_is_read() -> None:
    assert parse_sure("# …\n国\tくに\n") == {("国", "クニ")}


def test_only_bearers_know_how_given_names_are_read(analyzer: OpenJTalkAnalyzer) -> None:
    assert "敬久" in doubted(analyzer, "佐竹敬久君の発言を許します。")
    assert {"一見", "勝之"} <= doubted(analyzer, "一見勝之君の発言を許します。").keys()
    assert doubted(analyzer, "佐藤委員の発言を許します。") == {}


def test_a_given_name_that_staff_have_entered_is_not_doubted(analyzer: OpenJTalkAnalyzer) -> None:
    given = Reading("敬久", "のりひさ")
    words = analyzer.annotate("佐竹敬久君の発言を許します。", [given]).words
    assert [(word.reading, word.certain) for word in words if word.surface == "敬久"] == [("のりひさ", True)]


@pytest.mark.parametrize(
    "text",
    ["令和4年度の導入です。", "令和七年度の予算です。", "例えば、こうです。", "そう言えば済みます。", "このような中で進めます。", "市との間で決めます。",
     "受けた後に話します。", "十分な説明です。", "私立高校の件です。"],
)  # fmt: skip
def test_what_is_not_doubtful_at_all(analyzer: OpenJTalkAnalyzer, text: str) -> None:
    assert [word.surface for word in analyzer.annotate(text).words if not word.certain] == []


def test_only_the_word_that_sounds_otherwise_is_doubted(analyzer: OpenJTalkAnalyzer) -> None:
    """Another opinion takes 葛飾区立水元 for one name; only 区立 is another sound."""
    doubted = {w.surface for w in analyzer.annotate("葛飾区立水元小学校の改築です。").words if not w.certain}
    assert doubted <= {"区立"}
