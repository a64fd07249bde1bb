"""The headings under which minutes state what a meeting was: 会議名, 日時, 場所, 出席者, 議題, 審議結果, 議事録…

A field's word stands at the start of a line, numbered, marked, bracketed or spaced as the page likes, with its
value behind it or on the lines below::

    日時:令和3年10月28日   1 日 時 │   ○議題   【開催場所】   ５　出席委員（７名）   開催日時及び場所
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reader.minutes.text.characters import MARK_CLASS


class FieldKind(StrEnum):
    """What a field states."""

    MEETING = "meeting"
    DATE = "date"
    PLACE = "place"
    DATE_PLACE = "date_place"
    DEPARTMENT = "department"
    AGENDA = "agenda"
    RESULTS = "results"
    PEOPLE = "people"
    MATERIALS = "materials"
    RECORD = "record"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """A field's heading at the start of a folded line; its value, if on the line, begins at ``end``."""

    kind: FieldKind
    word: str
    end: int
    numbered: bool


HOURS = ("時間", "開催時間", "会議時間", "開始時刻", "開会時刻", "開催時刻", "開会時間")
"""Words of fields that state the hours apart from the day."""
_WORDS = {
    FieldKind.DATE_PLACE: "開催日時及び場所 日時及び場所 開催日時・場所 日時・場所 日時場所 開催日時及び開催場所 開会の日時及び場所 開催の日時及び場所 "
    "日時、場所 日時と場所 開催日時場所 会議の日時及び場所 期日及び場所 開催年月日及び場所",
    FieldKind.MEETING: "会議名 会議の名称 会議名称 名称 審議会等の名称 審議会等名称 会議等の名称等 審議会名 委員会名 附属機関等の名称 附属機関の名称 会議等の名称 審議会等名 会議の名前 "
    "会合名 会の名称 会議等名称 附属機関名 協議会名 部会名 審議会の名称 委員会の名称 協議会の名称 会議の開催名 会議体名 検討会名 懇談会名 会の名前 件名 会名 meeting",
    FieldKind.DATE: "日時 開催日時 開催日 開催年月日 年月日 会議日時 開会の日時 開会日時 期日 とき 招集日時 開催の日時 会議の日時 実施日時 実施日 会議開催日 "
    "開催年月日時 会議年月日 日付 開会日 会議日 開催年月日及び時間 開催日及び時間 会議の開催日時 会議開催日時 開議日時 年月日及び時間 会議の開催日 招集年月日 開会年月日 開議年月日 開催期日 開催月日 "
    "ひにち 日にち 開催日程 日時等 開催期間 実施期間 開会年月日時 開会の日時等 発表日時 会見日時 会議の日時等 実施年月日 開催日・時間 date date&time when",
    FieldKind.PLACE: "於 ばしょ 集合場所 場所 開催場所 会場 ところ 招集の場所 会議場所 開催会場 開会の場所 会議の場所 開催の場所 招集場所 会議開催場所 開会場所 会議の開催場所 "
    "実施場所 会見場所 場所等 会場名 会議会場 開催会場名 開催方法 開催場所等 場所・方法 招集の場所及び会場 開催地 実施会場 place venue location where",
    FieldKind.DEPARTMENT: "担当所属名 担当課 所管課 担当部署 担当部課 所管部署 事務担当課 担当部局 担当所属 会議の庶務 所管部課 担当課名 所管課名 主管課 担当室 "
    "担当部署名 担当課所 担当課室 事務局所管課 事務局担当課 会議担当課 担当課等 所管部局",
    FieldKind.AGENDA: "議題 議事 会議次第 次第 付議事件 付議案件 本日の会議に付した事件 本日の会議に付した案件 会議に付した事件 会議に付した案件 会議に付された事件 会議に付議した事件 "
    "案件 協議 協議事項 審議事項 報告事項 議事日程 発表項目 発表事項 発表内容 発表案件 会見項目 会議の議題 会議事項 審議案件 検討事項 議題等 会議の次第 議事次第 付託案件 審査案件 調査事件 "
    "本日の議題 議題及び議事 会議の案件 内容 議事内容 会議の内容 会議内容 審議内容 議案 付議事項 議題名 会議の事件 審査事項 事件 日程及び付議事件 協議案件 協議内容 審査事件 審査付託事件 付託事件 会議案件 議題・議事 議題及び審議の内容 議題及び内容 議題と内容 議題及び議事の内容 議題及び協議の内容 議題及び会議の内容 議題及び議事の概要 "
    "議題及び報告 本日の案件 本日の日程 報告案件 審議する案件 本日の協議事項 議題事項 テーマ 議事事項 付議された事件 議事及び議題 審議等事項 会議に付した議案 会議の議事 会議に付すべき事件 議題(案件) agenda topics",
    FieldKind.RESULTS: "審議結果 会議結果 会議の結果 決定事項 審議の結果 議決結果 議決事項 議事結果 審査結果 会議結果の概要 審議結果の概要 協議結果 議事の結果",
    FieldKind.MATERIALS: "資料 配付資料 配布資料 会議資料 添付資料 提出資料 関係資料 当日資料 資料一覧 配布物 参考資料 使用資料 会議配付資料 会議に提出された資料 会議に提出された資料の名称 "
    "関連資料 会議資料等 ダウンロード 添付ファイル 関連リンク 資料名 配付資料一覧 配布資料一覧 会議で使用した資料 配信url オンライン配信url",
    FieldKind.RECORD: "議事録 会議録 要旨 議事要旨 議事概要 会議概要 会議の概要 主な質疑等 主な質疑 質疑応答 会議の経過 議事の経過 発言内容 会議経過 審議経過 主な意見 意見交換 概要 会議要旨 "
    "審議の内容 議事の概要 質疑・意見 会議の要旨 議事の内容 審議の経過 審議概要 審査の概要 審査の経過 審査概要 調査の概要 質疑等 主な意見等 主な発言 発言要旨 発言の要旨 発言の内容 質疑の内容 意見の内容 議事の要旨 質疑内容 質疑応答等 審議の概要 会議記録 会議録本文 本文 "
    "議事経過 議事の大要 会議の大要 意見等 質疑の概要 質疑応答の概要 質疑応答の要旨 委員の意見 各委員の意見 主な意見・質問 主な質疑応答 意見・質疑 質疑及び意見 議事の記録 審議要旨 議事録本文 "
    "主な質疑・意見等 主な質疑・意見 質疑及び意見等 協議の内容 会議等の内容 主な質疑応答等 議事(要旨) 議事(要点) 審議状況 会議の状況 議事の状況 発言記録 議事の詳細 会議の詳細 議事要録 会議要録 議事内容及び発言 議事及び発言 "
    "主な発言内容 主な発言等 主な協議内容 質疑・応答 質疑・回答 質疑と回答 意見と回答 意見・回答 意見及び回答 記録 会議のてん末 てん末 会議の顛末 議事の顛末 地域代表者意見 質問と回答 主な質問と回答 質問・回答 主な質問・意見と回答 意見・質問と回答 発言者 発言者名 発言者等 発言者及び内容 議題・発言内容・決定事項 議題・発言内容 発言内容・決定事項 発言内容等 発言者・発言内容 会見録 会見要旨 会見概要 会見内容 会見の内容 "
    "主な意見交換 意見交換等 主な議論 議論の概要 主な発言要旨 発言概要 発言の概要 議事(発言要旨) 審議等の概要 会議内容等",
    FieldKind.OTHER: "公開・非公開 公開・非公開の別 公開の可否 会議の公開 公開非公開 公開又は非公開の別 会議の公開・非公開 備考 次回開催 次回日程 次回予定 次回開催予定 会議の公開又は非公開の別 公開区分 開会時刻 閉会時刻 "
    "開会 閉会 開会時間 閉会時間 時間 開催時間 時刻 非公開の理由 会議を非公開とした理由 一部非公開の理由 非公開理由 傍聴人の数 傍聴者数 傍聴人数 傍聴者の数 傍聴可否 会議成立 定足数 会議の成立 "
    "作成年月日 作成日 議事録作成者 会議録作成者 作成者 記録者 根拠法令 設置根拠 設置目的 所掌事務 目的 審議等の方法 会議形式 主催 招集者 招集日 問い合わせ 問い合わせ先 お問い合わせ 連絡先 担当 "
    "参加人数 出席者数 出席状況 委員数 議長 議長名 司会 進行 書記 公開状況 録音 会議録の作成方法 会議録の確認 会議の種別 会議区分 区分 分野 回数 種別 その他必要事項 その他の事項 非公開とした理由 対象 "
    "署名 開会宣言 一般質問 定例会日程 会期 会議時間",
}
_PEOPLE = (
    r"(?:出席|欠席|列席|参加|傍聴|遅刻|早退|遅参|参集|応招|不応招|説明のため|職務のため|地方自治法|委員外|会議録署名|議事録署名|署名|オブザーバー|事務局出席|会議に出席|会議出席|会議に欠席|議場に|その他の出席|"
    r"委員の出席|説明員|関係者出席|法第121条|議会事務局|区議会事務局|市執行部|執行部出席|会議に職務|本日の出席|当日出席|幹事出席)[^。、:|]{0,36}?"
)
_PLAIN_PEOPLE = "委員 事務局 説明員 委員名簿 構成員 理事者 執行部 関係者 名簿 説明者 市側 町側 当局 出席 欠席 議員 委員等 職員 事務局職員 関係課 担当課職員 講師 幹事 顧問 理事 会員 部会員 委員の異動 区議会事務局 議会事務局 市執行部"


