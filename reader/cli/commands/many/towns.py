"""``reader towns``: the towns of one server, and what each has of its own."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from reader.cli.commands.library import upgrade_town
from reader.cli.console import complain, hand_over, tell
from reader.cli.house import House, load_settings
from reader.cli.server import server_of
from reader.cli.towns import common_of
from reader.errors import ReaderError, SettingsError
from reader.library.server.address import with_extra
from reader.settings.town import town_settings

towns_app = typer.Typer(
    help="一つのサーバーにある自治体と、その設定（docs/scale.md）。", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.add_typer(towns_app, name="towns")


@towns_app.command("list", help="自治体の一覧を示します。")
def list_towns() -> None:
    """One line a town."""
    common = common_of(House(load_settings()))
    towns = common.towns()
    if not towns:
        complain("まだありません。READER_TOWN=コード reader upgrade で作ってください。")
    for town in towns:
        tell(f"{town.code or '（一つだけ）'}\t{town.voices}\t{'設定あり' if town.settings else '設定なし'}")


@towns_app.command(
    "upgrade", help="すべての自治体の資料庫を、この版のものにします（新しい版を入れたあとに）。"
)
def upgrade_towns() -> None:
    """One after the other; what goes wrong with one is told and does not keep the next from its turn. Exit status 1 then."""
    machine = House(load_settings())
    well = True
    for town in common_of(machine).towns():
        try:
            house = House(town_settings(machine.settings, town.code, town.settings))
            server = server_of(house.settings)
            if server is not None:
                upgrade_town(house, server)
        except ReaderError as error:
            complain(f"{town.code}: {error}")
            well = False
    if not well:
        raise typer.Exit(1)


@towns_app.command("show", help="自治体の設定を示します。")
def show_town(code: Annotated[str, typer.Argument(help="全国地方公共団体コード")]) -> None:
    """As ``towns set`` takes it."""
    town = common_of(House(load_settings())).town(code)
    if town is None:
        raise SettingsError(f"自治体 {code} がありません。reader towns list で確かめてください。")
    hand_over(town.settings)


@towns_app.command("set", help="自治体の設定を、reader.toml の形のファイルのものにします。")
def set_town(
    code: Annotated[str, typer.Argument(help="全国地方公共団体コード")],
    file: Annotated[Path, typer.Argument(help="設定のファイル（public_url、office、[voices] など）")],
) -> None:
    """Checked before it is kept; what voices it changes is ordered anew."""
    house = House(load_settings())
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} を読めません。UTF-8 で保存されているか確かめてください。") from error
    town_settings(house.settings, code, text)
    if not common_of(house).settle_town(code, text):
        raise SettingsError(
            f"自治体 {code} がありません。READER_TOWN={code} reader upgrade で作ってから行ってください。"
        )
    tell(f"{code}: 設定を残しました。reader serve と reader work を起動し直すと使われます。")


@towns_app.command(
    "remove", help="自治体を、会議録・声・設定・職員ごと、サーバーと音声の置き場から取り除きます。"
)
def remove_town(
    code: Annotated[str, typer.Argument(help="全国地方公共団体コード")],
    sure: Annotated[bool, typer.Option("--yes", help="控えを取ったので、取り除いてよい。")] = False,
) -> None:
    """All of it; without ``--yes`` it says what that would be."""
    machine = House(load_settings())
    common = common_of(machine)
    if not code or common.town(code) is None:
        raise SettingsError(f"自治体 {code} がありません。reader towns list で確かめてください。")
    house = House(replace(machine.settings, town=code, home=machine.settings.home / "towns" / code))
    server = server_of(house.settings)
    assert server is not None
    if not sure:
        raise SettingsError(
            f"{server.shown} にあるものを、すべて取り除きます。もとには戻せません。"
            f"pg_dump -n {server.schema} で控えを取り、reader towns remove {code} --yes と書いてください。"
        )
    with with_extra():
        from reader.narration.queue.tables import remove_from_common
    clips = house.clip_cache.sweep(frozenset()) if house.settings.clip_store else 0
    remove_from_common(common, code)
    tell(
        f"{code}: 取り除きました（置き場の音声 {clips:,}）。reader serve と reader work を起動し直してください。"
    )
