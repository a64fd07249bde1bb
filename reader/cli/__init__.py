"""The ``reader`` command: the only room that names concrete adapters, and the only one that prints.

::

    reader import 会議録.html      reader narrate 20211028-1      reader serve
"""

import sys
from importlib import import_module

import typer
from typer.exceptions import TyperException

from reader.cli.console import complain, unexpected
from reader.cli.usage import speak_japanese, usage_problem
from reader.errors import ReaderError

ROOMS = {
    "minutes": ("import", "parse"),
    "library": ("list", "hints", "remove", "backup", "restore", "upgrade", "move"),
    "readings": ("readings", "correct", "doubts", "lexicon"),
    "reports": ("reports",),
    "speech": ("narrate", "cache"),
    "many.work": ("work",),
    "many.towns": ("towns",),
    "exports": ("export",),
    "voices": ("voices",),
    "server": ("serve",),
    "kiosk": ("kiosk", "kiosk-server"),
    "desk": ("withdraw", "publish", "desk"),
    "refresh": ("refresh",),
    "doctor": ("doctor",),
}
"""The commands of each module below ``commands``, in the order of the help page."""


def application(word: str = "") -> typer.Typer:
    """The command, and what can follow it. Where ``word`` is one of its commands, nothing else is loaded."""
    app = typer.Typer(
        name="reader",
        help="会議録を、大きな文字・ふりがな・声で読めるようにします。",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_nothing)  # so that one command alone is still called by its name
    wanted = [room for room, words in ROOMS.items() if word in words]
    for room in wanted or ROOMS:
        import_module(f"reader.cli.commands.{room}").register(app)
    speak_japanese(app)
    return app


def _nothing() -> None:
    return None


def main() -> None:
    """Runs the command. What was typed wrong, a ReaderError and what nobody foresaw are told in one line and give exit
    status 2; being stopped, also where it asks for an answer, gives 130."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app = application(sys.argv[1] if len(sys.argv) > 1 else "")
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
    except typer.Abort:
        complain("答えがないので、やめました。何も変えていません。")
        sys.exit(130)
    except KeyboardInterrupt:
        complain("途中で止めました。")
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 — the last edge: one line, not a traceback
        complain(unexpected(error))
        sys.exit(2)
