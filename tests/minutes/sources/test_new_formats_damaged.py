"""Damaged files of the formats that came later: minutes or one clear line, no traceback, no lost word.

As many as take some seconds, and more with all the others; ``python -m bench.fuzz`` tries thousands, and what they take.
"""

from itertools import chain

import pytest

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import bare
from tests.minutes.mutations import MUTATIONS, damaged, damaged_members
from tests.minutes.sources.new_formats import documents


@pytest.mark.parametrize("count", [100, pytest.param(1_300, marks=pytest.mark.slow)])
def test_damaged(count: int) -> None:
    good = documents()
    each = count // 2 // len(MUTATIONS)
    bytewise = (damaged(good, one, each, seed=20240514 + count) for one in MUTATIONS)
    for name, data in chain(*bytewise, damaged_members(good, count // 2, seed=20240514 + count)):
        try:
            source = read_source(data, name)
        except SourceError as error:
            assert str(error).endswith("。"), name
            assert "\n" not in str(error), name
        else:
            parts = parse(source).parts
            assert bare("".join(part.text for part in parts)) == bare(source.text), name


def test_what_is_damaged_is_good() -> None:
    for name, data in documents().items():
        if name not in ("text.odt", "rich.rtf"):  # these are for LibreOffice
            source = read_source(data, name)
            assert source.text.strip(), name
            assert not {"内緒", "控え"} & set(source.text.split()), name
