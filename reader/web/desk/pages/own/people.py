"""Who may use the desk, and what was done there."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.staff.people import AccountError, People
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated, SignInError
from reader.desk.subjects import edition_in
from reader.library.desk import audit, editions
from reader.library.desk.audit import Entry
from reader.library.desk.people import Account, Role
from reader.web.desk.doors import Doors, Proof

A_PAGE = 100
"""Acts on one page of the log."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """``/desk/people``; ``people``: each with a line on how they come in. ``link`` is an invitation that was just made, shown once; ``proved``: the password was typed a short
    while ago, so that forms do not ask for it."""

    people: tuple[tuple[Account, str], ...]
    link: str
    invited: str
    proved: bool
    problem: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """``/desk/log``: acts, the newest first, each with the edition that it is about and how that is called now (0 and '' for
    none); ``older`` is the address of the next page, '' for none."""

    entries: tuple[tuple[Entry, int, str], ...]
    older: str


class PeoplePages:
    """Handlers of ``/desk/people`` and ``/desk/log``."""

    def __init__(self, doors: Doors, people: People) -> None:
        self._doors, self._people = doors, people
        doors.page("/desk/people", Right.PEOPLE, self.all)
        doors.form("/desk/people", Right.PEOPLE, self.change)
        doors.page("/desk/log", Right.PEOPLE, self.log)

    def all(self, request: Request, seated: Seated) -> Response:
        """Everybody."""
        return self._page(request, seated)

    def change(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Invites, resets, lets in or out, gives another role; with the password typed again."""
        act, name = str(form.get("act", "")), str(form.get("name", ""))
        proof = Proof(seated, "")
        try:
            proof = self._doors.proved(request, seated, form)
            link = self._done(proof.seated, act, name, form)
        except (AccountError, SignInError) as error:
            return proof.keep(request, self._page(request, proof.seated, problem=str(error)))
        if link:
            return proof.keep(request, self._page(request, proof.seated, link, name))
        return proof.keep(request, RedirectResponse("/desk/people", 303))

    def _done(self, seated: Seated, act: str, name: str, form: FormData) -> str:
        """Does it; gives the token of a new link, if it is one."""
        actor = self._people.by(seated.account)
        if act == "invite":
            role = Role(str(form.get("role", "")))
            return self._people.invite(actor, name, str(form.get("shown_name", ""))[:64], role)
        if act == "reset":
            return self._people.reset(actor, name)
        if act == "role":
            self._people.change(actor, name, role=Role(str(form.get("role", ""))))
        elif act in ("disable", "enable"):
            self._people.change(actor, name, disabled=act == "disable")
        return ""

    def _page(
        self, request: Request, seated: Seated, link: str = "", invited: str = "", problem: str = ""
    ) -> Response:
        address = f"{request.base_url}desk/join/{link}" if link else ""
        page = PeoplePage(self._people.told(), address, invited, seated.is_proved, problem)
        return self._doors.renderer.page(request, "desk/people.html", page, 400 if problem else 200)

    def log(self, request: Request, _seated: Seated) -> Response:
        """What was done."""
        first = request.query_params.get("first", "0")
        number = int(first) if first.isascii() and first.isdigit() and len(first) < 10 else 0
        with self._people.library.reading() as connection:
            found = audit.entries(connection, number, A_PAGE)
            more = audit.count_entries(connection) > number + A_PAGE
            names = {one.id: one.meeting or "名前のない会議録" for one in editions.editions(connection)}
        older = f"/desk/log?first={number + A_PAGE}" if more else ""
        numbers = (edition_in(entry.act.subject) or 0 for entry in found)
        rows = tuple(
            (entry, n if n in names else 0, names.get(n, "")) for entry, n in zip(found, numbers, strict=True)
        )
        return self._doors.renderer.page(request, "desk/log.html", LogPage(rows, older))
