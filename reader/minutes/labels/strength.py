"""How much a label looks like somebody who speaks, by itself.

A role at its end is strong, an office middling, a name alone weak; what is printed elsewhere for other ends (出席委員,
委員名簿, 12番山田議員登壇) is nobody::

    山田委員長 · 議長(山田一郎) · 12番(…君) · 内海君 · 委員B   STRONG
    環境政策課 · 中央新聞 · 山田さん                          OFFICE
    榊原                                                     NAME
"""

import re
from enum import IntEnum
from functools import lru_cache

from reader.minutes.labels.roles import ANSWERS, QUESTIONS, ROLE, alternatives, is_office
from reader.minutes.text.characters import KANA, KANJI, bare


class Strength(IntEnum):
    """How much a label looks like a speaker, by itself."""

    NONE = 0
    NAME = 1
    OFFICE = 2
    STRONG = 3


NEVER = set("。、，,.?!「」『』:;→=+%&#@\"'\\|~※★＊*【】[]<>")
_JOINS = re.compile(
    r"を|について|における|から(?!す)|より|及び|または|ならびに|に関する|に係る|に対する|のうち|という|とは"
)
_NOT_WHO = re.compile(
    r"(?:出席|欠席|遅刻|遅参|早退|列席|応招|不応招|会議録署名|議事録署名|署名|委員外|次回|配布|配付|説明出席|参集|"
    r"説明のため|職務のため|職務出席|招集|主な|傍聴を|本日の|出欠|会議の|審議の|議事の|任命|委嘱|新任|退任|代理出席|挙手|起立|賛成|反対|拍手|異議)"
    r"|.*(?:名簿|一覧|次第|資料|議題|日程|会議室|概要|選出|互選|選任|報告|結果|構成|紹介|任期|変更|条例|計画|議事録|会議録|名)$"
)
_ROLE_END = re.compile(
    f"(?:{ROLE})(?:[A-ZＡ-Ｚa-zア-ンイロハ甲乙丙丁]|\\d{{1,2}}|[①-⑳])?(?:君|氏|さん|様|殿)?$"
)
_NUMBERED = re.compile(
    rf"(?:議席番号|議席|第)?\d{{1,3}}番(?!目|線|地|街|組)(?:[{KANJI}{KANA}・]{{1,10}}?)?(?:議員|委員|君|氏|さん)?$"
)
_THING = re.compile(
    r"(?:理由|結論|要点|補足|課題|対策|例|注|注意|備考|現状|目的|方針|内容|効果|根拠|論点|方法|手順|背景|経緯|趣旨|対象|期間|期限|時期|時間|時刻|会場|日程|定員|費用|料金|金額|"
    r"予算|件数|人数|合計|総数|名称|題名|電話|住所|資料|参考|出典|条件|基準|回数|面積|距離|番号|種類|区分|項目|結果|今後|次回|前回|参加費|申込|申込先|宛先|件名|曜日|平日|休日|発言|内訳|締切|単位|以上|主催|共催|後援|提案|発言者|要旨|本文|[一二三四五六七八九十](?:つ|点|番|件)目)$"
)
_ACTED = re.compile(
    r"(?:.{0,8}(?:説明|朗読|報告|挙手|省略|同意|了承|紹介|配布|配付|うなずく|笑い?|笑声|拍手|続き|続)|登壇|降壇|演壇|自席|議長席|なし|あり)$"
)
_DOES = re.compile(r"(?:登壇|降壇|退席|着席|退場|入場|挙手|起立|拍手|朗読|欠席|出席|除斥|発言|質問|答弁)$")
KUN = re.compile(rf"(?:[{KANJI}{KANA}・]{{1,10}}|[A-Z])(?:君|氏)$")
_SAN = re.compile(rf"(?:[{KANJI}{KANA}・]{{1,8}}|[A-Z])(?:さん|様)$")
_NAME = re.compile(rf"[{KANJI}{KANA}・A-Za-z]{{2,14}}$")
_SIDE = re.compile(rf"(?:{alternatives(QUESTIONS + ANSWERS)})\d{{0,2}}$")
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z.&' -]{2,30}")
_WITH_INNER = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)$")
_ROLE_FIRST = re.compile(rf"(?:{ROLE})[{KANJI}{KANA}]{{2,8}}$")
_BODIES = frozenset("市町村区県都府道国")
_COUNTED = re.compile(
    r"\d{3}|(?:[\d〇一二三四五六七八九十今前次毎初昨同翌全]|最終)[年月日回]$|(?<![第\d])\d+(?![\d番号区])"
)
_KANA_ENDING = re.compile(r"[ぁ-ゖ]$")
_ACTION = re.compile(
    r"(.{1,20}?)(?:より|から|による|の)?(?:開会の|閉会の|開会|閉会|就任)?(?:挨拶|あいさつ|ごあいさつ|ご挨拶)$"
)