def _spread(word: str) -> str:
    """The word with room for spaces between its characters: 日\\s*時."""
    return r"\s*".join(re.escape(char) for char in word)


def _any(words: list[str]) -> str:
    return "|".join(_spread(word) for word in sorted(words, key=len, reverse=True))


_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_KINDS |= dict.fromkeys(_PLAIN_PEOPLE.split(), FieldKind.PEOPLE)
_BEFORE = (
    r"[\s|]*+(?P<number>\(\s*+\d{1,2}\s*+\)|\d{1,2}(?:\s*+[.、:)])?|[①-⑳]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ](?:\s*+[.、])?|第?[一二三四五六七八九十]{1,3}(?:\s*+[.、]|\s)|第\s*+\d{1,2})?+\s*+"
    rf"(?P<mark>[{MARK_CLASS}・•※*#‐–-]?+)(?:\*|#{{1,5}})?+\s*+[【\[<「]?+\s*+"
)
_ENGLISH = r"(?:\s*/\s*[A-Za-z][A-Za-z& ]{1,20}(?<! ))?"
_AFTER = (
    rf"{_ENGLISH}"
    r"(?:\s*(?:\((?!\s*[\d一二三①-⑳]+\s*\))[^()]{0,24}\))?\s*[】\]>」]\s*[:|]?\s*"
    r"|[◆◇■□●▲▼★☆]\s*[:|]?\s*"
    r"|\s*(?:\((?!\s*[\d一二三①-⑳]+\s*\))[^()]{0,24}\))?\s*(?:\*\*)?(?:[:|]|\s|$)\s*[:|]?\s*(?:\*\*)?\s*)"
)
_FIELD = re.compile(rf"{_BEFORE}(?P<word>{_any(list(_KINDS))}){_AFTER}", re.IGNORECASE)
_GLUED = re.compile(
    r"\s*(?P<number>\d{1,2})[ .]\s*(?P<word>開催日時|日時|開催場所|場所|会場|出席者|欠席者|傍聴者|議題|議事|配布資料|配付資料|会議の内容|会議内容|会議の概要|会議の経過)"
    r"(?=[^\s\u3041-\u3096、。:|()・】\]>」等及変更確選録名])"
)
_ROUND = re.compile(
    r"\s*\(\s*(?P<number>)(?P<word>開催日時|日\s*時|開催日|と\s*き|開催場所|場\s*所|会\s*場|ところ|議\s*題|案\s*件|出席者?|欠席者?|参加者?|傍聴者?)\s*\)\s*:?\s*"
)
_PEOPLE_FIELD = re.compile(rf"{_BEFORE}(?P<word>{_PEOPLE})\s*(?:[】\]>」]\s*[:|]?|(?:[:|]|\s|$)\s*[:|]?)\s*")
_AGENDA_FIELD = re.compile(
    _BEFORE
    + r"(?P<word>(?:本日|会議|委員会|今回|当日)(?:の|に|で)?(?:会議に)?(?:付議?|審査|審議|協議|調査|議題と|上程)(?:し|され|を行っ|すべき)?た?"
    r"(?:案件|事件|事項|議案|議題|請願)(?:の題目|名|等)?|(?:付議|審議|審査|協議|調査|検討|報告|議題と)(?:し|され)た(?:案件|事件|事項|議案|議題)(?:名|等)?)(?:\s*[】\]>」]\s*[:|]?|\s*(?:[:|]|\s|$)\s*[:|]?)\s*"
)
_FOLLOWING = re.compile(
    _BEFORE
    + r"(?P<word>[^\s。、:|]{2,30}(?:委員|議員|職員|者|氏名|書記|事件|議案|議題|案件|日程))は[、,]?(?:次|下記|左記|以下|左)のとおり(?:である|であった|です|とする)?[。.]?\s*$"
)
_AGENDA_WORD = re.compile(r"(?:事件|議案|議題|案件|日程)$")
_DONE = re.compile(r"(?:について|の件|指名|選任|選出|紹介|報告|確認|挨拶|あいさつ)$")
_SPACED_PEOPLE = re.compile(
    r"\s*(?:出\s*席|欠\s*席|委\s*員\s*外|列\s*席|説\s*明\s*員)\s*[\u4e00-\u9fff\s]{1,12}$"
)


