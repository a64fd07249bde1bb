"""Characters as a parser sees them: one look for each, without moving a single offset.

``fold`` maps character to character, so that a position in the folded text is the same position in the source::

    fold("◎市長（山田　一郎君）：はい") -> "◎市長(山田 一郎君):はい"

Only the look changes: full-width ASCII and the ideographic space become ASCII, variants of one bracket or bar
become one. 〇 stays itself (it is a zero, a blank or a mark: the reader of the line has to decide).
"""

import re
import unicodedata

_VARIANTS = {
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\t": " ",
    "︰": ":",
    "﹕": ":",
    "∶": ":",
    "﹙": "(",
    "﹚": ")",
    "⦅": "(",
    "⦆": ")",
    "❨": "(",
    "❩": ")",
    "〖": "【",
    "〗": "】",
    "⟨": "<",
    "⟩": ">",
    "〈": "<",
    "〉": ">",
    "《": "<",
    "》": ">",
    "≪": "<",
    "≫": ">",
    "〔": "[",
    "〕": "]",
    "｢": "「",
    "｣": "」",
    "､": "、",
    "｡": "。",
    "･": "・",
    "│": "|",
    "┃": "|",
    "¦": "|",
    "║": "|",
    "￤": "|",
    "{": "[",
    "}": "]",
    "｛": "[",
    "｝": "]",
}
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(variant): plain for variant, plain in _VARIANTS.items()}

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: they say which form of the kanji before them is printed (辻 with one dot or two)."""

KANJI = f"㐀-䶿一-鿿豈-﫿\U00020000-\U0002fa1f々〆ヶ{SELECTORS}"
KANA = "ぁ-ゖァ-ヺー"
CIRCLES = "○◯〇⚪"
_SYMBOLS = (
    range(0x25A0, 0x2776),
    range(0x2794, 0x2798),
    range(0x279A, 0x27C0),
    range(0x2B00, 0x2C00),
    range(0x1F300, 0x1FB00),
)
MARKS = CIRCLES + "".join(chr(code) for symbols in _SYMBOLS for code in symbols if chr(code) not in CIRCLES)
"""Every geometric shape, dingbat and emoji (no digit in a circle): which of them stands before a label, the document shows."""
MARK_CLASS = CIRCLES + "".join(f"{chr(symbols[0])}-{chr(symbols[-1])}" for symbols in _SYMBOLS)
"""The same for a regular expression's brackets."""
BULLETS = "・•‣⁃∙·※*-"
DASHES = "-‐‑–—―─"
"""What stands before a label, or around it, as a mark does, folded."""
BARS = "|｜│┃ 　\t"
RULES = "￣―─━—–‐−ー－-=＝_＿…‥・･*＊~〜～◇◆○◯●□■☆★ 　|│\u2500┌┐└┘├┤┬┴┼"

STROKES = "―─━—"
"""What a rule inside a line is drawn with."""

STAMP = (
    r"(?:\s*(?:[\[(<]?\d{1,2}:\d{2}(?::\d{2})?[\])>]?\s{1,4}|[\[(<](?:午前|午後)?\d{1,2}時\d{1,2}分(?:\d{1,2}秒)?[\])>]\s{0,4})"
    r"(?=[^\s\d~〜:\-–—―]|\d{1,2}番))"
)
"""The time of a recording before a label, folded, for a regular expression: 00:01:12 議長 …, [13:01] 会長 …."""

STOPS = "。．？！?!"
"""What ends a sentence."""
CLOSERS = ")]】」』>"
"""What may stand behind a stop and still end the sentence, folded."""
ENDINGS = tuple(f"{STOPS}{CLOSERS}―─|:…")
"""What a line ends with that does not go on in the next, folded."""
ENDED = re.compile(f"[{STOPS}｡」』)）〕】…―]$")
"""The same of a paragraph's last line, as printed: a title or a list's row may end otherwise."""
_FULL_STOP = re.compile(f"。[{re.escape(CLOSERS)}]?$")

_ORNAMENTS = frozenset("◇◆☆★❖＊")
_DOTS = 5
_SPACES = re.compile(r"\s+")
_SELECTORS = re.compile(f"[{SELECTORS}]")
_WIDE = re.compile("[^\x00-\u024f\uff61-\uff9f]")


def fold(text: str) -> str:
    """The same text, of the same length, with one look for each kind of character."""
    return text.translate(_FOLD)


def bare(text: str) -> str:
    """The text without any whitespace: what "no word is lost" compares."""
    return _SPACES.sub("", text)


def ends_with_full_stop(line: str) -> bool:
    """Whether a folded line ends with 。, or with 。 and a bracket that closes."""
    return _FULL_STOP.search(line.rstrip()) is not None


def past_spaces(text: str, at: int) -> int:
    """The first place from ``at`` on where no white space stands."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def squeeze(text: str) -> str:
    """The text as an identity: NFKC, without whitespace, whichever form of a kanji is printed; an identity is its own."""
    return unicodedata.normalize("NFC", _SELECTORS.sub("", bare(unicodedata.normalize("NFKC", text))))


def without_bars(text: str) -> str:
    """A note without a table's bars around it; what is nothing but bars stays."""
    return text.strip(BARS) or text


def is_rule(text: str) -> bool:
    """True for a line that only divides: ――――◇――――, ＊＊＊, a ◇ alone."""
    body = text.strip()
    if body and (not body.strip("￣") or body in _ORNAMENTS):
        return True
    return (
        len(body) >= 3
        and not body.strip(RULES)
        and (any(mark in "―─━—–‐−ー－-=＝_＿*＊…‥~〜～" for mark in body) or body.count("・") >= _DOTS)
    )


def width(text: str) -> int:
    """Columns on paper: a full-width character counts two, a half-width one."""
    return len(text) + len(_WIDE.findall(text))
