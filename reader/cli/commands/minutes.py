"""``reader import | parse``: minutes read, and into the library."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from reader.cli import bundles
from reader.cli.commands.library import forget_words
from reader.cli.console import complain, hand_over, progress_bar, tell, unexpected
from reader.cli.desk import drafted, has_desk, record_import
from reader.cli.house import House, load_settings
from reader.corrections.doubtful_words import doubtful_words
from reader.errors import ReaderError, SettingsError, SourceError
from reader.importing.fetching import Fetched, fetch, is_address, without_password
from reader.importing.files import (
    LARGEST_SOURCE,
    checked_size,
    folder_as_one,
    folder_files,
    read_file,
    shown_name,
)
from reader.importing.identity import Wish
from reader.importing.importer import STANDARD_INPUT, Imported, Outcome
from reader.importing.parsing import parsed
from reader.minutes.contract import to_json
from reader.minutes.hints import NO_HINTS, Hints, read_hints
from reader.minutes.model import Minutes
from reader.minutes.outline import require_minutes

DOUBTS_TOLD = 5
"""Doubtful words told after an import; ``reader doubts`` lists them all."""

OUTCOMES = {
    Outcome.NEW: "取り込みました",
    Outcome.UNCHANGED: "変わりありません",
    Outcome.UPDATED: "新しくしました",
}

Sources = Annotated[
    list[str], typer.Argument(help="会議録のファイル、フォルダー、http(s) の番地、または - （標準入力）")
]


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("import", help="会議録を取り込みます。")(import_minutes)
    app.command("parse", help="会議録を読み取った結果を示します（--json なら JSON）。何も保存しません。")(
        parse_minutes
    )


HintsFile = Annotated[
    str | None,
    typer.Option(
        "--hints",
        metavar="ファイル",
        help="手がかりのファイル（誰が発言者か、どの印が議題か）。会議録といっしょに残し、次の取り込みにも使います。",
    ),
]


def import_minutes(
    sources: Sources,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="庁内など、公開されていない番地も許します。")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="取り込まずに、読み取った結果と確かめる点だけを示します。")
    ] = False,
    replace: Annotated[
        str, typer.Option("--replace", metavar="番号", help="この番号の会議録と置きかえます。")
    ] = "",
    new: Annotated[
        bool, typer.Option("--new", help="似た会議録があっても、別の会議録として取り込みます。")
    ] = False,
    together: Annotated[
        bool,
        typer.Option("--together", help="フォルダーのページをまとめて、一つの会議録として取り込みます。"),
    ] = False,
    hints_file: HintsFile = None,
    withdrawn_checked: Annotated[
        bool,
        typer.Option(
            "--withdrawn-checked", help="取り消した発言が、この文書に残っていないことを確かめました。"
        ),
    ] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="職員のページがあっても、下書きにせずに公開します。")
    ] = False,
) -> None:
    """Imports each source by itself: one that fails leaves the others alone. Where there is a staff desk they become
    drafts, unless it is said that they are to be published."""
    house = House(load_settings())
    drafts = not publish and has_desk(house)
    files, wish, hints = _files(sources, together), Wish(replace, new, withdrawn_checked), _hints(hints_file)
    if replace and (new or len(files) != 1):
        raise SettingsError("--replace は、一つの会議録だけに、--new と別に使ってください。")
    failed, words_gone = 0, False
    for path in files:
        try:
            if path.endswith(bundles.ENDING):
                bundles.take_in(house, Path(path))
                continue
            if check:
                document = _document(path, allow_private)
                own = hints if hints is not None else NO_HINTS
                told = own.over(house.hints).to_toml()
                _tell_outline(require_minutes(parsed(document.data, document.name, told)), own)
                continue
            with progress_bar(f"{_shown(path)}: ふりがなを付けています") as on_progress:
                document = _document(path, allow_private)
                if drafts:
                    tell(drafted(house, document.data, document.name, wish, hints, on_progress))
                    continue
                imported = house.importer.import_bytes(
                    document.data, document.name, document.address, on_progress, wish, hints
                )
            record_import(house, imported)
            _tell_imported(path, imported)
            words_gone |= imported.words_gone
            if imported.outcome is not Outcome.UNCHANGED:
                _tell_doubts(house, imported.id)
        except ReaderError as error:
            failed += 1
            complain(_named(path, error))
        except Exception as error:  # noqa: BLE001 — one file's trouble must not be the next one's
            failed += 1
            complain(_named(path, unexpected(error)))
    if words_gone:
        forget_words(house)
    if failed:
        raise typer.Exit(2)


def parse_minutes(
    file: Annotated[str, typer.Argument(help="会議録のファイル、または - （標準入力）")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON で示します。")] = False,
    hints_file: Annotated[
        str | None,
        typer.Option(
            "--hints", metavar="ファイル", help="手がかりのファイル（誰が発言者か、どの印が議題か）。"
        ),
    ] = None,
) -> None:
    """Prints what was understood: for people, or the contract of DESIGN.md, "Minutes as JSON"."""
    own = _hints(hints_file) or NO_HINTS
    told = own.over(House(load_settings()).hints).to_toml()
    try:
        minutes = parsed(read_bytes(file), shown_name(Path(file).name), told)
    except SourceError as error:
        raise SourceError(_named(file, error)) from error
    if as_json:
        hand_over(json.dumps(to_json(minutes), ensure_ascii=False, indent=1) + "\n")
        for line in own.without_effect(minutes):
            complain(line)
    else:
        _tell_outline(minutes, own)


def _hints(path: str | None) -> Hints | None:
    """The hints in a file; None for no file. SettingsError, which names it, for what is none."""
    if path is None:
        return None
    try:
        return read_hints(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{shown_name(path)}: UTF-8 で保存してください。") from error
    except SettingsError as error:
        raise SettingsError(f"{shown_name(path)}: {error}") from error


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. SourceError in one line if that cannot be."""
    if path == STANDARD_INPUT:
        return checked_size(sys.stdin.buffer.read(LARGEST_SOURCE + 1))
    return read_file(path)


