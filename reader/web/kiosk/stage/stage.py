"""Puts screens on the stage: templates, texts and prompts of the kiosk, and the visitor's own settings.

The settings live in a cookie of the session (「type=40&theme=cream&…」) that is gone with the visitor.
"""

import json
import secrets
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reader.narration.prompts import Prompts
from reader.passages.utterance import Utterance
from reader.readings.word import Reading
from reader.settings.site import Settings
from reader.web.kiosk.stage.languages import KioskTexts, tongue
from reader.web.kiosk.stage.screens import Kiosk
from reader.web.rendering.renderer import Renderer, local_address
from reader.web.views.preferences import SPEEDS, Preferences, Theme, changed, to_query
from reader.web.views.texts import Texts

COOKIE = "kiosk"
FIRST = Preferences(type=32, theme=Theme.WHITE)
"""How every visitor finds it."""

NOT_KEPT = {"Cache-Control": "no-store"}


class Stage:
    """Renders screens. ``prompts`` is None where the server has no voice."""

    def __init__(
        self, renderer: Renderer, templates: Path, settings: Settings, prompts: Prompts | None
    ) -> None:
        self.settings = settings
        self.instance = secrets.token_hex(8)
        self._texts = KioskTexts(templates)
        self.audio = prompts is not None
        self._prompts = prompts
        self._environment = renderer.environment
        self._environment.globals["say"] = self.say
        self._environment.globals["said"] = self.said
        self._environment.globals["tongue"] = tongue
        self._keys = json.dumps(settings.kiosk.actions, ensure_ascii=False)

    def show(self, request: Request, template: str, screen: object, status: int = 200) -> HTMLResponse:
        """The whole page of a screen."""
        if self._prompts:
            self._prompts.attended()
        page = self._environment.get_template(template)
        html = page.render(screen=screen, kiosk=self._kiosk(request), t=self.t)
        return HTMLResponse(html, status, headers=NOT_KEPT)

    def say(self, *parts: str | Utterance, lexicon: tuple[Reading, ...] | None = None) -> str:
        """The address of the prompt that says the parts; empty where there is no voice."""
        if self._prompts is None:
            return ""
        return f"/kiosk/prompts/{self._prompts.say(*parts, lexicon=lexicon)}.mp3"

    @property
    def t(self) -> Texts:
        """What is shown, in the visitor's language."""
        return self._texts.shown

    @property
    def spoken(self) -> Texts:
        """What is said, as the announcer can."""
        return self._texts.said

    def words(self, key: str, **values: object) -> str:
        """A text that is shown as plain words, for what is not HTML."""
        return str(self.t(key, **values).unescape())

    def said(self, key: str, **values: object) -> str:
        """The same text as it is said."""
        return str(self.spoken(key, **values).unescape())

    def call(self, in_words: Callable[..., str]) -> str:
        """Whom to call for help, ``in_words`` that are shown or said; empty where the site names nobody."""
        office, telephone = self.settings.office, self.settings.telephone
        if not (office or telephone):
            return ""
        number = in_words("site.telephone", telephone=telephone) if telephone else ""
        whom = office or in_words("kiosk.help.office")
        return in_words("kiosk.help.call", whom="、".join(filter(None, (whom, number))))

    def _kiosk(self, request: Request) -> Kiosk:
        return Kiosk(
            preferences=kiosk_preferences(request),
            address=local_address(request.url),
            keys=self._keys,
            instance=self.instance,
            idle=self.settings.kiosk.idle,
            warning=self.settings.kiosk.warning,
            staff=bool(self.settings.kiosk.pin),
            public=bool(self.settings.public_url),
            audio=self.audio,
            speeds=SPEEDS,
        )


def kiosk_preferences(request: Request) -> Preferences:
    """What this visitor has chosen; a spoilt cookie is no cookie."""
    pairs = (pair.partition("=") for pair in request.cookies.get(COOKIE, "")[:512].split("&"))
    return changed(FIRST, {name: value for name, _, value in pairs})


def keep_preferences(response: Response, preferences: Preferences) -> None:
    """Remembers them until the visitor is gone."""
    response.set_cookie(COOKIE, to_query(preferences), path="/kiosk", httponly=True, samesite="strict")
