"""In which language the kiosk answers: as this visitor chose on the first screen, Japanese for everybody else.

::

    POST /kiosk/language/en     「会議をえらぶ」 → 「Choose a meeting」

What is said aloud is what is shown, but for English: no voice here speaks it, and the minutes themselves are heard in Japanese.
"""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from reader.web.views.preferences import Language
from reader.web.views.texts import Texts, catalogues

_JAPANESE = re.compile("[ぁ-んァ-ヶ々㐀-鿿]")
_answered: ContextVar[Language] = ContextVar("language of the answer", default=Language.JAPANESE)


def tongue(t: Texts, text: str) -> Markup:
    """The attribute that marks a text of the minutes as Japanese on a screen that is not; empty where nothing needs it."""
    japanese = t.lang != "ja" and _JAPANESE.search(text)
    return Markup(' lang="ja"') if japanese else Markup("")


class InLanguage:
    """Has each request answered in the language that ``chosen`` says of it."""

    def __init__(self, app: ASGIApp, chosen: Callable[[Request], Language]) -> None:
        self.app = app
        self._chosen = chosen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        before = _answered.set(self._chosen(Request(scope)))
        try:
            await self.app(scope, receive, send)
        finally:
            _answered.reset(before)


class KioskTexts:
    """The kiosk's texts beside those of the pages, in every language. They hold no furigana: where that would stand, the easy ones are
    kana."""

    def __init__(self, templates: Path) -> None:
        pages, own = catalogues(templates / "texts"), catalogues(templates / "kiosk" / "texts")
        self._all: Mapping[Language, Texts] = {
            language: Texts(language, {**pages[language].entries, **own[language].entries})
            for language in Language
        }

    @property
    def shown(self) -> Texts:
        """In the language of the request that is being answered."""
        return self._all[_answered.get()]

    @property
    def said(self) -> Texts:
        """As the announcer says them."""
        spoken = _answered.get()
        return self._all[Language.JAPANESE if spoken is Language.ENGLISH else spoken]
