"""Kana braille of a session, by rules and not proofread (自動点訳、未校正): in Unicode, and as BRF for displays and embossers.

The file says so at its beginning, with the edition, the licence, the number of doubtful readings and of the characters that
braille has not (□). What no word holds has no reading, and stands as those.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from reader.exports.book.book import Said
from reader.exports.book.pages import printed_pages
from reader.exports.braille.cells import brf
from reader.exports.braille.elsewhere import words_by_surface, words_elsewhere
from reader.exports.braille.page import Paragraph, lines, pages
from reader.exports.braille.units import Unit, units
from reader.exports.material import Material, Options
from reader.exports.paper.layout import LineKind, PaperLine, paper_lines
from reader.readings.word import Word
from reader.readings.writing.kana import is_kana

_DAYS = [
    "ツイタチ",
    "フツカ",
    "ミッカ",
    "ヨッカ",
    "イツカ",
    "ムイカ",
    "ナノカ",
    "ヨーカ",
    "ココノカ",
    "トオカ",
]
_INDENTS = {
    LineKind.TITLE: (8, 10),
    LineKind.HEADING: (6, 8),
    LineKind.TURN: (2, 0),
    LineKind.TEXT: (2, 0),
    LineKind.NOTE: (2, 0),
}


def write_braille(material: Material, _options: Options, file: BinaryIO) -> None:
    """Unicode braille, a line a line."""
    file.write("".join(f"{line.text}\r\n" for line in lines(_paragraphs(material))).encode())


def write_brf(material: Material, _options: Options, file: BinaryIO) -> None:
    """Braille ASCII in pages: each line ends in CR LF, each page in a form feed."""
    for page in pages(lines(_paragraphs(material))):
        file.write("".join(f"{brf(line)}\r\n" for line in page).encode("ascii") + b"\f")


def _paragraphs(material: Material) -> Iterator[Paragraph]:
    known = words_by_surface(material.passages)
    printed = printed_pages(material.minutes, material.passages)
    body = [
        replace(paragraph, printed=printed.get(line.passage, 0))
        for line in paper_lines(material)
        for paragraph in _of_line(line, material, known)
    ]
    unknown = sum(unit.text.count("□") for paragraph in body for unit in paragraph.units)
    yield from _about(material, unknown)
    yield from body


def _about(material: Material, unknown: int) -> Iterator[Paragraph]:
    imprint = material.imprint
    day = _day(imprint.changed_at.year, imprint.changed_at.month, imprint.changed_at.day)
    told = [
        "ジドー テンヤク、 ミコーセイ",
        f"カイギロク バンゴー {imprint.session_id}、 ダイ{imprint.revision}ハン（{day}）",
        _licence(imprint.terms.licence),
        f"ヨミノ タシカデ ナイ ゴ {imprint.doubts}",
        f"テンジニ デキナイ モジ（□）{unknown}" if unknown else "",
        "ヒダリ ウエノ スージワ ゲンポンノ ページ、 ミギ ウエワ テンジノ ページ"
        * bool(material.minutes.page_lines),
    ]
    yield from (Paragraph(_typed(line), 2, 0) for line in told if line)


def _licence(name: str) -> str:
    """What is known of it: its name, if that can be spelled without a reading."""
    if not name:
        return "リヨーノ ジョーケンワ キメラレテ イマセン"
    return f"ライセンス {name}" if name.isascii() else "リヨーノ ジョーケンワ カイギロクノ ページニ アリマス"


def _of_line(line: PaperLine, material: Material, known: Mapping[str, Word]) -> Iterator[Paragraph]:
    if line.kind is LineKind.FACT:
        yield from _fact(line.said[0].text, material, known)
        return
    indent, after = _INDENTS[line.kind]
    if line.label:
        yield Paragraph(_said(line.label), 4, 6, opens=True)
    made = _said(line.said)
    if line.kind is LineKind.TITLE and not any(part.words for part in line.said):
        read = words_elsewhere(line.said[0].text, known)
        made = units(read) if read else _typed(f"カイギロク {material.imprint.session_id}")
    if made:
        yield Paragraph(made, indent, after, opens=line.kind in (LineKind.TITLE, LineKind.HEADING))


def _fact(text: str, material: Material, known: Mapping[str, Word]) -> Iterator[Paragraph]:
    """When, by the day that is known, and where, as far as the session has its words."""
    held_on = material.minutes.held_on
    if text.startswith("日時"):
        if held_on is not None:
            yield Paragraph(_typed(f"ニチジ {_day(held_on.year, held_on.month, held_on.day)}"), 2, 0)
        return
    place = words_elsewhere(material.minutes.place or "", known)
    if place:
        yield Paragraph((*_typed("バショ"), *units(place)), 2, 0)


def _said(said: tuple[Said, ...]) -> tuple[Unit, ...]:
    return units([word for part in said for word in part.words or _without_words(part.text)])


def _without_words(text: str) -> tuple[Word, ...]:
    kana = text if is_kana(text) else ""
    return (Word(text, 0, len(text), kana, kana),)


def _typed(kana: str) -> tuple[Unit, ...]:
    """Units that are spelled already."""
    return tuple(Unit(part) for part in kana.split(" "))


def _day(year: int, month: int, day: int) -> str:
    told = _DAYS[day - 1] if day <= len(_DAYS) else "ハツカ" if day == 20 else f"{day}ニチ"
    return f"{year}ネン {month}ガツ {told}"
