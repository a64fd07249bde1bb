"""Who else has an edition open: told on its pages, by themselves, while they are open."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Gate, Seated
from reader.web.desk.doors import Doors


@dataclass(frozen=True, slots=True)
class PresencePage:
    """``/desk/editions/{id}/here``: the others, by name."""

    edition: int
    others: tuple[str, ...]


class PresencePages:
    """The handler of ``/desk/editions/{id}/here``."""

    def __init__(self, doors: Doors, gate: Gate) -> None:
        self._doors, self._gate = doors, gate
        doors.page("/desk/editions/{edition:int}/here", Right.SEE, self.here, by_itself=True)

    def here(self, request: Request, seated: Seated) -> Response:
        """Who else is there; nothing (204) where that is what the page shows already, so that nothing is said twice."""
        edition = request.path_params["edition"]
        others = self._gate.others_at(seated, edition)
        if "、".join(others) == request.query_params.get("known", ""):
            return Response(status_code=204)
        return self._doors.renderer.page(request, "desk/here.html", PresencePage(edition, others))
