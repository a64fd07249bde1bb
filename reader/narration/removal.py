"""A session taken out, with its sound: its pin goes, and the clips that no other session may need.

A clip is kept while a sentence that sounds alike stands in another session (「異議なし。」), is pinned, or is being
listened to; ``reader cache prune`` looks at everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.errors import SpeechError
from reader.library.database import Also
from reader.library.library import Library
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.speech.clips.cache import ClipCache


@dataclass(frozen=True, slots=True)
class Removal:
    """Takes sessions out of the library and the clip cache. Without a narrator nobody knows which clips are theirs."""

    library: Library
    cache: ClipCache
    narrator: Narrator | None

    def remove(self, session_id: str, also: Also | None = None) -> int:
        """Takes the session out, and writes what ``also`` does with it; gives how many clips went. NotFoundError if there
        is none."""
        clips = self._clips(session_id)
        self.library.remove(session_id, also)
        self.cache.pins.unpin(session_id)
        return self.cache.drop(clips - self.cache.kept)

    def sounds(self, session: Session) -> frozenset[str]:
        """The clips that a session is spoken in; none where there is no voice to be had."""
        if self.narrator is None:
            return frozenset()
        try:
            return frozenset(segment.clip for segment in self.narrator.segments(session))
        except SpeechError:
            return frozenset()

    def silence(self, clips: frozenset[str], sessions: Iterable[str]) -> int:
        """Takes clips out that may be heard no more, kept or not; their sessions are pinned no more. Gives how many went."""
        for session_id in sessions:
            self.cache.pins.unpin(session_id)
        return self.cache.drop(clips)

    def _clips(self, session_id: str) -> frozenset[str]:
        """Those of sentences that sound like none of another session."""
        session = self.library.session(session_id)
        if self.narrator is None:
            return frozenset()
        elsewhere = self.library.digests_elsewhere(session_id)
        try:
            segments = self.narrator.segments(session)
        except SpeechError:
            return frozenset()
        return frozenset(s.clip for s in segments if s.utterance.digest not in elsewhere)
