"""Lists inside an answer, whose rows begin with role words: it is told who does what, or how many, and nobody speaks.

A row announces, and right below it each row states a fact about another head::

    事務局：体制を申し上げます。       announces
    責任者：環境課長です。             a row of the list, and so to the end
    担当：環境課と各支所です。
    委員：分かりました。               no fact: a turn

True short answers stay turns: nothing announces them (「何名ですか」 asks, 「自己紹介をお願いします」 calls upon), they
agree or deny (はい, 異議なし), or their label speaks elsewhere too. Only a number of people, or names, can be stated of
those who speak elsewhere (委員：八名。).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.text.characters import KANJI, bare
from reader.minutes.turns.ends import is_answer
from reader.minutes.turns.shapes import Candidate, Shape, candidates_of

_FOLLOWS = re.compile(r"(?:次|以下|下記|左記|左)の(?:とおり|通り|よう|方|者|体制|構成|内容|人)|以下に")
_TELLS = re.compile(
    r"(?:(?:申し?上げ|述べ|挙げ|並べ|読み上げ|示し|(?:説明|紹介|報告|案内|お示し|お知らせ|発表)(?:いた)?し)"
    r"(?:ます|させていただきます)|(?:説明|報告|紹介|案内|発表)する)$"
)
_NOMINAL = re.compile(
    r"(?:構成|体制|案|内訳|一覧|概要|要項|要領|要綱|計画|予定|分担|役割|編成|組織|名簿|顔ぶれ|顔触れ|陣容|布陣|メンバー|役員|人選|人員|人数|人数等|定数|配置|配分|割り振り|割振り|割当て?|内容|中身|詳細"
    r"|プログラム|講座|研修|催し|行事|募集|骨子|仕組み|枠組み|流れ|区分|種類|項目|関係者|登壇者|出演者|出席者|参加者|候補|候補者|見込み|連絡先|窓口|問い?合わせ先|額|単価|方々|人たち|面々|皆さん)"
    r"(?:です|でございます|であります|である|になります|となります)$"
)
_CALLS = re.compile(
    r"自己紹介|挨拶|あいさつ|採決|表決|質疑|質問|意見|討論|発言|順番|順に|一言|感想|点呼|いかが|願い|ください|異議|[?？]"
)
_ON_AGENDA = re.compile(r"議題|議案|議事|案件|日程|事項|以上|\d号|次は|続いて")
_DEICTIC = re.compile(
    r"(?:これ|それ|あれ|この|その|こちら|そちら|私|わたし|先ほど|今の|では|また|なお|はい|いえ|いや)"
)
_COPULA = re.compile(
    r"(?:です|でした|でございます|であります|である|だ|になります|となります|となる|となっています|となっております)$"
)
_DOES = re.compile(
    r"(?:[がをにで]|から|まで)?(?:(?:置|充て|務め|当た|担|兼ね|招|選|出|入|加わ|行|お招き|お願い|見込|(?:担当|予定|想定|配置|委嘱|依頼|選任|参加|出席|派遣|常駐|兼務|募集)[さしすいと])[ぁ-ゖ]{1,12}"
    r"|(?:担当|予定|派遣|募集|参加|出席)(?:です|する))$"
)
_NOUN_END = re.compile(rf"[{KANJI}ァ-ヺーA-Za-z\d)」』]$|(?:ほか|など|さん|ら|まで|から|とも)$")
_AGREES = re.compile(
    r"(?:以上|結構|大丈夫|可能|必要|不要|予定|方針|認識|理解|もっとも|残念|当然|適当|適切|妥当|十分|無理|困難|大切|大事|重要|心配|不安|問題|疑問|質問)$"
)
_PEOPLE = re.compile(
    r"(?:約|各|計|男女|最大|上限|日額|月額|年額|時給|一律)*[\d〇一二三四五六七八九十百千万数,]+(?:人|名|社|団体|世帯|校|組|円)(?:程度|前後|以内|以上|以下|ほど|ずつ|の予定)*$"
)
_PARTS = re.compile(r"[、,・]|および|及び|並びに|と(?=[^、,]+(?:氏|君|様|さん|委員|議員)$)")
_TITLED = re.compile(r".(?:氏|君|様|さん)(?:ほか.{0,8}|ら|等)?$")
_CLOSERS = (":", "|", "】", "]", ">", ")", "』", "」")
_CERTAIN = (Style.GIVEN, Style.LEGEND, Style.QUESTION, Style.HEADING)
_LONGEST, _LONGEST_NAME = 48, 7


class _Announced(IntEnum):
    """How clearly a row says that a list follows it."""

    NOT = 0
    PERHAPS = 1
    SURELY = 2


@dataclass(frozen=True, slots=True)
class _Fact:
    """A row that states something about its head: ``plain`` without a predicate, ``people`` how many, how much or who, by title;
    ``name`` a name alone."""

    shape: Shape
    head: str
    plain: bool
    people: bool
    name: bool


def listed_rows(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> frozenset[int]:
    """The rows of lists inside what somebody says: none of them begins a turn, whoever its head names."""
    speaking = {match.label for index, match in labels.items() if _fact(rows[index], match) is None}
    found: set[int] = set()
    above = min(labels, default=len(rows))
    while above < len(rows) - 1:
        how = _announces(above, labels, rows)
        stated = _stated(above + 1, how, labels, rows, speaking) if how else 0
        found.update(range(above + 1, above + 1 + stated))
        above += 1 + stated
    return frozenset(found)


def _announces(index: int, labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> _Announced:
    """How clearly the last sentence of a row announces a list."""
    match, text = labels.get(index), rows[index].folded
    said = bare(text[match.end if match else 0 :])[-_LONGEST:].rstrip("。:、")
    last = said.rpartition("。")[2]
    if not last or (match and match.alone) or _CALLS.search(last):
        return _Announced.NOT
    if _FOLLOWS.search(last) or last == "以下":
        return _Announced.SURELY
    likely = _TELLS.search(last) or (_NOMINAL.search(last) and not _ON_AGENDA.search(last))
    return _Announced.PERHAPS if likely else _Announced.NOT


def _stated(
    start: int,
    how: _Announced,
    labels: Mapping[int, LabelMatch],
    rows: Sequence[Row],
    speaking: Collection[str],
) -> int:
    """How many rows from ``start`` on are one list: of one shape, no head twice; 0 where there is none."""
    facts: list[_Fact] = []
    for index in range(start, len(rows)):
        fact = _fact(rows[index], labels.get(index))
        if (
            fact is None
            or (facts and fact.shape != facts[0].shape)
            or fact.head in {one.head for one in facts}
        ):
            break
        people = fact.people or (fact.name and how is _Announced.SURELY)
        if fact.head in speaking and not people:
            break
        facts.append(fact)
    alone = how is _Announced.SURELY and len(facts) == 1 and facts[0].plain
    return len(facts) if len(facts) > 1 or alone else 0


def _fact(row: Row, match: LabelMatch | None) -> _Fact | None:
    """What a row states about its head; None for what is said, asked, or answered."""
    if (match and (match.alone or match.style in _CERTAIN)) or len(row.folded) > _LONGEST * 2:
        return None
    for one in candidates_of([row]):
        if one.shape.closer in _CLOSERS and (match is None or one.end == match.end):
            return _stated_by(one, bare(row.folded[one.end :]).rstrip("。"))
    return None


def _stated_by(one: Candidate, value: str) -> _Fact | None:
    plain = not says(value)
    noun = value if plain else _DOES.sub("", _COPULA.sub("", value))
    if (
        not 0 < len(noun) <= _LONGEST
        or (not plain and noun == value)
        or any(sign in noun for sign in "。?!？！…")
        or not _NOUN_END.search(noun)
        or _DEICTIC.match(noun)
        or _AGREES.search(noun)
        or is_answer(noun)
        or (not plain and says(noun))
    ):
        return None
    parts = [part for part in _PARTS.split(noun) if part]
    titled = plain and all(_TITLED.search(part) or assess(part) is Strength.STRONG for part in parts)
    name = plain and len(noun) <= _LONGEST_NAME and assess(noun) is Strength.NAME
    return _Fact(one.shape, one.label, plain, titled or _PEOPLE.match(noun) is not None, name)
