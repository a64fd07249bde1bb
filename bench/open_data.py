"""What a program waits that reads a site's data: the JSON of a session of 300 turns, feeds of 300 sessions, a map.

The reader is started as people start it, on a library of 300 short sessions that can be heard and a long one. Each address is asked
``ROUNDS`` times on one kept-alive connection, in turns with ``/healthz``, which shows what the machine itself takes. Printed:
milliseconds, median and 95 %, of it and of ``/healthz``. Fails where a 95 % is beyond what is promised (``WANTED``), or a feed beyond 1 MB.
"""

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from bench.serving import Connection, reader_serving
from reader.cli.house import House
from reader.narration.tracks import estimated_seconds
from reader.settings.site import Settings
from reader.speech.clips.clip import Clip
from reader.speech.sound import mp3

SESSIONS, TURNS, ROUNDS = 300, 300, 60
MOST_FEED = 1_000_000
WANTED = {"json": 50.0, "feed": 100.0}
"""Milliseconds."""

_SENTENCES = "予算について伺います。次に、道路の改修について、市長のお考えをお聞かせください。"


def main() -> None:
    """Prints the figures; the exit status is 1 where a bound does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        long, series = _prepared(home)
        places = {
            f"/minutes/{long}.json": "json",
            f"/minutes/{long}.csv": "json",
            "/feeds/minutes.atom": "feed",
            "/feeds/all.xml": "feed",
            f"/feeds/meetings/{quote(series)}.xml": "feed",
            "/api/minutes": "feed",
            "/sitemap.xml": "feed",
        }
        with reader_serving(home) as (address, _):
            failed = asyncio.run(_measured(address, places))
    sys.exit(failed)


async def _measured(address: str, places: dict[str, str]) -> int:
    connection, failed = Connection(address), 0
    for place, kind in places.items():
        for _ in range(
            SESSIONS // 5 if kind == "feed" else 1
        ):  # a podcast examines five sessions for each request
            await connection.get(place)
        asked, rest = [], []
        size = 0
        for _ in range(ROUNDS):
            rest.append((await connection.get("/healthz")).last * 1000)
            answer = await connection.get(place)
            assert answer.status == 200, (place, answer.status)
            asked.append(answer.last * 1000)
            size = len(answer.body)
        p95, floor = statistics.quantiles(asked, n=20)[-1], statistics.quantiles(rest, n=20)[-1]
        sys.stdout.write(
            f"{place:<42}{size / 1000:8.0f} kB {statistics.median(asked):7.1f} ms {p95:7.1f} ms at 95 %"
            f"   (/healthz {statistics.median(rest):.1f}, {floor:.1f})\n"
        )
        failed |= p95 > WANTED[kind] or (kind == "feed" and size > MOST_FEED)
    connection.close()
    return int(failed)


def _prepared(home: Path) -> tuple[str, str]:
    """A library of all those sessions with their sound; gives the id of the long one, and the short ones' series."""
    house = House(Settings(home=home, workers=1))
    with house.narrator() as narrator:
        for number in range(SESSIONS):
            day = f"令和{1 + number // 100}年{1 + number // 28 % 12}月{1 + number % 28}日"
            said = f"委員: 第{number}号の道路について伺います。\n事務局: 直します。\n"
            text = f"会議名\n\n星見浜市道路整備委員会\n\n日時\n\n{day}\n\n{said}"
            session = house.library.session(
                house.importer.import_bytes(text.encode(), f"{number}.txt", f"/{number}").id
            )
            for segment in narrator.whole(session).segments:
                house.clip_cache.write(
                    segment.clip, Clip(mp3.silence(max(0.1, estimated_seconds(segment.utterance.morae))))
                )
        said = "".join(f"○{n % 40 + 1}番（佐藤{n % 40}郎君）　{_SENTENCES}\n" for n in range(TURNS))
        long = f"第1回定例会\n日時 令和8年6月2日\n日程第1 会期について\n{said}"
        imported = house.importer.import_bytes(long.encode(), "long.txt", "/long").id
    assert len(house.library.session(imported).minutes.turns) == TURNS
    house.library.close()
    return imported, "星見浜市道路整備委員会"


if __name__ == "__main__":
    main()
