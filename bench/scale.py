"""Many machines, measured as ratios in one run, on a PostgreSQL and an S3 store that this starts itself.

::

    python -m bench.scale                       # all of it
    python -m bench.scale narration clicks      # some of them

    narration   the sample by two `reader work` of one process each, against two worker processes in one program
    clicks      from the click to the first byte of a passage that nobody has made, with 10,000 passages in the line, a town's 20
                listeners and 20 readers; and theirs. Who clicks listens for three seconds before the next click
    urgent      from the order of what somebody is about to hear until it is begun, with a million passages in the line (``WAITING``)
    away        the store stopped for half a minute while machines work and somebody listens: what they hear, and that all is there after
    kills       the seed made while one `reader work` after the other is killed in the midst of it, twenty times
    search      one town's answers, with 100 towns of 20,000 sentences on the server (``SENTENCES`` in all)
    imports     one more session into 5,000, against into 50
"""

import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from bench.crowd import around
from bench.search import QUESTIONS
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.cli.towns import voices_of
from reader.importing.importer import Importer
from reader.library.database import Transaction
from reader.library.library import Library
from reader.library.search import Query
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.library.server.ledger import ServerLedger
from reader.library.server.upgrading import upgrade_server
from reader.narration.queue.line import Line
from reader.narration.queue.tables import upgrade_common
from reader.narration.queue.worker import Passage, Worker
from reader.settings.site import Settings
from tests.kills import Relay, missing
from tests.machines import Machines, machines
from tests.servers import postgresql, s3

LONGEST_NARRATION = 1.2
LONGEST_CLICK = 1.0
LONGEST_UNTIL_BEGUN_AGAIN = 40.0
MOST_MADE_TWICE = 0.02
KILLS = 20
LONGEST_SEARCH = 0.05
LONGEST_IMPORT = 2.0
PASSAGES, IN_A_SESSION = 10_000, 500
CLICKS, LISTENS = 12, 3.0
LONGEST_COLD = 3.0
AWAY_SECONDS = 30.0
LONGEST_URGENT = 0.25
WAITING = int(os.environ.get("WAITING", "1000000"))
AT_ONCE_ORDERED, URGENT = 50_000, 40
LISTENERS, READERS, HEARD = 20, 20, 6
SENTENCES = int(os.environ.get("SENTENCES", "2000000"))
IN_A_TOWN = 20_000
MANY, FEW = 5_000, 50
SAMPLE = Path(__file__).resolve().parent.parent / "reader" / "sample" / "hoshimihama-2026-05-14.txt"


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


def main() -> None:
    """Exit status 1 where something takes longer than it may."""
    parts: dict[str, Callable[[Lab], bool]] = {
        "narration": narration,
        "clicks": clicks,
        "urgent": urgent,
        "away": away,
        "kills": kills,
        "imports": imports,
        "search": search,
    }
    wanted = [name for name in parts if name in sys.argv[1:] or len(sys.argv) == 1]
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        url = stack.enter_context(postgresql(folder / "postgresql"))
        store = stack.enter_context(s3(folder))
        compiled = folder / "compiled"
        compiled.mkdir()
        well = True
        for part in wanted:
            (folder / part).mkdir()
            (folder / part / ".cache").symlink_to(compiled, target_is_directory=True)
            with machines(folder / part, url, store, compiled) as several:
                well = parts[part](Lab(several, folder / part)) and well
    sys.exit(0 if well else 1)


