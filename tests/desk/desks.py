"""A desk with people, for tests: real library, real parser, real readings, quick hashes."""

from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher

from reader.corrections.corrector import Corrector
from reader.desk.drafting import Drafting
from reader.desk.editions import Editions
from reader.desk.jobs.queue import Jobs
from reader.desk.jobs.worker import Worker
from reader.desk.readings import Settling
from reader.desk.staff.passwords import Passwords
from reader.desk.staff.people import People
from reader.importing.importer import Importer
from reader.library.desk.audit import Actor
from reader.library.desk.people import Account, Role
from reader.library.desk.sources import SourceFiles
from reader.library.library import Library
from reader.passages.annotator import Annotator
from tests.stock import opened

CLI = Actor(0, "cli:test", "cli")
PASSWORD = "海辺の街灯と白い帆布の鞄"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def page(name: str, day: int, *words: str) -> bytes:
    """Minutes of an invented meeting, as a text file."""
    turns = "\n".join(f"{'委員' if n % 2 else '事務局'}：{said}" for n, said in enumerate(words, 1))
    head = f"会議名\n{name}\n\n日時\n令和8年9月{day}日(火曜日)10時00分\n\n場所\n星見浜市役所\n\n議事\n\n"
    return f"{head}委員長：会議を開きます。\n{turns}\n".encode()


@dataclass
class Desk:
    """Everything that pages of the desk use."""

    library: Library
    drafting: Drafting
    editions: Editions
    jobs: Jobs
    people: People
    settling: Settling
    worker: Worker

    def person(self, name: str, role: Role) -> Account:
        """Somebody who has joined."""
        return self.people.join(self.people.invite(CLI, name, name, role), PASSWORD, PASSWORD)

    def handed_in(self, account: Account, data: bytes, name: str = "kaigiroku.txt") -> int:
        """The number of the job, done as far as it goes without an answer."""
        job = self.jobs.hand_in(account, data, name)
        while self.worker.one():
            pass
        return job

    def drafted(self, account: Account, data: bytes, name: str = "kaigiroku.txt") -> int:
        """The number of the edition that came of it."""
        job = self.jobs.of(self.handed_in(account, data, name))
        return int(job.result["edition"])

    def published(self, clerk: Account, approver: Account, edition: int) -> str:
        """The session that an edition was published as."""
        for warning in self.editions.open(self.editions.of(edition)).warnings:
            self.editions.answer_warning(clerk, edition, warning.key, right=True)
        self.editions.submit(clerk, edition, self.editions.of(edition).revision)
        self.editions.approve(approver, edition, self.editions.of(edition).revision)
        return self.editions.publish(approver, edition, self.editions.of(edition).revision)


def desk_in(folder: Path, annotator: Annotator) -> Desk:
    """A desk whose library and sources lie in the folder."""
    library = opened(folder / "library.sqlite3")
    importer = Importer(library, annotator)
    drafting = Drafting(library, importer, SourceFiles(folder / "sources"))
    return Desk(
        library,
        drafting,
        Editions(drafting),
        Jobs(drafting),
        People(library, QUICK),
        Settling(drafting, Corrector(library, annotator)),
        Worker(drafting),
    )
