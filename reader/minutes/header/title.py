"""The meeting's name in a title.

A title says more than the name: the date, 「会議録」, 「の概要」. That is taken off at both ends, and what stands behind the
word for the record goes with it: a name is one piece as printed. The town's name, the year and the number of the meeting
stay where they are printed on its line::

    令和2年度第2回人権会議会議録(令和3年1月20日開催)   -> 令和2年度第2回人権会議
    評価委員会研究所分科会(第24回)-議事録             -> 評価委員会研究所分科会(第24回)
    産業常任委員会 平成27年3月3日(火曜日)              -> 産業常任委員会
    令和7年度 第2回 浜市水道審議会 議事録【概要版】      -> 令和7年度 第2回 浜市水道審議会
    議会運営委員会記録(第7回)                          -> 議会運営委員会
    教育委員会会議録                                  -> 教育委員会会議 (the board's own word for its meeting)
"""

import re

from reader.minutes.text.characters import bare, fold
from reader.minutes.text.dates import find_date

_RECORD = (
    r"(?:会議録|議事録|会議概要|議事概要|議事要旨|会議要旨|会議記録|議事要録|会議要録|議事の?概要|会議の?概要|会議の?要旨|概要|要旨|要録|摘録|開催結果|会議結果|開催概要|開催状況|記録|速記録|議事次第|議事メモ|会議メモ|審議概要|発言要旨|"
    r"本文|要点記録|要約筆記録|会議の?記録|議事の?要旨|会議結果報告|審議結果|結果報告|全文|逐語録|議事速記録|開催報告|開催記録|主な(?:御|ご)?(?:意見|質疑|発言|質問)(?:等|・質疑|・意見|の要旨|の概要|と(?:その)?(?:対応|回答))?|(?:意見|発言)(?:要旨|の概要)|発言録|記録票|審査記録|(?:意見|質問)・回答|会議録要旨|会議録概要|審議経過|議事摘録|会議摘録|質疑概要|質疑応答(?:の?(?:概要|要旨|内容))?|"
    r"(?:(?:会議|議事|審議|開催|活動)の?)?(?:結果|概要)?(?:の?ご?報告書?|報告書)|まとめ|ふりかえり|振り返り|(?:会\s+議|議\s+事)\s+(?:要\s+[旨録点]|概\s+要|記\s+録|録)|審査(?:の?概要|の?要旨|結果)|"
    r"(?:(?:会議|議事|審議|協議|検討|討議|質疑|発言|意見|懇談|会見|開催|活動|実施|対話|意見交換)等?の?)?(?:逐語|要点|全文|要約|速記|発言|主要)?"
    r"(?:筆記録?|記録簿|記録書|抄録|抄|要点|概略|大要|会議経過|議事経過|模様|様子|顛末|てん末|レポート|(?:文字|書き)起こし|反訳|ダイジェスト|一問一答|Q&A|速報|議事等?|録))"
)
_TAIL = re.compile(
    rf"[\s\-―─–—ー・_:|]*(?:の|に関する|における|での)?{_RECORD}(?:\(?(?:案|全文|要旨|概要|要約|抜粋|公開用|要点筆記|要約版|会議録|議事録|未定稿|速報版|確定版|概要版|要旨版|公開版|抄|詳細)\)?)?(?:について|の公表|の公開|を(?:お知らせ|公[開表]|掲載)(?:し|いたし)ま(?:す|した))?[\s。]*$"
    rf"|\s+結果\s*$|\s*[(【\[](?:{_RECORD}|案|抜粋|公開用|要約版)[)】\]][\s。]*$"
)
_HELD = re.compile(r"を(?:開催|開会|実施)(?:し|いたし)ま(?:す|した)[。!]?$|を開きました[。!]?$")
_AHEAD = re.compile(rf"^[(【\[<]?{_RECORD}(?:[)】\]>]\s*|\s*[:|]\s*)(?=\S)")
_AROUND = re.compile(rf"^{_RECORD}\s*[(【\[](?P<name>[^()【】\[\]]+)[)】\]]$")
_BETWEEN = re.compile(rf"\s+{_RECORD}(?=\s+第\s*\d{{1,3}}\s*回$)")
_ASKED = re.compile(r"(?<=[例時]会)\s+(?:一般|代表|総括)(?:質問|質疑)$")
_SITE = re.compile(
    r"^[^\s|]{1,8}[都道府県市区町村]\s*[-|]\s*(?=\S)|\s*[-|]\s*[^\s|]{1,8}[都道府県市区町村](?:公式)?(?:ホームページ|サイト)?$"
)
_CUT = re.compile(rf"(?<=\S)[\s\-―─–—ー・_:|]*(?:の|に関する|における|での)?{_RECORD}(?=\s*[(【\[<「]|\s+\S)")
_MEETING_ROOM = re.compile(r"(?:会議|委員会|協議会|議会|会見|集会)室|集会[所場]|議会棟|会議資料")
_OPENED = re.compile(
    r"\(?(?:午前|午後)\s*\d{1,2}\s*時(?:\s*\d{1,2}\s*分)?\s*(?:開\s*会|開\s*議|開始)?\)?\s*$"
)
_HOURS = re.compile(r"(?:午前|午後)?\d{1,2}[時:]")
_LANGUAGES = re.compile(
    r"\s[/|]\s(?=[\x20-\x7e]+$)|(?<=^)(?=[^\x20-\x7e])|(?<=[A-Za-z)])\s[/|]\s(?=[^\x00-\x7f])"
)
_TWICE = re.compile(rf"{_RECORD}(?P<again>\s{{3,}}\S.*{_RECORD})\s*$")
_NUMBERED_RECORD = re.compile(
    rf"(?:の)?{_RECORD}\s*第\s*\d{{1,2}}\s*号\s*$|[\s\-―─–—]+\d{{1,2}}月\d{{1,2}}日[\s\-―─–—]+\d{{1,2}}号\s*$"
)
BOARD = re.compile(r"(?:教育|農業|選挙管理|人事|公平|公安|労働|収用|固定資産評価審査|監査)委員会$")
"""A board that says 会議 of its sittings: 教育委員会 keeps a 教育委員会会議録."""
SESSION = re.compile(r"第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*回")
"""The number of a sitting."""
_SITTING_OF = re.compile(rf"{SESSION.pattern}|定例|臨時")
_DATED_PAREN = re.compile(
    r"\s*[(\[][^()\[\]]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[^()\[\]]*(?:\([月火水木金土日][^()]{0,3}\)[^()\[\]]*)?[)\]]"
    r"|\s*\((?:(?:令和|平成)\s*(?:\d{1,2}|元)|20\d\d)\s*年\s*\d{1,2}\s*月(?:開催|実施)?\)"
)
_MONTH_BEHIND = re.compile(
    r"(?<=会|議)\s+(?:(?:令和|平成|昭和)\s*(?:\d{1,2}|元)|(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*$"
)
_LEADING_DATE = re.compile(
    r"^(?!.{0,9}年\s*\d{1,2}\s*月\s*(?:\S{0,16}(?:定例|臨時)|通常|議会|特別))(?:(?:(?:令和|平成|昭和)\s*(?:\d{1,2}|元)|(?:19|20)\d\d)\s*年(?:(?=\s*\d{1,2}\s*月)|(?=[\s・、:の]))\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?\s*(?:\([月火水木金土日](?:曜日?)?\))?)(?:\s*(?:開催|開会|実施))?[\s、・:の]*(?!第?\s*\d|年|度|第)(?=\D)"
)
_LEADING_YEAR = re.compile(
    r"^(?:令和|平成|昭和)\s*(?:\d{1,2}|元)\s*年度\s+(?!第|\d)(?=\S{2,10}(?<!策定)(?<!検討)(?<!推進)(?<!審査)(?<!選定)(?<!運営)(?<!実行)(?<!評価)(?<!準備)委員会$)"
)
_MEETING = re.compile(
    r"会議(?!録|概要|要旨|記録|資料|室|結果|次第|を|の|で|に)|委員会|審議会|協議会|部会|分科会|懇談会|懇話会|検討会|研究会|議会|定例会|臨時会|会見|説明会|総会|総代会|幹事会|推進本部|本部員?会|推進会|協議体|ワーキング|WG|フォーラム|座談会|"
    r"意見交換会|小委員会|チーム会|プロジェクトチーム|評議員?会|運営会|審査会|調査会|連絡会|公聴会|市民会|百人会|100人会|円卓|タウンミーティング|サミット|議員団|理事会|役員会|準備会|集会|ワークショップ|対話集会|ミーティング|シンポジウム|諮問会|有識者会|選考会|部長会|庁議|全員協議|対策会|語る会|考える会|つどい|集い|トーク|討論会|報告会|発表会|懇談|選定会|検証会|戦略会|本会議|代表者会|合同会|第\d{1,3}回[^。、]{2,30}(?<![開閉散休社機照都教])会(?=$|[(\s])"
    r"|年度[^。、]{2,30}(?<![開閉散休社機照都教])会(?=$|[(\s])"
)
_NOT_NAME = re.compile(
    r"[。、>＞›»]|(?:について|資料|ページ|一覧|名簿|配布|配付|次第|(?:会|会議|機関)等)$|検索|システム|サイト|トップ|ロックス|メニュー|お知らせ|^(?:出席|欠席|委員|日時|場所|議題|事務局)|No\.?\s*\d|\d\s*/\s*\d{1,3}$"
)
_FRONT = re.compile(
    r"^(?:(?:会議録|議事録|会議概要|議事要旨|会\s*議|会合)\s*[:：]\s*|[#＃]{1,6}[\s　]*|-\s*\d{1,3}\s*-\s*|\*{2}(?=[^*]+\*{2})|\d{2,4}/\d{1,2}/\d{1,2}\s+|\d{1,2}(?:[.．]\s*|[\s　]+)(?=\D)|名\s+|([○◯●◎■□◆◇▼▽▲△★☆・])(?!\1)\s*)"
)
_WHOLE = re.compile(
    r"^[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）](?=$|[\s　])|^[〈＜《<【]([^〈〉＜＞《》<>【】]+)[〉＞》>】]$"
)
_TELLING = re.compile(rf"{SESSION.pattern}|年度|{_RECORD}")
_WAY = re.compile(r"(?:[^>]{1,40}>){2,12}\s*\S+\s+(?:#{1,6}\s+)?")
_SURROUNDS = re.compile(
    r"\s*(?:\S{0,8}様\s*式\S{0,4}(?:\([^()]{1,12}\))?|別\s*紙\S{0,3}|\d{0,2}\S{1,8}第\s?\d{1,5}\s?号|\d{1,3}\s*/\s*\d{1,3}|-\s*\d{1,3}\s*-|本文(?:へ(?:移動|スキップ))?|ここから本文です。?|トップ(?:ページ)?"
    r"|(?:会\s*議|議\s*事)\s*(?:録|要\s*[録旨]|概\s*要|記\s*録|結\s*果)(?:報告書?)?|審議会等の会議録)\s+(?=\S)"
)
_OF_THE_PAGE = re.compile(
    r"\s(?:更新日|掲載日|公開日|登録日|ページ(?:ID|番号)|ツイート|シェア|印刷|\d{1,3}\s*/\s*\d{1,3}(?=\s|$))"
)
_QUOTED = re.compile(r"^「([^「」]+)」$")
_EDGES = re.compile(
    r"\*{2}$|(?<=録)\s*\d{1,3}$|[\s‐\-–]+$|[(（](?:テキスト版|PDF版|HTML版|確定稿|速報)[)）]\s*$"
)


