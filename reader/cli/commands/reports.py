"""``reader reports``: what residents say is misread, taken over or put away."""

from typing import Annotated

import typer

from reader.cli.commands.readings import tell_effect
from reader.cli.console import complain_of, tell
from reader.cli.desk import note_act
from reader.cli.house import House, load_settings
from reader.corrections.reports import Scope, accept
from reader.errors import SettingsError
from reader.library.reporting.reports import Report

reports_app = typer.Typer(help="住民から届いた「読み方がちがう」を見て、直すか片づけます。")


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.add_typer(reports_app, name="reports")


@reports_app.callback(invoke_without_command=True)
def list_reports(context: typer.Context) -> None:
    """One line a report: its number, where it stands, the word with the reading, the sentence."""
    if context.invoked_subcommand:
        return
    library = House(load_settings()).library
    reports = library.reports()
    if not reports:
        tell("お知らせはありません。")
    for report in reports:
        tell(
            f"{report.id}\t{report.session} {report.utterance or '（いまの会議録にない文）'}\t{_word(report)}"
            f"\t{report.sentence}"
        )
    for day, many in library.dropped_reports().items():
        complain_of(
            f"{day}: 待つ所がいっぱいだったので、続けて送った所から後に届いた {many:,} 件は残していません。"
        )


@reports_app.command("accept", help="お知らせのとおりに読みを直します。ふつうは、その文だけを直します。")
def accept_report(
    number: Annotated[int, typer.Argument(help="お知らせの番号")],
    scope: Annotated[
        Scope, typer.Option("--for", help="直す所: その文だけ、その会議録、すべての会議録")
    ] = Scope.SENTENCE,
    reading: Annotated[str | None, typer.Option("--reading", help="届いた読みの代わりにする読み")] = None,
    accent: Annotated[int | None, typer.Option("--accent", help="音の下がる位置（0 は下がらない）")] = None,
) -> None:
    """Puts the reported word right and takes the report out of the queue."""
    house = House(load_settings())
    report, effect = accept(house.corrector, number, scope, reading, accent)
    note_act(house, "take_report", f"お知らせ {number}", "", scope.value)
    tell(f"{number}: 「{report.surface}」を「{reading or report.reading}」と読むことにしました。")
    tell_effect(effect)


@reports_app.command("dismiss", help="お知らせを、直さずに片づけます。")
def dismiss(
    numbers: Annotated[list[int] | None, typer.Argument(help="お知らせの番号")] = None,
    everything: Annotated[bool, typer.Option("--all", help="待っているお知らせをすべて片づけます。")] = False,
    like: Annotated[
        str, typer.Option("--like", help="語、読み、文、会議録の番号のどれかにこの字を含むものを片づけます。")
    ] = "",
) -> None:
    """Takes reports out of the queue: all that are meant, or none where one of the numbers is wrong."""
    if sum((bool(numbers), everything, bool(like))) != 1:
        raise SettingsError("片づけるお知らせを、番号か、--all か、--like のどれか一つで選んでください。")
    house = House(load_settings())
    library = house.library
    chosen = [report.id for report in library.reports() if everything or (like and _holds(report, like))]
    chosen = list(dict.fromkeys(numbers)) if numbers else chosen
    library.close_reports(chosen)
    if chosen:
        note_act(house, "refuse_report", f"お知らせ {'、'.join(map(str, chosen))}", "", "直さない")
    for number in chosen:
        tell(f"{number}: 片づけました。")
    if not chosen:
        tell("片づけるお知らせはありません。")


def _word(report: Report) -> str:
    """The word and how it should be read; a report of the kiosk names the sentence alone."""
    return f"{report.surface} → {report.reading}" if report.surface else "（どの語かは書かれていません）"


def _holds(report: Report, text: str) -> bool:
    return any(text in told for told in (report.surface, report.reading, report.sentence, report.session))
