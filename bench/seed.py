"""The minutes that are measured: the seed of the shared documents, or the sample where they are not."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))


def seed_bytes() -> tuple[str, bytes]:
    """The file's name and content."""
    seeds = sorted((SHARED / "minutes" / "seed").glob("*.txt"))
    path = seeds[0] if seeds else next((ROOT / "reader" / "sample").glob("*.txt"))
    return path.name, path.read_bytes()
