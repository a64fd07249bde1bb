"""Which readings staff should look at: where the opinions differ, and words that are often read otherwise.

A word is doubted when Sudachi reads it in another way and no rule has decided, and when the dictionary itself knows another
reading of the word that is hardly rarer. Measured (``bench.doubts``) so that half of the misread words are among them::

    洞穴 どうけつ, Sudachi: ほらあな  → doubtful, alternative ほらあな
    水面 すいめん (cost 4853), みなも (cost 6616)  → doubtful, alternative みなも
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reader.readings.judging.opinions import Stretch, comparable
from reader.readings.judging.words import Doubt
from reader.readings.morpheme import Candidate, Morpheme, Settled
from reader.readings.writing.kana import has_kanji, is_kana, pronounce, to_katakana

# How much rarer (in MeCab's costs) another reading may be and still be worth a look.
_MARGIN = 4500
# Both readings are current and mean the same: nobody would call one of them a mistake.
_SAME = (
    {"ワタシ", "ワタクシ"},
    {"ニホン", "ニッポン"},
    {"イウ", "ユウ"},
    {"イク", "ユク"},
    {"ソノゴ", "ソノアト"},
    {"ケンキュウジョ", "ケンキュウショ"},
    {"ヨイ", "イイ"},
    {"ゴ", "オ"},
    {"ゴ", "ミ"},
    {"ゴ", "オン"},
)
Sure = frozenset[tuple[str, str]]
"""Words with their readings (katakana) that nobody need look at: the dictionary's other readings are hardly ever meant."""


def parse_sure(source: str) -> Sure:
    """The lines of ``data/sure.tsv``: surface, reading (hiragana) between tabs; ``#`` begins a comment."""
    lines = (line.split("\t") for line in source.splitlines() if line and not line.startswith("#"))
    return frozenset((surface, to_katakana(reading)) for surface, reading in lines)


_VOICED = dict(
    zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダジズデドバビブベボ", strict=True)
)
_PUFFED = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))


def doubt_opinions(stretches: Iterable[Stretch], text: str, sure: Sure = frozenset()) -> Iterator[Doubt]:
    """The doubts where the opinions differ, in order; none where ``sure`` holds the word as the first reads it."""
    for stretch in stretches:
        surface = text[stretch.start : stretch.end]
        other = None if (surface, stretch.first_read) in sure else _difference(stretch, surface)
        if other is not None:
            yield _narrowed(stretch, other)


def _narrowed(stretch: Stretch, other: str) -> Doubt:
    """The doubt about those words of a stretch that sound otherwise: 区立 in 葛飾|区立|水元, taken for one name."""
    ours = stretch.first_read
    short = min(len(ours), len(other))
    before = next((i for i in range(short) if ours[i] != other[i]), short)
    behind = next((i for i in range(short - before) if ours[-1 - i] != other[-1 - i]), short - before)
    start, end, at, left, right = stretch.start, stretch.end, 0, 0, len(ours)
    for morpheme in stretch.first:
        until = at + len(morpheme.read) * morpheme.spoken
        if until <= before:
            start, left = morpheme.end, until
        elif at >= len(ours) - behind and right == len(ours):
            end, right = morpheme.start, at
        at = until
    if start >= end:
        return Doubt(stretch.start, stretch.end, other)
    return Doubt(start, end, other[left : len(other) - (len(ours) - right)])


def may_be_read_otherwise(morpheme: Morpheme, taken: Sequence[Settled], sure: Sure = frozenset()) -> bool:
    """Whether it is worth asking the dictionary for other readings: kanji that nobody has settled or is sure of."""
    return (
        morpheme.spoken
        and not morpheme.lexical
        and morpheme.end > morpheme.start
        and has_kanji(morpheme.surface)
        and morpheme.pos[1] not in ("接尾", "数")
        and (morpheme.surface, morpheme.read) not in sure
        and all(settled.end <= morpheme.start or morpheme.end <= settled.start for settled in taken)
    )


