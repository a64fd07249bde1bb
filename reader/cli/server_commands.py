"""``reader serve``: the pages and their sound on this machine's own address."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from typing import Annotated

import typer
import uvicorn

from reader.cli.console import complain, errors, progress_bar, tell
from reader.cli.house import House, load_settings
from reader.cli.speech_commands import in_passages
from reader.errors import SettingsError
from reader.narrator import Narrator
from reader.web.app import create_app


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("serve", help="ページと音声を出します（Ctrl+C で止まります）。")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="受け付けるアドレス（なければ 127.0.0.1）")] = None,
    port: Annotated[int | None, typer.Option(help="ポート番号（なければ 8000）")] = None,
    workers: Annotated[int | None, typer.Option(help="同時に音声を作る数（なければ全部のコア）")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="資料庫が空なら見本を取り込みます。")] = False,
    ahead: Annotated[bool, typer.Option("--narrate", help="全部の音声を前もって作ります。")] = False,
) -> None:
    """Serves the library until it is stopped."""
    settings = load_settings(host=host, port=port, workers=workers)
    listener = listener_on(settings.host, settings.port)
    house = House(settings)
    with progress_bar("読みを新しくしています") as on_progress:
        house.importer.refresh(on_progress)
    if sample and not house.library.sessions():
        imported = import_sample(house)
        tell(f"{imported}: 見本の会議録を取り込みました。")
    with house.narrator(attending=True) as narrator, _narrating(house, narrator, ahead):
        address = f"http://{settings.host}:{listener.getsockname()[1]}"
        tell(f"{address} で開けます（止めるときは Ctrl+C）")
        application = create_app(house.library, narrator, settings)
        run_server(application, listener)


def run_server(application: Callable[..., object], listener: socket.socket) -> None:
    """Serves an application on a bound socket until it is stopped."""
    config = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=3)
    with suppress(KeyboardInterrupt):  # Ctrl+C is how people end it: nothing to complain of
        uvicorn.Server(config).run(sockets=[listener])


def import_sample(house: House) -> str:
    """Imports the minutes that come with the program; gives the id."""
    name = "hoshimihama-2026-05-14.txt"
    data = files("reader.sample").joinpath(name).read_bytes()
    return house.importer.import_bytes(data, name, f"sample:{name}").id


def listener_on(host: str, port: int) -> socket.socket:
    """A bound socket. SettingsError in one line if the port is taken."""
    try:
        return socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} を使えません（ほかのプログラムが使用中か、許可がありません）。"
            "reader serve --port 8001 のように、ほかの番号にしてください。"
        ) from error
    except OverflowError as error:
        raise SettingsError(f"ポート番号 {port} は使えません。0 から 65535 までにしてください。") from error


@contextmanager
def _narrating(house: House, narrator: Narrator, wanted: bool) -> Iterator[None]:
    """Narrates everything in the background, with progress on the terminal."""
    stop = threading.Event()
    thread = threading.Thread(target=_narrate_all, args=(house, narrator, stop), name="narration")
    if wanted:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if wanted:
            thread.join()


def _narrate_all(house: House, narrator: Narrator, stop: threading.Event) -> None:
    for summary in house.library.sessions():
        session = house.library.session(summary.id)
        with progress_bar(f"{session.id}: 音声を作っています") as on_progress:
            done = narrator.narrate(session, in_passages(on_progress), stop)
        if stop.is_set():
            return
        if done.problem:
            complain(done.problem)
        else:
            errors.print(f"{session.id}: 音声の準備ができました（新しく {done.made}、前から {done.kept}）")
