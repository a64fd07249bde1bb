"""What a bundle's files hold, as JSON: a public session whole, the municipality's readings, what is public no more."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from reader.bundling.archive import BundleError
from reader.library.codec import minutes_from_bytes, minutes_to_bytes
from reader.library.desk.taken_down import TakenDown
from reader.library.notices import Notice
from reader.minutes.model import Minutes
from reader.passages.correction import Correction
from reader.readings.word import Reading

LEXICON, GONE = "lexicon.json", "gone.json"


@dataclass(frozen=True, slots=True)
class Sent:
    """A public session on its way: with the numbers that stay, the hints it was read with, the readings that staff gave for
    it and for single sentences, and what residents are told of its edition."""

    id: str
    source: str
    source_digest: str
    next_turn: int
    next_note: int
    hints: str
    minutes: Minutes
    readings: tuple[Reading, ...]
    corrections: tuple[Correction, ...]
    notice: Notice | None

    def to_bytes(self) -> bytes:
        """As a file of a bundle."""
        values: dict[str, Any] = {
            "id": self.id,
            "source": self.source,
            "source_digest": self.source_digest,
            "next_turn": self.next_turn,
            "next_note": self.next_note,
            "hints": self.hints,
            "minutes": json.loads(minutes_to_bytes(self.minutes)),
            "readings": _rows(self.readings),
            "corrections": [asdict(one) for one in self.corrections],
            "notice": asdict(self.notice) if self.notice else None,
        }
        return json.dumps(values, ensure_ascii=False, sort_keys=True, default=datetime.isoformat).encode()


def sent_from(data: bytes) -> Sent:
    """What ``Sent.to_bytes`` was given. BundleError for anything else."""
    try:
        said = json.loads(data)
        notice = said["notice"]
        if notice is not None:
            for name in ("published_at", "masked_at"):
                notice[name] = datetime.fromisoformat(notice[name]) if notice[name] else None
        return Sent(
            id=str(said["id"]),
            source=str(said["source"]),
            source_digest=str(said["source_digest"]),
            next_turn=int(said["next_turn"]),
            next_note=int(said["next_note"]),
            hints=str(said["hints"]),
            minutes=minutes_from_bytes(json.dumps(said["minutes"]).encode()),
            readings=readings_from(said["readings"]),
            corrections=tuple(Correction(**one) for one in said["corrections"]),
            notice=Notice(**notice) if notice is not None else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BundleError("束の中の会議録を読めません。両方の reader を同じ版にしてください。") from error


def readings_to_bytes(readings: Sequence[Reading]) -> bytes:
    """The municipality's readings as a file of a bundle."""
    return json.dumps(_rows(readings), ensure_ascii=False).encode()


def readings_from(rows: Sequence[Sequence[Any]]) -> tuple[Reading, ...]:
    """Readings of a file that was read as JSON. ValueError, TypeError for what is none."""
    return tuple(Reading(str(surface), str(kana), accent) for surface, kana, accent in rows)


def gone_to_bytes(gone: Sequence[TakenDown]) -> bytes:
    """What is public no more, and why, as a file of a bundle."""
    return json.dumps([asdict(one) for one in gone], ensure_ascii=False).encode()


def gone_from(data: bytes) -> tuple[TakenDown, ...]:
    """What ``gone_to_bytes`` was given. BundleError for anything else."""
    try:
        return tuple(TakenDown(**one) for one in json.loads(data))
    except (ValueError, TypeError) as error:
        raise BundleError(
            "束の中の取下げの一覧を読めません。両方の reader を同じ版にしてください。"
        ) from error


def _rows(readings: Sequence[Reading]) -> list[tuple[str, str, int | None]]:
    return [(one.surface, one.reading, one.accent) for one in readings]
