"""The publisher's ruby is found again in the passages, and counts for the words that it stands over."""

from reader.minutes.model import StatedReading
from reader.passages.own_ruby import Ruby, rubies, ruby_overrides
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer


def stated(surface: str, reading: str, before: str, after: str) -> StatedReading:
    return StatedReading(surface, reading, before, after)


def test_ruby_is_found_where_the_same_stands_around_it() -> None:
    ruby = stated("市場", "いちば", "○座長", "の方が行った会です。")
    assert rubies("市場の方が行った会です。市場調査をする。", [ruby]) == (Ruby(0, 2, "いちば"),)
    assert rubies("市場調査をする。", [ruby]) == ()


def test_white_space_and_lines_make_no_difference() -> None:
    ruby = stated("今日", "こんにち", "まず、", "の課題です。")
    assert rubies("まず、\n　今日 の課題です。", [ruby]) == (Ruby(5, 7, "こんにち"),)


def test_a_line_of_one_word_is_found_as_a_whole() -> None:
    ruby = stated("市場", "いちば", "", "")
    assert rubies("市場", [ruby]) == (Ruby(0, 2, "いちば"),)
    assert rubies("市場の調査", [ruby]) == ()


def test_what_stands_over_no_text_is_no_ruby() -> None:
    assert rubies("山田委員", [StatedReading("山田", "やまだ")]) == ()


def overrides(analyzer: OpenJTalkAnalyzer, sentence: str, *own: Ruby) -> list[tuple[int, int, str]]:
    words = analyzer.annotate(sentence).words
    return [(given.start, given.end, given.reading) for given in ruby_overrides(words, own)]


def test_what_is_read_so_already_is_left_alone(analyzer: OpenJTalkAnalyzer) -> None:
    assert overrides(analyzer, "市場調査をする", Ruby(0, 2, "しじょう"), Ruby(2, 4, "ちょうさ")) == []
    assert overrides(analyzer, "教育を行う", Ruby(0, 1, "きょう"), Ruby(1, 2, "いく")) == []
    assert overrides(analyzer, "道を通る", Ruby(2, 3, "とお")) == []


def test_ruby_goes_no_further_than_its_word(analyzer: OpenJTalkAnalyzer) -> None:
    assert overrides(analyzer, "市場調査をする", Ruby(0, 2, "いちば")) == [(0, 2, "いちば")]


def test_the_kana_of_a_word_go_with_its_kanji(analyzer: OpenJTalkAnalyzer) -> None:
    assert overrides(analyzer, "会に行った", Ruby(2, 3, "おこな")) == [(2, 4, "おこなっ")]


def test_ruby_kanji_by_kanji_is_one_word(analyzer: OpenJTalkAnalyzer) -> None:
    assert overrides(analyzer, "上手の道", Ruby(0, 1, "かみ"), Ruby(1, 2, "て")) == [(0, 2, "かみて")]
