"""The meeting's name, from its field or from the title of its page.

A title says more than the name: the date, 「会議録」, 「の概要」. That is taken off at both ends; the number of the
meeting stays::

    令和2年度第2回人権会議会議録(令和3年1月20日開催)   -> 令和2年度第2回人権会議
    評価委員会研究所分科会(第24回)-議事録             -> 評価委員会研究所分科会(第24回)
    産業常任委員会 平成27年3月3日(火曜日)              -> 産業常任委員会
    教育委員会会議録                                  -> 教育委員会会議 (the board's own word for its meeting)
"""

import re
from collections.abc import Sequence

from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, fold, is_rule, squeeze
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import is_furniture

_RECORD = (
    r"(?:会議録|議事録|会議概要|議事概要|議事要旨|会議要旨|会議記録|議事要録|会議要録|議事の?概要|会議の?概要|会議の?要旨|概要|要旨|要録|摘録|開催結果|会議結果|開催概要|開催状況|記録|速記録|議事次第|議事メモ|会議メモ|審議概要|発言要旨|"
    r"本文|要点記録|要約筆記録|会議の?記録|議事の?要旨|会議結果報告|審議結果|結果報告|全文|逐語録|議事速記録|開催報告|開催記録|主な(?:御|ご)?(?:意見|質疑|発言|質問)(?:等|・質疑|・意見|の要旨|の概要|と(?:その)?(?:対応|回答))?|(?:意見|発言)(?:要旨|の概要)|発言録|記録票|審査記録|(?:意見|質問)・回答|会議録要旨|会議録概要|審議経過|議事摘録|会議摘録|質疑概要|質疑応答(?:の?(?:概要|要旨|内容))?|"
    r"(?:(?:会議|議事|審議|開催|活動)の?)?(?:結果|概要)?(?:の?ご?報告書?|報告書)|まとめ|ふりかえり|振り返り|[会議]\s+[議事]\s+録|審査(?:の?概要|の?要旨|結果))"
)
_TAIL = re.compile(
    rf"[\s\-―─–—ー・_:|]*(?:の|に関する|における|での)?{_RECORD}(?:\(?(?:案|全文|要旨|概要|要約|抜粋|公開用|要点筆記|要約版|会議録|議事録|未定稿|速報版|確定版|概要版|要旨版|公開版|抄|詳細)\)?)?(?:について|の公表|の公開|を(?:お知らせ|公[開表]|掲載)(?:し|いたし)ま(?:す|した))?[\s。]*$"
    r"|\s*[(【\[](?:概要|要旨|要約|会議録|議事録|案|抜粋|全文|議事要旨|議事概要|会議概要|要点記録|要点筆記|公開用|要約版)[)】\]][\s。]*$"
)
_HELD = re.compile(r"を(?:開催|開会|実施)(?:し|いたし)ま(?:す|した)[。!]?$|を開きました[。!]?$")
_AHEAD = re.compile(rf"^[(【\[<]?{_RECORD}(?:[)】\]>]\s*|\s*[:|]\s*)(?=\S)")
_AROUND = re.compile(rf"^{_RECORD}\s*[(【\[](?P<name>[^()【】\[\]]+)[)】\]]$")
_BETWEEN = re.compile(rf"\s+{_RECORD}(?=\s+第\s*\d{{1,3}}\s*回$)")
_ASKED = re.compile(r"(?<=[例時]会)\s+(?:一般|代表|総括)(?:質問|質疑)$")
_SITE = re.compile(
    r"^[^\s|]{1,8}[都道府県市区町村]\s*[-|]\s*(?=\S)|\s*[-|]\s*[^\s|]{1,8}[都道府県市区町村](?:公式)?(?:ホームページ|サイト)?$"
)
_BEFORE_NUMBER = re.compile(rf"(?:の)?{_RECORD}(?=\s*\((?:第|令和|平成)[^()]{{1,20}}\)\s*$)")
_OPENED = re.compile(
    r"\(?(?:午前|午後)\s*\d{1,2}\s*時(?:\s*\d{1,2}\s*分)?\s*(?:開\s*会|開\s*議|開始)?\)?\s*$"
)
_LANGUAGES = re.compile(
    r"\s[/|]\s(?=[\x20-\x7e]+$)|(?<=^)(?=[^\x20-\x7e])|(?<=[A-Za-z)])\s[/|]\s(?=[^\x00-\x7f])"
)
_TWICE = re.compile(rf"{_RECORD}(?P<again>\s{{3,}}\S.*{_RECORD})\s*$")
_NUMBERED_RECORD = re.compile(
    rf"(?:の)?{_RECORD}\s*第\s*\d{{1,2}}\s*号\s*$|[\s\-―─–—]+\d{{1,2}}月\d{{1,2}}日[\s\-―─–—]+\d{{1,2}}号\s*$"
)
_BOARD = re.compile(r"(?:教育|農業|選挙管理|人事|公平|公安|労働|収用|固定資産評価審査|監査)委員会$")
_SESSION = re.compile(r"第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*回")
_SITTING_OF = re.compile(rf"{_SESSION.pattern}|定例|臨時")
_DATED_PAREN = re.compile(
    r"\s*[(\[][^()\[\]]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[^()\[\]]*[)\]]"
    r"|\s*\((?:(?:令和|平成)\s*(?:\d{1,2}|元)|20\d\d)\s*年\s*\d{1,2}\s*月(?:開催|実施)?\)"
)
_LEADING_DATE = re.compile(
    r"^(?!.{0,9}年\s*\d{1,2}\s*月\s*(?:定例|臨時|通常|議会|特別))(?:(?:(?:令和|平成|昭和)\s*(?:\d{1,2}|元)|(?:19|20)\d\d)\s*年(?:(?=\s*\d{1,2}\s*月)|(?=[\s・、:の]))\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?\s*(?:\([月火水木金土日](?:曜日?)?\))?)(?:\s*(?:開催|開会|実施))?[\s、・:の]*(?!第?\s*\d|年|度|第)(?=\D)"
)
_LEADING_YEAR = re.compile(
    r"^(?:令和|平成|昭和)\s*(?:\d{1,2}|元)\s*年度\s+(?!第|\d)(?=\S{2,10}(?<!策定)(?<!検討)(?<!推進)(?<!審査)(?<!選定)(?<!運営)(?<!実行)(?<!評価)(?<!準備)委員会$)"
)
_MEETING = re.compile(
    r"会議(?!録|概要|要旨|記録|資料|室|結果|次第|を|の|で|に)|委員会|審議会|協議会|部会|分科会|懇談会|懇話会|検討会|研究会|議会|定例会|臨時会|会見|説明会|総会|総代会|幹事会|推進本部|本部員?会|推進会|協議体|ワーキング|WG|フォーラム|座談会|"
    r"意見交換会|小委員会|チーム会|プロジェクトチーム|評議員?会|運営会|審査会|調査会|連絡会|公聴会|市民会|百人会|100人会|円卓|タウンミーティング|サミット|議員団|理事会|役員会|準備会|集会|ワークショップ|対話集会|ミーティング|シンポジウム|諮問会|有識者会|選考会|部長会|庁議|全員協議|対策会|語る会|考える会|つどい|集い|トーク|討論会|報告会|発表会|懇談|選定会|検証会|戦略会|本会議|代表者会|合同会|第\d{1,3}回[^。、]{2,30}(?<![開閉散休社機照都教])会(?=$|[(\s])"
)
_NOT_NAME = re.compile(
    r"[。、>＞›»]|(?:について|資料|ページ|一覧|名簿|配布|配付|次第)$|検索|システム|サイト|トップ|ロックス|メニュー|お知らせ|^(?:出席|欠席|委員|日時|場所|議題|事務局)"
)
_SHORT_NAME = re.compile(r"(第\d{1,3}回)(会議|協議会|審議会|委員会|検討会|部会|懇談会|総会)")
_FRONT = re.compile(
    r"^(?:(?:会議録|議事録|会議概要|議事要旨|会\s*議|会合)\s*[:：]\s*|#{1,6}\s+|\d{2,4}/\d{1,2}/\d{1,2}\s+|\d{1,2}[.．]\s+|名\s+|([○◯●◎■□◆◇▼▽▲△★☆・])(?!\1)\s*)"
)
_WHOLE = re.compile(
    r"^[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）](?=$|[\s　])|^[〈＜《<【]([^〈〉＜＞《》<>【】]+)[〉＞》>】]$"
)
_EDGES = re.compile(r"(?<=録)\s*\d{1,3}$|[\s‐\-–]+$|[(（](?:テキスト版|PDF版|HTML版|確定稿|速報)[)）]\s*$")
_ASSEMBLY = re.compile(r"[^\s第0-9]{1,8}[都道府県市区町村]議会")
_SITTING = re.compile(r"定例会|臨時会|委員会|通常会議|会期")
_GENERIC = 4
_MOST_ABOVE = 3
_LONGEST_ABOVE = 60
_WRAPPED = re.compile(r"^(?:について|に関する|の|と|及び|における)")
_PIECE = re.compile(
    r"(?:(?:令和|平成|昭和)\s*(?:\d{1,2}|元)\s*年度?(?:\s*第\s*\d{1,3}\s*回)?|第\s*\d{1,3}\s*回)$"
)
_NEAR = 24


