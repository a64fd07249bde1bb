"""Which module a command lies in, and what is loaded for it."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from reader.cli import ROOMS, application


@pytest.mark.parametrize("room", ROOMS)
def test_the_table_names_the_commands_of_each_module(room: str) -> None:
    app = typer.Typer()
    import_module(f"reader.cli.commands.{room}").register(app)
    commands = [command.name for command in app.registered_commands]
    groups = [group.name for group in app.registered_groups]
    assert sorted(ROOMS[room]) == sorted(name for name in (*commands, *groups) if name)


def test_every_module_of_commands_is_in_the_table() -> None:
    folder = Path(application.__code__.co_filename).parent / "commands"
    modules = (path.relative_to(folder) for path in folder.rglob("*.py") if path.stem != "__init__")
    assert {".".join(path.with_suffix("").parts) for path in modules} == set(ROOMS)


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments, unneeded",
    [
        (["list"], {"pyopenjtalk", "uvicorn", "starlette", "reader.exports", "reader.speech"}),
        (["parse", "--help"], {"pyopenjtalk", "uvicorn", "starlette", "reader.exports"}),
    ],
)
def test_a_command_loads_what_it_needs(arguments: list[str], unneeded: set[str], tmp_path: Path) -> None:
    observed = f"""
import atexit, sys
atexit.register(lambda: sys.stderr.write("loaded " + " ".join({unneeded!r} & sys.modules.keys())))
sys.argv = ["reader", *{arguments!r}]
from reader.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", observed],
        env={"READER_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.split("loaded")[1].split() == []
