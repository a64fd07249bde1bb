"""Where a meeting was held and who is in charge carry furigana, by the lexicon that counts."""

from collections.abc import Sequence
from pathlib import Path

from starlette.testclient import TestClient

from reader.library.readings import LexiconChange
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from reader.readings.word import Reading, ReadingSource, Word
from reader.web.views.facts.read import FactsRead, unread
from reader.web.views.session_views import SessionViews
from tests.web.conftest import SEED
from tests.web.sites import one, parsed, site


def test_place_and_department_have_their_readings(tmp_path: Path, annotator: Annotator, seed: bytes) -> None:
    with site(tmp_path, annotator, seed) as whole:
        client = TestClient(whole.app)
        client.cookies.set("preferences", "furigana=all")
        facts = {row.css("dt")[0].text(): row for row in parsed(client, SEED).css(".facts .facts__row")[:3]}
        readings = ["".join(part.text() for part in facts[name].css("dd rt")) for name in ("場所", "担当")]
        assert readings == [
            "ながさきしやくしょちかかいぎかいだいかいぎしつ",
            "じょうほうせいさくすいしんしつ",
        ]
        card = one(parsed(client, "/"), ".session-card__facts dd")
        assert "".join(part.text() for part in card.css("rt")) == readings[0]
        client.cookies.set("preferences", "furigana=none")
        assert not parsed(client, SEED).css(".facts dd rt")

        read = FactsRead(
            whole.library, lambda text, lexicon: annotator.utterance("x", 0, 0, text, lexicon, ()).words
        )
        before = read.of(["星見町"], Level.ALL)["星見町"]
        entry = Reading("星見町", "ほしみまち", None, ReadingSource.MUNICIPALITY)
        change = LexiconChange("", (entry.surface,), (entry,))
        whole.library.change_lexicon(change, whole.library.holding([entry.surface]), {})
        after = read.of(["星見町"], Level.ALL)["星見町"]
        assert "".join(part.reading or "" for part in after) == "ほしみまち"
        assert before != after


def test_where_nothing_reads_it_is_as_printed(tmp_path: Path, annotator: Annotator, seed: bytes) -> None:
    with site(tmp_path, annotator, seed) as whole:
        (place,) = FactsRead(whole.library, unread).of(["役場2階", ""], Level.ALL)["役場2階"]
        assert (place.base, place.reading) == ("役場2階", None)


def test_what_no_passage_says_is_read_once_for_all_levels_and_anew_with_other_readings(
    tmp_path: Path, annotator: Annotator, seed: bytes
) -> None:
    asked: list[str] = []

    def read(text: str, lexicon: tuple[Reading, ...]) -> Sequence[Word]:
        asked.append(text)
        return annotator.utterance("x", 0, 0, text, lexicon, ()).words

    with site(tmp_path, annotator, seed) as whole:
        views = SessionViews(whole.library, float, read=read)
        session = SEED.rpartition("/")[2]
        for level in (Level.HARD, Level.ALL, Level.NONE):
            view = views.view(session, level)
            assert view.facts.place and view.record
        first = views.view(session, Level.ALL, first_only=True).facts
        assert asked and len(asked) == len(set(asked))
        entry = Reading("地下", "ぢげ", None, ReadingSource.MUNICIPALITY)
        change = LexiconChange("", (entry.surface,), (entry,))
        whole.library.change_lexicon(change, whole.library.holding([entry.surface]), {})
        after = views.view(session, Level.ALL).facts
        assert "ぢげ" in "".join(part.reading or "" for part in after.place_ruby)
        assert after.place_ruby != first.place_ruby
