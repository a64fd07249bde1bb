"""An edit: one thing that a person put right, as data. It changes no text: ``minutes = apply(edits, parse(source, hints))``.

::

    Edit(SPEAKER, quote, value="環境整備課")             発言者を直す（この発言）
    Edit(EVERY_SPEAKER, was="委員長", value="会長")      発言者を直す（すべて）
    Edit(SPLIT, quote, value="山田委員", label="山田")   ここで分ける: 「山田」 is printed there and nobody says it
    Edit(JOIN, quote)                                    前とつなぐ
    Edit(NOTE | SET_ASIDE | HEADING | SPEECH, quote)     ト書き・欄外・見出し・発言にする
    Edit(MEETING | DATE | PLACE, was="…", value="…")     会議名・日・場所
    Edit(RIGHT, answers="1a2b3c4d")                      this warning was looked at, and it is right as it is

Where an edit has a quote, the quote is of the source's words, whatever they were taken for. Undoing one is leaving it out.
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.minutes.edits.quote import Quote, Standing


class EditKind(StrEnum):
    """What an edit does."""

    SPEAKER = "speaker"
    EVERY_SPEAKER = "every_speaker"
    SPLIT = "split"
    JOIN = "join"
    NOTE = "note"
    SET_ASIDE = "set_aside"
    HEADING = "heading"
    SPEECH = "speech"
    MEETING = "meeting"
    DATE = "date"
    PLACE = "place"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. ``value`` is what stands from now on (a speaker as printed, a meeting, a day, a place), ``was`` what the
    parser had (a ``Speaker.key``, or the head's field). ``label`` is how many characters of the quote's words, white
    space not counted, only say who speaks. ``answers`` is the id of the warning that it settles. ``id`` is the
    library's; 0 before it has one."""

    kind: EditKind
    quote: Quote | None = None
    value: str = ""
    was: str = ""
    label: int = 0
    answers: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edit; ``why`` says it in Japanese where it is for a person, ``line`` is where it stands now."""

    edit: Edit
    standing: Standing
    line: int = 0
    why: str = ""

    @property
    def stands(self) -> bool:
        """Whether the edit was applied."""
        return self.standing in (Standing.APPLIED, Standing.MOVED)


class CannotApply(Exception):  # noqa: N818 — it never leaves this room: it becomes an outcome
    """The words are there, but what they are is no longer what the edit was about; the message says so in Japanese."""
