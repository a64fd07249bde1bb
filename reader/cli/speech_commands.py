"""``reader narrate``: sound made ahead of time."""

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import typer

from reader.cli.console import complain, progress_bar, tell
from reader.cli.house import House, load_settings
from reader.progress import Progress
from reader.speech.clip_upkeep import facts, prune, verify

MEGABYTE = 1_000_000


cache_app = typer.Typer(help="作った音声（audio_cache）を調べ、手入れします。", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.add_typer(cache_app, name="cache")
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


@cache_app.command("show", help="音声の数と大きさを示します。")
def show_cache() -> None:
    """One line."""
    found = facts(House(load_settings()).clip_cache)
    limit = f"{found.max_bytes / MEGABYTE:,.0f} MB まで" if found.max_bytes else "限度なし"
    pinned = "、".join(found.pinned) or "なし"
    tell(
        f"{found.folder}\t音声 {found.clips:,}\t{found.size / MEGABYTE:,.1f} MB（{limit}）\t残す会議録: {pinned}"
    )


@cache_app.command("verify", help="音声をすべて調べ、壊れたものを取り除きます（要るときに作り直します）。")
def verify_cache() -> None:
    """Exit status 1 if anything was damaged."""
    with progress_bar("音声を調べています") as on_progress:
        found = verify(House(load_settings()).clip_cache, on_progress)
    tell(f"正しい音声 {found.whole:,}、壊れていた音声 {len(found.damaged):,}")
    if found.damaged:
        raise typer.Exit(1)


@cache_app.command("prune", help="どの会議録にも要らない音声を取り除きます。")
def prune_cache() -> None:
    """Keeps what the library's sessions need, within the limit."""
    house = House(load_settings())
    with house.narrator(speaking=False) as narrator:
        sessions = (house.library.session(s.id) for s in house.library.sessions())
        needed = frozenset(key for session in sessions for key in narrator.whole(session).clips)
        gone = prune(house.clip_cache, needed, house.settings.audio_cache_max)
    tell(
        f"取り除いた音声 {gone.unneeded:,}、残っていた書きかけ {gone.left_behind:,}、{gone.size / MEGABYTE:,.1f} MB"
    )


@cache_app.command("pin", help="この会議録の音声を、いつも残します。")
def pin(ids: Annotated[list[str], typer.Argument(help="会議録の番号")]) -> None:
    """Their clips are never thrown out for room."""
    house = House(load_settings())
    with house.narrator(speaking=False) as narrator:
        for session_id in ids:
            narrator.pin(house.library.session(session_id))
            tell(f"{session_id}: 音声をいつも残します。")


@cache_app.command("unpin", help="この会議録の音声も、場所が要るときは取り除いてよいことにします。")
def unpin(ids: Annotated[list[str], typer.Argument(help="会議録の番号")]) -> None:
    """The opposite of ``pin``."""
    house = House(load_settings())
    for session_id in ids:
        house.library.session(session_id)
        house.clip_cache.pins.unpin(session_id)
        tell(f"{session_id}: 場所が要るときは取り除きます。")


def in_passages(on_progress: Callable[[int, int], None]) -> Callable[[Progress], None]:
    """A bar's function as the narrator calls it."""

    def show(progress: Progress) -> None:
        on_progress(progress.clips_ready, progress.clips_total)

    return show
