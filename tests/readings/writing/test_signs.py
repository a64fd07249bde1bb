"""One table says what every printed sign is said as: walked over all blocks of Unicode that hold such signs."""

import unicodedata
from collections.abc import Iterator, Sequence

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.kana import pronounce
from reader.readings.writing.signs import said

BLOCKS = {
    "Latin-1 signs": (0xA1, 0xBF),
    "general punctuation": (0x2010, 0x205E),
    "superscripts and subscripts": (0x2070, 0x209C),
    "currency": (0x20A0, 0x20C0),
    "letterlike": (0x2100, 0x214F),
    "number forms": (0x2150, 0x218B),
    "arrows": (0x2190, 0x21FF),
    "mathematical operators": (0x2200, 0x22FF),
    "technical": (0x2300, 0x23FF),
    "enclosed alphanumerics": (0x2460, 0x24FF),
    "boxes, blocks and shapes": (0x2500, 0x25FF),
    "miscellaneous": (0x2600, 0x26FF),
    "dingbats": (0x2700, 0x27BF),
    "more arrows": (0x27F0, 0x297F),
    "signs and arrows": (0x2B00, 0x2BFF),
    "CJK signs": (0x3000, 0x303F),
    "kanbun": (0x3190, 0x319F),
    "enclosed CJK": (0x3200, 0x32FF),
    "squared words": (0x3300, 0x33FF),
    "vertical and small forms": (0xFE30, 0xFE6B),
    "full-width signs": (0xFFE0, 0xFFEE),
    "more enclosed letters": (0x1F100, 0x1F1FF),
    "more enclosed kanji": (0x1F200, 0x1F265),
    "pictures": (0x1F300, 0x1FAFF),
}
# Letters and marks of other scripts that are no signs: kana's repeat marks, turned letters of old printing.
NO_SIGNS = set("々〆〇〱〲〳〴〵〻〼ℲↃↄⅎ")
TOGETHER = 20
# What is said of these hangs on where they stand; each has its example.
BY_PLACE = {
    "○": ("これは○です", "これはまるです"),
    "◯": ("これは◯です", "これはまるです"),
    "△": ("評価は△とする", "ひょうかはさんかくとする"),
    "▲": ("評価は▲とする", "ひょうかはくろさんかくとする"),
    "◎": ("評価は◎とする", "ひょうかはにじゅうまるとする"),
    "×": ("5×3", "ごかけるさん"),
    "✕": ("5✕3", "ごかけるさん"),
    "✖": ("5✖3", "ごかけるさん"),
    "♯": ("♯7119", "しゃーぷなないちいちきゅう"),
    "﹟": ("﹟7119", "しゃーぷなないちいちきゅう"),
    "﹪": ("5﹪", "ごぱーせんと"),
    "≡": ("ＡはＢと≡です", "えいはびーとごうどうです"),
}


def signs(first: int, last: int) -> list[str]:
    """The signs of a stretch: all that are assigned, but marks, spaces and control characters."""
    assigned = (chr(code) for code in range(first, last + 1))
    return [sign for sign in assigned if unicodedata.category(sign)[0] not in "CZM"]


def heard(analyzer: OpenJTalkAnalyzer, text: str) -> str:
    return pronounce("".join(word.reading for word in analyzer.annotate(text).words))


def among(*words: str) -> str:
    """A sentence with the words in it, each between commas."""
    return f"件の、{'、'.join(words)}、の件"


def misheard(analyzer: OpenJTalkAnalyzer, found: Sequence[str], words: str) -> Iterator[str]:
    """Those of the signs that are not heard as the words. Most say nothing: as many together say nothing either."""
    wanted = heard(analyzer, among(words))
    step = 1 if words else TOGETHER
    for some in (found[at : at + step] for at in range(0, len(found), step)):
        if heard(analyzer, among(*some)) != wanted:
            yield from (sign for sign in some if heard(analyzer, among(sign)) != wanted)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_sign_is_spoken_or_deliberately_silent(analyzer: OpenJTalkAnalyzer, block: str) -> None:
    by_words: dict[str | None, list[str]] = {}
    for sign in signs(*BLOCKS[block]):
        if sign not in NO_SIGNS and sign not in BY_PLACE:
            by_words.setdefault(said(sign), []).append(sign)
    assert by_words.pop(None, []) == [], "nobody says what these are"
    for words, found in by_words.items():
        assert [*misheard(analyzer, found, words or "")] == [], f"not said as 「{words}」"


@pytest.mark.parametrize("sign", BY_PLACE)
def test_a_sign_is_said_by_where_it_stands(analyzer: OpenJTalkAnalyzer, sign: str) -> None:
    text, wanted = BY_PLACE[sign]
    assert heard(analyzer, text) == pronounce(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("資料⑴と⑵をご覧ください。", "しりょういちとにをごらんください"),
        ("議案⒈を議題とします。", "ぎあんいちをぎだいとします"),
        ("㉑番の質問です。", "にじゅういちばんのしつもんです"),
        ("㊿番と⓫番の質問です。", "ごじゅうばんとじゅういちばんのしつもんです"),
        ("㈠市民会館の件です。", "いちしみんかいかんのけんです"),
        ("㈠人権の件です。", "いちじんけんのけんです"),
        ("資料1①の件です。", "しりょういちいちのけんです"),
        ("㋐案と㋑案を比べます。", "ああんといあんをくらべます"),
        ("Ⓐ案と⒝案を比べます。", "えーあんとびーあんをくらべます"),
        ("１２㌻をお開きください。", "じゅうにぺーじをおひらきください"),
        ("面積は10㎠と5km²です。", "めんせきはじゅーへいほーせんちめーとるとごへいほーきろめーとるです"),
        ("気温は30°Cです。", "きおんはさんじゅーどです"),
        ("東経135°20′15″です。", "とーけーひゃくさんじゅーごどにじゅっぷんじゅーごびょーです"),
        ("10²は100です。", "じゅーのにじょーはひゃくです"),
        ("カップ1½です。", "かっぷいちとにぶんのいちです"),
        ("Ⅰ－１の表です。", "いちのいちのひょーです"),
        ("Ⅰ期と第Ⅲ種です。", "いっきとだいさんしゅです"),
        ("10月5日㈪です。", "じゅーがついつかげつよーびです"),
        ("○○課の××委員です。", "まるまるかのばつばついいんです"),
        ("二〇〇人です。", "にひゃくにんです"),
        ("○印と※印です。", "まるじるしとこめじるしです"),
        ("○市長は座ります。", "しちょーはすわります"),
        ("≪資料≫と＜資料＞です。", "しりょーとしりょーです"),
        ("5＞3です。", "ごだいなりさんです"),
    ],
)
def test_signs_in_sentences(analyzer: OpenJTalkAnalyzer, text: str, wanted: str) -> None:
    assert heard(analyzer, text) == pronounce(wanted)