def clean_title(text: str) -> str | None:
    """The meeting's name in a title, or None where no meeting is named."""
    text = _WHOLE.sub(r"\1\2", _FRONT.sub("", text.strip()))
    text = next((part for part in _LANGUAGES.split(text) if not part.isascii()), text).strip()
    twice = _TWICE.search(fold(text))
    if twice:
        text = text[: twice.start("again")].rstrip()
    if _spaced_out(text):
        text = bare(text)
    text = _EDGES.sub("", to_record(text))
    for tail in (_OPENED, _NUMBERED_RECORD):
        ended = tail.search(fold(text))
        if ended and ended.start():
            text = text[: ended.start()]
    text = without_dates(_without_frame(text))
    stripped = _QUOTED.sub(r"\1", _EDGES.sub("", _without_record(text)))
    folded = fold(stripped)
    if not _MEETING.search(bare(folded)) or _NOT_NAME.search(folded):
        return None
    return stripped


def title_words(text: str) -> str:
    """The words of a title that a page's way there, its form's name or what it says of itself surrounds on one line:
    ホーム ＞ 会議録 第3回審議会会議録 更新日：2023年4月3日; 第3号様式 1/2 会議録 第3回審議会."""
    folded = fold(text)
    way = _WAY.match(folded)
    start = way.end() if way else 0
    while surrounds := _SURROUNDS.match(folded, start):
        start = surrounds.end()
    behind = _OF_THE_PAGE.search(folded, start)
    words = text[start : behind.start() if behind else len(text)]
    told = _MEETING.search(bare(fold(words))) and (not start or _TELLING.search(fold(words)))
    return words if told else text


