"""Names are read as other minutes of the library state them, below what staff and the minutes themselves say."""

import pytest

from reader.corrections.corrector import Corrector
from reader.corrections.doubtful_words import doubtful_words, share_of_names
from reader.importing.importer import Importer
from reader.passages.annotator import Annotator

STATED = """第1回みどり丘市名簿検討会会議録
令和6年11月6日（水）午後2時
出席者　山田 彰（やまだ {given}）委員、上田 真（うわだ まこと）委員

○座長　始めます。
○山田彰委員　質問です。
"""
PLAIN = """第3回みどり丘市名簿検討会会議録
令和7年1月6日（月）午後2時

○座長　始めます。
○山田彰委員　質問です。
○上田委員　山田彰委員に、上田市の話で答えます。
○林聡委員　続けます。
"""


def imported(importer: Importer, text: str, name: str) -> str:
    return importer.import_bytes(text.encode(), name, f"/{name}").id


def read(importer: Importer, session_id: str) -> dict[str, str]:
    return {
        utterance.id: "".join(word.reading for word in utterance.words)
        for passage in importer.library.session(session_id).passages
        for utterance in passage.utterances
    }


def test_a_name_is_read_as_other_minutes_state_it(importer: Importer) -> None:
    imported(importer, STATED.format(given="しょう"), "1.txt")
    readings = read(importer, imported(importer, PLAIN, "3.txt"))
    assert readings["t2-0"] == "やまだしょういいん"
    assert readings["t3-0"] == "うわだいいん"
    assert readings["t3-1"].startswith("やまだしょういいんに")


def test_names_that_are_stated_in_two_ways_are_not_taken(importer: Importer) -> None:
    imported(importer, STATED.format(given="しょう"), "1.txt")
    imported(
        importer, STATED.format(given="あきら").replace("第1回", "第2回").replace("11月", "12月"), "2.txt"
    )
    session = importer.library.session(imported(importer, PLAIN, "3.txt"))
    assert {reading.surface for reading in session.lexicon} == {"上田"}


@pytest.mark.parametrize("first", [True, False])
def test_what_staff_entered_counts_more(importer: Importer, annotator: Annotator, first: bool) -> None:
    imported(importer, STATED.format(given="しょう"), "1.txt")
    corrector = Corrector(importer.library, annotator)
    if first:
        corrector.add("山田彰", "やまだてる")
    session_id = imported(importer, PLAIN, "3.txt")
    if not first:
        corrector.add("山田彰", "やまだてる")
    assert read(importer, session_id)["t2-0"] == "やまだてるいいん"


def test_it_is_told_how_many_doubtful_words_are_names(importer: Importer) -> None:
    session = importer.library.session(imported(importer, PLAIN, "3.txt"))
    words = doubtful_words(session)
    names, heard, share = share_of_names(words)
    assert 0 < names <= heard == sum(word.heard for word in words)
    assert share == round(100 * names / heard)
    assert share_of_names(()) == (0, 0, 0)
