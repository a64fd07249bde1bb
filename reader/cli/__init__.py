"""The ``reader`` command: the only room that names concrete adapters, and the only one that prints.

::

    reader import 会議録.html      reader narrate 20211028-1      reader serve
"""

import sys

import typer
from typer.exceptions import TyperException

from reader.cli.commands import desk as desk_commands
from reader.cli.commands import doctor as doctor_commands
from reader.cli.commands import exports as export_commands
from reader.cli.commands import kiosk as kiosk_commands
from reader.cli.commands import library as library_commands
from reader.cli.commands import minutes as minutes_commands
from reader.cli.commands import readings as readings_commands
from reader.cli.commands import refresh as refresh_commands
from reader.cli.commands import reports as reports_commands
from reader.cli.commands import server as server_commands
from reader.cli.commands import speech as speech_commands
from reader.cli.commands import voices as voice_commands
from reader.cli.console import complain, unexpected
from reader.cli.usage import speak_japanese, usage_problem
from reader.errors import ReaderError

app = typer.Typer(
    name="reader",
    help="会議録を、大きな文字・ふりがな・声で読めるようにします。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for commands in (
    minutes_commands,
    library_commands,
    readings_commands,
    reports_commands,
    speech_commands,
    export_commands,
    voice_commands,
    server_commands,
    kiosk_commands,
    desk_commands,
    refresh_commands,
    doctor_commands,
):
    commands.register(app)
speak_japanese(app)


def main() -> None:
    """Runs the command. What was typed wrong, a ReaderError and what nobody foresaw are told in one line and give exit
    status 2."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.exit(app(prog_name="reader", standalone_mode=False))
    except TyperException as error:
        if problem := usage_problem(error):
            complain(problem)
        sys.exit(2)
    except ReaderError as error:
        complain(error)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough of it
        sys.exit(0)
    except KeyboardInterrupt:
        complain("途中で止めました。")
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 — the last edge: one line, not a traceback
        complain(unexpected(error))
        sys.exit(2)
