"""Each rule of context reads its own example as it says, and leaves its counter-example to others."""

from importlib.resources import files

import pytest

from reader.errors import LexiconError
from reader.readings.judging.contexts import ContextRule, ContextRules
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.folding import full_width
from reader.readings.writing.kana import pronounce

RULES = ContextRules((files("reader.readings") / "data" / "contexts.tsv").read_text(encoding="utf-8")).rules


def _heard(analyzer: OpenJTalkAnalyzer, rule: ContextRule) -> str:
    """The rule's example, from where the rule fits."""
    text = full_width(rule.example).text
    place = next((i for i in range(len(text)) if rule.fits(text, i)), None)
    if place is None:
        return "the rule does not fit its own example"
    words = analyzer.annotate(rule.example).words
    return pronounce("".join(word.reading for word in words if word.end > place))


def test_every_example_is_read_by_its_rule(analyzer: OpenJTalkAnalyzer) -> None:
    heard = {(rule.surface, rule.example, rule.reading): _heard(analyzer, rule) for rule in RULES}
    assert len(heard) > 300
    assert {one: said for one, said in heard.items() if not said.startswith(pronounce(one[-1]))} == {}


BOUND = tuple(rule for rule in RULES if rule.before.pattern or rule.after.pattern)


def test_every_rule_that_looks_around_has_a_counter_example() -> None:
    assert [rule.example for rule in BOUND if not rule.counter_example] == []


def _decides(analyzer: OpenJTalkAnalyzer, rule: ContextRule) -> bool:
    """Whether the rule decides in its counter-example, or where it is not even asked there."""
    text = full_width(rule.counter_example).text
    place = text.find(rule.surface)
    if place < 0:
        return True
    word = next((word for word in analyzer.annotate(rule.counter_example).words if word.start == place), None)
    if word is None:  # it is a part of another word
        return False
    deciding = next((r for r in RULES if r.surface[0] == text[place] and r.fits(text, place)), None)
    heard, by_rule = pronounce(word.reading), pronounce(rule.reading)
    alike = heard == by_rule if word.surface == rule.surface else heard.startswith(by_rule)
    return deciding is rule or alike


def test_in_no_counter_example_its_rule_decides(analyzer: OpenJTalkAnalyzer) -> None:
    assert [(rule.surface, rule.counter_example) for rule in BOUND if _decides(analyzer, rule)] == []


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(LexiconError, match="2行目"):
        ContextRules("# …\n方\tかた\n")


def test_a_named_pattern_stands_for_what_it_names() -> None:
    (rule,) = ContextRules("@person\t(?:者|員)\n方\tかた\t{person}の\t\t高齢者の方\n").rules
    assert rule.fits("高齢者の方", 4)
    assert not rule.fits("予算の方", 3)


def test_a_name_that_is_not_known_is_refused() -> None:
    with pytest.raises(LexiconError, match="1行目"):
        ContextRules("方\tかた\t{nobody}の\t\t高齢者の方\n")
