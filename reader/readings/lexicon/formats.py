"""Lexicons as files of other programs: our own CSV, Open JTalk user dictionaries, VOICEVOX user dictionaries.

Text in, readings out, and back. What each keeps is surface, reading and accent::

    県下市町,けんかしちょう,4                                                           our CSV
    県下市町,1348,1348,500,名詞,固有名詞,一般,*,*,*,県下市町,ケンカシチョウ,ケンカシチョー,4/6,*     Open JTalk
    {"…uuid…": {"surface": "県下市町", "pronunciation": "ケンカシチョウ", "accent_type": 4, …}}     VOICEVOX
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from reader.errors import LexiconError
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.word import Reading
from reader.readings.writing.accents import guess_accent
from reader.readings.writing.folding import full_width
from reader.readings.writing.kana import morae, pronounce, to_hiragana, to_katakana

_HEADER = ("表記", "読み", "アクセント")
_OPEN_JTALK_FIELDS = 15
_CONTEXT_ID = 1348  # 名詞,固有名詞,一般 in the dictionary of Open JTalk
_FORMULA = ("=", "+", "-", "@")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class LexiconFormat(StrEnum):
    """The files that lexicons come in."""

    CSV = "csv"
    OPEN_JTALK = "open_jtalk"
    VOICEVOX = "voicevox"


def read_lexicon(text: str, form: LexiconFormat | None = None) -> tuple[Reading, ...]:
    """The readings of a file's text, in its order; ``form`` None: seen from the text.

    LexiconError names the line, or the surface, that cannot be taken; two readings for one surface are an error.
    """
    text = text.removeprefix("\ufeff")
    form = form or guess_format(text)
    found: dict[str, Reading] = {}
    for reading in _read_voicevox(text) if form is LexiconFormat.VOICEVOX else _read_lines(text, form):
        before = found.setdefault(reading.surface, reading)
        if before.reading != reading.reading:
            raise LexiconError(
                f"「{reading.surface}」の読みが二つあります（{before.reading}、{reading.reading}）。一つにしてください。"
            )
        found[reading.surface] = reading
    if not found:
        raise LexiconError(f"読みが一つもありません。{_SHAPES[form]}")
    return tuple(found.values())


def write_lexicon(readings: Iterable[Reading], form: LexiconFormat = LexiconFormat.CSV) -> str:
    """The readings as that file's text."""
    if form is LexiconFormat.VOICEVOX:
        return json.dumps(dict(map(_voicevox_word, readings)), ensure_ascii=False, indent=2) + "\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if form is LexiconFormat.CSV:
        writer.writerow(_HEADER)
        rows = ((guarded(r.surface), r.reading, "" if r.accent is None else r.accent) for r in readings)
        writer.writerows(rows)
    else:
        writer.writerows(map(_open_jtalk_row, readings))
    return out.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _is_formula(cell) else cell


def unguarded(cell: str) -> str:
    """What ``guarded`` was given."""
    return cell[1:] if cell[:1] == "'" and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    """Whether it begins as one does, behind as many guards as there may be."""
    return cell.lstrip("'")[:1] in _FORMULA and cell.lstrip("'") != ""


def guess_format(text: str) -> LexiconFormat:
    """Which file the text is from: JSON is VOICEVOX's, fifteen columns are Open JTalk's, else our CSV."""
    if text.lstrip().startswith(("{", "[")):
        return LexiconFormat.VOICEVOX
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return LexiconFormat.OPEN_JTALK if first.count(",") >= _OPEN_JTALK_FIELDS - 2 else LexiconFormat.CSV


def _read_lines(text: str, form: LexiconFormat) -> Iterator[Reading]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = [field.strip() for field in next(csv.reader([line]))]
        if tuple(row[:2]) == _HEADER[:2]:
            continue
        try:
            yield _from_open_jtalk(row) if form is LexiconFormat.OPEN_JTALK else _from_csv(row)
        except (ValueError, IndexError):
            raise LexiconError(f"{number}行目を読めません: 「{line[:60]}」。{_SHAPES[form]}") from None
        except LexiconError as error:
            raise LexiconError(f"{number}行目: {error}") from None


_SHAPES = {
    LexiconFormat.CSV: "表記,読み,アクセント（数字、なくてもよい）の順に書いてください。",
    LexiconFormat.OPEN_JTALK: "Open JTalk のユーザー辞書の15列にしてください。",
    LexiconFormat.VOICEVOX: "VOICEVOX で書き出した JSON にしてください。",
}


def _from_csv(row: list[str]) -> Reading:
    surface, reading, *rest = row
    return _checked(unguarded(surface), reading, int(rest[0]) if rest and rest[0] else None)


def _from_open_jtalk(row: list[str]) -> Reading:
    """Words of several accent phrases (ケンカ:シチョウ) are taken as one, without an accent."""
    read, accents = row[11], row[13]
    accent = None if ":" in accents or "/" not in accents else int(accents.split("/")[0])
    return _checked(row[0].translate(_HALF_WIDTH), read.replace(":", ""), accent)


def _read_voicevox(text: str) -> Iterator[Reading]:
    try:
        words = json.loads(text)
        found = [(word["surface"], word["pronunciation"], word["accent_type"]) for word in words.values()]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LexiconError(
            f"VOICEVOX のユーザー辞書として読めません。{_SHAPES[LexiconFormat.VOICEVOX]}"
        ) from None
    for surface, pronunciation, accent in found:
        if not (isinstance(surface, str) and isinstance(pronunciation, str) and type(accent) is int):
            raise LexiconError(
                f"「{surface}」の読みかアクセントが正しくありません。VOICEVOX で直してください。"
            )
        yield _checked(surface.translate(_HALF_WIDTH), pronunciation, accent)


def _checked(surface: str, reading: str, accent: int | None) -> Reading:
    check_reading(surface, reading, accent)
    return Reading(surface, to_hiragana(reading), accent)


def _accent(reading: Reading) -> tuple[str, int, int]:
    """Pronunciation, accent (guessed where not said) and the number of morae."""
    pronunciation = pronounce(to_katakana(reading.reading))
    accent = guess_accent(pronunciation, reading.surface) if reading.accent is None else reading.accent
    return pronunciation, accent, len(morae(pronunciation))


def _open_jtalk_row(reading: Reading) -> tuple[str | int, ...]:
    surface = full_width(reading.surface).text
    pronunciation, accent, size = _accent(reading)
    pos = ("名詞", "固有名詞", "一般", "*", "*", "*")
    kana = to_katakana(reading.reading)
    return (
        surface,
        _CONTEXT_ID,
        _CONTEXT_ID,
        500,
        *pos,
        surface,
        kana,
        pronunciation,
        f"{accent}/{size}",
        "*",
    )


def _voicevox_word(reading: Reading) -> tuple[str, dict[str, str | int]]:
    surface = full_width(reading.surface).text
    _, accent, size = _accent(reading)
    kana = to_katakana(reading.reading)
    return str(uuid5(NAMESPACE_URL, f"{surface}/{kana}")), {
        "surface": surface,
        "priority": 5,
        "context_id": _CONTEXT_ID,
        "part_of_speech": "名詞",
        "part_of_speech_detail_1": "固有名詞",
        "part_of_speech_detail_2": "一般",
        "part_of_speech_detail_3": "*",
        "inflectional_type": "*",
        "inflectional_form": "*",
        "stem": "*",
        "yomi": kana,
        "pronunciation": kana,
        "accent_type": accent,
        "mora_count": size,
        "accent_associative_rule": "*",
    }
