"""A generator of minutes in many layouts, with their gold: the judge of what the parser has never seen.

A layout is a grammar (how a label is marked, how it ends, where it stands) with a page around it (width of the lines,
blank lines, header, furniture, reading of a PDF line by line). Grammars and words are each split in two: the half that
is ``kept`` judges, and nobody looks at what is wrong with it::

    render(dice, kept=False) -> Marked(text, turns, meeting, date, place, agenda)
    render_dressed(dice, kept=False)      the same in tables, lists, recordings and flattened copies (``dresses``)
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.minutes.dresses import dress, dresses, page
from tests.minutes.marked import Marked, unmark
from tests.minutes.vocabulary import Vocabulary

_OPENERS = ("○", "◯", "●", "◎", "◆", "▲", "✿", "❖", "➤", "☆", "・", "")
_BRACKETS = ("【】", "〔〕", "（）", "()", "＜＞", "《》", "｛｝", "［］", "〈〉", "『』")
_ENDERS = ("　", " ", "：", ":", "／", "　　", "→", "＝", "｜", "―")
_PLACES = ("inline", "own line", "own line, indented", "hanging")
_LABELS = (
    "role",
    "name role",
    "role(name)",
    "role（name）",
    "title",
    "office",
    "surname",
    "number(name)",
    "role\n（name）",
    "role\nname",
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How speakers are shown: ``bracket`` or ``opener`` with ``ender``, the ``place`` of speech, the kind of ``label``."""

    opener: str
    bracket: str
    ender: str
    place: str
    label: str

    def shown(self, label: str) -> str:
        """The label with its marks; its own characters between « and »."""
        if self.bracket:
            return f"{self.bracket[0]}«{label}»{self.bracket[1]}"
        return f"{self.opener}«{label}»"


def _is_sound(grammar: Grammar) -> bool:
    """True for a grammar that a reader could tell: a bare label inline needs a sign at its end."""
    marked = bool(grammar.opener or grammar.bracket)
    if grammar.place == "inline" and not marked and grammar.ender in (" ",):
        return False
    if "\n" in grammar.label and (grammar.place != "own line" or grammar.bracket):
        return False
    if grammar.label == "surname" and not marked and grammar.place == "inline" and grammar.ender == "　":
        return False
    return not (grammar.bracket and grammar.bracket in "（）()" and "(" in grammar.label.replace("（", "("))


def grammars(*, kept: bool) -> list[Grammar]:
    """One half of all sound grammars, the same one every time."""
    every = [
        Grammar(opener, bracket, ender, place, label)
        for place in _PLACES
        for label in _LABELS
        for opener, bracket in [*((mark, "") for mark in _OPENERS), *(("", pair) for pair in _BRACKETS)]
        for ender in (_ENDERS if place in ("inline", "hanging") else ("",))
    ]
    sound = [grammar for grammar in every if _is_sound(grammar)]
    random.Random(20261128).shuffle(sound)
    return sound[kept::2]


def _labels(grammar: Grammar, words: Vocabulary, dice: random.Random) -> list[str]:
    """The labels of one meeting's speakers, three to six."""
    make: dict[str, Callable[[], str]] = {
        "role": lambda: words.role(dice),
        "name role": lambda: words.surname(dice) + words.role(dice),
        "role(name)": lambda: f"{words.role(dice)}({words.surname(dice)})",
        "role（name）": lambda: f"{words.role(dice)}（{words.surname(dice)}{words.given(dice)}君）",
        "title": lambda: words.title(dice),
        "office": lambda: words.office(dice),
        "surname": lambda: words.surname(dice),
        "number(name)": lambda: f"{dice.randint(1, 24)}番（{words.surname(dice)}{words.given(dice)}君）",
        "role\n（name）": lambda: f"{words.role(dice)}\n（{words.surname(dice)}）",
        "role\nname": lambda: f"{words.role(dice)}\n{words.surname(dice)}　{words.given(dice)}",
    }
    found: dict[str, None] = {}
    if grammar.label in ("title", "office", "surname") and dice.random() < 0.5:
        found["座長" if grammar.label == "title" else "会長"] = None
    while len(found) < dice.randint(3, 6):
        found[make[grammar.label]()] = None
    return list(found)


def _wrapped(text: str, columns: int) -> list[str]:
    return [text[at : at + columns] for at in range(0, len(text), columns)]


def _turn(grammar: Grammar, label: str, paragraphs: Sequence[str], columns: int) -> list[str]:
    """The printed lines of a turn, marks in them."""
    shown = grammar.shown(label)
    last = len(paragraphs) - 1
    marked = ["‹" * (at == 0) + text + "›" * (at == last) for at, text in enumerate(paragraphs)]
    if grammar.place.startswith("own line"):
        indent = "　　" if grammar.place.endswith("indented") else ""
        return [
            shown,
            *(indent + line for text in marked for line in (_wrapped(text, columns) if columns else [text])),
        ]
    head = shown + (grammar.ender or "　")
    if grammar.place == "hanging":
        room = "　" * (len(head) - 2)
        lines = [line for text in marked for line in _wrapped(text, columns or 32)]
        return [head + lines[0], *(room + line for line in lines[1:])]
    first, *rest = marked
    body = [head + first, *("　" + text for text in rest)]
    return [line for text in body for line in (_wrapped(text, columns) if columns else [text])]


