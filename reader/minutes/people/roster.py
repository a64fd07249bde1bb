"""Who was there: the names and offices in a list of those present.

The lists are as varied as the labels: one a line or many, spread out or not, role before or behind the name::

    委員長　　中　村　益　則　君        山野進委員長,櫻田茂副委員長       委員長:星川一、副委員長:安田二
    〃　　　間　　　盛　仁　君        １番　むらまつ　勝康　　２番　おおにし　順子
    岡本四 (部長)                      山田太郎（やまだ　たろう）
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.minutes.labels.roles import ROLE, ROLES, role_word
from reader.minutes.model import StatedReading
from reader.minutes.sources.ruby_text import stated_reading
from reader.minutes.text.characters import KANA, KANJI, bare, fold

_HONORIFIC = re.compile(r"(?:君|氏|さん|様|殿)$")
_NAME = re.compile(rf"[{KANJI}{KANA}・]{{2,12}}$")
_ONE_NAME = re.compile(rf"[{KANJI}{KANA}・]{{1,8}}$")
_JOINED = re.compile(rf"(.{{0,30}}(?:{ROLE}))([{KANJI}]{{1,4}}[{KANA}]{{0,5}})$")
_NO_READING = frozenset(
    ["なし", "あり", "ほか", "など", "まで", "から", "のみ", "まま", "おおむね", "すべて"]
)
_WITHIN = re.compile(rf"\(([{KANJI}{KANA}]{{1,3}})\).")
_NUMBER = re.compile(r"\d{1,3}番$")
_DELIMITER = re.compile(r"[、，,;/|\n]|\s*:\s*")
_HEADING = re.compile(
    r"\((?:\d+|なし|無し|[一二三四五六七八九十]+)[名人]?\)|(?:出席|欠席)[^\s:]{0,12}|なし$|無し$|以上.{0,6}名|計?\d+名"
)
_OFFICE_IN_FRONT = re.compile(rf"^(?:{ROLE})(?=[{KANJI}]{{2}})")
_READ = re.compile(
    rf"([{KANJI}]{{1,4}}[ 　]{{0,2}}[{KANJI}ぁ-ゖ]{{0,4}})\s*[(（]\s*([ぁ-ゖァ-ヺー][ぁ-ゖァ-ヺー・ 　]{{1,16}})\s*[)）]"
)
_DEPARTMENT = re.compile(
    r"[課部局室係署]|担当|臨時|専門|特別|総務|企画|財政|財務|管財|税務|納税|市民|町民|区民|住民|戸籍|保険|年金|福祉|介護|高齢|障害|子育て|こども|子ども|児童|保育|健康|保健|衛生|環境|清掃|水道|"
    r"建設|土木|道路|河川|都市|建築|住宅|農林|農政|農業|水産|商工|商政|観光|産業|経済|労働|交通|防災|危機|消防|警防|予防|教育|学校|学務|生涯|社会|文化|スポーツ|図書|公民|議事|議会|監査|選挙|会計|契約|検査|情報|広報|"
    r"広聴|秘書|人事|職員|政策|地域|協働|人権|男女|国際|統計|用地|公園|緑政|緑化|づくり|デジタル|戦略|推進|事務|代表|公募|管理|庶務|調整|指導|施設|営業|技術|計画|開発|整備|振興|支援|事業|業務|病院|警察|常任|審査|"
    r"主管|所管|関係|外務|法務|文部|厚生|農水|国土|防衛|内閣|国務|総理|副$|筆頭|統括|首席|主席|次席|名誉|准|上席|主任|評価"
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
            elif not name and role_word(word) is None and (joined := _JOINED.match(word)):
                role, name, last = joined.group(1), joined.group(2), joined.group(1)
            else:
                name, role = _take(people, name, role, word)
        if name:
            _add(people, name, role or (last if ":" in line else None))
    return last


def _named(word: str) -> bool:
    """True where a name stands before the role in one word: 山野進委員長 (an office before it is no name)."""
    role = role_word(word)
    before = word.removesuffix(role) if role else word
    return 1 < len(before) <= 6 and _is_name(before)


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
    return _ONE_NAME.match(text) is not None and _DEPARTMENT.search(text) is None


def full_name(label: str, people: Sequence[Person]) -> str | None:
    """The full name from the roster for the name in a label: the one person whose name begins with it."""
    name = name_in_label(label)
    if name is None:
        return None
    inner = _WITHIN.search(label)
    longer = name + inner.group(1) if inner and not label.startswith("(") else name
    found = [person.name for person in people if person.name.startswith(longer)] or [
        person.name for person in people if person.name.startswith(name)
    ]
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
            name = _without_office(surface)
            if bare(kana) in _NO_READING or role_word(bare(name)) or len(bare(name)) < 2:
                continue
            reading = stated_reading(name, kana)
            if reading:
                readings += [reading, *_parts(name, kana)]
    return readings


def _without_office(surface: str) -> str:
    """The name behind an office that the reading does not hold: 会長 山本春子（やまもと　はるこ）."""
    words = surface.split()
    while len(words) > 1 and role_word(words[0]):
        words.pop(0)
    return _OFFICE_IN_FRONT.sub("", " ".join(words))


def _parts(surface: str, kana: str) -> list[StatedReading]:
    """Surname and given name, where both the name and its reading are printed apart: 山田　太郎（やまだ　たろう）."""
    names, readings = surface.split(), kana.split()
    if len(names) != 2 or len(readings) != 2:
        return []
    found = [stated_reading(name, reading) for name, reading in zip(names, readings, strict=True)]
    return [reading for reading in found if reading and len(reading.surface) > 1]
