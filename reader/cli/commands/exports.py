"""``reader export``: a session as a file of another format, by the extension that is named."""

import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated
from zipfile import ZipFile

import typer

from reader.cli.console import progress_bar, tell
from reader.cli.house import House, load_settings
from reader.errors import ReaderError, SettingsError, SpeechError, cause_in_the_system
from reader.exporting.exporter import Exporter
from reader.exports.daisy import stick
from reader.exports.formats import FORMATS, format_of
from reader.exports.material import Format, Options
from reader.importing.files import shown_name
from reader.narration.narrator import Narrator
from reader.readings.furigana.levels import Level

OF_RUBY = {"none": Level.NONE, "hard": Level.HARD, "all": Level.ALL, "": None}


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("export", help="会議録を、ほかの形のファイルに書き出します（形は名前の終わりで選びます）。")(
        export
    )


def export(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="番号 ファイル",
            help="会議録の番号（reader list で分かります）と、書き出すファイル（例: 20211028-1 kaigi.vtt）。"
            "--all と --usb では番号だけ（なければ、すべての会議録）",
        ),
    ] = None,
    ruby: Annotated[
        str, typer.Option("--ruby", metavar="none|hard|all", help="ふりがな（なし・むずかしい語・すべて）")
    ] = "",
    all_formats: Annotated[
        Path | None, typer.Option("--all", metavar="フォルダー", help="すべての形で、このフォルダーに")
    ] = None,
    usb: Annotated[
        Path | None,
        typer.Option(
            "--usb", metavar="フォルダー", help="DAISY プレーヤーと車で聞ける並びで、USB メモリーに"
        ),
    ] = None,
) -> None:
    """Writes each file whole or not at all; sound that is missing is made first."""
    if ruby not in OF_RUBY:
        raise SettingsError(f"--ruby {ruby} は使えません。none、hard、all のどれかにしてください。")
    house, options = House(load_settings()), Options(OF_RUBY[ruby])
    given = names or []
    if all_formats is not None and usb is not None:
        raise SettingsError("--all と --usb は、別々に行ってください。")
    if all_formats is not None:
        into_folder(house, _sessions(house, given), options, all_formats)
    elif usb is not None:
        onto_stick(house, _sessions(house, given), options, usb)
    elif len(given) == 2:
        _one(house, given[0], options, Path(given[1]))
    else:
        raise SettingsError("会議録の番号と、書き出すファイルを書いてください。例: 20211028-1 kaigi.epub")


def _sessions(house: House, given: list[str]) -> list[str]:
    """The sessions asked for, else all. NotFoundError."""
    for session_id in given:
        house.library.require(session_id)
    return list(dict.fromkeys(given)) or [session.id for session in house.library.sessions()]


def _one(house: House, session_id: str, options: Options, file: Path) -> None:
    kind = chosen_format(file.name)
    house.library.require(session_id)
    if not kind.needs_sound:
        write_export(house.exporter(None), session_id, kind, options, file)
        return
    with house.narrator() as narrator:
        narrate_first(house, narrator, session_id)
        write_export(house.exporter(narrator), session_id, kind, options, file)


def into_folder(house: House, sessions: list[str], options: Options, folder: Path) -> None:
    """Every session in every format."""
    _made(folder)
    with house.narrator() as narrator:
        exporter = house.exporter(narrator)
        for session_id in sessions:
            narrate_first(house, narrator, session_id)
            for kind in FORMATS:
                write_export(exporter, session_id, kind, options, folder / kind.file_name(session_id))


def onto_stick(house: House, sessions: list[str], options: Options, folder: Path) -> None:
    """Every session as a DAISY book and as sound, laid out as players look for them."""
    for inside in (stick.BOOKS, stick.SOUND):
        _made(folder / inside)
    books: list[tuple[str, str]] = []
    with house.narrator() as narrator:
        exporter = house.exporter(narrator)
        for session_id in sessions:
            narrate_first(house, narrator, session_id)
            book = exporter.file(session_id, chosen_format("x.daisy.zip"), options)
            stored_folder(folder / stick.BOOKS / session_id, book.path)
            sound = exporter.file(session_id, chosen_format("x.chapters.mp3"), options).path
            stored(folder / stick.SOUND / f"{session_id}.mp3", partial(_copied, sound))
            books.append((session_id, exporter.material(session_id, needs_sound=False).title))
            tell(f"{session_id}: {shown_name(str(folder))} に入れました。")
    for name, data in ((stick.DISC_INFO, stick.disc_info(books)), (stick.READ_ME, stick.read_me(books))):
        stored(folder / name, partial(_written, data))


def _copied(source: Path, aside: Path) -> None:
    shutil.copyfile(source, aside)


def _written(data: bytes, aside: Path) -> None:
    aside.write_bytes(data)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(
            f"{shown_name(str(folder))}: フォルダーを作れません（{cause_in_the_system(error)}）。名前と許可を確かめてください。"
        ) from error


def stored_folder(folder: Path, archive: Path) -> None:
    """The folder with what the archive holds, or as it was before. ReaderError."""

    def unpacked(aside: Path) -> None:
        with ZipFile(archive) as opened:
            opened.extractall(aside)
        if folder.exists():
            shutil.rmtree(folder)

    stored(folder, unpacked)


def chosen_format(name: str) -> Format:
    """The format of a file of that name. SettingsError if there is none."""
    kind = format_of(name)
    if kind is None:
        known = "、".join(f".{one.extension}" for one in FORMATS)
        raise SettingsError(
            f"{shown_name(name)}: この形では書き出せません。名前の終わりを {known} のどれかにしてください。"
        )
    return kind


def narrate_first(house: House, narrator: Narrator, session_id: str) -> None:
    """Has the sound made that is not there yet. SpeechError if some of it cannot be."""
    with progress_bar(f"{session_id}: 音声を作っています") as on_progress:
        done = narrator.narrate(
            house.library.session(session_id),
            lambda progress: on_progress(progress.clips_ready, progress.clips_total),
            threading.Event(),
        )
    if not done.is_complete:
        raise SpeechError(done.problem or f"{session_id}: 音声がそろいません。もう一度行ってください。")


def write_export(exporter: Exporter, session_id: str, kind: Format, options: Options, file: Path) -> None:
    """Writes the file, and beside it the parts of a book that is too large for some; tells each in a line. ReaderError in one line if
    one cannot be put there."""
    _write(exporter, session_id, kind, options, file)
    many = len(exporter.parts(session_id)) if kind.has_parts else 1
    for number in range(1, many + 1) if many > 1 else ():
        beside = file.with_name(kind.file_name(file.name[: -len(kind.extension) - 1], number))
        _write(exporter, session_id, kind, replace(options, part=number), beside)


def _write(exporter: Exporter, session_id: str, kind: Format, options: Options, file: Path) -> None:
    exported = exporter.file(session_id, kind, options)
    stored(file, partial(_copied, exported.path))
    tell(
        f"{session_id}: {kind.name}を {shown_name(str(file))} に書き出しました（{file.stat().st_size:,} バイト）。"
    )


def stored(file: Path, write: Callable[[Path], object]) -> None:
    """The file as ``write`` leaves it, or as it was before. ReaderError."""
    aside = file.with_name(f".{file.name[:64]}.{os.getpid()}.part")
    try:
        write(aside)
        aside.replace(file)
    except OSError as error:
        raise ReaderError(
            f"{shown_name(str(file))}: 書き出せません（{cause_in_the_system(error)}）。フォルダーがあり、書き込めるか確かめてください。"
        ) from error
    finally:
        shutil.rmtree(aside) if aside.is_dir() else aside.unlink(missing_ok=True)
