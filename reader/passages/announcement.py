"""Who speaks, said before a turn: the label as it is printed, in one breath: 「議　長　山田 太郎君」 → 「議長山田太郎君」."""

import re

from reader.minutes.model import Speaker

_SPACE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


def announcement(speaker: Speaker) -> str:
    """The text of utterance ``t12-0``, which says whose turn it is."""
    return _SPACE.sub("", speaker.label)
