"""When sessions came, changed and went."""

from pathlib import Path

import pytest

from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer
from reader.library.news import latest_news, news_of, news_since
from reader.passages.annotator import Annotator
from tests.stock import stocked


@pytest.mark.slow
def test_a_session_is_news_when_it_comes_changes_and_goes(
    tmp_path: Path, annotator: Annotator, seed: bytes, sample: bytes
) -> None:
    library = stocked(tmp_path / "library.sqlite3", annotator, seed, sample)
    session_id = "20211028-1"
    came = news_of(library, session_id)
    assert came is not None
    assert came.published_at == came.changed_at
    assert [one.session_id for one in latest_news(library, 0, 9)] == ["20260514-1", session_id]
    Corrector(library, annotator).add("長崎市", "ながさきいち")
    read_anew = news_of(library, session_id)
    assert read_anew is not None
    assert read_anew.changed_at > came.changed_at
    assert read_anew.published_at == came.published_at
    Importer(library, annotator).import_bytes(seed + "\n委員: もう一つ伺う。\n".encode(), "0.txt", "/0.txt")
    edited = news_of(library, session_id)
    assert edited is not None
    assert edited.changed_at > read_anew.changed_at
    assert [one.session_id for one in news_since(library, read_anew.changed_at, 0, 9)] == [session_id]
    library.remove(session_id)
    gone = news_of(library, session_id)
    assert gone is not None
    assert gone.removed
    assert latest_news(library, 0, 9)[0] == gone
    assert news_since(library, gone.changed_at, 0, 9) == ()
    library.close()


def test_what_changes_nothing_is_no_news(tmp_path: Path, annotator: Annotator, seed: bytes) -> None:
    library = stocked(tmp_path / "library.sqlite3", annotator, seed)
    before = news_of(library, "20211028-1")
    Importer(library, annotator).import_bytes(seed, "0.txt", "/0.txt")
    assert news_of(library, "20211028-1") == before
    library.close()