@lru_cache(maxsize=4096)
def assess(label: str) -> Strength:
    """How much a folded label without spaces looks like who speaks."""
    label = _in_japanese(label)
    role, colon, name = label.partition(":")
    if colon and _assess_plain(role) is Strength.STRONG and _assess_plain(name):
        return Strength.STRONG
    if not 0 < len(label) <= 44 or NEVER.intersection(label) or _NOT_WHO.match(label):
        return Strength.NONE
    inner = _WITH_INNER.match(label)
    if inner:
        return _assess_with_inner(*inner.groups())
    if "(" in label or ")" in label:
        return Strength.NONE
    return _assess_plain(label)


def _in_japanese(label: str) -> str:
    """A label printed in two languages, in the one that is read here: 議長/Chair, Chair/議長."""
    one, slash, other = label.partition("/")
    if not slash or one.isascii() == other.isascii() or not (one and other):
        return label
    foreign = one if one.isascii() else other
    return (other if one.isascii() else one) if _FOREIGN.fullmatch(foreign) else label


def _assess_with_inner(head: str, inner: str, tail: str) -> Strength:
    """議長(山田一郎) · 12番(…君) · 山辺(光)会長 · 久保会長(村長): by whichever part names a role."""
    if tail:
        return _assess_plain(head + tail)
    outer, within = _assess_plain(head), _assess_plain(inner)
    if _ACTED.match(inner):
        return Strength.NONE
    if (
        outer is Strength.STRONG
        and inner
        and not re.search(r"[\d一二三四五六七八九十][号時分月日回]|案$|回$", inner)
    ):
        return Strength.STRONG
    asks = _SIDE.match(head) is not None
    if within is Strength.STRONG and (outer >= Strength.NAME or asks):
        return Strength.STRONG
    return Strength.OFFICE if within is Strength.OFFICE and outer >= Strength.OFFICE else Strength.NONE


def _assess_plain(label: str) -> Strength:
    if (_NUMBERED.match(label) and not _DOES.search(label)) or KUN.match(label):
        return Strength.STRONG
    found = _ROLE_END.search(label)
    if found:
        before = label[: found.start()]
        return Strength.NONE if _JOINS.search(before) or _COUNTED.search(before) else Strength.STRONG
    if any(char.isdigit() for char in label) or _JOINS.search(label):
        return Strength.NONE
    if is_office(label) or _SAN.match(label) or label in _BODIES:
        return Strength.OFFICE
    named = (
        _NAME.match(label) and not _THING.search(label) and (len(label) < 9 or not _KANA_ENDING.search(label))
    )
    return Strength.NAME if named else Strength.NONE


def is_thing(label: str) -> bool:
    """True for what is printed before a colon and is no speaker: 理由, 資料, 出席委員."""
    return _THING.search(label) is not None or _NOT_WHO.match(label) is not None


def leads_with_role(label: str) -> bool:
    """True for a role with a name right behind it: 委員長山田一郎."""
    return _ROLE_FIRST.match(label) is not None


def greeting_of(words: str) -> str | None:
    """Who greets, in 「会長よりあいさつ」; None for other words. ``words`` is folded."""
    found = _ACTION.match(bare(words))
    return found.group(1) if found and assess(found.group(1)) is Strength.STRONG else None
