"""``python -m tests.hurried work …``: ``reader work`` that takes others for dead after some seconds, and not half a minute."""

from functools import partial

from reader.cli import main
from reader.narration.queue import worker

SIGN_SECONDS, SILENT_SECONDS = 0.5, 6.0

if __name__ == "__main__":
    worker.Worker = partial(worker.Worker, sign_every=SIGN_SECONDS, silent=SILENT_SECONDS)  # type: ignore[misc, assignment]
    main()
