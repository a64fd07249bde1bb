"""Ruby: a word's reading laid over its kanji, with the kana that are written anyway left outside.

    取り組み/とりくみ → 取[と] り 組[く] み        大人/おとな → 大人[おとな]        1人/ひとり → 1人[ひとり]
    GIGAスクール/ぎがすくーる → GIGA[ぎが] スクール    人々/ひとびと → 人々[ひとびと]

A run of kanji is one base, never cut by the character; where the kana between do not fit the reading, the whole word
is one base.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.readings.writing.kana import to_hiragana

_RUNS = re.compile(r"[ぁ-ゖァ-ヴー]+|[^ぁ-ゖァ-ヴー]+")
_KANA_RUN = re.compile(r"[ぁ-ゖァ-ヴー]+")
_FIGURES_AND_KANA = re.compile(r"[0-9０-９]+[ぁ-ゖ]+")
_READABLE = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９㐀-䶿一-鿿豈-﫿々〆ヶヵ㈱①-⑳\U00020000-\U0003fffd]")


@dataclass(frozen=True, slots=True)
class Ruby:
    """A base with its reading in hiragana, or a stretch without one."""

    base: str
    reading: str | None = None


@lru_cache(maxsize=8192)
def align(surface: str, reading: str) -> tuple[Ruby, ...]:
    """The word cut into bases with readings and kana without; the bases joined are the surface."""
    if not reading or not _READABLE.search(surface) or to_hiragana(surface) == reading:
        return (Ruby(surface),)
    if _FIGURES_AND_KANA.fullmatch(surface):
        return (Ruby(surface, reading),)
    runs = _RUNS.findall(surface)
    shares = _share(tuple(runs), reading)
    if shares is None:
        return (Ruby(surface, reading),)
    return tuple(Ruby(run, share) for run, share in zip(runs, shares, strict=True))


def _share(runs: tuple[str, ...], reading: str) -> tuple[str | None, ...] | None:
    """What of the reading falls to each run (None: a run of kana), or None if it cannot be shared out."""
    if not runs:
        return () if not reading else None
    run, *rest = runs
    if _KANA_RUN.fullmatch(run):
        written = to_hiragana(run)
        after = _share(tuple(rest), reading[len(written) :]) if reading.startswith(written) else None
        return None if after is None else (None, *after)
    if not rest:
        return (reading,) if reading else None
    following = to_hiragana(rest[0])
    best: tuple[str | None, ...] | None = None
    position = reading.find(following, 1)
    while position > 0:
        after = _share(tuple(rest), reading[position:])
        if after is not None and (
            best is None or _strain(runs, (reading[:position], *after)) < _strain(runs, best)
        ):
            best = (reading[:position], *after)
        position = reading.find(following, position + 1)
    return best


def _strain(runs: tuple[str, ...], shares: tuple[str | None, ...]) -> float:
    """How far the shares are from two kana for a kanji: 聞き[…]き is cut where it strains least."""
    pairs = zip(runs, shares, strict=True)
    return sum(abs(len(share) - 1.8 * len(run)) for run, share in pairs if share is not None)
