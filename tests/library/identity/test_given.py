"""An id names one meeting for ever; a removed one is told from one that never was."""

import multiprocessing
import os
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from reader.errors import GoneError, NotFoundError
from reader.importing.identity import Wish
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from tests.desk.desks import page
from tests.speech.sounds import spoken_minutes, stored

FORKING = multiprocessing.get_context("fork")
PROCESSES, MEETINGS = 4, 2

Given = list[tuple[str, str, bool]]
"""Ids, each with its meeting and whether it was removed."""


def _imports(its: Connection, begin: Barrier, path: Path, annotator: Annotator, number: int) -> None:
    """One of several processes: imports meetings of the same day, and removes the first. What the three others change meanwhile
    is less than what an import gives up at (``MOST_TRIES``)."""
    given: Given = []
    try:
        importer = Importer(Library(path), annotator)
        begin.wait()
        for n in range(MEETINGS):
            meeting = f"{'鵺麒鳳亀'[number]}{'春夏'[n]}の会"
            data = page(
                meeting, 1, f"{meeting}の{n + 1}つめの話をします。", f"{number + 1}番目に承りました。"
            )
            made = importer.import_bytes(data, f"{meeting}.txt", f"/{meeting}.txt", wish=Wish(new=True)).id
            if n == 0:
                importer.library.remove(made)
            given.append((made, meeting, n == 0))
        its.send(given)
    except BaseException as error:  # noqa: BLE001 — told, not thrown into a copy of this run
        begin.abort()
        its.send(repr(error))
        os._exit(1)
    os._exit(0)


@pytest.mark.slow
def test_four_processes_at_once_give_each_id_to_one_meeting(library: Library, annotator: Annotator) -> None:
    path = library.path
    library.close()
    begin = FORKING.Barrier(PROCESSES)
    processes, answers = [], []
    for number in range(PROCESSES):
        ours, its = FORKING.Pipe()
        process = FORKING.Process(target=_imports, args=(its, begin, path, annotator, number))
        process.start()
        its.close()
        processes.append(process)
        answers.append(ours)
    told: list[Given | str] = [ours.recv() for ours in answers]
    for process in processes:
        process.join()
    assert [one for one in told if isinstance(one, str)] == []
    given = [row for one in told if not isinstance(one, str) for row in one]
    assert len({session for session, _, _ in given}) == PROCESSES * MEETINGS
    after = Library(path)
    for session, meeting, removed in given:
        if removed:
            with pytest.raises(GoneError):
                after.session(session)
        else:
            assert after.session(session).minutes.meeting == meeting
    after.close()


def test_the_id_of_a_removed_session_is_given_to_no_other(importer: Importer, sample: bytes) -> None:
    library = importer.library
    first = importer.import_bytes(sample, "a.txt", "/a.txt").id
    library.remove(first)
    assert importer.import_bytes(sample, "a.txt", "/a.txt").id == "20260514-2"
    reopened = Library(library.path)
    reopened.remove("20260514-2")
    assert importer.import_bytes(sample, "a.txt", "/a.txt").id == "20260514-3"


def test_a_removed_id_is_told_from_one_that_never_was(library: Library) -> None:
    session_id = stored(library, spoken_minutes(["はじめます。"]))
    library.remove(session_id)
    with pytest.raises(GoneError, match="取り除かれました"):
        library.session(session_id)
    with pytest.raises(GoneError):
        library.remove(session_id)
    for never in ("20211028-2", "20211028-01", "20211028-0", "20211028--1", "20211028-", "", "x", "9" * 99):
        with pytest.raises(NotFoundError) as told:
            library.session(never)
        assert not isinstance(told.value, GoneError), never


def test_a_state_of_a_session_has_a_stamp_of_its_own(library: Library) -> None:
    stamps = set()
    for _ in range(3):
        session_id = stored(library, spoken_minutes(["はじめます。"]))
        stamps.add(library.session(session_id).stamp)
        library.remove(session_id)
    assert len(stamps) == 3
