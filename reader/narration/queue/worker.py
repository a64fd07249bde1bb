"""Whoever works at the queue: takes passages as long as there are some, whatever happens to the server meanwhile.

::

    killed              its passages are begun again by others, ``silent`` seconds after its last sign
    server restarts     waits until it answers, and goes on
    passage fails       tried again after seconds, then minutes, as long as its session is in that state
    is to stop          puts back what it has begun; what is made of it stays made
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from psycopg import AsyncConnection, OperationalError

from reader.library.server.common import SCHEMA, Common
from reader.library.server.opening import reached_by, settling
from reader.narration.queue.line import PASSAGE, WORKERS_SILENT

MOST_KILLS = 5
"""How often a passage may take a worker with it."""

_SIGN_EVERY = 5.0
_LOOK_EVERY = 0.2
_REST = 1.0
_FIRST_WAIT, _LONGEST_WAIT = 2, 600

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to be made: a passage of one state of a town's session."""

    town: str
    session: str
    stamp: str
    passage: str


class StoppedError(Exception):
    """It is not done, because who does it is to stop; it is put back."""


Makes = Callable[[Passage, threading.Event], None]
"""Makes a passage; StoppedError where the event was set meanwhile, anything else where it could not be made."""


class Worker:
    """Makes passages of all queues, or of those named; ``at_once`` of them."""

    def __init__(
        self,
        common: Common,
        makes: Makes,
        at_once: int,
        queues: Sequence[str] | None = None,
        sign_every: float = _SIGN_EVERY,
        silent: float = WORKERS_SILENT,
    ) -> None:
        """A sign of life is given every ``sign_every`` seconds; who gave none for ``silent`` seconds is taken for dead."""
        self._common = common
        self._makes = makes
        self._at_once = at_once
        self._queues = queues
        self._sign_every = sign_every
        self._silent = silent

    def run(self, stop: threading.Event, until_empty: bool = False) -> None:
        """Works until ``stop`` is set, or until nothing waits any more."""
        asyncio.run(self._run(stop, until_empty))

    async def _run(self, stop: threading.Event, until_empty: bool) -> None:
        told = False
        while not stop.is_set():
            if not await asyncio.to_thread(self._common.answers):
                if not told:
                    _log.warning("サーバーが答えません。答えるまで待ちます。")
                told = True
                await asyncio.sleep(_REST)
                continue
            if told:
                _log.warning("サーバーが答えたので、続けます。")
            told = False
            ended = threading.Event()
            try:
                await self._round(stop, ended, until_empty)
            except (ConnectorException, OperationalError) as error:
                _log.warning("仕事の列が途切れました（%s）。", error.__cause__ or error)
                await asyncio.sleep(_REST)
            else:
                if until_empty:
                    return
            finally:
                ended.set()

    async def _round(self, stop: threading.Event, ended: threading.Event, until_empty: bool) -> None:
        """Works until it is to stop, or the server is lost."""
        connector = self._connector()
        app = App(connector=connector)
        threads = ThreadPoolExecutor(self._at_once, thread_name_prefix="passage")

        @app.task(name=PASSAGE, retry=_Again())
        async def passage(town: str, session: str, stamp: str, passage: str) -> None:
            what = Passage(town, session, stamp, passage)
            await asyncio.get_running_loop().run_in_executor(threads, self._makes, what, ended)

        try:
            async with app.open_async():
                await self._work(app, connector, stop, ended, until_empty)
        finally:
            ended.set()
            threads.shutdown(wait=False)

    async def _work(
        self,
        app: App,
        connector: "_Connector",
        stop: threading.Event,
        ended: threading.Event,
        until_empty: bool,
    ) -> None:
        queues: dict[str, Any] = {"queues": [*self._queues]} if self._queues else {}
        work = asyncio.create_task(
            app.run_worker_async(
                **queues,
                concurrency=self._at_once,
                wait=not until_empty,
                delete_jobs="successful",
                install_signal_handlers=False,
                fetch_job_polling_interval=self._sign_every,
                update_heartbeat_interval=self._sign_every,
                stalled_worker_timeout=self._silent,
            )
        )
        beside = [
            asyncio.create_task(self._take_up(app)),
            asyncio.create_task(_told(stop)),
            asyncio.create_task(connector.untold()),
        ]
        try:
            await asyncio.wait([work, *beside], return_when=asyncio.FIRST_COMPLETED)
            ended.set()  # passages that are being made end soon
        finally:
            for task in (work, *beside):
                task.cancel()
            done = await asyncio.gather(work, *beside, return_exceptions=True)
        for error in done:
            if isinstance(error, Exception):
                raise error

    async def _take_up(self, app: App) -> None:
        """Puts back what workers had begun that are dead."""
        while True:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self._silent):
                with suppress(ConnectorException):  # another one was first
                    await self._put_back(app, job)
            await asyncio.sleep(min(self._silent, self._sign_every))

    async def _put_back(self, app: App, job: Job) -> None:
        assert job.id is not None
        if job.attempts < MOST_KILLS:
            await app.job_manager.retry_job(job)
            return
        _log.error("%s: 作る途中で何度も止まったので、やめました。", job.task_kwargs)
        await app.job_manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)

    def _connector(self) -> "_Connector":
        return _Connector(
            conninfo=reached_by(self._common.address, "minutes-reader-work"),
            configure=_settled,
            min_size=1,
            max_size=4,
            timeout=5.0,
        )


async def _settled(connection: AsyncConnection[Any]) -> None:
    """It sees what towns have in common."""
    await connection.execute(settling(SCHEMA))
    await connection.commit()


class _Connector(PsycopgConnector):
    """Knows when the server was not told something: that a passage is done, for one. It would be this worker's for ever, since
    this worker lives; so the round ends, and who begins anew takes up what nobody has in hand."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._untold = asyncio.Event()
        self._why: ConnectorException | None = None

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        """Tells the server something."""
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException as error:
            if isinstance(error.__cause__, OperationalError):
                self._why = error
                self._untold.set()
            raise

    async def untold(self) -> None:
        """ConnectorException as soon as the server was not told something."""
        await self._untold.wait()
        assert self._why is not None
        raise self._why


class _Again(BaseRetryStrategy):
    """At once what was put back, later and later what could not be made."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """When it is tried again."""
        if isinstance(exception, StoppedError | asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        wait = min(_FIRST_WAIT * 2 ** min(job.attempts, 10), _LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


async def _told(stop: threading.Event) -> None:
    """Returns when it is set."""
    while not stop.is_set():
        await asyncio.sleep(_LOOK_EVERY)
