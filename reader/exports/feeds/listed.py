"""A session as lists and feeds tell it, and the addresses of what belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Listed:
    """One session, there or removed; of a removed one nothing is told but its id and when it went."""

    id: str
    published_at: datetime
    changed_at: datetime
    removed: bool
    meeting: str = ""
    held_on: date | None = None
    date: str = ""
    place: str = ""
    turns: int = 0

    @property
    def title(self) -> str:
        """The meeting and its day; for a removed session that it was removed."""
        if self.removed:
            return f"取り除かれた会議録（{self.id}）"
        day = f"（{self.held_on:%Y-%m-%d}）" if self.held_on else ""
        return f"{' '.join(self.meeting.split()) or f'会議録 {self.id}'}{day}"


@dataclass(frozen=True, slots=True)
class Site:
    """A site as feeds name it: ``base`` is its whole address without a slash at the end."""

    base: str
    publisher: str
    licence: str

    @property
    def name(self) -> str:
        """What its feeds are called."""
        return f"{self.publisher}　会議録" if self.publisher else "会議録"

    def page(self, session_id: str) -> str:
        """A session's page."""
        return f"{self.base}/minutes/{quote(session_id, safe='')}"

    def tag(self, name: str) -> str:
        """An id that stays whatever address the site has later (RFC 4151): of the host as it is named, and a day of ours."""
        host = urlsplit(self.base).hostname or "localhost"
        return f"tag:{host},2026:{name}"
