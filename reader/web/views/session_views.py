"""Views of the library's sessions, held in memory."""

from collections import OrderedDict

from reader.glossary.glossary import Glossary
from reader.library.library import Library
from reader.readings.furigana.levels import Level
from reader.web.views.session_view import NO_GLOSSARY, Seconds, SessionView

VIEWS_KEPT = 64
"""Sessions at one furigana level, held in memory, the ones made last."""


class SessionViews:
    """Views of the library's sessions, kept until a session changes."""

    def __init__(self, library: Library, seconds: Seconds, glossary: Glossary = NO_GLOSSARY) -> None:
        self.library = library
        self.seconds = seconds
        self.glossary = glossary
        self._kept: OrderedDict[tuple[str, Level, bool], SessionView] = OrderedDict()

    def view(self, session_id: str, level: Level, first_only: bool = False) -> SessionView:
        """The view of a session at a furigana level, with a word's furigana at each place or at its first in a
        turn. NotFoundError if there is no such session."""
        key = session_id, level, first_only
        session = self.library.session(session_id)
        kept = self._kept.get(key)
        if kept is None or kept.session is not session:
            self._kept.pop(key, None)
            kept = self._kept[key] = SessionView(session, level, self.seconds, self.glossary, first_only)
            while len(self._kept) > VIEWS_KEPT:
                self._kept.popitem(last=False)
        return kept
