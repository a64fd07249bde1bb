"""``reader desk invite | reset | disable | enable | people | log``: who may use the staff desk, and what was done there."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reader.cli import bundles
from reader.cli.console import tell
from reader.cli.desk import cli_actor
from reader.cli.house import House, load_settings
from reader.desk.comparing.beside import PART_NAMES
from reader.desk.staff.people import ROLE_NAMES, People
from reader.desk.withdrawals.finding import Found, Place, find_words
from reader.desk.withdrawals.finishing import Finishing
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.errors import LibraryError, NotFoundError, SettingsError
from reader.library.desk import audit
from reader.library.desk.people import Role
from reader.minutes.masking.mask import MaskKind
from reader.settings.site import Settings

Name = Annotated[str, typer.Argument(metavar="名前", help="入るときに書く名前（例: satou）")]

Port = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=65535,
        help="職員のページを出しているポート番号（reader serve --port で変えたとき。なければ設定のもの）",
    ),
]

SHOWN_ACTS = 50
"""Acts of the log that are shown when nothing else is said."""


class RoleName(StrEnum):
    """The roles as they are typed."""

    CLERK = "担当"
    APPROVER = "承認者"
    MANAGER = "管理者"


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command(
        "withdraw",
        help="取り消された発言や、伏せる言葉を、あるところすべてで消します（跡に印が残ります）。",
    )(withdraw_words)
    app.command(
        "publish",
        help="公開しているものを、署名した束のファイルに書きます（ほかの機械の reader import で取り込みます）。",
    )(publish)
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


def invite(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="できること")] = RoleName.CLERK,
    shown: Annotated[str, typer.Option(metavar="氏名", help="ほかの人に示す名前")] = "",
    port: Port = None,
) -> None:
    """A new account; the first one opens the desk."""
    house = House(load_settings())
    roles = {shown_role: one for one, shown_role in ROLE_NAMES.items()}
    token = People(house.library).invite(cli_actor(), name, shown, Role(roles[role]))
    _tell_link(house.settings, name, token, port)


def reset(name: Name, port: Port = None) -> None:
    """Nobody chooses another's password: the person does, by the link."""
    house = House(load_settings())
    _tell_link(house.settings, name, People(house.library).reset(cli_actor(), name), port)


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
    found = People(House(load_settings()).library).told()
    if not found:
        tell(
            "だれも登録されていません。reader desk invite 名前 --role 管理者 で、はじめの人を招いてください。"
        )
    for one, told in found:
        tell(f"{one.name}\t{one.shown_name}\t{ROLE_NAMES[one.role]}\t{told}")


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


def withdraw_words(
    session_id: Annotated[str, typer.Argument(metavar="番号", help="その発言のある会議録の番号")],
    ground: Annotated[str, typer.Option(metavar="根拠", help="許可や命令、条例など（記録に残ります）")],
    mask: Annotated[
        bool, typer.Option("--mask", help="発言取消しではなく、伏せ字にします（根拠が印に出ます）。")
    ] = False,
    only: Annotated[
        str, typer.Option(metavar="1,3", help="一覧のこの番号だけ（なければ、あるところすべて）")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="確かめずに行います。")] = False,
) -> None:
    """The words are asked for, or read from standard input, so that no history of commands keeps them."""
    house = House(load_settings())
    house.library.require(session_id)
    words = typer.prompt("取り消す言葉", prompt_suffix=": ", err=True)
    found = find_words(house.library, words)
    if not any(place.session == session_id for place in found.places):
        raise NotFoundError(f"{session_id} に、その言葉はありません。書かれているとおりに指定してください。")
    for number, place in enumerate(found.places, 1):
        at = place.where
        tell(f"{number}\t{place.name}\t{at.line}行目\t{PART_NAMES[at.kind]}\t{at.before}━━{at.behind}")
    for trace in found.traces:
        tell(f"-\t{trace.name}\t{trace.rows:,} 件（あわせて消えます）")
    chosen = _chosen(found, only)
    if not yes and not typer.confirm(
        f"{len(chosen)} か所の言葉を消します。元に戻せません。よいですか", err=True
    ):
        tell("何も変えていません。")
        return
    with house.removal() as removal:
        kind = MaskKind.MASKED if mask else MaskKind.WITHDRAWN
        done = Withdrawing(house.drafting).withdraw(cli_actor(), found, chosen, kind, ground, removal.sounds)
        finishing = Finishing(house.library, house.drafting.files, removal, house.forget_words)
        clips, copies = finishing.finish(done.clips, done.sessions, done.note)
    tell(
        f"{'、'.join(done.sessions)}: {len(chosen)} か所を消しました（音声 {clips:,}、元のファイル {done.sources:,}）。"
    )
    for copy in copies:
        tell(f"  言葉が残らないように、資料庫の写し {copy} も消しました。")
    if done.logged:
        tell(f"  行ったことの記録 {done.logged:,} 行からも消しました（どの行かは、記録に残ります）。")
    tell("  控え、情報端末、見た人のブラウザー、元の文書の置き場所に残るものは、ここからは消せません。")


def publish(
    bundle: Annotated[
        Path | None, typer.Option("--bundle", metavar="ファイル", help="束のファイル（例: kokai.bundle）")
    ] = None,
    sound: Annotated[bool, typer.Option("--sound", help="できている音声も入れます。")] = False,
    key: Annotated[bool, typer.Option("--key", help="受け取る側が信じる鍵を示します。")] = False,
) -> None:
    """Writes what is public, for a site outside of the office's network or a kiosk."""
    if bundle is None and not key:
        raise SettingsError("reader publish --bundle ファイル のように、束のファイルを指定してください。")
    house = House(load_settings())
    if bundle is None:
        bundles.tell_key(house)
        return
    if bundle.suffix != bundles.ENDING:
        raise SettingsError(
            f"束のファイルの名前は {bundles.ENDING} で終わるようにしてください（例: kokai.bundle）。"
        )
    bundles.write(house, bundle, sound)


def _chosen(found: Found, only: str) -> tuple[Place, ...]:
    """The places of the list that were chosen. NotFoundError for a number that is not there."""
    if not only:
        return found.places
    numbers = [int(one) if one.strip().isdecimal() else 0 for one in only.split(",")]
    if any(not 0 < number <= len(found.places) for number in numbers):
        raise NotFoundError(
            f"--only には、一覧の番号を 1,3 のように書いてください（{len(found.places)} まで）。"
        )
    return tuple(found.places[number - 1] for number in dict.fromkeys(numbers))


def _tell_link(settings: Settings, name: str, token: str, port: int | None) -> None:
    """``port`` is what was typed; else the desk's own one of the settings counts, or that of the pages."""
    wanted = port or settings.desk_port or settings.port
    is_here = port is not None or not settings.public_url
    site = f"http://{settings.host}:{wanted}" if is_here else settings.public_url.rstrip("/")
    tell(f"{name} さんに、この番地を渡してください（一度だけ、30分のあいだ使えます）:")
    if is_here and port is None:
        tell(
            f"（{wanted} ではないポートで出しているときは、{wanted} をその番号に読みかえるか、--port で指定してください）"
        )
    tell(f"{site}/desk/join/{token}")
