"""Search over 100,000 made-up turns: the 95th percentile of an answer, by words, by kana and with filters.

An answer is the whole page of ``/search`` as a browser gets it; what the library alone needs is told beside it.

The turns are made of the sentences of the seed (or the sample) in random order, so that words are as frequent as
they are in minutes. Making them takes a minute or two; ``python -m bench.search 10000`` makes fewer.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from bench.seed import seed_bytes
from reader.cli.house import House
from reader.library.draft import Draft
from reader.library.library import Library
from reader.library.search import Query
from reader.minutes.model import Minutes, Role, Speaker, Turn
from reader.passages.annotator import Annotator
from reader.passages.utterance import Passage
from reader.settings.site import Settings
from reader.web.app import create_app

TURNS = 100_000
TURNS_A_SESSION = 500
SENTENCES_A_TURN = 2
QUESTIONS = [
    "町内会",
    "長崎",
    "デジタル",
    "光回線",
    "セキュリティ",
    "予算",
    "委員会",
    "基本方針",
    "情報",
    "市町",
    "Wi-Fi",
    "子ども",
    "県",
    "の",
    "学校教育",
    "窓口",
    "マイナンバー",
    "補助金",
    "ちょうないかい",
    "ながさき",
    "こうかいせん",
    "きほんほうしん",
    "じょうほう",
    "がっこう",
    "コンピューター",
    "しちょう",
    "けんか",
]
ROUNDS = 8


def sentences_of(annotated: tuple[Passage, ...]) -> list[str]:
    """Every sentence of the turns."""
    return [u.text for p in annotated if p.speaker for u in p.utterances if not u.is_announcement]


def sessions(sentences: list[str], turns: int) -> Iterator[Minutes]:
    """Made-up minutes, a week apart."""
    chance = random.Random(1947)
    speakers = (
        Speaker("議長", "議長", Role.CHAIR),
        Speaker("委員", "委員", Role.MEMBER),
        Speaker("事務局", "事務局", Role.SECRETARIAT),
    )
    for number in range(max(turns // TURNS_A_SESSION, 1)):
        entries = tuple(
            Turn(n, chance.choice(speakers).key, "".join(chance.choices(sentences, k=SENTENCES_A_TURN)))
            for n in range(1, TURNS_A_SESSION + 1)
        )
        held_on = date(2015, 1, 5) + timedelta(weeks=number)
        yield Minutes(f"第{number}回", None, held_on, None, None, (), speakers, entries)


def fill(library: Library, annotator: Annotator, known: tuple[Passage, ...], turns: int) -> None:
    """Stores the made-up minutes; sentences that were read before are not read again."""
    sentences = sentences_of(known)
    for minutes in sessions(sentences, turns):
        passages = annotator.passages(minutes, (), known=known)
        library.store(
            Draft(
                None, "", minutes, passages, (), (), str(minutes.held_on), "", "bench", TURNS_A_SESSION + 1, 1
            )
        )


def main() -> None:
    """Prints how many sentences there are, and the percentiles."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(home=Path(folder)))
        name, data = seed_bytes()
        first = house.importer.import_bytes(data, name, name).id
        known = house.library.session(first).passages
        fill(house.library, house.annotator, known, turns)
        found = _milliseconds(house.library.search, queries())
        client = TestClient(create_app(house.library, None, Settings(home=Path(folder))))
        pages = _milliseconds(lambda query: client.get("/search", params=_address(query)), queries())
    sys.stdout.write(
        f"search in {turns:,} turns, {len(pages):,} answers: median {statistics.median(pages):.1f} ms, "
        f"p95 {_p95(pages):.1f} ms, longest {pages[-1]:.1f} ms (to hold: p95 under 100 ms); "
        f"of that the library: p95 {_p95(found):.1f} ms\n"
    )


def queries() -> list[Query]:
    """Every question alone, by role, and by speaker and period; several rounds."""
    asked = [Query(words) for words in QUESTIONS]
    asked += [Query(words, role=Role.SECRETARIAT) for words in QUESTIONS]
    asked += [Query(words, speaker="委員", since=date(2018, 1, 1)) for words in QUESTIONS]
    return asked * ROUNDS


def _address(query: Query) -> dict[str, str]:
    given = {"q": query.words, "speaker": query.speaker, "role": query.role}
    since = {"since": str(query.since.year)} if query.since else {}
    return {name: str(value) for name, value in given.items() if value} | since


def _milliseconds(answer: Callable[[Query], object], asked: list[Query]) -> list[float]:
    """How long each answer takes, the shortest first."""
    taken = []
    for query in asked:
        began = time.perf_counter()
        answer(query)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def _p95(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


if __name__ == "__main__":
    main()
