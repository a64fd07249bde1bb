"""How one document writes what every document needs: full stops, round brackets, the sign between label and words.

``Look.fold`` is ``fold`` with these made alike, again without moving a single offset, so that everything after it
knows one full stop, one round bracket and one colon::

    浸透の計算に用いた値は，どこから得たのか．     of a committee of engineers    -> …値は、どこから得たのか。
    包括支援センター／月に二回、十五人ほどが来ます。   where lines begin so again and again -> 包括支援センター:月に…
    山辺【光】会長【案】のとおり…   where no round bracket is printed at all      -> 山辺(光)会長(案)のとおり…
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.fields import read_field
from reader.minutes.text.characters import KANA, KANJI, MARK_CLASS, bare, fold

_STOP = re.compile(rf"(?<=[{KANJI}{KANA})\]」』】][{KANJI}{KANA})\]」』】])\.(?![\d.])")
_COMMA = re.compile(rf"(?<=[{KANJI}{KANA}\d)\]」』】]),(?!\d\d\d)")
_STOPS_MORE = 2
_FEW = 3
_SIGNS = "/=→⇒>»›~―—–─…‥"
_SEPARATED = re.compile(
    rf"\s*[{MARK_CLASS}]?\s*(?P<label>[\[【(<『](?:[^\[\]【】()<>『』。、]|\([^()]{{1,16}}\)){{1,24}}[\]】)>』]|[^\s。、:()<『\[\]【】「」{_SIGNS}]{{1,20}}(?:\([^()]{{1,20}}\))?)"
    rf"\s*(?P<sign>([{_SIGNS}])\3*)\s*(?=[^\s{_SIGNS}])(?!(?:[^\s。、:\d]{{1,16}}|[A-Za-z][A-Za-z.&' -]{{1,30}})\s?:)"
)
_BEHIND = re.compile(r"(?<=[^\s。、・])([【\[<])(?=[^\[\]【】<>]{1,12}[】\]>])")
_NAMED = re.compile(
    rf"\s*[{MARK_CLASS}]\s*[^\s。、:()【】\[\]<>「」]{{1,16}}\s?(?P<name>[【\[<][^【】\[\]<>。、:]{{1,16}}[】\]>])(?=\s|$|:)"
)
_TIMED = re.compile(r"[^。、()]{1,24}(?P<time>\(\d{1,2}:\d{2}(?::\d{2})?\))(?=\s*[:|]|\s)")
_PAIRS = {"【": "【】", "[": "[]", "<": "<>"}
_FRONTED = re.compile(
    r"\s*(?P<front>[【\[<][^【】\[\]<>。、:]{1,8}[】\]>])(?:\s*(?P<label>[^\s。、:【】\[\]<>]{1,16}):\s*\S)?"
)
_TURN = re.compile(r"\s*(?P<front>(?:発言(?:番号|No\.?)?|通番)\s?(?P<number>\d{1,3}))\s*[:.]?\s+(?=[^\s\d])")
_HEAD = 64
_NEARLY = 0.8
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Look:
    """``dotted``: full stops and commas are printed as ．and ，; ``round``: the pair that stands for round brackets, or "";
    ``named``: names stand in other brackets behind their roles (○議長【山田君】);  ``colon``: the sign that stands for a colon, or "";
    ``front``: one word in brackets before every label (【発言】会長：), or "";  ``counted``: a word and a number stand before labels (発言12　会長);  ``timed``: the time of a recording stands in brackets behind labels (会長（19:02）：), and is nobody's name."""

    dotted: bool = False
    round: str = ""
    named: bool = False
    colon: str = ""
    timed: bool = False
    front: str = ""
    counted: bool = False

    def fold(self, text: str) -> str:
        """The text as ``fold`` gives it, with the document's own full stops and colon as everybody's."""
        folded = fold(text)
        if self.dotted:
            folded = _COMMA.sub("、", _STOP.sub("。", folded))
        if self.round:
            folded = folded.translate({ord(self.round[0]): "(", ord(self.round[1]): ")"})
        if self.front and folded.lstrip().startswith(self.front):
            folded = folded.replace(self.front, " " * len(self.front), 1)
        turn = _TURN.match(folded[:_HEAD]) if self.counted else None
        if turn:
            start, stop = turn.span("front")
            folded = folded[:start] + " " * (stop - start) + folded[stop:]
        time = _TIMED.match(folded[:_HEAD]) if self.timed else None
        if time:
            start, stop = time.span("time")
            folded = folded[:start] + " " * (stop - start) + folded[stop:]
        name = _NAMED.match(folded[:_HEAD]) if self.named else None
        if name:
            start, stop = name.span("name")
            folded = f"{folded[:start]}({folded[start + 1 : stop - 1]}){folded[stop:]}"
        found = _SEPARATED.match(folded[:_HEAD]) if self.colon else None
        if found and found["sign"][0] == self.colon:
            start, stop = found.span("sign")
            folded = folded[:start] + ":" + " " * (stop - start - 1) + folded[stop:]
        return folded


