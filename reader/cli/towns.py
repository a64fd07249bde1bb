"""The towns of a server in one process: each has a house of its own, and all speak by the same worker processes.

A site of one town has that one alone, with the settings that it always had.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.cli.house import House
from reader.cli.server import server_of
from reader.desk.drafting import DRAFT_ID
from reader.errors import LibraryError, NotFoundError, ReaderError, SettingsError
from reader.library.server.address import with_extra
from reader.settings.town import town_settings
from reader.speech.voices.versions import voice_version

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.server.common import Common, Town
    from reader.library.session import Session
    from reader.narration.narrator import Narrator
    from reader.narration.queue.line import Line
    from reader.narration.tracks import Track
    from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
    from reader.speech.workers.pool import SynthesisPool


def voices_of(house: House) -> str:
    """The driver and its version that a house's clips are made by."""
    return f"{house.driver} {voice_version(house.driver)}"


def common_of(house: House) -> Common:
    """What the towns of the house's server have in common. SettingsError where there is no server."""
    server = server_of(house.settings)
    if server is None:
        raise SettingsError(
            "READER_DATABASE にサーバーを書いてください（この機械のファイルだけなら、要りません）。docs/scale.md"
        )
    with with_extra():
        from reader.library.server.common import Common
    return Common(server)


def handing_on(house: House, narrator: Narrator, common: Common | None = None) -> Line | None:
    """Where passages wait for who works, and the narrator hands what is to be heard next to them as long as there are
    some; None where nothing is shared."""
    if not house.settings.database or not house.settings.clip_store:
        return None
    with with_extra():
        from reader.narration.queue.line import Line
    line, code = Line(common or common_of(house)), house.settings.town

    def hand_on(session: Session, track: Track) -> bool:
        if session.id.startswith(DRAFT_ID) or not line.is_worked_at():
            return False
        try:
            line.order_soon(code, session.id, session.stamp, track.key)
        except LibraryError:
            return False
        return True

    narrator.hand_on = hand_on
    return line


@dataclass
class _Open:
    """A town that is in use."""

    house: House
    narrator: Narrator


@dataclass
class Towns:
    """Houses and narrators by town, made when they are first asked for; as a context manager. Safe to use from several
    threads. ``attending`` keeps a worker process free for who waits."""

    machine: House
    attending: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)
    _open: dict[str, _Open] = field(default_factory=dict)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    def __enter__(self) -> Towns:
        self.common = common_of(self.machine)
        self._stack.callback(self.common.close)
        self._patient = self._stack.enter_context(self.machine.pool())
        # Where natural voices are made ahead, Open JTalk's for who listens are none of the patient ones' work.
        free = self.machine.workers if self.machine.begins_with_others else 1
        self._attendant = (
            self._stack.enter_context(self.machine.pool(free, patient=False)) if self.attending else None
        )
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stack.close()

    @property
    def line(self) -> Line:
        """Where passages wait for who works."""
        from reader.narration.queue.line import Line

        return Line(self.common)

    @property
    def analyzer(self) -> OpenJTalkAnalyzer:
        """The machine's, which reads for all towns."""
        return self.machine.analyzer

    def lent(self, patient: bool) -> SynthesisPool:
        """The machine's worker processes: patient ones, or those kept for who waits."""
        return self._patient if patient or self._attendant is None else self._attendant

    def known(self) -> tuple[Town, ...]:
        """The towns that this process is of: that of ``READER_TOWN``, else all. LibraryError."""
        own = self.machine.settings.town
        return tuple(town for town in self.common.towns() if not own or town.code == own)

    def workable(self, told: Callable[[ReaderError], None]) -> tuple[str, ...] | None:
        """The towns that this machine may work for, where that is not all of them: whose clips it would make as others do.
        Of the rest it is ``told`` why; ReaderError where there is no other."""
        well, wrong = [], list[ReaderError]()
        for town in self.known():
            try:
                self._house_of(town)
            except ReaderError as error:
                wrong.append(error)
            else:
                well.append(town.code)
        if wrong and not well:
            raise wrong[0]
        for why in wrong:
            told(why)
        return tuple(well) if wrong else None

    def at(self, code: str) -> tuple[Library, Narrator]:
        """A town's library, and who narrates it. NotFoundError where there is no such town, LibraryError, SettingsError where
        they cannot be had."""
        opened = self._opened(code)
        return opened.house.library, opened.narrator

    def house(self, code: str) -> House:
        """A town's house. NotFoundError, LibraryError, SettingsError."""
        return self._opened(code).house

    @property
    def waiting(self) -> int:
        """How many clips wait to be made in this process."""
        with self._guard:
            return sum(one.narrator.waiting for one in self._open.values())

    def _opened(self, code: str) -> _Open:
        with self._guard:
            if code not in self._open:
                self._open[code] = self._made(code)
            return self._open[code]

    def _made(self, code: str) -> _Open:
        town = self.common.town(code)
        if town is None:
            raise NotFoundError(
                f"自治体 {code} がサーバーにありません。READER_TOWN={code} reader upgrade で作ってください。"
            )
        house = self._house_of(town)
        self._stack.callback(house.library.close)
        narrator = self._stack.enter_context(house.narrator(speaking=False, attending=self.attending))
        return _Open(house, narrator)

    def _house_of(self, town: Town) -> House:
        """Not opened yet. LibraryError where its clips would be others than the town's."""
        house = House(town_settings(self.machine.settings, town.code, town.settings), self)
        own = voices_of(house)
        if own != town.voices:
            raise LibraryError(
                f"自治体 {town.code or '（一つだけ）'} の音声は {town.voices} で作ることになっていますが、この機械の声は {own} です。"
                "すべての機械を同じ版にし、READER_DRIVER を書いて、reader upgrade を行ってください。"
            )
        return house
