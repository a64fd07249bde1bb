"""The staff desk put together: its use cases over the house's library, and its pages beside the public ones."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.cli.house import House
from reader.errors import UnclearImportError

if TYPE_CHECKING:
    from reader.importing.identity import Wish
    from reader.importing.importer import Imported
    from reader.library.desk.audit import Actor
    from reader.minutes.hints import Hints
    from reader.narration.narrator import Narrator
    from reader.narration.prompts import Prompts
    from reader.passages.annotator import OnProgress
    from reader.web.desk.beside import Application


def cli_actor() -> Actor:
    """Whoever runs the command, as the system calls them."""
    from reader.library.desk.audit import Actor

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # no name is known for the number
        user = "?"
    return Actor(0, f"cli:{user}", "cli")


def has_desk(house: House) -> bool:
    """Whether anybody has an account: then nothing is public that was not published."""
    from reader.library.desk.people import count_accounts

    with house.library.reading() as connection:
        return count_accounts(connection) > 0


def drafted(
    house: House, data: bytes, name: str, wish: Wish, hints: Hints | None, on_progress: OnProgress
) -> str:
    """Keeps minutes as a draft; gives a line for people. UnclearImportError where ``wish`` must say which session they are."""
    from reader.desk.likeness import asked_of

    making = house.drafting
    digest = making.files.keep(data)
    own = hints if hints is not None else making.hints_of(wish.replace)
    minutes = making.understood(digest, name, own)
    asked = None if wish.replace or wish.new else asked_of(house.library, minutes, digest)
    if asked is not None:
        ids = "、".join(one.session for one in asked.likenesses)
        raise UnclearImportError(
            f"似た会議録（{ids}）があります。置きかえるなら --replace 番号、別の会議録なら --new を付けてください。"
        )
    made = making.draft(cli_actor(), minutes, digest, name, wish.replace, own, on_progress)
    return f"版 {made}: 下書きにしました — {minutes.meeting or name}（職員のページ /desk/editions/{made} で公開します）"


def record_import(house: House, imported: Imported) -> None:
    """What the command line published at once stands in the log."""
    from reader.importing.importer import Outcome

    if imported.outcome is not Outcome.UNCHANGED:
        note_act(house, "import", imported.id, after=imported.outcome.value)


def note_act(
    house: House, act: str, subject: str, before: str = "", after: str = "", reason: str = ""
) -> None:
    """One row of the log for what a command did."""
    from reader.library.desk.audit import Act, record

    with house.library.writing() as connection:
        record(connection, cli_actor(), Act(act, subject, before, after, reason))


def with_desk(
    house: House, public: Application, narrator: Narrator, prompts: Prompts
) -> Callable[..., object]:
    """The public pages with the desk beside them, off until somebody has an account."""
    from reader.desk.editions import Editions
    from reader.desk.jobs.queue import Jobs
    from reader.desk.jobs.worker import Worker
    from reader.desk.readings import Settling
    from reader.desk.staff.people import People
    from reader.desk.staff.signing import Gate
    from reader.narration.removal import Removal
    from reader.web.desk.app import DeskWork, create_desk
    from reader.web.desk.beside import Beside

    making = house.drafting
    people = People(house.library)

    work = DeskWork(
        editions=Editions(making),
        jobs=Jobs(making),
        people=people,
        gate=Gate(house.library, people.passwords),
        settling=Settling(making, house.corrector),
        worker=Worker(making, narrator),
        prompts=prompts,
        removal=Removal(house.library, house.clip_cache, narrator),
        forget=house.forget_words,
    )
    return Beside(public, create_desk(work, house.settings), people, house.settings.desk_port)
