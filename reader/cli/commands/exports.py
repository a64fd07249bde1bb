"""``reader export``: a session as a file of another format, by the extension that is named."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from reader.cli.console import progress_bar, tell
from reader.cli.house import House, load_settings
from reader.errors import ReaderError, SettingsError, SpeechError
from reader.exporting.exporter import Exporter
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
    session_id: Annotated[
        str, typer.Argument(metavar="番号", help="会議録の番号（reader list で分かります）")
    ],
    file: Annotated[Path, typer.Argument(metavar="ファイル", help="書き出すファイル（例: kaigi.vtt）")],
    ruby: Annotated[
        str, typer.Option("--ruby", metavar="none|hard|all", help="ふりがな（なし・むずかしい語・すべて）")
    ] = "",
) -> None:
    """Writes the file whole or not at all; sound that is missing is made first."""
    kind = chosen_format(file.name)
    if ruby not in OF_RUBY:
        raise SettingsError(f"--ruby {ruby} は使えません。none、hard、all のどれかにしてください。")
    house, options = House(load_settings()), Options(OF_RUBY[ruby])
    house.library.require(session_id)
    if not kind.needs_sound:
        write_export(house.exporter(None), session_id, kind, options, file)
        return
    with house.narrator() as narrator:
        narrate_first(house, narrator, session_id)
        write_export(house.exporter(narrator), session_id, kind, options, file)


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
    """Writes the file and tells it in a line. ReaderError in one line if it cannot be put there."""
    exported = exporter.file(session_id, kind, options)
    stored(file, lambda aside: shutil.copyfile(exported.path, aside))
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
            f"{shown_name(str(file))}: 書き出せません（{error.strerror}）。フォルダーがあり、書き込めるか確かめてください。"
        ) from error
    finally:
        aside.unlink(missing_ok=True)
