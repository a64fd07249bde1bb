"""``reader serve``: the pages and their sound on this machine's own address."""

import atexit
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import files
from typing import Annotated

import typer

from reader.cli.commands.refresh import refreshing
from reader.cli.commands.speech import NarrationLines
from reader.cli.console import complain, complain_of, tell
from reader.cli.house import House, load_settings
from reader.cli.sites import serves_towns, site_of, sites_of_towns
from reader.errors import SettingsError
from reader.narration.background import Background
from reader.narration.narrator import Narrator
from reader.narration.overnight import WATCH_SECONDS, Overnight
from reader.narration.progress import Narrated
from reader.settings.addresses import listed
from reader.web.serving import server as serving
from reader.web.serving.collector import pace_collector


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("serve", help="ページと音声を出します（Ctrl+C で止まります）。")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="受け付けるアドレス（なければ 127.0.0.1）")] = None,
    port: Annotated[int | None, typer.Option(help="ポート番号（なければ 8000）")] = None,
    workers: Annotated[int | None, typer.Option(help="同時に音声を作る数（なければ全部のコア）")] = None,
    processes: Annotated[int | None, typer.Option(help="ページを出すプロセスの数（なければ 1）")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="資料庫が空なら見本を取り込みます。")] = False,
    ahead: Annotated[bool, typer.Option("--narrate", help="全部の音声を前もって作ります。")] = False,
) -> None:
    """Serves the library until it is stopped."""
    settings = load_settings(host=host, port=port, workers=workers, processes=processes)
    listener = listener_on(settings.host, settings.port)
    listeners = [listener]
    if settings.desk_port:
        listeners.append(listener_on(settings.host, settings.desk_port))
    house = House(settings)
    proxies = listed(settings.trusted_proxies)
    if serves_towns(house):
        if sample or ahead:
            raise SettingsError(
                "いくつもの自治体のページを出すときは、--sample と --narrate は使えません。音声は reader work が作ります。"
            )
        _serve_towns(house, listeners, proxies)
        return
    is_empty = not house.library.count()  # a library that cannot be used is told before there is an address
    if sample and is_empty:
        imported = import_sample(house)
        tell(f"{imported}: 見本の会議録を取り込みました。")
    tell(f"http://{settings.host}:{listener.getsockname()[1]} で開けます（止めるときは Ctrl+C）")
    tell(house.voices_in_order)
    if ahead:
        tell("全部の音声を前もって作ります。")
    with ExitStack() as stack:
        refresh = stack.enter_context(refreshing(house))
        if settings.processes > 1:
            if ahead:
                stack.enter_context(_narrating(house, stack.enter_context(house.narrator()), refresh))
            serving.serve_from_several(site, listeners, settings.processes, proxies)
            return
        narrator = stack.enter_context(house.narrator(attending=True))
        if ahead:
            stack.enter_context(_narrating(house, narrator, refresh))
        serving.serve(site_of(house, narrator), listeners, proxies)


def _serve_towns(house: House, listeners: list[socket.socket], proxies: tuple[str, ...]) -> None:
    """All towns of a server, each by its name."""
    tell(
        f"http://{house.settings.host}:{listeners[0].getsockname()[1]} で、自治体ごとの名前で開けます（止めるときは Ctrl+C）"
    )
    if house.settings.processes > 1:
        serving.serve_from_several(site, listeners, house.settings.processes, proxies)
        return
    with ExitStack() as stack:
        serving.serve(sites_of_towns(house, stack), listeners, proxies)


def site() -> Callable[..., object]:
    """The application of one of several processes, with a worker of its own for who is waiting."""
    pace_collector()
    house = House(replace(load_settings(), workers=1))
    stack = ExitStack()
    if serves_towns(house):
        atexit.register(stack.close)
        return sites_of_towns(house, stack)
    narrator = stack.enter_context(house.narrator(attending=True))
    return site_of(house, narrator, on_end=stack.close)


def import_sample(house: House) -> str:
    """Imports the minutes that come with the program; gives the id."""
    name = "hoshimihama-2026-05-14.txt"
    data = files("reader.sample").joinpath(name).read_bytes()
    return house.importer.import_bytes(data, name, f"sample:{name}").id


def listener_on(host: str, port: int) -> socket.socket:
    """A bound socket. SettingsError in one line if the port is taken."""
    try:
        socket.getaddrinfo(host, port)
        return socket.create_server((host, port), backlog=512)
    except socket.gaierror as error:
        raise SettingsError(
            f"番地 {host} が分かりません。この機械の番地か名前を --host に書いてください（例: 127.0.0.1）。"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} を使えません（ほかのプログラムが使用中か、許可がありません）。"
            "reader serve --port 8001（make run なら make run PORT=8001）のように、ほかの番号にしてください。"
        ) from error
    except OverflowError as error:
        raise SettingsError(f"ポート番号 {port} は使えません。0 から 65535 までにしてください。") from error


def _narrating(house: House, narrator: Narrator, refresh: Background) -> Background:
    """Narrates everything in the background, with progress on the terminal, once it is read as it will stay."""
    overnight, lines = Overnight(house.library, narrator), _Quietly()

    def look(stop: threading.Event) -> float:
        if not refresh.is_done and refresh.problem is None:
            return WATCH_SECONDS
        return overnight.look(lines, stop)

    background = Background("narration", look, house.settings.narration_sign)
    narrator.problem_ahead = lambda: background.problem
    return background


class _Quietly(NarrationLines):
    """A bar, and a line only where something was made or went wrong (once)."""

    def __init__(self) -> None:
        super().__init__(1)
        self._told: str | None = None

    def ended(self, session_id: str, narrated: Narrated) -> None:
        """On standard error, as everything that goes on behind the pages."""
        if narrated.problem and narrated.problem != self._told:
            complain(narrated.problem)
        elif narrated.made and narrated.is_complete:
            complain_of(
                f"{session_id}: 音声の準備ができました（新しく {narrated.made}、前から {narrated.kept}）"
            )
        self._told = narrated.problem
