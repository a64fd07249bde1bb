"""A name that nobody states is read alike everywhere in a session, and staff are asked which reading is right."""

import pytest

from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer
from reader.importing.stated_readings import names_read_alike
from reader.minutes.model import StatedReading
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.passages.annotator import Annotator
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.word import Word, WordKind

MINUTES = """第1回みどり丘市名簿検討会会議録
令和6年11月6日（水）午後2時

○座長　始めます。
○{name}委員　質問です。
○座長　次に{name}委員、元{name}委員です。
○{name}委員　今{name}委員が申しました。
○座長　本日の{name}委員、同{name}委員です。{more}
"""


def read(importer: Importer, session_id: str, name: str) -> set[str]:
    """The readings of the name; "" where it is torn."""
    found = set()
    for passage in importer.library.session(session_id).passages:
        for utterance in passage.utterances:
            at = utterance.text.find(name)
            while at >= 0:
                words = [w for w in utterance.words if w.start < at + len(name) and at < w.end]
                whole = (words[0].start, words[-1].end) == (at, at + len(name))
                found.add("".join(word.reading for word in words) if whole else "")
                at = utterance.text.find(name, at + 1)
    return found


@pytest.mark.parametrize(("name", "reading"), [("大谷", "おおたに"), ("米谷", "こめたに")])
def test_a_name_is_read_alike(importer: Importer, name: str, reading: str) -> None:
    imported = importer.import_bytes(MINUTES.format(name=name, more="").encode(), "1.txt", "/1.txt")
    assert read(importer, imported.id, name) == {reading}
    asked = [str(warning) for warning in importer.library.minutes(imported.id).warnings]
    assert sum(f"「{name}」の読みが分からず、どこでも「{reading}」" in warning for warning in asked) == 1


def test_what_staff_say_counts_and_nobody_is_asked_again(importer: Importer, annotator: Annotator) -> None:
    text = MINUTES.format(name="大谷", more="")
    session_id = importer.import_bytes(text.encode(), "1.txt", "/1.txt").id
    Corrector(importer.library, annotator).add("大谷", "おおや")
    assert read(importer, session_id, "大谷") == {"おおや"}
    importer.import_bytes(f"{text}○座長　終わります。\n".encode(), "1.txt", "/1.txt")
    assert read(importer, session_id, "大谷") == {"おおや"}
    assert not any("大谷" in str(warning) for warning in importer.library.minutes(session_id).warnings)


def _passage(*sentences: tuple[str, str]) -> Passage:
    """Sentences that begin with 上田, which is read as said."""
    utterances = tuple(
        Utterance(
            "",
            0,
            len(text),
            text,
            (
                Word(text[:2], 0, 2, reading, reading, WordKind.PERSON),
                Word(text[2:], 2, len(text), "", "", WordKind.SYMBOL),
            ),
            "",
            1,
        )
        for text, reading in sentences
    )
    return Passage("t1", PassageKind.TURN, 1, "", utterances)


def test_a_name_that_is_another_word_here_too_is_left() -> None:
    """上田委員 in two ways is read alike, but not where 上田市 is spoken of, which may be read so."""
    minutes = parse(read_source(MINUTES.format(name="上田", more="").encode()))
    names = (("上田委員です。", "うえだ"), ("上田委員です。", "うえだ"), ("上田君です。", "かみた"))
    alike = names_read_alike(minutes, [_passage(*names)], set())
    assert alike.readings == alike.unsure == (StatedReading("上田", "うえだ"),)
    assert names_read_alike(minutes, [_passage(*names, ("上田市です。", "うえだ"))], set()) == alike
    assert names_read_alike(minutes, [_passage(*names, ("上田市です。", "うわだ"))], set()).readings == ()
    assert names_read_alike(minutes, [_passage(*names)], {"上田"}).readings == ()


@pytest.mark.parametrize(("name", "reading"), [("山田", "やまだ"), ("沢田", "さわだ")])
def test_a_name_that_is_only_torn_asks_nothing(importer: Importer, name: str, reading: str) -> None:
    """今沢|田委員 is torn from 沢田, whose reading is known."""
    session_id = importer.import_bytes(MINUTES.format(name=name, more="").encode(), "1.txt", "/1.txt").id
    assert read(importer, session_id, name) == {reading}
    assert not any(name in str(warning) for warning in importer.library.minutes(session_id).warnings)
