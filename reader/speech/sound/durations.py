"""How long an HTS voice makes each phoneme, worked out of the ``.htsvoice`` file just as HTS itself does: its binding keeps
that to itself.

The file holds a tree of questions about a full-context label, and for each leaf how long the voice's states last and how
much that may vary, in frames::

    QS C-Phone_N { "*-N+*" }                  a question: does the label look like one of these?
    {*}[2]
    {
      -8 C-Phone_N  -12  -38                  node, question, where to go if not, and if so
      … "dur_s2_12" …                         the twelfth leaf
    }

At another pace than the voice's own every state is stretched by its share of what may vary, and the sum is kept exactly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_QUESTION = re.compile(r"QS\s+(\S+)\s*\{(.*?)\}")
_NODE = re.compile(r"^\s*(-?\d+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$", re.MULTILINE)
_LEAF = re.compile(r"(\d+)\D*$")
_ROOT = "0"
_VOWELS = frozenset("aiueoAIUEON")
_SILENT = frozenset({"sil", "pau"})


@dataclass(frozen=True, slots=True)
class _Question:
    """Some part of a label holds one of ``parts``, or the whole looks like one of ``shapes``."""

    parts: tuple[str, ...]
    shapes: tuple[re.Pattern[str], ...]

    def holds(self, label: str) -> bool:
        """Whether the answer is yes."""
        return any(part in label for part in self.parts) or any(
            shape.fullmatch(label) for shape in self.shapes
        )


class DurationModel:
    """The durations of one voice. ``frame_seconds`` is how long one of its frames lasts."""

    def __init__(self, data: bytes) -> None:
        """``data`` is the file. ValueError if it holds no such model."""
        head, _, body = data.partition(b"[DATA]\n")
        fields = dict(re.findall(r"^([\w\[\]]+):(\S+)", head.decode("ascii", "replace"), re.MULTILINE))
        try:
            self._states = int(fields["NUM_STATES"])
            self.frame_seconds = int(fields["FRAME_PERIOD"]) / int(fields["SAMPLING_FREQUENCY"])
            leaves = _section(body, fields["DURATION_PDF"])
            tree = _section(body, fields["DURATION_TREE"]).decode("ascii")
            count = int(np.frombuffer(leaves, "<u4", 1)[0])
            self._leaves = np.frombuffer(leaves, "<f4", offset=4).astype(np.float64)
            self._leaves = self._leaves.reshape(count, 2, self._states)
        except (KeyError, ValueError, ZeroDivisionError) as error:
            raise ValueError(f"no durations in this voice: {error}") from error
        self._questions = {name: _question(shapes) for name, shapes in _QUESTION.findall(tree)}
        self._nodes = {node: (ask, no, yes) for node, ask, no, yes in _NODE.findall(_QUESTION.sub("", tree))}
        if _ROOT not in self._nodes or any(ask not in self._questions for ask, _, _ in self._nodes.values()):
            raise ValueError("no durations in this voice: its tree is broken")

    def frames(self, labels: Sequence[str], speed: float = 1.0) -> list[int]:
        """How many frames each label's phoneme lasts, spoken ``speed`` times as fast as the voice does by itself."""
        found = self._leaves[[self._leaf(label) for label in labels]]
        means, variances = found[:, 0].ravel(), found[:, 1].ravel()
        if speed == 1.0:
            states = _whole(means)
        else:
            states = _stretched(means, variances, int(means.sum() / speed + 0.5))
        counts: list[int] = states.reshape(len(labels), self._states).sum(axis=1).tolist()
        return counts

    def beats(self, labels: Sequence[str], frames: Sequence[int]) -> tuple[float, ...]:
        """When each mora begins, in seconds from the beginning of the labels' sound: on its consonant, if it has one.
        ``frames`` are how long each label's phoneme lasts."""
        begins = np.cumsum([0, *frames]) * self.frame_seconds
        found: list[float] = []
        begun: float | None = None
        for begin, label in zip(begins[:-1].tolist(), labels, strict=True):
            phoneme = label.split("-", 1)[1].split("+", 1)[0]
            if phoneme in _SILENT:
                continue
            begun = begin if begun is None else begun
            if phoneme in _VOWELS or phoneme == "cl":
                found.append(begun)
                begun = None
        return tuple(found)

    def _leaf(self, label: str) -> int:
        node = _ROOT
        while node in self._nodes:
            ask, no, yes = self._nodes[node]
            node = yes if self._questions[ask].holds(label) else no
        number = _LEAF.search(node)
        if number is None:
            raise ValueError(f"no leaf: {node}")
        return int(number[1]) - 1


def _section(body: bytes, where: str) -> bytes:
    start, end = map(int, where.split("-"))
    return body[start : end + 1]


def _question(shapes: str) -> _Question:
    """``*`` stands for anything, ``?`` for one character."""
    parts, others = [], []
    for shape in re.findall(r'"([^"]*)"', shapes):
        inside = shape[1:-1]
        if len(shape) > 2 and shape[0] == shape[-1] == "*" and not set(inside) & {"*", "?"}:
            parts.append(inside)
        else:
            others.append(re.compile(re.escape(shape).replace(r"\*", ".*").replace(r"\?", ".")))
    return _Question(tuple(parts), tuple(others))


def _whole(lengths: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    return np.maximum(1, np.floor(lengths + 0.5)).astype(np.int64)


def _stretched(
    means: npt.NDArray[np.float64], variances: npt.NDArray[np.float64], total: int
) -> npt.NDArray[np.int64]:
    """``total`` frames dealt out: each state its mean and, by its variance, its part of the difference."""
    if total <= len(means):
        return np.ones(len(means), dtype=np.int64)
    share = (total - means.sum()) / variances.sum()
    states = _whole(means + share * variances)
    while (missing := total - int(states.sum())) != 0:
        step = 1 if missing > 0 else -1
        strain = np.abs(share - (states + step - means) / variances)
        if step < 0:
            strain[states <= 1] = np.inf
        states[int(strain.argmin())] += step
    return states