def narration(lab: Lab) -> bool:
    """The same clips by the same number of voices, in one program and on two machines."""
    warm = lab.import_page("第1回会議\n令和8年1月5日\n\n委員: 橋の話。\n事務局: はい。\n".encode(), "warm")
    sample = lab.import_page(SAMPLE.read_bytes(), "sample")
    sessions = [lab.library.session(one) for one in (warm, sample)]

    def unwatched(_progress: object) -> None:
        return

    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=2))
    with closing(alone.library), alone.narrator() as narrator:
        passages = [[track.key for track in narrator.tracks(session)] for session in sessions]
        narrator.narrate(sessions[0], unwatched, threading.Event())
        began = time.perf_counter()
        narrator.narrate(sessions[1], unwatched, threading.Event())
        in_process = time.perf_counter() - began
    for session in sessions:  # nothing is found to order: that is done here
        lab.line.order_session("", session.id, session.stamp, ())
    lab.common.all_ordered("", lab.common.writes([""])[""])
    with (
        lab.several.started("one", "work", "--workers", "1"),
        lab.several.started("two", "work", "--workers", "1"),
    ):
        _until(lambda: lab.line.waiting().workers == 2)
        lab.line.order_session("", warm, sessions[0].stamp, passages[0] * 4)
        _until(lab.is_done)  # both have their voices ready
        there = len(lab.ledger.keys())
        began = time.perf_counter()
        lab.line.order_session("", sample, sessions[1].stamp, passages[1])
        _until(lab.is_done)
        several = time.perf_counter() - began
    made = len(lab.ledger.keys()) - there
    return _told(
        f"narration: {made} clips, in one program {in_process:.1f} s, by two machines {several:.1f} s",
        several / in_process,
        LONGEST_NARRATION,
    )


def clicks(lab: Lab) -> bool:
    """Clicks on passages of which nothing is there, while as many listen and read as in a town: with nothing in the line, then
    while it is full and somebody works."""
    page = lab.import_page(seed_bytes()[1], "seed")
    session = lab.library.session(page)
    keys = [passage.key for passage in session.passages]
    turns = [passage.key for passage in session.passages if len(passage.utterances) > 2][-2 * CLICKS :]
    lab.line.order_session("", page, session.stamp, ())
    lab.common.all_ordered("", lab.common.writes([""])[""])
    with lab.several.started("web", "serve", "--port", "0", "--workers", "1"):
        _until(lambda: "で開けます" in lab.several.said("web"))
        site = lab.several.said("web").partition(" ")[0]
        address = f"{site}/minutes/{page}/passages"
        heard = keys[:HEARD]
        _clicked(address, heard)  # the voices are ready, and there is something to listen to
        with around(site, page, heard, LISTENERS, READERS) as before:
            alone = _clicked(address, turns[::2], LISTENS)
        for number in range(1, PASSAGES // IN_A_SESSION + 1):
            other = lab.library.session(lab.import_page(_long(number), f"long-{number}"))
            lab.line.order_session("", other.id, other.stamp, [one.key for one in other.passages])
        with (
            lab.several.started("work", "work", "--workers", "1"),
            around(site, page, heard, LISTENERS, READERS) as met,
        ):
            _until(lambda: lab.line.waiting().doing > 0)
            full = _clicked(address, turns[1::2], LISTENS)
            left = lab.line.waiting().waiting
    wrong = [*before.listeners.errors, *before.readers.errors, *met.listeners.errors, *met.readers.errors]
    print(*wrong[:3], sep="\n", end="\n" if wrong else "")
    well = _told(
        f"clicks on sound: median {statistics.median(full):.2f} s with {left:,} passages in the line (with none: median"
        f" {statistics.median(alone):.2f} s, p95 {_p95(alone):.2f} s), {LISTENERS} listeners and {READERS} readers; p95 in seconds",
        _p95(full),
        LONGEST_CLICK,
    )
    for who, tally in (("pages", met.readers), ("sound that is there", met.listeners)):
        taken = tally.first_bytes
        words = f"clicks on {who}: {len(taken)}, median {statistics.median(taken):.3f} s; p95 in seconds"
        well = _told(words, _p95(taken), LONGEST_CLICK) and well
    return well and not wrong


def _long(number: int) -> bytes:
    """Minutes of which no two sentences are the same, so that whoever works at them speaks."""
    turns = "".join(
        f"{'委員' if n % 2 else '事務局'}: {number}回の第{n}号議案は、橋を{n}本と道を{n + number}本直すもので、来年の{n % 12 + 1}月までに終わります。\n"
        for n in range(1, IN_A_SESSION + 1)
    )
    return f"第{number}回会議\n令和7年1月{number}日\n\n{turns}".encode()


def _clicked(address: str, keys: Sequence[str], listens: float = 0.0) -> list[float]:
    """Seconds from each click to the first byte; for ``listens`` seconds nothing else is clicked then."""
    waits = []
    for key in keys:
        began = time.perf_counter()
        with urllib.request.urlopen(f"{address}/{key}.mp3") as answer:
            answer.read(1)
            waits.append(time.perf_counter() - began)
            time.sleep(listens)
    return waits


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[round(0.95 * (len(taken) - 1))]


def urgent(lab: Lab) -> bool:
    """Jobs that take 50 ms, two at once, before which one after the other asks to go first."""
    for begin in range(0, WAITING, AT_ONCE_ORDERED):
        lab.line.order_session("", "s", "1", (f"p{begin + n}" for n in range(AT_ONCE_ORDERED)))
    begun: dict[str, float] = {}
    stop = threading.Event()

    def make(what: Passage, _ended: threading.Event) -> None:
        begun[what.passage] = time.perf_counter()
        time.sleep(0.05)

    work = threading.Thread(target=Worker(lab.common, make, 2).run, args=(stop,))
    work.start()
    _until(lambda: len(begun) > 10)
    waits = []
    for number in range(URGENT):
        name = f"u{number}"
        asked = time.perf_counter()
        lab.line.order_soon("", "s", "1", name)
        while name not in begun:
            time.sleep(0.002)
        waits.append(begun[name] - asked)
    left = lab.line.waiting().waiting
    stop.set()
    work.join()
    return _told(
        f"urgent: {left:,} in the line; from the order to the beginning median {statistics.median(waits) * 1000:.0f} ms; p95 in seconds",
        _p95(waits),
        LONGEST_URGENT,
    )


def away(lab: Lab) -> bool:
    """What is there goes on, what is not is heard soon, and everything is in the store afterwards without a person."""
    page = lab.import_page(seed_bytes()[1], "seed")
    session = lab.library.session(page)
    keys = [passage.key for passage in session.passages]
    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=1))
    with closing(alone.library), alone.narrator() as narrator:
        wanted = {segment.clip for segment in narrator.segments(session)}
    with (
        lab.several.started("web", "serve", "--port", "0", "--workers", "1"),
        lab.several.started("work", "work", "--workers", "1"),
    ):
        _until(lambda: "で開けます" in lab.several.said("web"))
        address = f"{lab.several.said('web').partition(' ')[0]}/minutes/{page}/passages"
        _clicked(address, keys[:HEARD])
        lab.several.store.kill()
        gone = time.monotonic()
        there, cold = [], []
        for key in reversed(keys):
            there += _clicked(address, keys[:HEARD])
            cold += _clicked(address, [key])  # an error of the server is raised here
            if time.monotonic() - gone > AWAY_SECONDS:
                break
        lab.several.store.start()
        _until(lambda: lab.ledger.keys() >= wanted and lab.is_done())
    lost = missing(lab.several, wanted)
    print(
        f"away: {len(there)} times what is there, p95 {_p95(there):.3f} s; {len(cold)} cold turns", end=", "
    )
    well = _told("the last after seconds", max(cold), LONGEST_COLD)
    return _told(f"away: of {len(wanted)} clips missing", len(lost), 0) and well


