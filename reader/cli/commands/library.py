"""``reader backup | restore | upgrade``: the library in one file, safe to copy, put back and lead to a new release."""

from pathlib import Path
from typing import Annotated

import typer

from reader.cli.console import progress_bar, tell
from reader.cli.house import House, load_settings
from reader.errors import LibraryError
from reader.library.database import READ_ONLY
from reader.library.file.copies import copies_beside, copy
from reader.library.file.restoring import facts_of, put_back
from reader.library.schema.migration import VERSION

MEGABYTE = 1_000_000


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command(
        "backup", help="資料庫の控えを、一つのファイルに取ります（reader serve を止めずに取れます）。"
    )(backup)
    app.command("restore", help="資料庫を、控えのファイルに戻します（いまのものは隣に残します）。")(restore)
    app.command("upgrade", help="前の版の資料庫を、この版のものにします（前のものの写しを隣に残します）。")(
        upgrade
    )


def backup(file: Annotated[Path, typer.Argument(help="控えのファイル（前の控えなら置きかえます）")]) -> None:
    """Copies the library whole, checks the copy, says what it holds."""
    library = load_settings().library_path
    facts_of(library)
    if file.is_dir():
        raise LibraryError("フォルダーです。控えのファイルの名前まで書いてください。", file)
    if file.exists():
        if file.samefile(library):
            raise LibraryError("いまの資料庫そのものです。ほかの名前にしてください。", file)
        facts_of(file)
    copy(library, file)
    tell(f"{file}: 控えを取りました（{_facts(file)}）。")


def restore(file: Annotated[Path, typer.Argument(help="控えのファイル")]) -> None:
    """Puts the copy in the library's place, unless that is in use; ids that were given meanwhile are not given again."""
    house = House(load_settings())
    library = house.settings.library_path
    kept = put_back(file, library)
    if kept is not None:
        house.library.remember_given(given_in(kept))
    tell(f"{library}: 控えに戻しました（{_facts(library)}）。")
    if kept is not None:
        tell(f"戻す前の資料庫は {kept} にあります。要らなければ消してください。")


def upgrade() -> None:
    """Leads the library to this release's tables, behind a copy, and reads again what an older release has read."""
    house = House(load_settings())
    path = house.settings.library_path
    before = facts_of(path).version
    if house.library.read_only:
        raise LibraryError(READ_ONLY, path)
    with progress_bar("前の版で読んだ会議録を読み直しています") as on_progress:
        again = house.importer.refresh(on_progress)
    if before == VERSION and not again:
        tell(f"{path}: もう新しい版（{VERSION}）です。することはありません。")
        return
    tell(f"{path}: 版 {before} から {VERSION} にしました（読み直した会議録 {len(again):,}）。")
    for kept in copies_beside(path):
        tell(f"前のものの写しが {kept} にあります。要らなければ消してください。")


def given_in(kept: Path) -> dict[str, int]:
    """The last numbers that were given in what was there before; none if that cannot be read."""
    try:
        return facts_of(kept).given
    except LibraryError:
        return {}


def _facts(path: Path) -> str:
    facts = facts_of(path)
    newest = f"、いちばん新しいもの {facts.newest}" if facts.newest else ""
    return f"会議録 {facts.sessions:,}{newest}、{path.stat().st_size / MEGABYTE:,.1f} MB"
