"""What the measurements have in common: a town on the server, waiting, and what is told."""

import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reader.cli.house import House
from reader.cli.towns import voices_of
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.library.server.ledger import ServerLedger
from reader.library.server.upgrading import upgrade_server
from reader.narration.queue.line import Line
from reader.narration.queue.tables import upgrade_common
from reader.settings.site import Settings
from tests.machines import Machines


class Lab:
    """One town's library on the server, and whoever works for it."""

    def __init__(self, several: Machines, folder: Path) -> None:
        self.several = several
        self.folder = folder
        self.address = ServerAddress(several.url)
        self.house = House(Settings(home=folder, driver="openjtalk", workers=2))
        upgrade_server(self.address)
        self.common = Common(self.address)
        upgrade_common(self.common, "", voices_of(self.house))
        self.line = Line(self.common)
        self.library = Library(folder / "server.sqlite3", server=self.address)
        self.importer = Importer(self.library, self.house.annotator)
        self.ledger = ServerLedger(self.address)

    def import_page(self, page: bytes, name: str) -> str:
        """Its id."""
        return self.importer.import_bytes(page, f"{name}.txt", f"/{name}.txt").id

    def is_done(self) -> bool:
        """Whether no passage of the line is left."""
        now = self.line.waiting()
        return now.waiting + now.doing == 0


def clicked(address: str, keys: Iterable[str], listens: float = 0.0) -> list[float]:
    """Seconds from each click to the first byte; for ``listens`` seconds nothing else is clicked then."""
    waits = []
    for key in keys:
        began = time.perf_counter()
        with urllib.request.urlopen(f"{address}/{key}.mp3") as answer:
            answer.read(1)
            waits.append(time.perf_counter() - began)
            time.sleep(listens)
    return waits


def p95(taken: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return sorted(taken)[round(0.95 * (len(taken) - 1))]


def until(true: Callable[[], bool]) -> None:
    """Returns when it is so."""
    while not true():
        time.sleep(0.1)


def told(words: str, value: float, most: float) -> bool:
    """Whether the value is at most that; says both."""
    well = value <= most
    print(f"{words}: {value:.3f} ({'at most' if well else 'MORE THAN'} {most})", flush=True)
    return well
