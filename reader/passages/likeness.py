"""Whether a text that was edited is still the same one.

「上手に使う。」 and 「上手に使うこと。」 are, 「上手に使う。」 and 「以上です。」 are not.
"""

import difflib

SIMILAR = 0.6
"""Likeness from which a changed text counts as the same, edited."""

MOST_CHARACTERS_COMPARED = 4000
"""difflib is quadratic: of a longer text only the beginning is compared."""


def likeness(old: str, new: str) -> float:
    """How much of both texts is the same, from 0 to 1."""
    return _matcher(old, new).ratio()


def is_similar(old: str, new: str) -> bool:
    """Whether one is the other, edited; cheaper than ``likeness`` where they are far apart."""
    matcher = _matcher(old, new)
    return (
        matcher.real_quick_ratio() >= SIMILAR
        and matcher.quick_ratio() >= SIMILAR
        and matcher.ratio() >= SIMILAR
    )


def _matcher(old: str, new: str) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(
        a=old[:MOST_CHARACTERS_COMPARED], b=new[:MOST_CHARACTERS_COMPARED], autojunk=False
    )
