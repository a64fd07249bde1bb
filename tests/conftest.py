"""What every test may ask for: the shared documents, and the promise that CI does not skip them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents. Missing: an error in CI, a skip on a stranger's machine."""
    if not (SHARED / "minutes").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI is set and {SHARED} has no minutes: the shared documents must be there")
        pytest.skip("the shared documents are not on this machine (READER_SHARED names their folder)")
    return SHARED