def meeting_name(rows: Sequence[Row], field: str | None, title: str | None, first_field: int) -> str | None:
    """The meeting's name as printed, or None: the field's value, a title above the fields, else the page's own."""
    if field:
        return _without_dates(field) or field
    named = [
        (name, index)
        for index, row in enumerate(rows[: max(_NEAR, first_field)][:60])
        if (name := _name_in(row))
    ]
    names = [_with_above(rows, index, name) for name, index in named]
    if not names and title:
        names = [name for part in re.split(r"[|｜]", title) if (name := clean_title(part))]
    if not names:
        return None
    names.sort(key=lambda name: find_date(name, yearless=True) is not None)
    best = next((name for name in names if len(squeeze(name)) > _GENERIC), names[0])
    for name in names[1:4]:
        more = squeeze(name).endswith(squeeze(best)) or _fuller(name, best) or _sits(name, best)
        if squeeze(name) != squeeze(best) and more:
            best = name
    return best


def _with_above(rows: Sequence[Row], index: int, name: str) -> str:
    """The name with what is printed of it on the lines above: 平成28年 · 第4回 · 教育委員会会議録."""
    above: list[str] = []
    while index > 0 and len(above) < _MOST_ABOVE and not rows[index].gap:
        index -= 1
        words = rows[index].text.strip()
        if not (
            _PIECE.match(fold(words)) or (not above and _WRAPPED.match(name) and len(words) <= _LONGEST_ABOVE)
        ):
            break
        above.insert(0, words)
    joined = "".join([*above, name])
    sitting = (
        above and _SESSION.search(fold(joined)) and _BOARD.search(bare(fold(joined.removesuffix("会議"))))
    )
    return joined.removesuffix("会議") if sitting else joined


