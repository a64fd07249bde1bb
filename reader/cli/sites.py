"""What is served: the site of a house, or those of all the towns of a server, each by its own name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from reader.cli.console import complain
from reader.cli.desk import with_desk
from reader.cli.house import House
from reader.cli.measuring import count, measured
from reader.cli.towns import Towns, common_of, handing_on
from reader.errors import LibraryError, SettingsError
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.settings.town import hosts_of, town_settings
from reader.web.app import create_app
from reader.web.serving.by_host import ByHost

Application = Callable[..., object]


def serves_towns(house: House) -> bool:
    """Whether this is a process for all the towns of a server: none is named, and there are some with names of their own."""
    if not house.settings.database or house.settings.town:
        return False
    common = common_of(house)
    try:
        towns = common.towns()
    except LibraryError:
        return False  # what is wrong is told where the library is opened
    finally:
        common.close()
    return bool(towns) and all(town.code for town in towns)


def site_of(house: House, narrator: Narrator, on_end: Callable[[], None] | None = None) -> Application:
    """The house's pages, sound and desk, counted if that is set."""
    count(house, narrator)
    line = handing_on(house, narrator)
    return measured(house, _pages(house, narrator, on_end), lambda: narrator.waiting, line)


def sites_of_towns(house: House, stack: ExitStack) -> Application:
    """The sites of all towns, each put together when it is first asked for; closed with the stack."""
    towns = stack.enter_context(Towns(house, attending=True))

    def names() -> dict[str, str]:
        found: dict[str, str] = {}
        for town in towns.known():
            try:
                settings = town_settings(house.settings, town.code, town.settings)
            except SettingsError as error:  # what a town says wrongly keeps no other from being asked for
                complain(f"{town.code}: {error}")
            else:
                found |= dict.fromkeys(hosts_of(settings), town.code)
        return found

    def made(code: str) -> Application:
        own, (_, narrator) = towns.house(code), towns.at(code)
        count(own, narrator)
        handing_on(own, narrator, towns.common)
        return _pages(own, narrator)

    return measured(house, ByHost(names, made), lambda: towns.waiting, towns.line)


def _pages(house: House, narrator: Narrator, on_end: Callable[[], None] | None = None) -> Application:
    prompts = Prompts(narrator, house.annotator, house.library.lexicon(""))
    public = create_app(house.library, narrator, house.settings, prompts, on_end)
    return with_desk(house, public, narrator, prompts)
