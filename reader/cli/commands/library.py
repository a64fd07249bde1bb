"""``reader list | hints | remove``: what is in the library, and out of it; ``backup | restore | upgrade | move``: where it is kept."""

from pathlib import Path
from typing import Annotated

import typer

from reader.cli.console import complain, hand_over, progress_bar, tell
from reader.cli.desk import cli_actor, note_act
from reader.cli.house import House, load_settings
from reader.cli.server import server_of
from reader.errors import LibraryError, SettingsError
from reader.library.database import READ_ONLY, Transaction
from reader.library.desk import audit
from reader.library.desk.audit import Act
from reader.library.desk.seats import clear_every_seat
from reader.library.desk.sources import SourceFiles, purged_sources
from reader.library.file.copies import copies_beside, copy
from reader.library.file.restoring import facts_of, put_back, withdrawn_since
from reader.library.schema.migration import VERSION
from reader.library.server.address import ServerAddress, with_extra

MEGABYTE = 1_000_000


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("list", help="取り込んだ会議録の一覧を示します。")(list_sessions)
    app.command("hints", help="会議録といっしょに残した手がかりを、ファイルの形で示します。")(show_hints)
    app.command("remove", help="会議録を資料庫から取り除きます。")(remove_sessions)
    app.command(
        "backup", help="資料庫の控えを、一つのファイルに取ります（reader serve を止めずに取れます）。"
    )(backup)
    app.command("restore", help="資料庫を、控えのファイルに戻します（いまのものは隣に残します）。")(restore)
    app.command("upgrade", help="前の版の資料庫を、この版のものにします（前のものの写しを隣に残します）。")(
        upgrade
    )
    app.command("move", help="この機械の資料庫を、database のサーバーに移します（もとのものは残します）。")(
        move
    )


def list_sessions() -> None:
    """One line a session."""
    sessions = House(load_settings()).library.sessions()
    if not sessions:
        tell("会議録はまだありません。reader import ファイル で取り込んでください。")
    for session in sessions:
        tell(
            f"{session.id}\t{session.date or '日時不明'}\t{session.meeting or '会議名不明'}"
            f"\t発言{session.turns}\t発言者{session.speakers}"
        )


def show_hints(
    session_id: Annotated[
        str, typer.Argument(metavar="番号", help="会議録の番号（reader list で分かります）")
    ],
) -> None:
    """The hints kept with a session, as ``reader import --hints`` takes them; why there is no line, where there is none."""
    library = House(load_settings()).library
    library.require(session_id)
    stored = library.source(session_id)
    if stored is not None and stored.hints:
        hand_over(stored.hints.to_toml())
    else:
        complain(f"{session_id}: 手がかりはありません。")


def remove_sessions(
    ids: Annotated[list[str], typer.Argument(help="会議録の番号（reader list で分かります）")],
) -> None:
    """Takes sessions out, with their sound; none of them where one is not there."""
    house = House(load_settings())
    for session_id in ids:
        house.library.require(session_id)
    with house.removal() as removal:
        for session_id in dict.fromkeys(ids):
            clips = removal.remove(session_id, _removed)
            tell(f"{session_id}: 取り除きました（音声 {clips:,}）。")
    forget_words(house)


def _removed(connection: Transaction, session_id: str) -> None:
    audit.record(connection, cli_actor(), Act("remove", session_id, "公開中", ""))


def forget_words(house: House) -> None:
    """What was removed is nowhere in the home any more; of the library's own copies people are told."""
    for gone in house.forget_words():
        tell(f"  取り除いた言葉が残らないように、資料庫の写し {gone} も消しました。")


def backup(file: Annotated[Path, typer.Argument(help="控えのファイル（前の控えなら置きかえます）")]) -> None:
    """Copies the library whole, checks the copy, says what it holds; the files that staff handed in go beside it."""
    house = House(load_settings())
    _require_file(house, "pg_dump")
    settings = house.settings
    library = settings.library_path
    facts_of(library)
    if file.is_dir():
        raise LibraryError("フォルダーです。控えのファイルの名前まで書いてください。", file)
    if file.exists():
        if file.samefile(library):
            raise LibraryError("いまの資料庫そのものです。ほかの名前にしてください。", file)
        facts_of(file)
    copy(library, file)
    tell(f"{file}: 控えを取りました（{_facts(file)}）。")
    if settings.source_files.is_dir():
        packed = _sources_beside(file)
        many = SourceFiles(settings.source_files).pack(packed)
        tell(f"{packed}: 職員が預けた元のファイル {many:,} の控えです。いっしょに残してください。")


