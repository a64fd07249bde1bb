"""The desk's pages beside the public ones, and people before them, as browsers send their forms."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.desk.staff.signing import Gate
from reader.library.desk.people import Role
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.narration.removal import Removal
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from reader.web.app import create_app
from reader.web.desk.app import DeskApplication, DeskWork, create_desk
from reader.web.desk.beside import Beside
from tests.desk.desks import PASSWORD, QUICK, Desk, desk_in
from tests.speech.sounds import ToneEngine, plain_casting

BASE = "https://127.0.0.1"


@dataclass
class Site:
    """Public pages and desk, with what stands behind them."""

    app: Beside
    pages: DeskApplication
    desk: Desk
    narrator: Narrator

    def browser(self, base: str = BASE) -> httpx.Client:
        """A browser of nobody's."""
        headers = {"Origin": base, "Sec-Fetch-Site": "same-origin"}
        return TestClient(self.app, base_url=base, headers=headers, follow_redirects=False)


@contextmanager
def desk_site(folder: Path, annotator: Annotator, settings: Settings | None = None) -> Iterator[Site]:
    """A site without anything in it; jobs are done when a test says so (``Desk.worker.one``)."""
    settings = settings or Settings(home=folder)
    desk = desk_in(folder, annotator)
    cache = ClipCache(folder / "audio_cache")
    narrator = Narrator(ClipMaker(cache, ToneEngine(None, 0.2), 1), cache, plain_casting, lambda name: "1")
    desk.worker.narrator = narrator
    prompts = Prompts(narrator, annotator, ())

    work = DeskWork(
        editions=desk.editions,
        jobs=desk.jobs,
        people=desk.people,
        gate=Gate(desk.library, QUICK),
        settling=desk.settling,
        worker=desk.worker,
        prompts=prompts,
        removal=Removal(desk.library, cache, narrator),
        forget=desk.library.purge,
    )
    pages = create_desk(work, settings, working=False)
    public = create_app(desk.library, narrator, settings, prompts)
    yield Site(Beside(public, pages, desk.people, settings.desk_port), pages, desk, narrator)
    narrator.close()
    desk.library.close()


def words_of(html: str) -> str:
    """What stands on a page, without spaces and furigana."""
    page = LexborHTMLParser(html)
    for aside in page.css("rt, rp"):
        aside.decompose()
    return re.sub(r"\s+", "", page.body.text() if page.body else html)


@dataclass
class Person:
    """Somebody at a browser: follows links and fills in the forms that stand on the page."""

    browser: httpx.Client
    html: str = ""
    address: str = ""
    status: int = 0

    def goes(self, address: str) -> "Person":
        """Opens a page, and whatever it leads to."""
        response = self.browser.get(address, follow_redirects=True)
        self.html, self.status = response.text, response.status_code
        self.address = response.url.path
        return self

    def sends(
        self,
        action: str,
        files: list[tuple[str, bytes]] | None = None,
        act: str = "",
        field: str = "files",
        **fields: str | list[str],
    ) -> "Person":
        """Fills in the form with that action on this page, and sends it as it stands with these fields."""
        form = next(
            (
                f
                for f in LexborHTMLParser(self.html).css("form")
                if (f.attributes.get("action") or self.address) == action
                and (not act or f.css_first(f'button[value="{act}"]'))
            ),
            None,
        )
        assert form is not None, f"no form for {action} on {self.address}:\n{self.html}"
        data: dict[str, str | list[str]] = {}
        for one in form.css("input, textarea"):
            given = one.attributes
            if given.get("type") in ("radio", "checkbox") and "checked" not in given:
                continue
            name = given.get("name")
            if name and given.get("type") == "checkbox":
                data[name] = [*data.get(name, []), given.get("value") or ""]
            elif name and given.get("type") != "file":
                data[name] = one.text() if one.tag == "textarea" else given.get("value") or ""
        if act:
            data["act"] = act
        uploads = [(field, one) for one in files or ()]
        response = self.browser.post(
            action, data={**data, **fields}, files=uploads or None, follow_redirects=True
        )
        self.html, self.status, self.address = response.text, response.status_code, response.url.path
        return self

    @property
    def words(self) -> str:
        """What stands on the page, without spaces and furigana."""
        return words_of(self.html)


def signed_in(site: Site, name: str, role: Role, base: str = "") -> Person:
    """Somebody who has joined and signed in."""
    if name not in {account.name for account in site.desk.people.all()}:
        site.desk.person(name, role)
    person = Person(site.browser(base) if base else site.browser())
    person.goes("/desk/sign-in").sends("/desk/sign-in", name=name, password=PASSWORD)
    assert person.address == "/desk", person.words
    return person