def look_of(texts: Sequence[str]) -> Look:
    """The look of a document, from its lines."""
    named = sum(_NAMED.match(fold(text[:_HEAD])) is not None for text in texts)
    timed = sum(_TIMED.match(fold(text[:_HEAD])) is not None for text in texts)
    dotted, pair, colon, front = _is_dotted(texts), _round(texts), _colon(texts), _front(texts)
    turns = sum(_TURN.match(fold(text[:_HEAD])) is not None for text in texts)
    return Look(dotted, pair, named >= _FEW, colon, timed >= _FEW, front, turns >= _FEW)


def _front(texts: Iterable[str]) -> str:
    """The word in brackets with which lines begin, nearly all with a label and a colon behind it, and more than one label."""
    fronts: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {}
    for text in texts:
        found = _FRONTED.match(fold(text[:_HEAD]))
        if found:
            fronts[found["front"]] += 1
            if found["label"]:
                labels.setdefault(found["front"], Counter())[found["label"]] += 1
    best = max(labels, key=lambda front: labels[front].total(), default="")
    if not best or labels[best].total() < max(_ENOUGH, fronts[best] * _NEARLY):
        return ""
    return best if 1 < len(labels[best]) < labels[best].total() else ""


def _round(texts: Iterable[str]) -> str:
    """The pair of brackets behind words, where the document has no round ones."""
    behind: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        if "(" in folded:
            return ""
        behind.update(_BEHIND.findall(folded))
    best = max(behind, key=lambda pair: behind[pair], default="")
    return _PAIRS[best] if best and behind[best] >= _FEW else ""


def _is_dotted(texts: Iterable[str]) -> bool:
    stops = rounds = 0
    for text in texts:
        rounds += text.count("。") + text.count("｡")
        if "．" in text or "." in text:
            stops += len(_STOP.findall(fold(text)))
    return stops >= _FEW and stops > rounds * _STOPS_MORE


def _colon(texts: Iterable[str]) -> str:
    """The sign behind labels at the start of lines, where known ones stand before it, or the same ones again and again."""
    labels: dict[str, Counter[str]] = {}
    for text in texts:
        found = _SEPARATED.match(fold(text[:_HEAD]))
        if found:
            if found["label"].isdecimal() and text[found.end() : found.end() + 1].isdecimal():
                continue
            label = bare(found["label"]).strip("[]【】()<>『』")
            labels.setdefault(found["sign"][0], Counter())[label] += 1
    best = max(labels, key=lambda sign: labels[sign].total(), default="")
    total = labels[best].total() if best else 0
    known = sum(count for label, count in labels[best].items() if _is_known(label)) if best else 0
    if total < _ENOUGH:
        return best if known == total > 1 else ""
    told = sum(count for label, count in labels[best].items() if count > 1 or _is_known(label))
    return best if known * 2 >= total or told * 3 >= total * 2 else ""


def _is_known(label: str) -> bool:
    """True for who speaks, a field's word, and the number of a turn."""
    return label.isdecimal() or assess(label) >= Strength.OFFICE or read_field(label + ":") is not None
