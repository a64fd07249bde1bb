"""What a test uses is told by its fixtures; the parts that are asked most often run first, browsers last; and what each part costs.

``pytest -n auto`` gives each worker process tests as it becomes free: those that share something made for their file together,
so that it is made once; quick ones some at a time, so that no worker waits for each; all others one by one. What there is one of
for a whole run is made once a worker.
"""

import os
from collections import defaultdict
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FIRST = ("minutes", "readings", "passages")
SHARED_BY_A_FILE = {"module", "class", "package"}
AT_A_TIME = 16
"""Quick tests of one file that a worker is given together: each asked for by itself costs a millisecond of waiting, and pytest-xdist's
list of who has what, which it adds up anew for each, grows with their square."""
BYTES_A_WORKER = 4_000_000_000
"""Dictionaries, a model of natural voices, two browsers with their pages: what a worker has at most, with room to spare."""
COST = "processor seconds"
TWO_SECONDS = 2.0
"""Of a processor; a test that takes one, alone, takes no more on a busy machine."""


def workers(cores: int, free_bytes: int, browsers: bool) -> int:
    """How many processes run the tests. Whoever drives a browser waits a quarter of the time, for frames that are drawn and sound that
    passes: there is one more than cores then, where there is memory for it."""
    return cores + 1 if browsers and free_bytes >= (cores + 1) * BYTES_A_WORKER else cores


def mark_and_order(items: list[pytest.Item]) -> None:
    """Marks what drives a browser (done once more if it fails: a browser is asked across two processes, and loses an answer
    now and then; the run's closing lines name each), keeps together what shares a fixture, and sorts by part."""
    for item in items:
        if "browser" in _fixtures(item) or TESTS / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") is not None and item.get_closest_marker("flaky") is None:
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.get_closest_marker("xdist_group") is None and _shares_something(item):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(TESTS).as_posix()))
    items.sort(key=_place)
    alone: defaultdict[Path, int] = defaultdict(int)
    for item in items:
        if item.get_closest_marker("xdist_group") is None and not any(_place(item)[:2]):
            portion, alone[item.path] = alone[item.path] // AT_A_TIME, alone[item.path] + 1
            item.add_marker(pytest.mark.xdist_group(f"{item.path.relative_to(TESTS).as_posix()} {portion}"))


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else ()


def _shares_something(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    found = item._fixtureinfo.name2fixturedefs
    return any(found[name][-1].scope in SHARED_BY_A_FILE for name in item.fixturenames if name in found)


def _place(item: pytest.Item) -> tuple[bool, bool, bool, int]:
    """Quick parts first, then what is slow or speaks, then browsers: of these what keeps to itself first, being longest."""
    part = item.path.relative_to(TESTS).parts[0]
    browser, costly = (
        item.get_closest_marker("browser") is not None,
        any(item.get_closest_marker(name) for name in ("slow", "voice", "server")),
    )
    alone = browser and item.get_closest_marker("xdist_group") is not None
    return (browser, costly != browser, not alone, FIRST.index(part) if part in FIRST else len(FIRST))


def processor_seconds() -> float:
    """What this process and those it has seen end have used of the processors."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class Costs:
    """Adds up what the parts of a run cost, and names what takes two seconds and is not marked ``slow``."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._processor: defaultdict[str, float] = defaultdict(float)
        self._tests: defaultdict[str, int] = defaultdict(int)
        self._unmarked: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Called by pytest around each test, in the process that runs it."""
        item.stash[_BEGUN] = processor_seconds()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Called by pytest for each phase of each test, in the process that runs it."""
        begun, now = item.stash[_BEGUN], processor_seconds()
        item.stash[_BEGUN] = now
        report = yield
        report.user_properties = [*report.user_properties, (COST, now - begun)]
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each phase of each test, in the process that tells."""
        part = _part(report)
        cost = sum(float(str(value)) for name, value in report.user_properties if name == COST)
        self._seconds[part] += report.duration
        self._processor[part] += cost
        if report.when == "call":
            self._tests[part] += 1
            if cost >= TWO_SECONDS and not {"slow", "browser", "voice"} & {*report.keywords}:
                self._unmarked.append(f"{report.nodeid}: {cost:.0f} s")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Called by pytest when everything is over."""
        if sum(self._tests.values()) < 100:
            return
        terminalreporter.section("what each part costs")
        for part in sorted(self._seconds, key=self._seconds.__getitem__, reverse=True):
            terminalreporter.line(
                f"{part:<24}{self._tests[part]:>6} tests {self._seconds[part]:>8.1f} s"
                f"{self._processor[part]:>8.1f} s of a processor"
            )
        for told in self._unmarked:
            terminalreporter.line(f"to be marked slow: {told}")


_BEGUN = pytest.StashKey[float]()


def _part(report: pytest.TestReport) -> str:
    parts = Path(report.location[0]).parts
    return "/".join(parts[1:3] if parts[1] == "browser" else parts[1:2])
