"""Several commands at once on a home that is not there yet."""

import subprocess
import sys
from pathlib import Path

OPEN = "import sys; from pathlib import Path; from reader.library.library import Library; print(len(Library(Path(sys.argv[1])).sessions()))"


def test_many_processes_make_one_library(tmp_path: Path) -> None:
    for number in range(2):
        path = tmp_path / f"home{number}" / "library.sqlite3"
        started = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN, str(path)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(6)
        ]
        ended = [(*process.communicate(timeout=120), process.returncode) for process in started]
        assert [(out.strip(), code) for out, _, code in ended] == [("0", 0)] * 6, ended
