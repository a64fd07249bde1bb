"""Readings that the words around decide: 行った after を is おこなった, 方 after a person is かた.

The rules are lines (``data/contexts.tsv``) of surface, reading, before, after, example and counter-example between tabs; ``before`` must match the text
up to the surface, ``after`` the text from its end on (regular expressions on folded text, empty: anything). The
first rule that fits is taken. A surface may be a stem: what follows it in the word is kana and stays. A line
``@name<TAB>pattern`` gives a pattern a name, and ``{name}`` in the rules below it stands for that pattern::

    行っ  おこなっ  を      調査を行った        緩  ゆる    ^[いかくけさ]  サイズが緩かった
    @person  (?:者|員|高齢|女性)              方  かた  {person}の      高齢者の方に配る
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.errors import LexiconError
from reader.readings.morpheme import Morpheme, Settled
from reader.readings.writing.folding import full_width
from reader.readings.writing.kana import is_kana, to_katakana

_REACH = 40
"""How many characters before and after its surface a rule may look at."""


@dataclass(frozen=True, slots=True)
class ContextRule:
    """One line of the file. ``reading`` is hiragana."""

    surface: str
    reading: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    example: str
    counter_example: str

    def fits(self, text: str, start: int) -> bool:
        """Whether the rule holds for its surface at ``start``."""
        end = start + len(self.surface)
        return bool(
            text.startswith(self.surface, start)
            and self.before.search(text, max(start - _REACH, 0), start)
            and self.after.match(text[end : end + _REACH])
        )


class ContextRules:
    """The rules, found by the first character of their surfaces."""

    def __init__(self, source: str, leave_out: int | None = None) -> None:
        """The rules of a file's text; ``leave_out`` is the index of one that shall not count."""
        self.source = source
        self.rules = tuple(rule for index, rule in enumerate(_parse(source)) if index != leave_out)
        self._by_first: dict[str, list[ContextRule]] = {}
        for rule in self.rules:
            self._by_first.setdefault(rule.surface[0], []).append(rule)

    def settle(self, text: str, morphemes: Sequence[Morpheme]) -> tuple[Settled, ...]:
        """What the rules say of a text, whether or not it is read so already; stretches in order, apart."""
        ends = sorted({morpheme.end for morpheme in morphemes if morpheme.end > morpheme.start})
        starts = [morpheme for morpheme in morphemes if morpheme.end > morpheme.start]
        settled: list[Settled] = []
        for morpheme in starts:
            start = morpheme.start
            if morpheme.lexical or (settled and start < settled[-1].end):
                continue
            for rule in self._by_first.get(text[start], ()):
                stretch = _stretch(rule, text, start, ends) if rule.fits(text, start) else None
                if stretch:
                    settled.append(stretch)
                    break
        return tuple(settled)


def _stretch(rule: ContextRule, text: str, start: int, ends: Sequence[int]) -> Settled | None:
    """The rule's surface with the kana that end its word, or None where the word goes on otherwise."""
    end = next((end for end in ends if end >= start + len(rule.surface)), None)
    if end is None:
        return None
    rest = text[start + len(rule.surface) : end]
    if rest and not is_kana(rest):
        return None
    return Settled(start, end, to_katakana(rule.reading + rest))


def _parse(source: str) -> Iterator[ContextRule]:
    names: dict[str, str] = {}
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                name, named = line[1:].split("\t")
                names[name] = _expand(named, names)
                continue
            surface, reading, before, after, example, *counter = line.split("\t")
            (counter_example,) = counter or ("",)
            before, after = _expand(before, names), _expand(after, names)
            pattern = re.compile(f"(?:{before})$" if before else "")
            yield ContextRule(
                full_width(surface).text, reading, pattern, re.compile(after), example, counter_example
            )
        except (KeyError, ValueError, re.error):
            raise LexiconError(f"contexts.tsv の{number}行目を読めません: 「{line}」。") from None


_NAME = re.compile(r"\{([a-z_]+)\}")


def _expand(pattern: str, names: dict[str, str]) -> str:
    """The pattern with its named parts written out. KeyError if a name is not known."""
    return _NAME.sub(lambda match: names[match.group(1)], pattern)
