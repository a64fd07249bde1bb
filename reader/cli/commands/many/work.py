"""``reader work``: makes sound for the towns of a server, on as many machines as wanted."""

import signal
import threading
from contextlib import ExitStack
from types import FrameType
from typing import Annotated

import typer

from reader.cli.console import complain, tell
from reader.cli.house import House, load_settings
from reader.cli.towns import Towns
from reader.errors import SettingsError
from reader.library.server.address import with_extra
from reader.narration.background import Background


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.command("work", help="列に並んだ音声を作ります（何台の機械でも。Ctrl+C で止まります）。")(work)


def work(
    workers: Annotated[int | None, typer.Option(help="同時に作る数（なければ全部のコア）")] = None,
    until_empty: Annotated[bool, typer.Option("--until-empty", help="列が空になったら終わります。")] = False,
) -> None:
    """Works until it is stopped."""
    house = House(load_settings(workers=workers))
    if not house.settings.clip_store:
        raise SettingsError(
            "READER_CLIP_STORE に音声の置き場（s3://バケット）を書いてください。作った音声を、ほかの機械が読めるように。"
        )
    with with_extra():
        from reader.narration.queue.line import queue_of
        from reader.narration.queue.making import Making
        from reader.narration.queue.ordering import Ordering
        from reader.narration.queue.tables import require_tables
        from reader.narration.queue.worker import Worker

    stop = threading.Event()

    def _stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    with Towns(house) as towns, ExitStack() as stack:
        require_tables(towns.common)
        own = house.settings.town
        some = towns.workable(complain)
        codes = (own,) if own else some
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGTERM, _stop)
        queues = [queue_of(towns.common.address, code) for code in codes] if codes else None

        ordering = Ordering(
            towns.common,
            towns.line,
            towns.at,
            lambda: [town for town in towns.known() if not codes or town.code in codes],
        )
        if until_empty:
            ordering.look(stop)
        else:
            stack.enter_context(Background("ordering", ordering.look))
        tell(
            f"{towns.common.address.shown}: 列に並んだ音声を作ります（同時に {house.workers}、止めるときは Ctrl+C）"
        )
        Worker(towns.common, Making(towns.at), house.workers, queues).run(stop, until_empty)
    tell(
        "止めました。途中のものは、ほかの機械か、次のときに作ります。"
        if stop.is_set()
        else "列が空になりました。"
    )
