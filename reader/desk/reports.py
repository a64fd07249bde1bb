"""What residents report to be misread, answered by staff: grouped by word, decided once, with its row of the log.

::

    reports.groups()                            「下市町」 → しもいちちょう, 12 件
    reports.effect(group, reading, scope)       31 sentences would be read otherwise
    reports.take(account, ids, reading, scope)
    reports.refuse(account, ids, why)
"""

from collections.abc import Collection
from dataclasses import dataclass

from reader.corrections.corrector import Corrector
from reader.corrections.reports import Scope, accept
from reader.desk.editions import StepError
from reader.desk.staff.people import desk_actor
from reader.desk.staff.rights import Right, require
from reader.errors import NotFoundError
from reader.library.desk import audit
from reader.library.desk.audit import Act
from reader.library.desk.people import Account
from reader.library.reporting.reports import Report
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.word import Reading


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of the same word read the same way, oldest first. A kiosk's name a sentence alone: ``surface`` is ''."""

    surface: str
    reading: str
    reports: tuple[Report, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        """The sessions that they are about."""
        return tuple(dict.fromkeys(report.session for report in self.reports))


@dataclass(frozen=True, slots=True)
class Reports:
    """The queue."""

    corrector: Corrector

    def groups(self) -> tuple[Group, ...]:
        """Everything that waits, what most residents say first."""
        found: dict[tuple[str, str, str], list[Report]] = {}
        for report in self.corrector.library.reports():
            alone = "" if report.surface else report.sentence
            found.setdefault((report.surface, report.reading, alone), []).append(report)
        groups = (Group(surface, reading, tuple(own)) for (surface, reading, _), own in found.items())
        return tuple(sorted(groups, key=lambda group: -len(group.reports)))

    def group(self, ids: Collection[int]) -> Group:
        """Of those numbers what waits still. NotFoundError if nothing does: somebody else has answered."""
        reports = tuple(report for report in self.corrector.library.reports() if report.id in ids)
        if not reports:
            raise NotFoundError("そのお知らせは、ほかの人が片づけました。一覧を開き直してください。")
        return Group(reports[0].surface, reports[0].reading, reports)

    def effect(self, group: Group, reading: str, scope: Scope) -> int:
        """How many sentences of what is public would be read otherwise. LexiconError for what cannot be a reading."""
        check_reading(group.surface, reading, None)
        if scope is Scope.SENTENCE:
            return len({(report.session, report.utterance) for report in self._standing(group)})
        sessions = group.sessions if scope is Scope.MINUTES else ("",)
        new = (Reading(group.surface, reading),)
        return sum(self.corrector.foreseen(new, session).changed for session in sessions)

    def take(self, account: Account, ids: Collection[int], reading: str, scope: Scope) -> int:
        """The word is read so from now on, there; gives how many sentences sound otherwise. LexiconError for what cannot be
        a reading, NotAllowedError for 「どこでも」 by who may not, StepError where no such sentence stands any more."""
        require(account, Right.LEXICON if scope is Scope.EVERYWHERE else Right.PREPARE)
        group = self.group(ids)
        if not group.surface:
            raise StepError("どの語かが書かれていません。文を聞いて、会議録のほうで直してください。")
        check_reading(group.surface, reading, None)
        if scope is Scope.SENTENCE:
            chosen = self._standing(group)
        elif scope is Scope.MINUTES:
            chosen = tuple({report.session: report for report in group.reports}.values())
        else:
            chosen = group.reports[:1]
        changed = sum(accept(self.corrector, report.id, scope, reading)[1].changed for report in chosen)
        self._close(account, group, Act("take_report", group.surface, group.reading, reading, scope.value))
        return changed

    def refuse(self, account: Account, ids: Collection[int], why: str) -> None:
        """It stays as it is."""
        require(account, Right.PREPARE)
        group = self.group(ids)
        subject = group.surface or group.sessions[0]
        self._close(account, group, Act("refuse_report", subject, group.reading, "直さない", why))

    def _standing(self, group: Group) -> tuple[Report, ...]:
        """Those whose sentence stands still. StepError if none does."""
        standing = tuple(report for report in group.reports if report.utterance)
        if not standing:
            raise StepError(
                "その文は、いまの会議録にありません。「この会議録」を選ぶか、直さずに片づけてください。"
            )
        return standing

    def _close(self, account: Account, group: Group, act: Act) -> None:
        library = self.corrector.library
        waiting = {report.id for report in library.reports()}
        library.close_reports([report.id for report in group.reports if report.id in waiting])
        with library.writing() as connection:
            audit.record(connection, desk_actor(account), act)
