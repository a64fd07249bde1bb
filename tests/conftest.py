"""What a run is told and how it goes: its options, the order of its tests, and what they cost."""

import gc
import os
from pathlib import Path

import pytest

from tests.order import Costs, mark_and_order, workers

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))
LONGEST_NAME = 40
EVERY_LOOK = "--every-look"
ON_SERVER = "--on-server"
SAMPLE = ROOT / "reader" / "sample" / "hoshimihama-2026-05-14.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--every-look`` is what ``make test-all`` adds to ``make test``; ``--on-server`` is ``make test-on-server``."""
    parser.addoption(
        ON_SERVER,
        action="store_true",
        help="every library that a test opens is kept on a PostgreSQL server, but where the test is of the file (sqlite)",
    )
    parser.addoption(
        EVERY_LOOK,
        action="store_true",
        help="axe examines every page in every look instead of every pair of settings; the figures of the accessibility page"
        " are recorded",
    )


def pytest_configure(config: pytest.Config) -> None:
    """What the parts of a run cost is told at its end; a whole run is recorded by the process that tells of it. Where others run
    the tests, it loads nothing of the program: they begin two seconds earlier."""
    config.pluginmanager.register(Costs(), "costs")
    if not _others_run_the_tests(config):
        from tests import given

        config.pluginmanager.register(given, "given")
    if config.getoption(EVERY_LOOK) and not hasattr(config, "workerinput"):
        from tests.browser.figures import Recorder  # needs a browser

        config.pluginmanager.register(Recorder(), "figures")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What ``--numprocesses auto`` means; ``make check`` leaves browsers out."""
    from reader.speech.natural.fitness import free_memory

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return workers(cores, free_memory() or 0, "not browser" not in config.getoption("markexpr"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what can be told from what a test uses, and sorts: minutes and readings first, browsers last.

    Before pytest-xdist's own hook, which reads the groups: one that is marked later keeps nothing together.
    """
    mark_and_order(items)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes that are a whole file are no name: an archive holds the time it was made at, and each worker makes its own."""
    return argname if isinstance(val, bytes) and len(val) > LONGEST_NAME else None


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What is left at the end ends with the process, and is not searched through for rubbish three times before."""
    gc.freeze()


def _others_run_the_tests(config: pytest.Config) -> bool:
    """Whether this is the process that hands tests out to workers (pytest-xdist)."""
    shared_out = config.getoption("dist", "no") != "no" and not config.getoption("collectonly")
    return shared_out and not hasattr(config, "workerinput")
