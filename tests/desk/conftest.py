"""A desk with two people: one who prepares, one who approves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.desk.people import Account, Role
from reader.passages.annotator import Annotator
from tests.desk.desks import Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path, annotator: Annotator) -> Iterator[Desk]:
    made = desk_in(tmp_path, annotator)
    yield made
    made.library.close()


@pytest.fixture
def clerk(desk: Desk) -> Account:
    return desk.person("tantou", Role.CLERK)


@pytest.fixture
def approver(desk: Desk) -> Account:
    return desk.person("shounin", Role.APPROVER)
