"""``reader kiosk``: the shared touch screen, kept alive until it is stopped."""

import signal
import sys
import threading
from types import FrameType
from typing import Annotated

import typer

from reader.cli.commands.refresh import refreshing
from reader.cli.commands.server import listener_on
from reader.cli.console import tell
from reader.cli.house import House, load_settings
from reader.kiosk.browser import find_browser
from reader.kiosk.supervisor import Supervisor
from reader.narration.background import Background
from reader.narration.prompts import Prompts
from reader.web.kiosk.app import create_kiosk
from reader.web.kiosk.upkeep.rehearsal import Rehearsal
from reader.web.serving.server import serve

LOOPBACK = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("kiosk", help="情報端末として、全画面で動かします（Ctrl+C で止まります）。")(kiosk)
    app.command("kiosk-server", hidden=True)(kiosk_server)


def kiosk(
    port: Annotated[int | None, typer.Option(help="ポート番号（なければ 8000）")] = None,
    browser: Annotated[str | None, typer.Option(help="Chromium の場所（なければ探します）")] = None,
    flag: Annotated[list[str] | None, typer.Option(help="ブラウザーに加える指定（何度でも）")] = None,
    workers: Annotated[int | None, typer.Option(help="同時に音声を作る数（なければ全部のコア）")] = None,
) -> None:
    """Starts server and browser, starts again what dies, stops both at the end."""
    settings = load_settings(port=port, workers=workers)
    found = find_browser(browser)
    listener_on(LOOPBACK, settings.port).close()
    server = [sys.executable, "-m", "reader", "kiosk-server", "--port", str(settings.port)]
    server += ["--workers", str(workers)] if workers is not None else []
    supervisor = Supervisor(server, found, flag or [], f"http://{LOOPBACK}:{settings.port}", tell)
    supervisor.run(_stopped_by_signals())
    tell("情報端末を終わりました。")


def kiosk_server(
    port: Annotated[int, typer.Option()], workers: Annotated[int | None, typer.Option()] = None
) -> None:
    """The server that ``reader kiosk`` keeps alive: on this machine's own address, and nothing but the kiosk."""
    settings = load_settings(host=LOOPBACK, port=port, workers=workers)
    listener = listener_on(LOOPBACK, settings.port)
    house = House(settings)
    with refreshing(house), house.narrator(attending=True) as narrator:
        prompts = Prompts(narrator, house.annotator, house.library.lexicon(""))
        application = create_kiosk(house.library, narrator, prompts, settings)
        rehearsal = Background("rehearsal", Rehearsal(application, prompts, house.library).go_on)
        with rehearsal:
            narrator.problem_ahead = lambda: rehearsal.problem
            serve(application, [listener])


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()

    def _stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    return stop
