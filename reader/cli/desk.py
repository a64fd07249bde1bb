"""The staff desk put together: its use cases over the house's library, and its pages beside the public ones."""

from collections.abc import Callable

from reader.cli.house import House
from reader.desk.drafting import Drafting
from reader.desk.editions import Editions
from reader.desk.jobs import Jobs, Worker
from reader.desk.people import People
from reader.desk.readings import Settling
from reader.desk.signing import Gate
from reader.library.database import Also
from reader.library.desk.sources import SourceFiles
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.narration.removal import Removal
from reader.web.desk.app import DeskWork, create_desk
from reader.web.desk.beside import Application, Beside


def drafting(house: House) -> Drafting:
    """What makes drafts in this house."""
    return Drafting(house.library, house.importer, SourceFiles(house.settings.source_files))


def with_desk(
    house: House, public: Application, narrator: Narrator, prompts: Prompts
) -> Callable[..., object]:
    """The public pages with the desk beside them, off until somebody has an account."""
    making = drafting(house)
    people = People(house.library)

    def remove(session_id: str, also: Also) -> None:
        Removal(house.library, house.clip_cache, narrator).remove(session_id, also)
        house.forget_words()

    work = DeskWork(
        editions=Editions(making),
        jobs=Jobs(making),
        people=people,
        gate=Gate(house.library, people.passwords),
        settling=Settling(making, house.corrector),
        worker=Worker(making),
        prompts=prompts,
        remove=remove,
    )
    return Beside(public, create_desk(work, house.settings), people, house.settings.desk_port)
