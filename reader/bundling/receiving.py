"""A bundle taken in: what it has is public here too, what it has no more goes; ids and numbers are the other side's.

Everything is looked at before anything is taken in. The number is kept last: what was cut short is taken in again.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reader.bundling.archive import Bundle, BundleError
from reader.bundling.contents import GONE, LEXICON, Sent, gone_from, readings_from, sent_from
from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer, Settled
from reader.importing.reading_again import ReadBefore
from reader.library.database import Also, Transaction, unhindered
from reader.library.desk import audit
from reader.library.desk.audit import Act, Actor
from reader.library.desk.taken_down import TakenDown, take_down
from reader.library.identity.counters import BUNDLE_TAKEN, count_to, counted
from reader.library.notices import put_whole_notice
from reader.library.readings import drop_reading
from reader.minutes.hints import read_hints
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.file import unsealed

SOURCE = "bundle:"
"""What stands before the source of a session that came by a bundle: only such a one goes with a bundle."""

_ID = re.compile(r"(?:\d{8}|0)-[1-9]\d{0,8}")
_CLIP = re.compile(r"clips/([0-9a-f]{64})\.mp3")

Remove = Callable[[str, Also], object]
"""Takes a session out of the library with its sound, and writes more in the same transaction."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the bundle's number; sessions that came or changed, and that went; clips."""

    number: int
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    clips: int


@dataclass(frozen=True, slots=True)
class Receiving:
    """Takes bundles in."""

    importer: Importer
    corrector: Corrector
    cache: ClipCache
    remove: Remove

    def take(self, bundle: Bundle, actor: Actor) -> Taken | None:
        """Takes the bundle in; None if it was taken in before. BundleError for an older or altered one: then nothing is
        changed."""
        library, number = self.importer.library, bundle.manifest.number
        with library.reading() as connection:
            last = counted(connection, BUNDLE_TAKEN)
        if number < last:
            raise BundleError(
                f"この束（{number}）は、取り込んである束（{last}）より前のものです。新しい束を使ってください。"
            )
        if number == last:
            return None
        sessions, lexicon, gone = _looked_at(bundle)
        self._take_lexicon(lexicon)
        changed = tuple(sent.id for sent in sessions if self._store(sent))
        went = self._take_away({sent.id for sent in sessions}, gone)
        clips = self._take_clips(bundle)
        with library.writing() as connection:
            count_to(connection, BUNDLE_TAKEN, number)
            after = f"会議録 {len(changed)}、なくなったもの {len(went)}"
            audit.record(connection, actor, Act("take_bundle", f"束 {number}", after=after))
        return Taken(number, changed, went, clips)

    def _take_lexicon(self, wanted: dict[str, tuple[str, int | None]]) -> None:
        known = {one.surface: one for one in self.corrector.library.readings()}
        for surface in known.keys() - wanted.keys():
            self.corrector.remove(surface)
        new = readings_from(
            [
                (surface, kana, accent)
                for surface, (kana, accent) in wanted.items()
                if surface not in known or (known[surface].reading, known[surface].accent) != (kana, accent)
            ]
        )
        if new:
            self.corrector.add_all(new)

    def _store(self, sent: Sent) -> bool:
        """Whether the session came or changed."""
        library = self.importer.library
        settled = Settled(sent.readings, sent.corrections)

        def also(connection: Transaction, session_id: str) -> None:
            kept = {one.surface for one in sent.readings}
            for one in library.readings(session_id):
                if one.surface not in kept:
                    drop_reading(connection, session_id, one.surface)
            put_whole_notice(connection, session_id, sent.notice)

        def once() -> bool:
            stored = library.source(sent.id)
            if stored and self._is_here(sent):
                return False
            draft = self.importer.drafted(
                sent.minutes, None, f"{SOURCE}{sent.source}", sent.source_digest, ReadBefore(), None, settled
            )
            draft = replace(
                draft,
                id=stored.id if stored else None,
                stamp=stored.stamp if stored else "",
                given_id=sent.id,
                next_turn=sent.next_turn,
                next_note=sent.next_note,
                hints=read_hints(sent.hints),
            )
            library.store(draft, also)
            return True

        return unhindered(once)

    def _is_here(self, sent: Sent) -> bool:
        library = self.importer.library
        here = Sent(
            sent.id,
            sent.source,
            sent.source_digest,
            sent.next_turn,
            sent.next_note,
            sent.hints,
            library.minutes(sent.id),
            library.readings(sent.id),
            library.corrections(sent.id),
            sent.notice,
        )
        return here.to_bytes() == sent.to_bytes()

    def _take_away(self, there: set[str], gone: tuple[TakenDown, ...]) -> tuple[str, ...]:
        """What came by a bundle once and is in this one no more, each with the reason that is told."""
        library = self.importer.library
        reasons = {one.session: one for one in gone}
        went = [one.id for one in library.sessions() if one.source.startswith(SOURCE) and one.id not in there]
        for session_id in went:

            def also(connection: Transaction, name: str) -> None:
                known = reasons.get(name)
                if known is not None:
                    take_down(connection, name, known.reason, known.instead, 0, datetime.now(UTC))

            self.remove(session_id, also)
        return tuple(went)

    def _take_clips(self, bundle: Bundle) -> int:
        made = 0
        for name in bundle.names("clips"):
            found = _CLIP.fullmatch(name)
            clip = unsealed(found[1], bundle.read(name)) if found else None
            if found and clip is not None and self.cache.read(found[1]) is None:
                self.cache.write(found[1], clip)
                made += 1
        return made


def _looked_at(
    bundle: Bundle,
) -> tuple[list[Sent], dict[str, tuple[str, int | None]], tuple[TakenDown, ...]]:
    """Everything that is not sound, understood before anything is changed. BundleError."""
    bundle.check()
    sessions = [sent_from(bundle.read(name)) for name in bundle.names("sessions")]
    if any(not _ID.fullmatch(sent.id) for sent in sessions):
        raise BundleError("束の中の会議録の番号が正しくありません。取り込んでいません。")
    try:
        lexicon = {
            one.surface: (one.reading, one.accent) for one in readings_from(json.loads(bundle.read(LEXICON)))
        }
    except (ValueError, TypeError) as error:
        raise BundleError("束の中の読み辞書を読めません。両方の reader を同じ版にしてください。") from error
    return sessions, lexicon, gone_from(bundle.read(GONE))
