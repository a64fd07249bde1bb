"""The desk where more than one process or nothing but this machine is: four that serve, a network of one, and who is there."""

import ctypes
import fcntl
import multiprocessing
import os
import socket
import struct
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from reader.desk.withdrawals.finding import find_words
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.library.desk.people import Role
from reader.minutes.masking.mask import MaskKind
from reader.narration.removal import Removal
from reader.passages.annotator import Annotator
from reader.speech.clips.cache import ClipCache
from tests.desk.desks import CLI, page
from tests.desk.test_withdrawing import QUOTED, TURNS, WORDS
from tests.web.desk.desks import Site, desk_site, signed_in, words_of
from tests.web.desk.test_desk import SECRET, brought_to_the_public
from tests.web.listening import served

FORKING = multiprocessing.get_context("fork")
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
"""What Linux calls them (sched.h)."""
SET_FLAGS, UP = 0x8914, 0x1
"""An interface's flags (sockios.h, if.h)."""


def _other(
    work: Callable[..., None], *arguments: object
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """Another process that works, and the way to talk with it."""
    ours, its = FORKING.Pipe()

    def end() -> None:
        try:
            work(its, *arguments)
        except BaseException as error:  # noqa: BLE001 — told, not thrown into a copy of this run
            its.send(repr(error))
            os._exit(1)
        os._exit(0)

    process = FORKING.Process(target=end)
    process.start()
    return process, ours


def _settled(site: Site) -> object:
    """How the library's files lie there, once that can be told."""
    while (mark := site.desk.library.glance()) is None:
        time.sleep(0.01)
    return mark


def _serves(its: Connection, folder: Path, annotator: Annotator, addresses: list[str]) -> None:
    """One of several processes: serves everything, so that it keeps what it has served; again, whenever it is asked to."""
    with desk_site(folder, annotator) as site:
        outside = site.browser()
        for _ in range(2):
            _settled(site)
            answers = [outside.get(address) for address in addresses]
        its.send([answer.status_code for answer in answers])
        while its.recv():
            answers = [outside.get(address) for address in addresses]
            its.send([(answer.status_code, WORDS in words_of(answer.text)) for answer in answers])


def _answers(talk: Connection, well: Callable[[list[tuple[int, bool]]], bool], kept_by: str) -> bool:
    """Whether the other process answers so when it is asked again: at once with a file; what is written on a server it
    hears a moment later."""
    while True:
        talk.send("again")
        found = well(talk.recv())
        if found or kept_by == "file":
            return found
        time.sleep(0.01)


@pytest.mark.slow
def test_no_process_of_four_serves_what_another_has_withdrawn(
    tmp_path: Path, annotator: Annotator, kept_by: str
) -> None:
    with desk_site(tmp_path, annotator) as site:
        clerk, approver = (site.desk.person(role, role) for role in (Role.CLERK, Role.APPROVER))
        said, quoted = (
            site.desk.published(clerk, approver, site.desk.drafted(clerk, data))
            for data in (page("星見浜市議会", 1, *TURNS), page("公園の会", 2, *QUOTED))
        )
        session = site.desk.library.session(said)
        for clip in site.narrator.request(session, site.narrator.whole(session)):
            clip.result()
        utterance = next(u.id for passage in session.passages for u in passage.utterances if WORDS in u.text)
        spoken = {segment.utterance.id: segment.clip for segment in site.narrator.whole(session).segments}
    pages = [
        f"/minutes/{said}",
        f"/minutes/{quoted}",
        f"/minutes/{said}.txt",
        f"/clips/{spoken[utterance]}.mp3",
    ]
    addresses = [*pages, f"/search?q={quote(WORDS)}"]
    others = [_other(_serves, tmp_path, annotator, addresses) for _ in range(4)]
    assert [talk.recv() for _, talk in others] == [[200] * len(addresses)] * 4
    with desk_site(tmp_path, annotator) as site:
        found = find_words(site.desk.library, WORDS)
        removal = Removal(site.desk.library, ClipCache(tmp_path / "audio_cache"), site.narrator)
        done = Withdrawing(site.desk.drafting).withdraw(
            CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", removal.sounds
        )
        removal.silence(done.clips, done.sessions)
        gone = [(200, False)] * 3 + [(404, False)]
        assert all(_answers(talk, lambda told: told[: len(pages)] == gone, kept_by) for _, talk in others)
        site.desk.editions.withdraw(approver, said, "誤って公開したため", "", removal.remove)
        assert all(_answers(talk, lambda told: told[0][0] == 410, kept_by) for _, talk in others)
    for process, talk in others:
        talk.send("")
        process.join()
        assert process.exitcode == 0


class _OnANetwork(Site):
    """A site whose pages come over real sockets."""

    address = ""

    def browser(self, base: str = "") -> httpx.Client:
        headers = {"Origin": self.address, "Sec-Fetch-Site": "same-origin"}
        return httpx.Client(base_url=base or self.address, headers=headers, timeout=60)


def _alone() -> bool:
    """Leaves every network but this machine's own; whether the system lets us."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = NEW_NETWORK if os.geteuid() == 0 else NEW_USER | NEW_NETWORK
    if libc.unshare(flags):
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        try:
            fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))
        except OSError:
            return False
    return True


def _brings_to_the_public(its: Connection, folder: Path, annotator: Annotator) -> None:
    hosts: set[object] = set()

    def asked(name: str, arguments: tuple[object, ...]) -> None:
        if name in ("socket.connect", "socket.sendto"):
            address = arguments[1]
            hosts.add(address[0] if isinstance(address, tuple) else "a file")
        elif name in ("socket.getaddrinfo", "socket.gethostbyname"):
            hosts.add(arguments[0])

    is_alone = _alone()
    sys.addaudithook(asked)
    with desk_site(folder, annotator) as made:
        site = _OnANetwork(made.app, made.pages, made.desk, made.narrator)
        with served(made.app) as site.address:
            clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
            address = brought_to_the_public(site, clerk, approver)
            shown = words_of(site.browser().get(address).text)
            sound = site.browser().get(f"{address}.mp3").status_code
    its.send((is_alone, SECRET in shown, sound, hosts - {"127.0.0.1", "a file", None}))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="networks of one's own are Linux's")
def test_the_whole_way_without_any_network(tmp_path: Path, annotator: Annotator) -> None:
    process, talk = _other(_brings_to_the_public, tmp_path, annotator)
    told = talk.recv()
    process.join()
    assert told[1:] == (True, 200, set()), told
    assert told[0] or os.geteuid() != 0, "root has a network of its own"


def test_who_looks_on_is_told_and_no_kept_answer_is_lost(tmp_path: Path, annotator: Annotator) -> None:
    with desk_site(tmp_path, annotator) as site:
        clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
        draft = site.desk.drafted(site.desk.people.all()[0], page("鵺の会", 1, "はい。"))
        mark = _settled(site)
        here = f"/desk/editions/{draft}/here"
        assert clerk.goes(here).status == 204
        assert "tantouさんも、この会議録を開いています" in approver.goes(here).words
        assert "shounin" in clerk.goes(here).words
        assert clerk.goes(f"/desk/editions/{draft + 1}/here").status == 204
        assert site.desk.library.glance() == mark
        for seen in (tmp_path / "present").iterdir():
            os.utime(seen, (0, 0))  # long ago
        assert clerk.goes(here).status == 204
        assert [one.name.partition("-")[0] for one in (tmp_path / "present").iterdir()] == [str(draft)]
