"""Logistic regressions with a small penalty (numpy, seconds), and the modules of the reader that keep what they found."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PENALTY = 1.0
MOST_STEPS, SETTLED = 40, 1e-5
Array = NDArray[np.float64]


@dataclass
class Examples:
    """What the regressions learn from: features by name, the answer, how much it counts, and the document."""

    rows: list[dict[str, float]] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, features: dict[str, float], right: float, counts: float, name: str) -> None:
        """One example more."""
        self.rows.append(features)
        self.right.append(right)
        self.counts.append(counts)
        self.names.append(name)


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers: ``matrix`` rows × (features and 1), and for each row the answer, how much it counts, its document."""

    features: list[str]
    matrix: Array
    right: Array
    counts: Array
    names: NDArray[np.str_]

    @classmethod
    def of(cls, examples: Examples) -> "Table":
        """The examples, once for many fits."""
        features = list(examples.rows[0])
        matrix = np.array([[row[name] for name in features] + [1.0] for row in examples.rows])
        return cls(
            features, matrix, np.array(examples.right), np.array(examples.counts), np.array(examples.names)
        )

    def fit(self, without: str = "", start: Array | None = None) -> Array:
        """The weights that tell right examples from wrong ones, those of one document left out; found sooner from ``start``."""
        kept = self.names != without
        matrix, right, counts = self.matrix[kept], self.right[kept], self.counts[kept]
        penalty = PENALTY * np.eye(matrix.shape[1])
        penalty[-1, -1] = 1e-3
        found: Array = np.zeros(matrix.shape[1]) if start is None else start
        for _ in range(MOST_STEPS):
            likely = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
            slope = matrix.T @ (counts * (likely - right)) + penalty @ found
            curve = (matrix * (counts * likely * (1 - likely))[:, None]).T @ matrix + penalty
            step = np.linalg.solve(curve, slope)
            found = found - step
            if np.abs(step).max() < SETTLED:
                break
        return found

    def named(self, found: Array) -> dict[str, float]:
        """The weights by the names of their features."""
        return {
            name: round(float(value), 3) for name, value in zip([*self.features, "bias"], found, strict=True)
        }


def asked_to_write(description: str | None) -> bool:
    """Whether the command line asks to write what is fitted; ``--help`` prints the description."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the module")
    return bool(parser.parse_args().write)


def tell(module: Path, tables: Mapping[str, Mapping[str, float]], write: bool) -> None:
    """Prints a module with its tables as they were fitted, in the order of their names here; writes it where asked to."""
    head = module.read_text(encoding="utf-8").partition(f"{next(iter(tables))}: ")[0]
    text = head + "\n".join(_table_text(name, values) for name, values in tables.items())
    if write:
        module.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _table_text(name: str, values: Mapping[str, float]) -> str:
    lines = "".join(f'    "{key}": {value},\n' for key, value in values.items())
    return f"{name}: dict[str, float] = {{\n{lines}}}\n"
