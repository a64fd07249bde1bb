"""``pip install .`` into an empty environment: a working ``reader`` from any folder, with all it shows inside."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of an environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    executables = folder / "venv" / "bin"
    subprocess.run([executables / "pip", "install", "--quiet", str(ROOT)], check=True, timeout=600)
    return executables


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "READER_"))}
    return {**kept, "READER_HOME": str(home)}


@pytest.mark.slow
def test_the_installed_reader_serves_its_sample_from_another_folder(installed: Path, tmp_path: Path) -> None:
    environment = _environment(tmp_path / "home")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [str(installed / "reader"), "serve", "--sample", "--port", "0"]
    with subprocess.Popen(
        command, cwd=elsewhere, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            told = server.stdout.readline() + server.stdout.readline()
            address = re.search(r"http://[\d.:]+", told)
            assert address, told
            page = _fetched(f"{address.group()}/minutes/20260514-1").decode()
            assert "やさしいデジタル推進会議" in page
            style = re.search(r'href="(/static/[^"]+\.css)"', page)
            assert style
            assert b"{" in _fetched(address.group() + style.group(1))
        finally:
            server.terminate()
    assert not any(elsewhere.iterdir())
    assert (tmp_path / "home" / "library.sqlite3").is_file()


def _fetched(address: str) -> bytes:
    for _ in range(50):
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                body: bytes = response.read()
                return body
        except ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
