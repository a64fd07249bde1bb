"""The program's modules taken apart, each once a process: several tests ask something of all of them."""

import ast
from functools import cache
from pathlib import Path


@cache
def tree(path: Path) -> ast.Module:
    """What a module is made of. It is shared: whoever asks changes nothing."""
    return ast.parse(path.read_text(encoding="utf-8"))