def _without_frame(text: str) -> str:
    """Without what a page says around the name: 【会議録】…, 会議録（…）, …を開催しました, … | 長月市."""
    around = _AROUND.match(fold(text))
    if around:
        text = text[around.start("name") : around.end("name")]
    for pattern in (_SITE, _SITE, _AHEAD, _BETWEEN, _HELD, _ASKED):
        found = pattern.search(fold(text))
        rest = text[: found.start()] + text[found.end() :] if found else ""
        text = rest if _MEETING.search(bare(fold(rest))) else text
    return text


def to_record(text: str) -> str:
    """A title up to its word for the record, without what is printed behind that: （第7回）, 【概要版】, a date."""
    folded = fold(text)
    for found in _CUT.finditer(folded):
        behind = _MEETING_ROOM.sub("", folded[found.end() :])
        if _MEETING.search(bare(folded[: found.start()])) and not _MEETING.search(bare(behind)):
            return text[: found.end()]
    return text


def _spaced_out(text: str) -> bool:
    tokens = text.split()
    single = sum(len(token) == 1 for token in tokens)
    return len(tokens) >= 4 and all(len(token) <= 2 for token in tokens) and single * 4 >= len(tokens) * 3


def without_dates(text: str) -> str:
    """A title without the date in it, before it or behind it."""
    folded = fold(text)
    paren = _DATED_PAREN.search(folded)
    if paren:
        text = text[: paren.start()] + text[paren.end() :]
        folded = fold(text)
    found = find_date(text)
    before, behind = (folded[: found.start], folded[found.end :]) if found else ("", "")
    if found and before.rstrip()[-1:] not in "(（" and _MEETING.search(bare(before)):
        behind = _MEETING_ROOM.sub("", bare(behind))
        if before[-1:].isspace() and (_HOURS.match(behind) or not _MEETING.search(behind)):
            return text[: found.start].rstrip(" 　・-―")
    if (
        found
        and found.end >= len(text.rstrip()) - 12
        and found.start > 3
        and re.fullmatch(r"\s*(?:開催|実施|開会|.{0,3}[時分].*)?\s*", folded[found.end :])
    ):
        text = text[: found.start].rstrip(" 　・-―")
        folded = fold(text)
    month = _MONTH_BEHIND.search(folded)
    text, folded = (text[: month.start()], folded[: month.start()]) if month else (text, folded)
    for pattern in (_LEADING_DATE, _LEADING_YEAR):
        leading = pattern.match(folded)
        if leading and leading.end() < len(text):
            text = text[leading.end() :].lstrip()
            folded = fold(text)
    return text.strip()


def _without_record(text: str) -> str:
    """Without 会議録, 議事概要 and the like at the end; 「会議」 stays where it is the meeting's own word."""
    for _ in range(2):
        folded = fold(text)
        tail = _TAIL.search(folded)
        if tail is None or not text[: tail.start()].strip():
            break
        head = text[: tail.start()].rstrip()
        begins = folded[tail.start() :].strip().startswith("会議")
        board = BOARD.search(bare(fold(head))) and not _SITTING_OF.search(fold(head))
        if begins and (board or not _MEETING.search(bare(fold(head)))):
            return head + "会議"
        text = head
    return text
