"""The minutes that are measured: the seed of the shared documents, or the sample where they are not."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))


def seed_bytes() -> tuple[str, bytes]:
    """The file's name and content."""
    seeds = sorted((SHARED / "minutes" / "seed").glob("*.txt"))
    return (seeds[0].name, seeds[0].read_bytes()) if seeds else sample_bytes()


def sample_bytes() -> tuple[str, bytes]:
    """The sample's name and content."""
    path = next((ROOT / "reader" / "sample").glob("*.txt"))
    return path.name, path.read_bytes()
