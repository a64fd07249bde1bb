"""``reader desk invite | reset | disable | enable | people | log``: who may use the staff desk, and what was done there."""

import getpass
from enum import StrEnum
from typing import Annotated

import typer

from reader.cli.console import tell
from reader.cli.house import House, load_settings
from reader.desk.people import ROLE_NAMES, People
from reader.errors import LibraryError
from reader.library.desk import audit
from reader.library.desk.audit import Actor
from reader.library.desk.people import Role
from reader.settings.site import Settings

Name = Annotated[str, typer.Argument(metavar="名前", help="入るときに書く名前（例: satou）")]

SHOWN_ACTS = 50
"""Acts of the log that are shown when nothing else is said."""


class RoleName(StrEnum):
    """The roles as they are typed."""

    CLERK = "担当"
    APPROVER = "承認者"
    MANAGER = "管理者"


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    desk = typer.Typer(help="職員のページ（/desk）を使う人と、行ったことの記録。", no_args_is_help=True)
    desk.command("invite", help="人を招きます。一度だけ使える番地を示します（30分）。")(invite)
    desk.command("reset", help="パスワードを決め直す番地を示します（前のものは使えなくなります）。")(reset)
    desk.command("disable", help="すぐに入れないようにします。")(disable)
    desk.command("enable", help="また入れるようにします。")(enable)
    desk.command("people", help="登録された人の一覧を示します。")(list_people)
    log = typer.Typer(help="行ったことの記録。", no_args_is_help=True)
    log.command("show", help="新しいものから示します。")(show_log)
    log.command("verify", help="あとから書きかえられていないか確かめます。")(verify_log)
    desk.add_typer(log, name="log")
    app.add_typer(desk, name="desk")


def cli_actor() -> Actor:
    """Whoever runs the command, as the system calls them."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # no name is known for the number
        user = "?"
    return Actor(0, f"cli:{user}", "cli")


def invite(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="できること")] = RoleName.CLERK,
    shown: Annotated[str, typer.Option(metavar="氏名", help="ほかの人に示す名前")] = "",
) -> None:
    """A new account; the first one opens the desk."""
    house = House(load_settings())
    roles = {shown_role: one for one, shown_role in ROLE_NAMES.items()}
    token = People(house.library).invite(cli_actor(), name, shown, Role(roles[role]))
    _tell_link(house.settings, name, token)


def reset(name: Name) -> None:
    """Nobody chooses another's password: the person does, by the link."""
    house = House(load_settings())
    _tell_link(house.settings, name, People(house.library).reset(cli_actor(), name))


def disable(name: Name) -> None:
    """Out on the next request, in every browser."""
    People(House(load_settings()).library).change(cli_actor(), name, disabled=True)
    tell(f"{name}: 入れないようにしました。")


def enable(name: Name) -> None:
    """In again, with the password of before."""
    People(House(load_settings()).library).change(cli_actor(), name, disabled=False)
    tell(f"{name}: また入れます。")


def list_people() -> None:
    """One line a person."""
    found = People(House(load_settings()).library).all()
    if not found:
        tell(
            "だれも登録されていません。reader desk invite 名前 --role 管理者 で、はじめの人を招いてください。"
        )
    for one in found:
        state = "休止" if one.disabled else "使えます" if one.password else "招待中"
        codes = "確認番号あり" if one.second_factor else "確認番号なし"
        tell(f"{one.name}\t{one.shown_name}\t{ROLE_NAMES[one.role]}\t{state}\t{codes}")


def show_log(most: Annotated[int, typer.Option(help="示す数", min=1)] = SHOWN_ACTS) -> None:
    """One line an act: number, time (UTC), who, by which way, what."""
    with House(load_settings()).library.reading() as connection:
        found = audit.entries(connection, most=most)
    for one in found:
        act = one.act
        change = f"{act.before} → {act.after}" if act.before or act.after else ""
        parts = (str(one.n), one.at, one.actor.who, one.actor.via, act.act, act.subject, change, act.reason)
        tell("\t".join(parts))


def verify_log() -> None:
    """Whether each row is what was written, and none is missing. Exit status 2 if not."""
    house = House(load_settings())
    with house.library.reading() as connection:
        broken, count = audit.broken_at(connection), audit.count_entries(connection)
    if broken is not None:
        raise LibraryError(
            f"記録の {broken} 行目が、書かれたときのままではありません。控えの記録と比べてください。",
            house.library.path,
        )
    tell(f"記録 {count:,} 行は、書かれたときのままです。")


def _tell_link(settings: Settings, name: str, token: str) -> None:
    site = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    tell(f"{name} さんに、この番地を渡してください（一度だけ、30分のあいだ使えます）:")
    tell(f"{site}/desk/join/{token}")