def _files(sources: list[str], together: bool) -> list[str]:
    """Folders give the files in them, in order, but where each is one meeting; hidden files are left out."""
    files: list[str] = []
    for source in sources:
        if source == STANDARD_INPUT or is_address(source) or not os.path.isdir(source):  # noqa: PTH112 — never raises
            files.append(source)
            continue
        inside = list(folder_files(source))
        if not inside:
            raise SourceError(
                f"{shown_name(source)}: フォルダーにファイルがありません。会議録を入れてください。"
            )
        files += [source] if together else inside
    return files


def _document(source: str, allow_private: bool) -> Fetched:
    if is_address(source):
        return fetch(source, LARGEST_SOURCE, allow_private)
    address = source if source == STANDARD_INPUT else shown_name(str(Path(source).resolve()))
    if source != STANDARD_INPUT and os.path.isdir(source):  # noqa: PTH112 — never raises
        return Fetched(folder_as_one(source), shown_name(Path(source).name), address)
    return Fetched(read_bytes(source), shown_name(Path(source).name), address)


def _named(path: str, error: Exception) -> str:
    name = _shown(path)
    return str(error) if str(error).startswith(name) else f"{name}: {error}"


def _shown(path: str) -> str:
    if path == STANDARD_INPUT:
        return "標準入力"
    return without_password(path) if is_address(path) else shown_name(path)


def _tell_imported(path: str, imported: Imported) -> None:
    minutes = imported.minutes
    tell(
        f"{imported.id}: {OUTCOMES[imported.outcome]} — {minutes.meeting or shown_name(path)}"
        f"（議題{len(minutes.agenda)}、発言{len(minutes.turns)}、発言者{len(minutes.speakers)}）"
    )
    if imported.resembles:
        tell(
            f"  {imported.resembles} と似ていますが、別の会議録にしました。その書き直しなら、"
            f"reader remove {imported.id} のあと --replace {imported.resembles} を付けて取り込んでください。"
        )
    if imported.hints:
        tell(f"  手がかりを使って読みました（reader hints {imported.id} で分かります）。")
    _tell_without_effect(minutes, imported.hints)
    if imported.outcome is not Outcome.UNCHANGED:
        _tell_warnings(minutes)
    for correction in imported.lost:
        tell(
            f"  直した読み「{correction.surface}（{correction.reading}）」の文が、新しい会議録にありません: "
            f"{correction.sentence}"
        )


def _tell_doubts(house: House, session_id: str) -> None:
    words = doubtful_words(house.library.session(session_id))
    if words:
        most = "、".join(f"{word.surface}（{word.reading}）" for word in words[:DOUBTS_TOLD])
        tell(
            f"  読みの確かでない語が {len(words)} あります: {most} … reader doubts {session_id} で確かめてください。"
        )


def _tell_outline(minutes: Minutes, hints: Hints) -> None:
    tell(f"会議名: {minutes.meeting or '不明'}")
    tell(f"日時: {minutes.date or '不明'}　場所: {minutes.place or '不明'}")
    for item in minutes.agenda:
        turns = sum(turn.agenda == item.index for turn in minutes.turns)
        tell(f"議題: {item.number} {item.title}（発言{turns}）")
    for speaker in minutes.speakers:
        turns = sum(turn.speaker == speaker.key for turn in minutes.turns)
        tell(f"発言者: {speaker.label}（発言{turns}）")
    _tell_without_effect(minutes, hints)
    _tell_warnings(minutes)


def _tell_without_effect(minutes: Minutes, hints: Hints) -> None:
    for line in hints.without_effect(minutes):
        tell(f"  確かめてください: {line}")


def _tell_warnings(minutes: Minutes) -> None:
    for warning in minutes.warnings:
        tell(f"  確かめてください: {warning}")
