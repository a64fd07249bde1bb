"""The parser's warnings as questions with two answers: it is right as it is, or it is the other way.

The other way is a hint to the parser (then the source is read once more: one label read wrongly spoils many turns) or an
edit on the words; both stand in the list of what was put right, and can be taken back. Where it takes more than that, a
person puts it right.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from reader.desk.drafting import Drafting
from reader.desk.editing import Editing
from reader.desk.editions import StepError
from reader.desk.staff.people import desk_actor
from reader.desk.staff.rights import Right, require
from reader.desk.subjects import subject_of
from reader.library.desk.audit import Act
from reader.library.desk.editions import Edition
from reader.library.desk.people import Account
from reader.minutes.edits.answering import second_reading
from reader.minutes.edits.apply import PutRight
from reader.minutes.hints import Hints, read_hints
from reader.minutes.model import ParserWarning, Take
from reader.minutes.text.characters import squeeze

HINT_NAMES = {
    "speakers": "発言者とする",
    "nobody": "発言者としない",
    "agenda_marks": "議題の印とする",
    "not_speaking": "発言者の行としない",
}
"""As people are shown what a hint says of its words."""

_HINTS = (Take.SPEAKERS, Take.NOBODY, Take.NOT_SPEAKING)


class Way(StrEnum):
    """By what a warning's second reading comes about."""

    HINT = "hint"
    EDIT = "edit"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Hinted:
    """One hint of a draft: what it says, of which words."""

    kind: str
    words: str

    @property
    def name(self) -> str:
        """What it says, in Japanese."""
        return HINT_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers warnings the other way, and takes hints back."""

    drafting: Drafting
    editing: Editing

    def way(self, edition: Edition, warning: ParserWarning, put_right: PutRight) -> Way:
        """How the second reading would come about."""
        if second_reading(warning, put_right) is not None:
            return Way.EDIT
        is_hint = warning.otherwise is not None and warning.otherwise.take in _HINTS
        return Way.HINT if is_hint and self.drafting.files.has(edition.source_digest) else Way.PERSON

    def otherwise(self, account: Account, edition_id: int, revision: int, key: str) -> None:
        """The warning's words are read the other way from now on. StepError where that takes a person, or the warning is no
        more; ChangedMeanwhileError for a stale revision."""
        require(account, Right.PREPARE)
        edition = self.editing.draft(edition_id, revision)
        put_right = self.editing.put_right(edition_id)
        warning = next((one for one in put_right.minutes.warnings if one.key == key), None)
        if warning is None:
            raise StepError("その確かめることは、もうありません。いまの内容を確かめてください。")
        if (edit := second_reading(warning, put_right)) is not None:
            self.editing.edit(account, edition_id, revision, edit, warning.readings[1])
            return
        if self.way(edition, warning, put_right) is not Way.HINT or warning.otherwise is None:
            raise StepError("ボタンだけでは直せません。「直す」から、その行を直してください。")
        new = Hints(**{warning.otherwise.take.value: frozenset({squeeze(warning.otherwise.words)})})
        self._read(account, edition, new.over(read_hints(edition.hints)), "hint", warning.message)

    def hints(self, edition: Edition) -> tuple[Hinted, ...]:
        """The hints that a draft is read with, the municipality's not among them."""
        own = read_hints(edition.hints)
        return tuple(
            Hinted(one.name, words) for one in fields(own) for words in sorted(getattr(own, one.name))
        )

    def unhint(self, account: Account, edition_id: int, revision: int, hint: Hinted) -> None:
        """Reads a draft without one of its hints. StepError if it has none such."""
        require(account, Right.PREPARE)
        edition = self.editing.draft(edition_id, revision)
        own = read_hints(edition.hints)
        if hint not in self.hints(edition):
            raise StepError("その手がかりは、もうありません。いまの内容を確かめてください。")
        left = replace(own, **{hint.kind: getattr(own, hint.kind) - {hint.words}})
        self._read(account, edition, left, "unhint", f"「{hint.words}」{hint.name}")

    def _read(self, account: Account, edition: Edition, hints: Hints, act: str, why: str) -> None:
        before, after = edition.hints, hints.to_toml()
        done = Act(act, subject_of(edition.id), " ".join(before.split()), " ".join(after.split()), why)
        self.drafting.read_with(edition, edition.revision, hints, desk_actor(account), done)