def kills(lab: Lab) -> bool:
    """Twenty machines killed: what is missing, what was made twice, and until when what they had in hand was begun again."""
    page = lab.import_page(seed_bytes()[1], "seed")
    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=1))
    with closing(alone.library), alone.narrator() as narrator:
        wanted = {segment.clip for segment in narrator.segments(lab.library.session(page))}
    with Relay(lab.several, lab.common) as relay:
        relay.start()
        for _ in range(KILLS):
            relay.start()
            relay.kill_one()
        relay.start()
        relay.finish()
    lost, twice = missing(lab.several, wanted), relay.twice()
    well = _told(
        f"kills: {KILLS} of {len(relay.names)} machines; of {len(wanted)} clips missing", len(lost), 0
    )
    well = _told(f"kills: made twice {twice}; share", twice / len(wanted), MOST_MADE_TWICE) and well
    return (
        _told(
            f"kills: {len(relay.waits)} passages were in hand; the last was begun again after seconds",
            max(relay.waits),
            LONGEST_UNTIL_BEGUN_AGAIN,
        )
        and well
    )


def imports(lab: Lab) -> bool:
    """One more session, decided about and stored."""
    lab.import_page("第1回会議\n令和8年1月5日\n\n委員: 橋の話。\n".encode(), "first")
    times = []
    for begin, most in ((2, FEW), (FEW + 1, MANY)):
        with lab.library.writing() as connection:
            _copies(connection, begin, most)
        taken = []
        for day in range(1, 6):
            page = f"第{most + day}回会議\n令和8年2月{day}日\n\n委員: {most}の話と{day}の話。\n".encode()
            began = time.perf_counter()
            lab.import_page(page, f"{most}-{day}")
            taken.append(time.perf_counter() - began)
        times.append(statistics.median(taken))
    few, many = times
    return _told(
        f"imports: into {FEW} {few * 1000:.0f} ms, into {MANY:,} {many * 1000:.0f} ms",
        many / few,
        LONGEST_IMPORT,
    )


