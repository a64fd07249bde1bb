"""Views of the library's sessions, held in memory: as many characters of them as the library holds of sessions."""

from itertools import product

from reader.glossary.glossary import Glossary
from reader.kept import Kept
from reader.library.library import Library
from reader.library.session import Session
from reader.readings.furigana.levels import Level
from reader.web.views.facts.read import FactsRead, Read, once, unread
from reader.web.views.session_context import Seconds
from reader.web.views.session_view import NO_GLOSSARY, SessionView


class SessionViews:
    """Views of the library's sessions, kept until a session changes."""

    def __init__(
        self, library: Library, seconds: Seconds, glossary: Glossary = NO_GLOSSARY, read: Read = unread
    ) -> None:
        self.library = library
        self.seconds = seconds
        self.glossary = glossary
        self.facts = FactsRead(library, read)
        self._kept: Kept[tuple[str, Level, bool], SessionView] = Kept(
            library.kept_characters, lambda view: view.session.weight
        )

    @property
    def held_characters(self) -> int:
        """How many characters of sessions the views show."""
        return self._kept.weight

    def view(self, session_id: str, level: Level, first_only: bool = False) -> SessionView:
        """The view of a session at a furigana level, with a word's furigana at each place or at its first in a
        turn. NotFoundError if there is no such session."""
        session = self.library.session(session_id)
        return self._kept.value(
            (session_id, level, first_only),
            lambda kept: kept.session is session,
            lambda: SessionView(session, level, self.seconds, self.glossary, first_only, self._read(session)),
        )

    def _read(self, session: Session) -> Read:
        """Reads what no passage of the session says: what another of its views has read is not read again."""
        kept = (self._kept.get((session.id, *form)) for form in product(Level, (False, True)))
        return next((view.words for view in kept if view and view.session is session), once(self.facts.read))
