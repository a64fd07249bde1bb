"""The answer to who orders a clip: its frames when it is made, and until then what there is of them.

::

    「今後、具体的な…」   begun with 40 frames … 120 frames … done with 300, which begin with those
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future


class Answer(Future[bytes]):
    """The clip's frames. Where it is tried once more after its worker died, ``beginning`` grows anew."""

    def __init__(self) -> None:
        super().__init__()
        self._hearing: list[Callable[[], None]] = []
        self._guard = threading.Lock()
        self.beginning = b""
        """What there is of the frames."""

    def begin(self, beginning: bytes) -> None:
        """There is so much of the frames."""
        self.beginning = beginning
        with self._guard:
            hearing = tuple(self._hearing)
        for told in hearing:
            told()

    def on_more(self, told: Callable[[], None]) -> None:
        """``told`` is called, by any thread, whenever there is more, and in the end."""
        with self._guard:
            self._hearing.append(told)
        self.add_done_callback(lambda _: told())


def answered(frames: bytes) -> Answer:
    """The answer where the clip is there."""
    answer = Answer()
    answer.set_result(frames)
    return answer
