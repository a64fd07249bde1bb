"""With which hints a document is read: those given with it, else those kept with the session that it is."""

from dataclasses import dataclass, field

from reader.importing.parsing import parsed
from reader.library.draft import Candidates
from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.model import Minutes
from reader.minutes.outline import require_minutes


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is being imported, read once with each set of hints."""

    data: bytes
    name: str
    municipality: Hints
    _read: dict[Hints, Minutes] = field(default_factory=dict)

    def minutes(self, own: Hints) -> Minutes:
        """What it says with its ``own`` hints over the municipality's. SourceError if it is not minutes."""
        if own not in self._read:
            hints = own.over(self.municipality).to_toml()
            self._read[own] = require_minutes(parsed(self.data, self.name, hints))
        return self._read[own]


def likely_hints(near: Candidates) -> Hints:
    """Those of the session that a document probably is, before it is read: named, of its bytes, or last of its place."""
    places = (near.source,) if near.source is not None else ()
    named = [known for known in near.found if known.id == near.named]
    same = [known for known in near.found if known.source_digest == near.digest]
    at_place = [known for known in near.found if known.source in places]
    return (named or same or at_place)[-1].hints if named or same or at_place else NO_HINTS
