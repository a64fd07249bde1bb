"""All ways of writing what somebody looks for: ヶ, ケ and が in names, か月 and ヶ月, and other words for the same thing.

::

    霞が関 → 霞が関, 霞ヶ関, 霞ケ関, 霞ヵ関      3カ月 → 3か月, 3ヶ月, …      お年寄りの家 → お年寄りの家, 高齢者の家, …
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, product

from reader.readings.finding.written import written

MOST_SPELLINGS = 24
"""Of one word; further ones are left out."""

_KANJI = "㐀-鿿豈-﫿々〆"
_IN_NAMES = re.compile(f"(?<=[{_KANJI}])[ヶケヵがガ](?=[{_KANJI}]|$)")
_COUNTED = re.compile("(?<=[0-9一二三四五六七八九十百千数何])[かカヶケヵ箇ヶ](?=[月所国年条村町])")
_NAME_FORMS = "がヶケヵ"
_COUNTED_FORMS = "かカヶケヵ箇"
_APART = re.compile(r"[、,，\s／/]+")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of words for the same thing, folded; of a word in several groups the last counts."""

    groups: Mapping[str, tuple[str, ...]]

    def extended(self, by: Mapping[str, str]) -> "Synonyms":
        """These with a site's own: a word, and others for it between 、 or spaces. A group that shares a word with one
        that is there joins it."""
        groups = dict(self.groups)
        for word, others in by.items():
            entered = [written(each) for each in (word, *_APART.split(others)) if written(each)]
            joined = tuple(dict.fromkeys(each for one in entered for each in (one, *groups.get(one, ()))))
            groups |= dict.fromkeys(joined, joined)
        return Synonyms(groups)

    def others(self, term: str) -> Iterator[str]:
        """A folded term with the longest word that it holds put in other words."""
        held = [word for word in self.groups if word in term]
        if held:
            word = max(held, key=len)
            yield from (term.replace(word, other) for other in self.groups[word] if other != word)


def spellings(term: str, synonyms: Synonyms) -> tuple[str, ...]:
    """The folded term as it was typed, then the other ways of writing it. Empty where nothing was typed."""
    typed = written(term)
    if not typed:
        return ()
    found = dict.fromkeys([typed, *synonyms.others(typed)])
    every = dict.fromkeys(form for spelling in found for form in _forms(spelling))
    return tuple(islice(dict.fromkeys([*found, *every]), MOST_SPELLINGS))


def _forms(spelling: str) -> Iterator[str]:
    """The spelling with every form of its ヶ."""
    places = {match.start(): _NAME_FORMS for match in _IN_NAMES.finditer(spelling)}
    places |= {match.start(): _COUNTED_FORMS for match in _COUNTED.finditer(spelling)}
    choices = (places.get(at, letter) for at, letter in enumerate(spelling))
    return ("".join(choice) for choice in islice(product(*choices), MOST_SPELLINGS))


@cache
def usual_synonyms() -> Synonyms:
    """The small list that every site has."""
    text = (files("reader.readings") / "data" / "synonyms.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    groups = [line.partition("、") for line in lines if line and not line.startswith("#")]
    return Synonyms({}).extended({word: others for word, _, others in groups})
