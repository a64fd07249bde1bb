"""Every entry of the built-in lexicon is needed, and does what it is there for."""

from importlib.resources import files
from pathlib import Path

import pytest

from reader.readings.lexicon.lexicon import Category, Entry, parse_entries
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.kana import pronounce

ENTRIES = parse_entries((files("reader.readings") / "data" / "lexicon.csv").read_text(encoding="utf-8"))
# A word is read as it stands in a sentence; a surname before a post, a given name after a surname.
FRAMES = {
    Category.SURNAME: ("", "", "委員長", "いいんちょう"),
    Category.GIVEN_NAME: ("山田", "やまだ", "さん", "さん"),
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> OpenJTalkAnalyzer:
    """The analyser without a built-in lexicon."""
    return OpenJTalkAnalyzer(tmp_path_factory.mktemp("bare"), built_in=())


def sounds(analyzer: OpenJTalkAnalyzer, entry: Entry) -> tuple[str, str]:
    """How the entry in its frame is read, and how it should be."""
    before, before_read, after, after_read = FRAMES.get(entry.category, ("", "", "について", "について"))
    words = analyzer.annotate(f"{before}{entry.surface}{after}").words
    return pronounce("".join(word.reading for word in words)), pronounce(
        before_read + entry.reading + after_read
    )


def test_there_are_enough_entries() -> None:
    assert len(ENTRIES) >= 600
    assert len({entry.surface for entry in ENTRIES}) == len(ENTRIES)


def test_every_entry_is_read_as_it_says(analyzer: OpenJTalkAnalyzer) -> None:
    heard = {entry.surface: sounds(analyzer, entry) for entry in ENTRIES}
    assert {surface: (read, wanted) for surface, (read, wanted) in heard.items() if read != wanted} == {}


def test_every_entry_is_needed(bare: OpenJTalkAnalyzer) -> None:
    without_reason = [entry for entry in ENTRIES if not entry.reason]
    heard = {entry.surface: sounds(bare, entry) for entry in without_reason}
    assert [surface for surface, (read, wanted) in heard.items() if read == wanted] == []


def test_other_cases_of_a_word_are_read_alike(analyzer: OpenJTalkAnalyzer) -> None:
    readings = [analyzer.annotate(word).words[0].reading for word in ("Startup", "startup", "STARTUP")]
    assert readings == ["すたーとあっぷ"] * 3


def test_a_word_of_letters_counts_only_as_a_whole_word(analyzer: OpenJTalkAnalyzer) -> None:
    texts = ["HPV", "HPワクチン", "Edgeworth", "13R", "3R"]
    readings = ["".join(word.reading for word in analyzer.annotate(text).words) for text in texts]
    assert readings[0] == "えいちぴーぶい"
    assert readings[1].startswith("ほーむぺーじ")
    assert not readings[2].startswith("えっじ") and not readings[3].endswith("すりーあーる")
    assert readings[4] == "すりーあーる"


def test_a_word_inside_another_is_left_alone(analyzer: OpenJTalkAnalyzer, tmp_path: Path) -> None:
    text = "日本市場と都市長期計画と新地域"
    readings = "".join(word.reading for word in analyzer.annotate(text).words)
    assert readings == "にほんしじょうととしちょうきけいかくとしんちいき"
