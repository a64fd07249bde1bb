"""``reader narrate``: sound made ahead of time."""

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import typer

from reader.cli.console import complain, progress_bar, tell
from reader.cli.house import House, load_settings
from reader.narrator import Progress


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("narrate", help="読み上げの音声を前もって作ります。途中で止めても、続きから作れます。")(
        narrate
    )


def narrate(
    ids: Annotated[list[str] | None, typer.Argument(help="会議録の番号（なければ全部）")] = None,
    workers: Annotated[int | None, typer.Option(help="同時に作る数（なければ全部のコア）")] = None,
) -> None:
    """Makes every clip of the named sessions that is not there yet."""
    house = House(load_settings(workers=workers))
    stop = threading.Event()

    def _stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    sessions = [house.library.session(i) for i in ids or [s.id for s in house.library.sessions()]]
    with house.narrator() as narrator:
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGTERM, _stop)
        for session in sessions:
            with progress_bar(f"{session.id}: 音声を作っています") as on_progress:
                done = narrator.narrate(session, in_passages(on_progress), stop)
            tell(f"{session.id}: 作った音声 {done.made}、すでにあった音声 {done.kept}、失敗 {done.failed}")
            if done.problem:
                complain(done.problem)
            if stop.is_set():
                tell("途中で止めました。もう一度行うと、続きから作ります。")
                raise typer.Exit(130)
            if done.failed:
                raise typer.Exit(1)


def in_passages(on_progress: Callable[[int, int], None]) -> Callable[[Progress], None]:
    """A bar's function as the narrator calls it."""

    def show(progress: Progress) -> None:
        on_progress(progress.clips_ready, progress.clips_total)

    return show
