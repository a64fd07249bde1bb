"""Minutes of documents, each parsed once by a process: many tests ask for something else of the same document."""

from functools import cache

from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources import read_source


@cache
def read_minutes(data: bytes, name: str = "") -> Minutes:
    """The minutes of a document. SourceError where it is refused, each time anew."""
    return parse(read_source(data, name))
