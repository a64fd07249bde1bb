"""``reader reports``: what residents say is misread, taken over or put away."""

from typing import Annotated

import typer

from reader.cli.commands.readings import tell_effect
from reader.cli.console import tell
from reader.cli.house import House, load_settings
from reader.corrections.reports import Scope, accept

reports_app = typer.Typer(help="住民から届いた「読み方がちがう」を見て、直すか片づけます。")


def register(app: typer.Typer) -> None:
    """Adds this room's commands."""
    app.add_typer(reports_app, name="reports")


@reports_app.callback(invoke_without_command=True)
def list_reports(context: typer.Context) -> None:
    """One line a report: its number, where it stands, the word with the reading, the sentence."""
    if context.invoked_subcommand:
        return
    reports = House(load_settings()).library.reports()
    if not reports:
        tell("お知らせはありません。")
    for report in reports:
        tell(
            f"{report.id}\t{report.session} {report.utterance or '（いまの会議録にない文）'}\t{report.surface} → {report.reading}"
            f"\t{report.sentence}"
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
    report, effect = accept(House(load_settings()).corrector, number, scope, reading, accent)
    tell(f"{number}: 「{report.surface}」を「{reading or report.reading}」と読むことにしました。")
    tell_effect(effect)


@reports_app.command("dismiss", help="お知らせを、直さずに片づけます。")
def dismiss(numbers: Annotated[list[int], typer.Argument(help="お知らせの番号")]) -> None:
    """Takes reports out of the queue."""
    library = House(load_settings()).library
    for number in numbers:
        library.close_report(number)
        tell(f"{number}: 片づけました。")
