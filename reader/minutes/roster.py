"""Who was there: the names and offices in a list of those present.

The lists are as varied as the labels: one a line or many, spread out or not, role before or behind the name::

    委員長　　中　村　益　則　君        山野進委員長,櫻田茂副委員長       委員長:星川一、副委員長:安田二
    〃　　　間　　　盛　仁　君        １番　むらまつ　勝康　　２番　おおにし　順子
    岡本四 (部長)                      山田太郎（やまだ　たろう）
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.minutes.characters import bare, fold
from reader.minutes.model import StatedReading
from reader.minutes.role_words import ROLES, role_word
from reader.minutes.sources.ruby_text import is_kana, stated_reading

_HONORIFIC = re.compile(r"(?:君|氏|さん|様|殿)$")
_NAME = re.compile(r"[一-鿿々〆ヶぁ-ゖァ-ヺー・]{2,12}$")
_NUMBER = re.compile(r"\d{1,3}番$")
_DELIMITER = re.compile(r"[、，,;/|\n]|\s*:\s*")
_HEADING = re.compile(
    r"\((?:\d+|なし|無し|[一二三四五六七八九十]+)[名人]?\)|(?:出席|欠席)[^\s:]{0,12}|なし$|無し$|以上.{0,6}名|計?\d+名"
)
_READ = re.compile(
    r"([一-鿿々〆ヶ]{1,4}[ 　]{0,2}[一-鿿々〆ヶぁ-ゖ]{0,4})\s*[(（]\s*([ぁ-ゖァ-ヺー][ぁ-ゖァ-ヺー・ 　]{1,16})\s*[)）]"
)
_STOP = frozenset(
    [
        "委員",
        "事務局",
        "氏名",
        "役職",
        "職名",
        "所属",
        "備考",
        "出席",
        "欠席",
        "以上",
        "敬称略",
        "五十音順",
        "オンライン",
        "代理",
        "書記",
        "傍聴",
        "報道",
        "同日",
        "辞任",
        "補欠選任",
        "五十音順、敬称略",
        "順不同",
        "他",
        "外",
        "なし",
        "無し",
        "ほか",
    ]
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the roster, without spaces, and the role printed with it."""

    name: str
    role: str | None


def read_roster(texts: Iterable[str]) -> tuple[Person, ...]:
    """The people in the lines of a roster, in order."""
    people: list[Person] = []
    role: str | None = None
    for text in texts:
        role = _read_line(_HEADING.sub(" ", fold(text)), role, people)
    return tuple(dict.fromkeys(people))


def _read_line(line: str, above: str | None, people: list[Person]) -> str | None:
    """Add the people of one line; the role that a 〃 below would repeat."""
    last = above
    for piece in _DELIMITER.split(line):
        role: str | None = last if ":" in line and not piece.strip() else None
        name = ""
        for token in re.findall(r"[^\s()]+|\([^()]*\)", piece):
            word = token.strip("()")
            if word == "〃":
                role = above
            elif _NUMBER.match(word) or word in ROLES or (role_word(word) and not _named(word)):
                _add(people, name, role)
                role, name, last = word, "", word
            else:
                name, role = _take(people, name, role, word)
        if name:
            _add(people, name, role or (last if ":" in line else None))
    return last


def _named(word: str) -> bool:
    """True where a name stands before the role in one word: 山野進委員長 (an office before it is no name)."""
    role = role_word(word)
    before = word.removesuffix(role) if role else word
    return (
        role in ("委員", "議員", "会長", "委員長", "副委員長", "副会長", "座長", "部会長", "議長")
        and 1 < len(before) <= 6
    )


def _take(people: list[Person], name: str, role: str | None, word: str) -> tuple[str, str | None]:
    ended = _HONORIFIC.search(word)
    suffix = role_word(word)
    if suffix and _named(word):
        _add(people, word.removesuffix(suffix), suffix)
        return "", role
    if ended:
        _add(people, name + word[: ended.start()], role)
        return "", None
    if len(name) > 1 and len(name) + len(word) > 6 and len(word) > 1:
        _add(people, name, role)
        return word, None
    return name + word, role


def _add(people: list[Person], name: str, role: str | None) -> None:
    if name not in _STOP and _NAME.match(name) and role_word(name) is None:
        people.append(Person(name, role))


def name_in_label(label: str) -> str | None:
    """The name in a folded label without spaces: 山田 of 山田委員長, 川津隆 of 議長(川津隆), 内海 of 内海君."""
    head, _, inner = label.partition("(")
    inner, _, tail = inner.partition(")")
    candidates = [inner, head] if not tail else [head]
    for part in candidates:
        word = _HONORIFIC.sub("", part)
        role = role_word(word)
        rest = word.removesuffix(role) if role else word
        if (
            (role is None or rest != word)
            and rest
            and _is_name(rest)
            and (role or word != part or tail or part is inner)
        ):
            return rest
    return None


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[一-鿿々〆ヶぁ-ゖァ-ヺー・]{1,8}", text) is not None and not re.search(
        r"[課部局室係]|担当|臨時|専門|特別|学校|事務|政策|推進|総務|企画|管理|戦略|代表|公募|市民|区民", text
    )


def full_name(label: str, people: Sequence[Person]) -> str | None:
    """The full name from the roster for the name in a label: the one person whose name begins with it."""
    name = name_in_label(label)
    if name is None:
        return None
    found = [person.name for person in people if person.name.startswith(name)]
    if len(set(found)) == 1:
        return found[0]
    role = role_word(label.partition("(")[0])
    same = {person.name for person in people if person.name.startswith(name) and person.role == role}
    return same.pop() if len(same) == 1 else (name if len(name) > 2 or not found else None)


def printed_readings(texts: Iterable[str]) -> list[StatedReading]:
    """Readings printed behind names: 山田太郎（やまだ　たろう）."""
    readings = []
    for text in texts:
        for surface, kana in _READ.findall(text[:2000]):
            reading = stated_reading(surface, kana) if is_kana(kana) and len(bare(surface)) > 1 else None
            if reading:
                readings.append(reading)
    return readings