def _copies(connection: Transaction, begin: int, end: int) -> None:
    """The first session many times over, each of another day, from another place."""
    columns = [*connection.exec_driver_sql("SELECT * FROM session LIMIT 1").keys()]
    kept = [f'"{name}"' for name in columns if name not in ("id", "held_on", "source", "source_digest")]
    names = ", ".join(kept)
    connection.exec_driver_sql(
        f"INSERT INTO session (id, held_on, source, source_digest, {names})"
        f" SELECT to_char(date '1990-01-01' + i, 'YYYYMMDD') || '-1', (date '1990-01-01' + i)::text,"
        f" '/copy/' || i, 'copy ' || i, {names} FROM (SELECT * FROM session WHERE source = '/first.txt') one,"
        f" generate_series({begin}, {end}) i"
    )


def search(lab: Lab) -> bool:
    """A town among many on one server: each has its own tables, as large as ten years of minutes."""
    lab.import_page(seed_bytes()[1], "seed")
    with lab.library.writing() as connection:
        for table, number in (("utterance", "rowid"), ("sentence", "n")):
            _multiplied(connection, table, number)
        connection.exec_driver_sql("ANALYZE")
    alone = _searched(lab)
    towns = SENTENCES // IN_A_TOWN
    for town in range(1, towns):
        with lab.library.writing() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA reader_{town:06}")
            for table in ("utterance", "sentence"):
                copy = f"reader_{town:06}.{table}"
                connection.exec_driver_sql(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
                connection.exec_driver_sql(f"INSERT INTO {copy} SELECT * FROM {table}")
                connection.exec_driver_sql(f"ANALYZE {copy}")
    with lab.library.reading() as connection:
        there = connection.exec_driver_sql("SELECT count(*) FROM sentence").scalar_one()
    taken = _searched(lab)
    return _told(
        f"search: {towns} towns of {there:,} sentences, {towns * there:,} in all; median {statistics.median(taken) * 1000:.0f} ms"
        f" (alone on the server {statistics.median(alone) * 1000:.0f} ms, p95 {_p95(alone):.3f} s); p95 in seconds",
        _p95(taken),
        LONGEST_SEARCH,
    )


def _searched(lab: Lab) -> list[float]:
    """Seconds to each answer."""
    taken = []
    for words in [*QUESTIONS, *QUESTIONS]:
        began = time.perf_counter()
        lab.library.search(Query(words))
        taken.append(time.perf_counter() - began)
    return taken


def _multiplied(connection: Transaction, table: str, number: str) -> None:
    """The rows of a table many times over, each time with other numbers."""
    columns = [*connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 1").keys()]
    kept = ", ".join(f'"{name}"' for name in columns if name not in (number, "id"))
    own = [name for name in columns if name == "id"]
    ids = ", id" if own else ""
    made = ", 'copy-' || i || '-' || id" if own else ""
    there = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({number}{ids}, {kept}) SELECT -(i * {there} + place){made}, {kept}"
        f" FROM (SELECT *, row_number() OVER (ORDER BY {number}) AS place FROM {table}) one,"
        f" generate_series(1, {IN_A_TOWN // there}) i"
    )


def _until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.1)


def _told(words: str, value: float, most: float) -> bool:
    well = value <= most
    print(f"{words}: {value:.3f} ({'at most' if well else 'MORE THAN'} {most})", flush=True)
    return well


if __name__ == "__main__":
    main()
