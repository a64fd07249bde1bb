"""pyopenjtalk-plus: the one place where it is imported, and what of it we use.

What it prints when it is imported (a warning about an optional part that we do not use) stays inside. It would load
that part wherever the natural voices' onnxruntime is installed: every process would be larger for it. Its own
dictionary is always used, whatever ``OPEN_JTALK_DICT_DIR`` says: 県下 must not be read by another machine's words.
"""

import contextlib
import io
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, cast


@contextlib.contextmanager
def _without(package: str) -> Iterator[None]:
    """Inside, the package is not there to be imported."""
    there = sys.modules.get(package)
    sys.modules[package] = cast(Any, None)
    try:
        yield
    finally:
        del sys.modules[package]
        if there is not None:
            sys.modules[package] = there


with contextlib.redirect_stdout(io.StringIO()), _without("onnxruntime"):
    from pyopenjtalk import apply_postprocessing, make_phoneme_mapping, mecab_dict_index
    from pyopenjtalk._mapping import mark_user_dictionary_reading_protection
    from pyopenjtalk._unihan_readings_map import UNIHAN_READINGS
    from pyopenjtalk.htsengine import HTSEngine
    from pyopenjtalk.openjtalk import OpenJTalk
    from pyopenjtalk.types import MeCabMorph, NJDFeature
    from pyopenjtalk.utils import get_sudachi_tokenizer, normalize_roman_numerals, normalize_unknown_itaiji
    from pyopenjtalk.version import __version__ as VERSION  # noqa: N812 (it is a constant)

__all__ = [
    "DICTIONARY",
    "UNIHAN_READINGS",
    "VERSION",
    "VOICE",
    "HTSEngine",
    "MeCabMorph",
    "NJDFeature",
    "OpenJTalk",
    "apply_postprocessing",
    "get_sudachi_tokenizer",
    "make_phoneme_mapping",
    "mark_user_dictionary_reading_protection",
    "mecab_dict_index",
    "normalize_roman_numerals",
    "normalize_unknown_itaiji",
]

_PACKAGE = Path(str(files("pyopenjtalk")))
DICTIONARY = _PACKAGE / "dictionary"
VOICE = _PACKAGE / "htsvoice" / "mei_normal.htsvoice"
