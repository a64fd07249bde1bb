"""Everything that is public, written as a signed bundle."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reader.bundling.archive import SigningKey, write_bundle
from reader.bundling.contents import GONE, LEXICON, Sent, gone_to_bytes, readings_to_bytes
from reader.library.desk import audit
from reader.library.desk.audit import Act, Actor
from reader.library.desk.taken_down import all_taken_down
from reader.library.identity.counters import BUNDLES_MADE, count_up, counted
from reader.library.library import Library
from reader.library.notices import notice_of
from reader.narration.narrator import Narrator
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
from reader.speech.clips.file import sealed


def send(
    library: Library, path: Path, key: SigningKey, actor: Actor, cache: ClipCache, narrator: Narrator | None
) -> tuple[int, int]:
    """Writes what is public to the file, with the sound that is made where there is a narrator; gives the bundle's number and
    how many files it has. BundleError where it cannot be written."""
    with library.writing() as connection:
        count_up(connection, BUNDLES_MADE)
        number = counted(connection, BUNDLES_MADE)
        audit.record(connection, actor, Act("bundle", path.name, after=f"束 {number}"))
    made_at = datetime.now(UTC).isoformat()
    return number, write_bundle(path, _files(library, cache, narrator), number, made_at, key)


def _files(library: Library, cache: ClipCache, narrator: Narrator | None) -> Iterator[tuple[str, bytes]]:
    sounds: set[str] = set()
    for summary in library.sessions():
        stored = library.source(summary.id)
        if stored is None:  # taken from the public meanwhile
            continue
        sent = Sent(
            id=summary.id,
            source=stored.source,
            source_digest=stored.source_digest,
            next_turn=stored.next_turn,
            next_note=stored.next_note,
            hints=stored.hints.to_toml(),
            minutes=library.minutes(summary.id),
            readings=library.readings(summary.id),
            corrections=library.corrections(summary.id),
            notice=notice_of(library, summary.id),
        )
        yield f"sessions/{summary.id}.json", sent.to_bytes()
        if narrator is None:
            continue
        for clip in (part.clip for part in narrator.segments(library.session(summary.id))):
            frames = None if clip in sounds else cache.read(clip)
            if frames is not None:
                sounds.add(clip)
                yield f"clips/{clip}.mp3", sealed(clip, Clip(frames, cache.beats(clip)))
    yield LEXICON, readings_to_bytes(library.readings())
    with library.reading() as connection:
        yield GONE, gone_to_bytes(all_taken_down(connection))