def restore(file: Annotated[Path, typer.Argument(help="控えのファイル")]) -> None:
    """Puts the copy in the library's place, unless that is in use; ids that were given meanwhile are not given again, and nobody
    sits where they sat then."""
    house = House(load_settings())
    _require_file(house, "pg_restore")
    library = house.settings.library_path
    kept = put_back(file, library)
    if kept is not None:
        house.library.remember_given(given_in(kept))
    before, after = _facts(kept) if kept is not None else "", _facts(library)
    with house.library.writing() as connection:
        clear_every_seat(connection)
        audit.record(connection, cli_actor(), Act("restore", file.name, before, after))
    tell(f"{library}: 控えに戻しました（{after}）。")
    if kept is not None and (back := withdrawn_since(kept, library)):
        complain(
            f"控えのあとに取り消された言葉（{back:,} か所）が、戻っています。公開する前に、もう一度取り消してください"
            f"（reader withdraw。どの会議録かは、戻す前の資料庫 {kept} の記録にあります）。"
        )
    if _sources_beside(file).is_file():
        with house.library.reading() as connection:
            purged = purged_sources(connection)
        many = SourceFiles(house.settings.source_files).unpack(_sources_beside(file), purged)
        tell(f"{house.settings.source_files}: なかった元のファイル {many:,} を戻しました。")
    if kept is not None:
        tell(f"戻す前の資料庫は {kept} にあります。要らなければ消してください。")


def upgrade() -> None:
    """Leads the library to this release's tables, behind a copy, and reads again what an older release has read."""
    house = House(load_settings())
    server = server_of(house.settings)
    if server is not None:
        upgrade_town(house, server)
        return
    path = house.settings.library_path
    before = facts_of(path).version
    if house.library.read_only:
        raise LibraryError(READ_ONLY, path)
    with progress_bar("前の版で読んだ会議録を読み直しています") as on_progress:
        again = house.importer.refresh(on_progress)
    if before == VERSION and not again:
        tell(f"{path}: もう新しい版（{VERSION}）です。することはありません。")
        return
    note_act(house, "upgrade", path.name, f"版 {before}", f"版 {VERSION}、読み直した会議録 {len(again):,}")
    tell(f"{path}: 版 {before} から {VERSION} にしました（読み直した会議録 {len(again):,}）。")
    for kept in copies_beside(path):
        tell(f"前のものの写しが {kept} にあります。要らなければ消してください。")


def _sources_beside(file: Path) -> Path:
    """Where the files that staff handed in are kept beside a copy of the library."""
    return file.with_name(f"{file.name}.sources.zip")


def upgrade_town(house: House, server: ServerAddress) -> None:
    """Makes the town's library on the server, or leads it to this release's tables; nodes of the release before refuse it
    from then on, and those of this one before."""
    with with_extra():
        from reader.cli.towns import common_of, voices_of
        from reader.library.server.upgrading import upgrade_server
        from reader.narration.queue.tables import upgrade_common
    done = upgrade_server(server)
    upgrade_common(common_of(house), server.town, voices_of(house))
    with progress_bar("前の版で読んだ会議録を読み直しています") as on_progress:
        again = house.importer.refresh(on_progress)
    if done.before is None:
        tell(f"{server.shown}: 資料庫を作りました（版 {done.now}）。")
    elif done.before == done.now and not again:
        tell(f"{server.shown}: もう新しい版（{done.now}）です。することはありません。")
    else:
        tell(
            f"{server.shown}: 版 {done.before} から {done.now} にしました（読み直した会議録 {len(again):,}）。"
        )


def move() -> None:
    """Copies the file's library to the server's, compares the two, and leaves the file as it is."""
    house = House(load_settings())
    server = server_of(house.settings)
    if server is None:
        raise SettingsError(
            "移す先がありません。READER_DATABASE にサーバーを書いてください（docs/scale.md）。"
        )
    with with_extra():
        from reader.cli.towns import common_of, voices_of
        from reader.library.server.moving import move_library
        from reader.narration.queue.tables import upgrade_common
    with progress_bar("資料庫を移しています") as on_progress:
        moved = move_library(house.settings.library_path, server, on_progress)
    upgrade_common(common_of(house), server.town, voices_of(house))
    sessions, sentences = moved.rows["session"], moved.rows["utterance"]
    with progress_bar("音声を置き場に移しています") as on_progress:
        sent = house.clip_cache.send_all(on_progress)
    done = "移しました" if moved.anew else "もう移してあります"
    tell(
        f"{server.shown}: {done}（会議録 {sessions:,}、文 {sentences:,}。もとと同じであることを確かめました）。"
        + (f"置き場に移した音声 {sent:,}。" if house.settings.clip_store else "")
    )


def _require_file(house: House, instead: str) -> None:
    """SettingsError where the library is no file."""
    server = server_of(house.settings)
    if server is not None:
        raise SettingsError(
            f"資料庫はサーバーにあります（{server.shown}）。控えには {instead} を使ってください（docs/scale.md）。"
        )


def given_in(kept: Path) -> dict[str, int]:
    """The last numbers that were given in what was there before; none if that cannot be read."""
    try:
        return facts_of(kept).given
    except LibraryError:
        return {}


def _facts(path: Path) -> str:
    """What a file holds, for people; that it cannot be read, where that is so."""
    try:
        facts = facts_of(path)
    except LibraryError:
        return "読めないもの"
    newest = f"、いちばん新しいもの {facts.newest}" if facts.newest else ""
    return f"会議録 {facts.sessions:,}{newest}、{path.stat().st_size / MEGABYTE:,.1f} MB"