def _fuller(name: str, short: str) -> bool:
    """True where a name says in full what a file is called: 第6回協議会 / 平成26年度 第6回福祉計画推進協議会."""
    kind = _SHORT_NAME.fullmatch(squeeze(short))
    return kind is not None and kind.group(1) in squeeze(name) and squeeze(name).endswith(kind.group(2))


def _sits(name: str, assembly: str) -> bool:
    """True where a name says which meeting of an assembly it was: 剣沢町議会 / 令和元年12月定例会."""
    dated = find_date(name) is not None
    return (
        not dated
        and _ASSEMBLY.fullmatch(squeeze(assembly)) is not None
        and _SITTING.search(squeeze(name)) is not None
    )


def _name_in(row: Row) -> str | None:
    body = row.folded.strip()
    if row.kind is LineKind.CHROME or len(body) > 80 or is_furniture(body) or is_rule(body):
        return None
    return clean_title(row.text)


def clean_title(text: str) -> str | None:
    """The meeting's name in a title, or None where no meeting is named."""
    text = _WHOLE.sub(r"\1\2", _FRONT.sub("", text.strip()))
    text = next((part for part in _LANGUAGES.split(text) if not part.isascii()), text).strip()
    twice = _TWICE.search(fold(text))
    if twice:
        text = text[: twice.start("again")].rstrip()
    if _spaced_out(text):
        text = bare(text)
    text = _EDGES.sub("", text)
    for tail in (_OPENED, _NUMBERED_RECORD):
        ended = tail.search(fold(text))
        if ended and ended.start():
            text = text[: ended.start()]
    text = _without_dates(_without_frame(text))
    stripped = _EDGES.sub("", _without_record(text))
    folded = fold(stripped)
    if not _MEETING.search(bare(folded)) or _NOT_NAME.search(folded):
        return None
    return stripped


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


def _spaced_out(text: str) -> bool:
    tokens = text.split()
    single = sum(len(token) == 1 for token in tokens)
    return len(tokens) >= 4 and all(len(token) <= 2 for token in tokens) and single * 4 >= len(tokens) * 3


def _without_dates(text: str) -> str:
    folded = fold(text)
    paren = _DATED_PAREN.search(folded)
    if paren:
        text = text[: paren.start()] + text[paren.end() :]
        folded = fold(text)
    found = find_date(text)
    if (
        found
        and found.end >= len(text.rstrip()) - 12
        and found.start > 3
        and re.fullmatch(r"\s*(?:開催|実施|開会|.{0,3}[時分].*)?\s*", folded[found.end :])
    ):
        text = text[: found.start].rstrip(" 　・-―")
        folded = fold(text)
    for pattern in (_LEADING_DATE, _LEADING_YEAR):
        leading = pattern.match(folded)
        if leading and leading.end() < len(text):
            text = text[leading.end() :].lstrip()
            folded = fold(text)
    return text.strip()


def _without_record(text: str) -> str:
    """Without 会議録, 議事概要 and the like at the end; 「会議」 stays where it is the meeting's own word."""
    numbered = _BEFORE_NUMBER.search(fold(text))
    if numbered and text[: numbered.start()].strip():
        return text[: numbered.start()].rstrip() + text[numbered.end() :]
    for _ in range(2):
        folded = fold(text)
        tail = _TAIL.search(folded)
        if tail is None or not text[: tail.start()].strip():
            break
        head = text[: tail.start()].rstrip()
        begins = folded[tail.start() :].strip().startswith("会議")
        board = _BOARD.search(bare(fold(head))) and not _SITTING_OF.search(fold(head))
        if begins and (board or not _MEETING.search(bare(fold(head)))):
            return head + "会議"
        text = head
    return text