def doubt_candidates(morpheme: Morpheme, candidates: Sequence[Candidate]) -> Doubt | None:
    """The doubt about a word that the dictionary knows with another reading hardly rarer than the one taken."""
    ours = pronounce(morpheme.read)
    is_name = morpheme.pos[1] == "固有名詞"
    same = [known for known in candidates if known.pos[0] == morpheme.pos[0] and known.is_name <= is_name]
    cost = min((known.cost for known in same if pronounce(known.read) == ours), default=0)
    rivals = [
        known for known in same if known.cost - cost <= _MARGIN and _is_another(morpheme.read, known.read)
    ]
    if not rivals:
        return None
    return Doubt(morpheme.start, morpheme.end, min(rivals, key=lambda known: known.cost).read)


def doubt_single_kanji(morphemes: Sequence[Morpheme], taken: Sequence[Settled]) -> Iterator[Doubt]:
    """The doubts about words that had to be read kanji by kanji: 羞|花|閉|月, 初|撃."""
    for left, right in pairwise(morphemes):
        if left.end != right.start or not (_is_single(left) and _is_single(right)) or right.pos[0] == "動詞":
            continue
        for morpheme in (left, right):
            if may_be_read_otherwise(morpheme, taken):
                yield Doubt(morpheme.start, morpheme.end, None)


def doubt_given_names(morphemes: Sequence[Morpheme], taken: Sequence[Settled]) -> Iterator[Doubt]:
    """The doubts about given names, which only their bearers can tell (山下|真 しん, まこと), and about what stands
    before one and was not known for a family's name: 一見[いっけん]|勝之."""
    for left, right in pairwise(morphemes):
        if right.pos[:4] != _GIVEN or left.end != right.start:
            continue
        family = left.pos[:4] == _FAMILY
        for morpheme in (right,) if family else (left, right):
            if may_be_read_otherwise(morpheme, taken):
                yield Doubt(morpheme.start, morpheme.end, None)


_GIVEN = ("名詞", "固有名詞", "人名", "名")
_FAMILY = ("名詞", "固有名詞", "人名", "姓")


def _is_single(morpheme: Morpheme) -> bool:
    return len(morpheme.surface) == 1 and morpheme.pos[:2] in _SINGLES


_SINGLES = {
    ("名詞", "一般"),
    ("名詞", "固有名詞"),
    ("名詞", "サ変接続"),
    ("接頭詞", "名詞接続"),
    ("動詞", "自立"),
}


def _is_another(ours: str, other: str) -> bool:
    """Whether the two are different to the ear in a way that matters."""
    if not is_kana(other) or pronounce(ours) == pronounce(other) or {ours, other} in _SAME:
        return False
    if ours.replace("ニッポン", "ニホン") == other.replace("ニッポン", "ニホン"):
        return False
    if ours[1:] == other[1:] and {ours[:1], other[:1]} == {"イ", "ユ"}:  # 言えば, 行けば
        return False
    return not (_only_voiced(ours, other) or _only_voiced(other, ours) or _is_potential(ours, other))


def _is_potential(verb: str, other: str) -> bool:
    """オモエッ beside オモッ: forms of 思える that nobody writes so."""
    return len(other) == len(verb) + 1 and other[:-2] == verb[:-1] and other[-1:] == verb[-1:]


def _difference(stretch: Stretch, surface: str) -> str | None:
    """The second opinion, where it is one that matters."""
    if not comparable(stretch, surface) or stretch.agrees:
        return None
    ours, theirs = stretch.first_read, stretch.second_read
    if not _is_another(ours, theirs) or stretch.first[0].pos[1] == "接尾":
        return None
    return theirs


def _only_voiced(ours: str, theirs: str) -> bool:
    """ガイシャ in 合併会社: the first hears the words grow together, which the second never does."""
    if len(ours) != len(theirs) or not ours:
        return False
    return ours[1:] == theirs[1:] and ours[0] in (_VOICED.get(theirs[0]), _PUFFED.get(theirs[0]))