def read_field(folded: str) -> FieldMatch | None:
    """The field heading a folded line begins with, or None. Looks at the first 80 characters only."""
    return _read(folded[:80])


@lru_cache(maxsize=4096)
def _read(head: str) -> FieldMatch | None:
    """Asked of one line by each stage of the parser: remembered."""
    if len(head) <= 40 and _SPACED_PEOPLE.match(head):
        return FieldMatch(FieldKind.PEOPLE, "出席", len(head), False)
    for pattern, kind_of in _FIELDS:
        found = pattern.match(head)
        kind = kind_of(found) if found else None
        if found and kind:
            word = re.sub(r"\s+", "", found.group("word")).lower()
            return FieldMatch(kind, word, found.end(), bool(found.group("number")))
    return None


def _kind(found: re.Match[str]) -> FieldKind:
    """The kind of a field whose word is listed."""
    return _KINDS.get(re.sub(r"\s+", "", found.group("word")).lower(), FieldKind.PEOPLE)


def _following(found: re.Match[str]) -> FieldKind:
    """出席委員は次のとおりである。 · 会議事件は次のとおりである。"""
    return FieldKind.AGENDA if _AGENDA_WORD.search(found.group("word")) else FieldKind.PEOPLE


def _people(found: re.Match[str]) -> FieldKind | None:
    """People, but for what is done with them: 欠席委員の報告."""
    word = found.group("word")
    return FieldKind.PEOPLE if len(word) <= 40 and not _DONE.search(word) else None


_FIELDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], FieldKind | None]], ...] = (
    (_FIELD, _kind),
    (_GLUED, _kind),
    (_ROUND, _kind),
    (_AGENDA_FIELD, lambda _: FieldKind.AGENDA),
    (_FOLLOWING, _following),
    (_PEOPLE_FIELD, _people),
)
