"""What every test may ask for: the shared documents, and the promise that CI does not skip them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))
SAMPLE = ROOT / "reader" / "sample" / "hoshimihama-2026-05-14.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents. Missing: an error in CI, a skip on a stranger's machine."""
    if not (SHARED / "minutes").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI is set and {SHARED} has no minutes: the shared documents must be there")
        pytest.skip("the shared documents are not on this machine (READER_SHARED names their folder)")
    return SHARED


@pytest.fixture(scope="session")
def analyzer(tmp_path_factory: pytest.TempPathFactory) -> OpenJTalkAnalyzer:
    """The real analyser with the built-in lexicon, compiled once for the whole run."""
    return OpenJTalkAnalyzer(tmp_path_factory.mktemp("dictionary"))


@pytest.fixture(scope="session")
def annotator(analyzer: OpenJTalkAnalyzer) -> Annotator:
    """The real annotator."""
    return Annotator(analyzer)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    opened = Library(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def importer(library: Library, annotator: Annotator) -> Importer:
    """Imports into the empty library."""
    return Importer(library, annotator)


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The sample minutes that come with the program."""
    return SAMPLE.read_bytes()


@pytest.fixture(scope="session")
def seed(shared: Path) -> bytes:
    """The page this project exists for."""
    return (shared / "minutes" / "seed" / "001-nagasaki-dx-2021-10-28.txt").read_bytes()