def _header(words: Vocabulary, dice: random.Random) -> list[str]:
    year, month, day = dice.randint(2, 7), dice.randint(1, 12), dice.randint(1, 28)
    name = f"{{M:令和{year}年度第{dice.randint(1, 9)}回{words.surname(dice)}市{dice.choice(('環境審議会', '図書館協議会', '地域交通会議', '文化財委員会'))}}}"
    date = (
        f"{{D:令和{year}年{month}月{day}日（{dice.choice('月火水木金')}）　午後{dice.randint(1, 6)}時から}}"
    )
    place = f"{{P:{words.surname(dice)}会館{dice.randint(1, 5)}階　会議室}}"
    items = [
        f"{{A:{thing}について}}"
        for thing in dice.sample(("計画の見直し", "予算の見込み", "来年度の進め方", "名簿の更新"), 2)
    ]
    shape = dice.randrange(4)
    if shape == 0:
        rows = [
            f"{name}　議事録",
            "",
            f"日時：{date}",
            f"場所：{place}",
            "議題",
            *(f"　({at}) {item}" for at, item in enumerate(items, 1)),
            "",
        ]
    elif shape == 1:
        rows = [
            "会議録",
            f"1　会議名　{name}",
            f"2　日時　{date}",
            f"3　場所　{place}",
            "4　議題",
            *(f"　（{at}）{item}" for at, item in enumerate(items, 1)),
            "5　会議の内容",
        ]
    elif shape == 2:
        rows = [
            name,
            "議事要旨",
            f"■ 日　時　{date}",
            f"■ 場　所　{place}",
            "■ 次　第",
            *(f"{at}．{item}" for at, item in enumerate(items, 1)),
            "■ 議事要旨",
        ]
    else:
        rows = [
            f"{name}会議録",
            "開催日時",
            date,
            "開催場所",
            place,
            "会議次第",
            *(f"{at} {item}" for at, item in enumerate(items, 1)),
            "会議録",
        ]
    return rows


_FEET: tuple[list[str], ...] = (
    [],
    ["以上"],
    ["", "お問い合わせ先", "総務課　電話000-000-0000"],
    [
        "（閉会　午後4時10分）",
        "",
        "　上記のとおり相違ないことを証するため署名する。",
        "　　署名人　　　　　　印",
    ],
    ["次回は来月に開催する予定。"],
)
_NOTES = ("（「異議なし」の声あり）", "（資料説明）", "〔拍手〕", "（休憩）")


_SECTIONS = (
    "({}){}について",
    "（{}）　{}について",
    "{}　{}について",
    "■議題{}　{}について",
    "【議題{}：{}について】",
)


def render_dressed(dice: random.Random, *, kept: bool) -> Marked:
    """Invented minutes in one of the other dresses of a half: what is said may hold a list, headings may stand between."""
    words, name = Vocabulary(kept), dice.choice(dresses(kept=kept))
    grammar = dice.choice([one for one in grammars(kept=kept) if "\n" not in one.label])
    plain = dice.random() < 0.4
    labels, above = _labels(grammar, words, dice), ""
    turns: list[tuple[str, list[str]]] = []
    for _ in range(dice.randint(8, 14)):
        above = dice.choice([one for one in labels if one != above])
        said = [words.sentence(dice, plain) for _ in range(dice.randint(1, 3))]
        turns.append((above, said))
    half, section = len(turns) // 2, dice.choice(_SECTIONS)
    body = dress(name, turns)
    text = page(_header(words, dice), body, dice.choice(_FEET))
    if name in ("circled", "bold", "between stars", "stamped in brackets") and dice.random() < 0.5:
        heads = [section.format(number, thing) for number, thing in ((1, "道の明かり"), (2, "冬の備え"))]
        body = [heads[0], *dress(name, turns)[:half], heads[1], *dress(name, turns)[half:]]
        text = page(_header(words, dice), body, dice.choice(_FEET))
    return unmark(f"{name} {grammar.label}", text)


def render(dice: random.Random, *, kept: bool) -> Marked:
    """Invented minutes in one layout of a half."""
    words, grammar = Vocabulary(kept), dice.choice(grammars(kept=kept))
    plain, blank = dice.random() < 0.4, dice.choice(("none", "between", "every"))
    columns = dice.choice((0, 0, dice.randint(20, 44)))
    furniture, technical = dice.random() < 0.25, dice.random() < 0.15
    labels = _labels(grammar, words, dice)
    lines = _header(words, dice)
    above = ""
    for number in range(dice.randint(8, 16)):
        label = dice.choice([one for one in labels if one != above])
        above = label
        paragraphs = [
            "".join(words.sentence(dice, plain) for _ in range(dice.randint(1, 3)))
            for _ in range(dice.choice((1, 1, 1, 2)))
        ]
        lines += _turn(grammar, label, paragraphs, columns)
        if dice.random() < 0.12:
            lines.append("　　" + dice.choice(_NOTES))
        lines += [""] * (blank != "none")
        if furniture and number % 5 == 4:
            lines += [f"- {number // 5 + 1} -"]
    lines += dice.choice(_FEET)
    if blank == "every":
        lines = [piece for line in lines for piece in ((line, "") if line else (line,))]
    text = "\n".join(lines) + "\n"
    if technical:
        text = text.replace("。", "．").replace("、", "，")
    return unmark(f"{grammar} {columns} {blank}", text)
