"""``/glossary``: every hard word that is explained, and each explanation said aloud when asked for."""

from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from reader.errors import SettingsError
from reader.glossary.glossary import Explanation, Glossary, parse_glossary
from reader.kiosk.prompts import Prompts
from reader.web.page_context import GlossaryPage
from reader.web.page_terms import note
from reader.web.rendering import Renderer

OWN_FILE = "glossary.toml"
"""The municipality's own file, in READER_HOME."""


def load_glossary(home: Path) -> Glossary:
    """The built-in list with the municipality's own file on top. SettingsError if that file is spoilt."""
    built_in = (files("reader.glossary") / "terms.toml").read_text(encoding="utf-8")
    glossary = Glossary(parse_glossary(built_in, "terms.toml"))
    own = home / OWN_FILE
    if not own.is_file():
        return glossary
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{own} を読めません。UTF-8 で保存されているか確かめてください。") from error
    return glossary.extended(parse_glossary(text, str(own)))


class GlossaryPages:
    """Handlers for ``/glossary``."""

    def __init__(self, glossary: Glossary, renderer: Renderer, prompts: Prompts | None) -> None:
        self._glossary = glossary
        self._renderer = renderer
        self._prompts = prompts
        for explanation in glossary.explanations:
            self.voiced(explanation)  # known from the start: a page may have been opened before a restart

    def voiced(self, explanation: Explanation) -> str:
        """The address of an explanation's sound, empty where there is no voice."""
        if self._prompts is None:
            return ""
        return f"/glossary/{self._prompts.say(f'{explanation.term}。{explanation.text}')}.mp3"

    def show(self, request: Request) -> Response:
        """``/glossary``: all of them."""
        terms = tuple(note(explanation, self.voiced) for explanation in self._glossary.explanations)
        return self._renderer.page(request, "pages/glossary.html", GlossaryPage(terms))

    def sound(self, request: Request) -> Response:
        """``/glossary/{id}.mp3``: an explanation, said by the announcer. NotFoundError, SpeechError."""
        assert self._prompts is not None
        data = self._prompts.sound(request.path_params["prompt"])
        return Response(data, media_type="audio/mpeg", headers={"Cache-Control": "max-age=86400"})
