"""What is written, folded so that a search finds it however it is spelt. Both sides of the comparison are folded.

Width, case, spaces, what cannot be seen, hyphens beside Latin letters and the forms of a kanji make no difference::

    ＷｉＦｉ, Wi-Fi, wi fi → wifi      髙濵, 高浜 → 高浜      葛\\U000e0100飾 → 葛飾
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from reader.radicals import RADICALS

# Spaces, controls, marks of direction, variation selectors, soft hyphens.
_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]+"
)
_HYPHEN = re.compile("(?<=[a-z])[-‐‑‒–—−]|[-‐‑‒–—−](?=[a-z])")


def written(surface: str) -> str:
    """The folded form."""
    bare = _UNSEEN.sub("", surface.translate(RADICALS))
    return _HYPHEN.sub("", unicodedata.normalize("NFKC", bare).casefold()).translate(_variants())


@cache
def _variants() -> dict[int, str]:
    """The forms of kanji with the usual one."""
    text = (files("reader.readings") / "data" / "variants.tsv").read_text(encoding="utf-8")
    classes = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {ord(form): usual for usual, forms in classes for form in forms}
