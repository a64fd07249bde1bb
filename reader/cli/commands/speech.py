"""``reader narrate``: sound made ahead of time."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Annotated

import typer

from reader.cli.console import complain, progress_bar, tell
from reader.cli.desk import note_act
from reader.cli.house import House, load_settings
from reader.errors import GoneError
from reader.narration.overnight import Night, Overnight
from reader.narration.progress import Narrated, Progress
from reader.speech.clips.upkeep import facts, prune, verify

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

    chosen = ids or [summary.id for summary in house.library.sessions()]
    for session_id in ids or ():
        house.library.session(session_id)
    with house.narrator() as narrator:
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGTERM, _stop)
        night = Overnight(house.library, narrator).narrate(chosen, NarrationLines(len(chosen)), stop)
    if len(chosen) > 1:
        tell(_summary_line(night, len(chosen)))
    if night.stopped:
        tell("途中で止めました。もう一度行うと、続きから作ります。")
        raise typer.Exit(130)
    if night.complete < night.sessions or night.problem:
        raise typer.Exit(1)


class NarrationLines:
    """A bar for the session that is narrated, and a line for each that is done; ``total`` is how many there are."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._begun = 0

    @contextmanager
    def beginning(self, session_id: str) -> Iterator[Callable[[Progress], None]]:
        """A bar that counts clips."""
        self._begun += 1
        count = f" {self._begun} / {self._total}" if self._total > 1 else ""
        with progress_bar(f"{session_id}{count}: 音声を作っています") as on_progress:
            yield lambda progress: on_progress(progress.clips_ready, progress.clips_total)

    def ended(self, session_id: str, narrated: Narrated) -> None:
        """One line, and one for what went wrong."""
        tell(
            f"{session_id}: 作った音声 {narrated.made}、すでにあった音声 {narrated.kept}、失敗 {narrated.failed}"
        )
        if narrated.problem:
            complain(narrated.problem)


def _summary_line(night: Night, chosen: int) -> str:
    return (
        f"会議録 {chosen} のうち {night.complete} の音声がそろっています"
        f"（作った音声 {night.made:,}、すでにあった音声 {night.kept:,}、失敗 {night.failed:,}）。"
    )


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
        needed = frozenset(part.clip for session in sessions for part in narrator.segments(session))
        gone = prune(house.clip_cache, needed, house.settings.audio_cache_max)
    tell(
        f"取り除いた音声 {gone.unneeded:,}、残っていた書きかけ {gone.left_behind:,}、{gone.size / MEGABYTE:,.1f} MB"
        + (f"、置き場から {gone.swept:,}" if gone.swept else "")
    )


@cache_app.command("pin", help="この会議録の音声を、いつも残します。")
def pin(ids: Annotated[list[str], typer.Argument(help="会議録の番号")]) -> None:
    """Their clips are never thrown out for room."""
    house = House(load_settings())
    with house.narrator(speaking=False) as narrator:
        for session_id in ids:
            narrator.pin(house.library.session(session_id))
            note_act(house, "keep_sound", session_id, after="残す")
            tell(f"{session_id}: 音声をいつも残します。")


@cache_app.command("unpin", help="この会議録の音声も、場所が要るときは取り除いてよいことにします。")
def unpin(ids: Annotated[list[str], typer.Argument(help="会議録の番号")]) -> None:
    """The opposite of ``pin``, also of a session that was removed. All of them, or none where one never was."""
    house = House(load_settings())
    pins = house.clip_cache.pins
    for session_id in [name for name in ids if name not in pins.names()]:
        with suppress(GoneError):  # its pin went with it
            house.library.require(session_id)
    for session_id in ids:
        pins.unpin(session_id)
        note_act(house, "keep_sound", session_id, after="残さない")
        tell(f"{session_id}: 場所が要るときは取り除きます。")
