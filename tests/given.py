"""What every test may ask for: the shared documents, and the promise that CI does not skip them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.speech.natural.preparing import prepare
from reader.web.serving.collector import pace_collector
from tests import servers
from tests.commands import Commands, Run
from tests.conftest import ON_SERVER, SAMPLE, SHARED
from tests.examples import load_profile
from tests.remembering import Remembering
from tests.stock import opened

load_profile()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests are no rubbish, nor are the sites behind them: Python's usual pace spends a tenth of the run there."""
    pace_collector()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What stands in ``servers.ON_BOTH`` is done with a file, and again with a server."""
    if servers.is_for_both(metafunc.definition) and not metafunc.config.getoption(ON_SERVER):
        server = pytest.param("server", marks=pytest.mark.server)
        metafunc.parametrize("kept_by", ["file", server], indirect=True)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL, one for all processes of the run."""
    with servers.postgresql(servers.folder_of(tmp_path_factory.getbasetemp())) as url:
        yield url


@pytest.fixture(scope="session")
def _shares(request: pytest.FixtureRequest) -> servers.Shares:
    return servers.Shares(request.getfixturevalue("server_url"))


@pytest.fixture(scope="session", autouse=True)
def _on_server(request: pytest.FixtureRequest) -> Iterator[servers.Shares | None]:
    """Where every library is kept, if on a server: those that are shared by many tests too."""
    if not request.config.getoption(ON_SERVER):
        yield None
        return
    shares: servers.Shares = request.getfixturevalue("_shares")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.library.database.store_at", shares.store)
        servers.active.append(shares)
        yield shares
        servers.active.remove(shares)


@pytest.fixture(autouse=True)
def kept_by(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _on_server: servers.Shares | None
) -> Iterator[str]:
    """What keeps the libraries that a test opens by their paths."""
    if _on_server is not None:
        with _on_server.as_files() if servers.is_of_the_file(request.node) else nullcontext():
            yield "file" if _on_server.files else "server"
        return
    keeper: str = getattr(request, "param", "file")
    if keeper == "file":
        yield keeper
        return
    shares: servers.Shares = request.getfixturevalue("_shares")
    monkeypatch.setattr("reader.library.database.store_at", shares.store)
    servers.active.append(shares)
    yield keeper
    servers.active.remove(shares)
    shares.forget()


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for whatever names none of its own, so that no test finds or leaves anything in the checkout."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READER_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents. Missing: an error in CI, a skip on a stranger's machine."""
    if not (SHARED / "minutes").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI is set and {SHARED} has no minutes: the shared documents must be there")
        pytest.skip("the shared documents are not on this machine (READER_SHARED names their folder)")
    return SHARED


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of dictionaries that are compiled already."""
    return tmp_path_factory.mktemp("dictionary")


@pytest.fixture(scope="session")
def natural_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the natural voices' model, made ready once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    prepare(folder / "natural")
    return folder / "natural"


@pytest.fixture(scope="session")
def analyzer(compiled: Path) -> OpenJTalkAnalyzer:
    """The real analyser with the built-in lexicon, compiled once for the whole run."""
    return OpenJTalkAnalyzer(compiled)


@pytest.fixture
def reader(tmp_path: Path, compiled: Path) -> Run:
    """``reader ARG…`` with a home of its own."""
    return Commands(tmp_path, compiled)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """The library file that ``reader import`` of the sample makes, once for the whole run."""
    folder = tmp_path_factory.mktemp("sample")
    assert Commands(folder, compiled)("import", SAMPLE).returncode == 0
    return folder / "home" / "library.sqlite3"


@pytest.fixture
def reader_with_sample(tmp_path: Path, compiled: Path, sample_library: Path) -> Run:
    """``reader ARG…`` with a home of its own, into which the sample was imported."""
    commands = Commands(tmp_path, compiled)
    shutil.copy(sample_library, commands.home())
    return commands


@pytest.fixture(scope="session")
def annotator(analyzer: OpenJTalkAnalyzer) -> Annotator:
    """The real annotator, which remembers how it has read a sentence."""
    return Annotator(Remembering(analyzer))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    empty = opened(tmp_path / "library.sqlite3")
    yield empty
    empty.close()


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
