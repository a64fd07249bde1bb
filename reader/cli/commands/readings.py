"""``reader readings | lexicon | correct``: how words are read, and putting it right."""

import sys
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import Annotated

import typer

from reader.cli.commands.minutes import read_bytes
from reader.cli.console import hand_over, progress_bar, tell
from reader.cli.desk import note_act
from reader.cli.house import House, load_settings
from reader.corrections.corrector import Effect
from reader.corrections.doubtful_words import doubtful_words, share_of_names
from reader.errors import LexiconError, ReaderError
from reader.exports.braille.unwritten import unwritten_characters
from reader.passages.annotator import OnProgress
from reader.readings.lexicon.formats import LexiconFormat, read_lexicon, write_lexicon
from reader.readings.text import read_sentences

lexicon_app = typer.Typer(
    help="読み辞書（自治体の人名・地名・略語の読み方）を直します。", no_args_is_help=True
)

Surface = Annotated[str, typer.Argument(help="文字のとおりの語")]
ReadingKana = Annotated[str, typer.Argument(help="ひらがな（またはカタカナ）の読み")]
Accent = Annotated[int | None, typer.Option("--accent", help="音の下がる位置（0 は下がらない）")]
OfMinutes = Annotated[str, typer.Option("--minutes", help="この会議録だけの読みにします（番号）")]


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("readings", help="標準入力の文（1行に1文）の読みを示します。")(print_readings)
    app.command("correct", help="一つの文の中の語の読みを直します（例: t12-3）。")(correct)
    app.command(
        "doubts", help="読みの確かでない語を、よく聞かれる順に、点字にできない文字とともに示します。"
    )(list_doubts)
    app.add_typer(lexicon_app, name="lexicon")


def print_readings(
    as_json: Annotated[bool, typer.Option("--json", help="語ごとの読みを JSON で示します。")] = False,
) -> None:
    """``sentence<TAB>hiragana`` for each line of standard input."""
    house = House(load_settings())
    sentences = (line.rstrip("\r\n") for line in sys.stdin)
    for read in read_sentences(sentences, house.analyzer):
        hand_over((read.as_json() if as_json else read.as_line()) + "\n")


@lexicon_app.command("add", help="読みを加えます。会議録の中のその語が、すべて新しい読みになります。")
def add(surface: Surface, reading: ReadingKana, accent: Accent = None, minutes: OfMinutes = "") -> None:
    """Enters a reading."""
    house = House(load_settings())
    before = _known(house, surface, minutes)
    with _reading_again() as on_progress:
        effect = house.corrector.add(surface, reading, accent, minutes, on_progress)
    _note(house, minutes, surface, before, reading)
    tell_effect(effect)


@lexicon_app.command("remove", help="読みを取り除きます。")
def remove(surface: Surface, minutes: OfMinutes = "") -> None:
    """Takes a reading out."""
    house = House(load_settings())
    before = _known(house, surface, minutes)
    with _reading_again() as on_progress:
        effect = house.corrector.remove(surface, minutes, on_progress)
    _note(house, minutes, surface, before, "")
    tell_effect(effect)


def _note(house: House, minutes: str, surface: str, before: str, after: str) -> None:
    """A row of the log; what counts in one session alone goes with it, and is not written down there."""
    told = (
        (surface, before, after)
        if not minutes
        else (minutes, "", "読みを直した" if after else "読みを除いた")
    )
    note_act(house, "lexicon", *told)


def _known(house: House, surface: str, minutes: str) -> str:
    """How a word was entered so far; '' for not at all."""
    return next((one.reading for one in house.library.readings(minutes) if one.surface == surface), "")


@lexicon_app.command("list", help="加えた読みの一覧を示します。")
def list_readings(minutes: OfMinutes = "") -> None:
    """One line a reading; of one minutes, its single corrections too."""
    library = House(load_settings()).library
    if minutes:
        library.session(minutes)
    for item in library.readings(minutes):
        tell(f"{item.surface}\t{item.reading}{_accent(item.accent)}")
    for correction in library.corrections(minutes) if minutes else ():
        tell(
            f"{correction.surface}\t{correction.reading}{_accent(correction.accent)}"
            f"\t{correction.passage} の文だけ: {correction.sentence}"
        )


