"""Words that somebody says, told from names, titles and figures; and words that go on from what stands before.

::

    計画の背景について伺う。 · 異議なし     says          中原三 · 令和3年10月28日    does not
    の質問に                             goes on from what stands before it
"""

import re
from collections.abc import Iterable

from reader.minutes.text.characters import fold

_SAID = re.compile(r"[。？！?!]")
POLITE = re.compile(r"(?:です|ます|ました|ません|でした|ください|でしょう)[かねよ]?。")
"""How a polite sentence ends, folded."""
_MOSTLY = 0.7
_FEW = 3
_COUNT = re.compile(r"\s*\d+\s*[人名]\s*$")
_SPECTATORS = re.compile(r"傍聴[者人]$")
_NONE = re.compile(r"\s*(?:なし|無し|無|ゼロ)\s*。?$")
_SAID_END = re.compile(
    r"(?:です|ます|ました|ません|でした|でしょう|ない|した|する|たい|いる|ある|ください|願う|か|ね|よ|はい|なし|い|説明|朗読|報告)[)）」』]?"
    r"(?:[(（][^()（）]*[)）])?$"
)
_PARTICLE = re.compile(
    r"\s*(?:の(?!ち)|は(?!い|じ|っ)|が(?!ん|、)|を|に(?!つ|ぎ)|と(?!て|り|に|こ|い|お)|も(?!う|し|っ|ち|の)|へ|から(?!し)|より|について|、|及び)"
)


def says(text: str) -> bool:
    """True for words that somebody says (or an explanation told of), as against a name, a title or a figure."""
    body = fold(text).strip(" |")
    return _SAID.search(body) is not None or (len(body) > 1 and _SAID_END.search(body) is not None)


def begins_with_particle(text: str) -> bool:
    """True where the words go on from what stands before: 中原委員⏎の質問."""
    return _PARTICLE.match(text) is not None


def is_count(text: str, whose: str = "") -> bool:
    """True for a number of people, which a roster states: 傍聴者: 0 人, 傍聴者 なし. ``whose`` is the label in front."""
    return _COUNT.match(text) is not None or (
        _NONE.match(text) is not None and _SPECTATORS.search(whose) is not None
    )


def is_polite(folded: Iterable[str]) -> bool:
    """True where most sentences end in です or ます."""
    polite = sentences = 0
    for text in folded:
        sentences += text.count("。")
        polite += len(POLITE.findall(text))
    return sentences >= _FEW and polite > sentences * _MOSTLY
