"""The visitor's own settings, one touch a step, and their end.

::

    POST /kiosk/preferences/type   32 → 40 → 48 → 32        told 「文字を 大きくしました。」
    POST /kiosk/language/en        everything that is not minutes is English
    POST /kiosk/reset              Clear-Site-Data: cookies, storage and cache of this visitor are gone
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader.errors import NotFoundError
from reader.readings.furigana.levels import Level
from reader.web.kiosk.stage.stage import COOKIE, NOT_KEPT, Stage, keep_preferences, kiosk_preferences
from reader.web.views.preferences import Language, Theme, changed

STEPS: Mapping[str, tuple[object, ...]] = {
    "type": (32, 40, 48),
    "theme": (Theme.WHITE, Theme.CREAM, Theme.DARK, Theme.YELLOW),
    "furigana": (Level.HARD, Level.ALL, Level.NONE),
}
"""What each touch leads through."""


class Visitor:
    """Handlers for how this visitor wants it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def change(self, request: Request) -> Response:
        """``POST /kiosk/preferences/{name}``: the next step of one setting, and what to tell of it."""
        name = request.path_params["name"]
        if name not in STEPS:
            raise NotFoundError(f"設定「{name}」はありません。画面から選んでください。")
        before = kiosk_preferences(request)
        value = _next(STEPS[name], getattr(before, name))
        after = changed(before, {name: str(value)})
        told = self._stage.words(f"kiosk.{name}.{value}")
        answer = JSONResponse(
            {
                "type": str(after.type),
                "theme": after.theme,
                "told": told,
                "say": self._stage.say(self._stage.said(f"kiosk.{name}.{value}")),
                "again": name == "furigana",
            },
            headers=NOT_KEPT,
        )
        keep_preferences(answer, after)
        return answer

    def speak(self, request: Request) -> Response:
        """``POST /kiosk/language/{language}``: the visitor's language from the next screen on. NotFoundError for one that is none."""
        wanted = request.path_params["language"]
        if wanted not in tuple(Language):
            raise NotFoundError(f"言葉「{wanted}」はありません。画面から選んでください。")
        answer = Response(status_code=204, headers=NOT_KEPT)
        keep_preferences(answer, changed(kiosk_preferences(request), {"language": wanted}))
        return answer

    def reset(self, _request: Request) -> Response:
        """``POST /kiosk/reset``: nothing of this visitor stays."""
        answer = Response(status_code=204, headers=NOT_KEPT)
        answer.delete_cookie(COOKIE, path="/kiosk", httponly=True, samesite="strict")
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return answer


def _next(steps: tuple[object, ...], value: object) -> object:
    return steps[(steps.index(value) + 1) % len(steps)] if value in steps else steps[0]