@lexicon_app.command(
    "import", help="読み辞書のファイル（CSV、Open JTalk、VOICEVOX）から、読みをまとめて加えます。"
)
def import_readings(
    file: Annotated[str, typer.Argument(help="ファイル、または - （標準入力）")], minutes: OfMinutes = ""
) -> None:
    """All of the file's readings, or none of them."""
    try:
        readings = read_lexicon(_text(read_bytes(file)))
    except ReaderError as error:
        raise LexiconError(f"{file}: {error}") from error
    house = House(load_settings())
    with _reading_again() as on_progress:
        effect = house.corrector.add_all(readings, minutes, on_progress)
    note_act(house, "lexicon", PurePath(file).name, "", f"読み {len(readings)}", minutes)
    tell(f"読みを {len(readings)} 加えました。")
    tell_effect(effect)


def _reading_again() -> AbstractContextManager[OnProgress]:
    return progress_bar("会議録を読み直しています")


def _text(data: bytes) -> str:
    """A lexicon file's text: UTF-8, or what a Japanese spreadsheet saves."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LexiconError("文字として読めません。UTF-8 の CSV で保存し直してください。")


@lexicon_app.command("export", help="加えた読みを、ファイルの形で書き出します。")
def export_readings(
    form: Annotated[LexiconFormat, typer.Option("--format", help="ファイルの形")] = LexiconFormat.CSV,
    minutes: OfMinutes = "",
) -> None:
    """To standard output."""
    library = House(load_settings()).library
    if minutes:
        library.session(minutes)
    hand_over(write_lexicon(library.readings(minutes), form))


def correct(
    session_id: Annotated[str, typer.Argument(help="会議録の番号（例: 20211028-1）")],
    utterance_id: Annotated[str, typer.Argument(help="文の番号（例: t12-3）")],
    surface: Surface,
    reading: Annotated[str, typer.Argument(help="ひらがな（またはカタカナ）の読み")] = "",
    accent: Accent = None,
    remove_it: Annotated[bool, typer.Option("--remove", help="直した読みを取り消します。")] = False,
) -> None:
    """Puts one sentence right, or takes that back."""
    house = House(load_settings())
    if remove_it:
        effect, reading = house.corrector.uncorrect(session_id, utterance_id, surface), ""
    else:
        effect = house.corrector.correct(session_id, utterance_id, surface, reading, accent)
    note_act(house, "correct", f"{session_id} {utterance_id}", "", "直した" if reading else "もどした")
    tell_effect(effect)


def list_doubts(session_id: Annotated[str, typer.Argument(help="会議録の番号（例: 20211028-1）")]) -> None:
    """One line a word: both readings, how often it is heard, and the first sentence; then what braille cannot write."""
    session = House(load_settings()).library.session(session_id)
    words = doubtful_words(session)
    if not words:
        tell("読みの確かでない語はありません。")
    for word in words:
        other = f"／{word.alternative}" if word.alternative else ""
        tell(f"{word.surface}\t{word.reading}{other}\t{word.heard}回\t{word.utterances[0]}\t{word.sentence}")
    names, heard, share = share_of_names(words)
    if words:
        tell(f"のべ {heard} 回のうち、人や土地の名は {names} 回（{share}％）です。")
    for one in unwritten_characters(session.passages):
        tell(f"点字にできない文字: {one.character}\t{one.times}回\t{one.first.id}\t{one.first.text}")


def _accent(accent: int | None) -> str:
    return "" if accent is None else f"\t{accent}"


def tell_effect(effect: Effect) -> None:
    """Tells what a correction did."""
    again = "変わった文の音声だけを、聞かれるときか reader narrate で作り直します。" if effect.changed else ""
    tell(f"この語のある文は {effect.held}、読みが変わった文は {effect.changed} です。{again}")
