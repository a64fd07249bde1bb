"""What residents report, taken over by staff: one word said right, for a sentence, for its minutes or everywhere."""

from enum import StrEnum

from reader.corrections.corrector import Corrector, Effect
from reader.errors import LexiconError, NotFoundError
from reader.library.reporting.reports import Report


class Scope(StrEnum):
    """Where an accepted reading counts."""

    SENTENCE = "sentence"
    MINUTES = "minutes"
    EVERYWHERE = "everywhere"


def accept(
    corrector: Corrector,
    report_id: int,
    scope: Scope = Scope.SENTENCE,
    reading: str | None = None,
    accent: int | None = None,
) -> tuple[Report, Effect]:
    """Enters the reading of a waiting report (or ``reading`` in its place) and takes the report out of the queue.

    NotFoundError if there is no such report, LexiconError if the reading is refused: then the report waits on.
    """
    library = corrector.library
    report = next((r for r in library.reports() if r.id == report_id), None)
    if report is None:
        raise NotFoundError(f"お知らせ {report_id} はありません。reader reports で番号を確かめてください。")
    if not report.surface:
        raise LexiconError(
            f"お知らせ {report_id} には、どの語かが書かれていません。文を聞いて reader lexicon で直し、"
            f"reader reports dismiss {report_id} で片づけてください。"
        )
    kana = reading or report.reading
    if scope is Scope.SENTENCE:
        sentence = _sentence(corrector, report)
        effect = corrector.correct(report.session, sentence, report.surface, kana, accent)
    else:
        session_id = report.session if scope is Scope.MINUTES else ""
        effect = corrector.add(report.surface, kana, accent, session_id)
    library.close_reports((report.id,))
    return report, effect


def _sentence(corrector: Corrector, report: Report) -> str:
    """The id that the reported sentence has now. NotFoundError if the minutes have it no more."""
    session = corrector.library.session(report.session)
    found = [u.id for p in session.passages for u in p.utterances if u.text == report.sentence]
    if not found:
        raise NotFoundError(
            f"お知らせ {report.id} の文は、いまの会議録 {report.session} にありません。"
            f"会議録の全体で直すなら --for minutes、片づけるなら reader reports dismiss {report.id} です。"
        )
    return report.utterance if report.utterance in found else found[0]
