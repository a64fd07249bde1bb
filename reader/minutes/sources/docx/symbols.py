"""Signs named by a font's place: ``<w:sym w:font="Symbol" w:char="F0B3"/>`` prints ≥.

A font of letters names the sign itself (``w:char="9AD9"`` is 髙). The fonts of signs that every Word has are known by
their tables; a sign of another font cannot be known and becomes 〓, the printers' mark for a missing one::

    symbol(0xF0B3, "Symbol") -> "≥"    symbol(0xF0A1, "Wingdings") -> "○"    symbol(0xF041, "Elsewhere") -> "〓"
"""

UNKNOWN = "〓"
"""What stands for a sign that only its font knows."""

_PRIVATE = range(0xE000, 0xF900)
_SYMBOL = (
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪〓〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
)
_WINGDINGS = (
    " ✏✂✁👓🔔📖🕯☎✆✉📩📪📫📬📭📁📂📄📄📑🗄⌛⌨🖱🖲💻🖥💾💾✇✍✍✌👌👍👎☜☞☝☟✋☺😐☹💣☠🏳🏱✈☼💧❄✝✞✠✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●○■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞",
    "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
)
_WINGDINGS_SIGNS = dict(
    zip(
        (*range(0x9E, 0xB0), 0xB5, 0xB6, *range(0xB7, 0xC3), 0xD8, *range(0xDF, 0xF5), *range(0xF9, 0xFF)),
        "·•▪○○○◉◎◉▪□✦✦★✶✴✹✵✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛➢←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕▭▫✗✓☒☑",
        strict=True,
    )
)
_WINGDINGS2 = {
    0x4F: "✖",
    0x50: "✔",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0x98: "●",
    0x99: "◯",
    0xA3: "□",
    0xA2: "■",
} | {0x69 + digit: chr(0x2460 + digit - 1) for digit in range(1, 11)}
_WINGDINGS3 = {
    0x66: "←",
    0x67: "→",
    0x68: "↑",
    0x69: "↓",
    0x70: "▲",
    0x71: "▼",
    0x72: "△",
    0x73: "▽",
    0x74: "◀",
    0x75: "▶",
    0x76: "◁",
    0x77: "▷",
}


def _table(first: str, second: str, second_start: int) -> dict[int, str]:
    return {0x20 + place: sign for place, sign in enumerate(first)} | {
        second_start + place: sign for place, sign in enumerate(second)
    }


_FONTS: dict[str, dict[int, str]] = {
    "symbol": _table(*_SYMBOL, 0xA0),
    "wingdings": _table(*_WINGDINGS, 0x80) | _WINGDINGS_SIGNS,
    "wingdings 2": _WINGDINGS2,
    "wingdings 3": _WINGDINGS3,
    "webdings": {
        0x61: "✓",
        0x72: "✖",
        0x63: "□",
        0x67: "■",
        0x6E: "●",
        0x33: "◀",
        0x34: "▶",
        0x35: "▲",
        0x36: "▼",
    },
}


def is_sign_font(font: str) -> bool:
    """True for a font whose letters are signs."""
    return font.strip().lower() in _FONTS


def symbol(code: int, font: str) -> str:
    """The sign at a place of a font: ``UNKNOWN`` for one that nothing but the font tells."""
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(code & 0xFF if code in _PRIVATE else code, UNKNOWN)
    if code in _PRIVATE or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000:
        return UNKNOWN
    return chr(code)


def shown(text: str, font: str) -> str:
    """Words set in a font: where it is one of signs, the signs."""
    if not is_sign_font(font):
        return text
    return "".join(symbol(ord(sign), font) if sign > " " else sign for sign in text)
