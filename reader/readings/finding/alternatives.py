"""What of a query must be there, and what may stand for it: words that 「または」 joins are one choice.

「ごみ 回収 または 収集」 → ``(("ごみ",), ("回収", "収集"))``: ごみ, and with it 回収 or 収集
"""

import re
from collections.abc import Iterator

OR = frozenset({"または", "又は", "OR", "|", "｜"})
"""As words of their own. A query of nothing else looks for them."""

LONGEST_PART = 8

_WITHIN = re.compile("または|又は|[|｜]")
_A_KANA = re.compile("[ぁ-ゖ]")


def alternatives(query: str) -> tuple[tuple[str, ...], ...]:
    """The choices of a query, all of which must be there in one of their words. Words stand apart by spaces."""
    words = query.split()
    chosen: list[list[str]] = []
    joins = False
    for word in words:
        if word in OR:
            joins = bool(chosen)
        elif joins:
            chosen[-1].append(word)
            joins = False
        else:
            chosen.append([word])
    return tuple(map(tuple, chosen)) or tuple((word,) for word in words)


def words_of(query: str) -> tuple[str, ...]:
    """All words that a query looks for, in their order."""
    return tuple(word for choice in alternatives(query) for word in choice)


def joined(query: str) -> tuple[tuple[str, ...], ...]:
    """The choices of a query, where of some one word of several is enough; else nothing."""
    choices = alternatives(query)
    return choices if any(len(choice) > 1 for choice in choices) else ()


def parts(query: str) -> Iterator[str]:
    """Each word of several, then stretches of one from its longest to those of two characters, its beginning first."""
    several = words_of(query)
    if len(several) > 1:
        yield from several
    for word in several:
        for length in range(min(len(word) - 1, LONGEST_PART), 1, -1):
            yield from (word[at : at + length] for at in range(len(word) - length + 1))


def apart(query: str) -> str:
    """The same query with 「または」 as a word of its own where it was typed within one: 「ごみまたは資源」 → 「ごみ または 資源」. Empty where
    there is none, or where it is part of another word: what it joins is more than one kana (たまたはし is no 「た」)."""
    words = query.split()
    found = [_apart(word) for word in words]
    return " ".join(found) if found != words else ""


def _apart(word: str) -> str:
    joined = _WITHIN.split(word)
    if any(not one or _A_KANA.fullmatch(one) for one in joined):
        return word
    return " または ".join(joined)
