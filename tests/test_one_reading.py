"""One reading everywhere: what the library stores of the seed and the sample is what the ruby shows, what the clip's
labels say, what kana search finds and what the speaker index gives — corrected in every layer."""

from collections.abc import Iterator

import pytest

from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.search import Query
from reader.library.session import Session
from reader.passages.annotator import Annotator
from reader.passages.utterance import Utterance
from reader.readings.furigana.levels import Level, ruby_words
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import ReadingSource, Word
from reader.readings.writing.kana import to_hiragana, to_katakana
from reader.web.views.sentences import label_reading
from tests.readings.test_one_reading import labelled, phonemes
from tests.stock import opened

pytestmark = pytest.mark.slow  # the seed is imported and said in full

SEED, SAMPLE = "20211028-1", "20260514-1"


@pytest.fixture(scope="module")
def corrected(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[Library]:
    """Both minutes with corrections in all layers, the seed imported again after them from an edited source."""
    library = opened(tmp_path_factory.mktemp("one") / "library.sqlite3")
    importer, corrector = Importer(library, annotator), Corrector(library, annotator)
    importer.import_bytes(seed, "seed.txt", "/seed.txt")
    importer.import_bytes(sample, "sample.txt", "/sample.txt")
    corrector.add("出島", "いずしま")
    corrector.add("事務局", "じむのつぼね")
    corrector.add("光回線", "ひかりかいせん", 4, SEED)
    library_sentence = next(u for u in _utterances(library.session(SEED)) if "加賀" in u.text)
    corrector.correct(SEED, library_sentence.id, "加賀", "かか")
    edited = seed.replace("加賀市では".encode(), "加賀市でも".encode())
    assert edited != seed
    importer.import_bytes(edited, "seed.txt", "/seed.txt")
    yield library
    library.close()


def _utterances(session: Session) -> list[Utterance]:
    return [utterance for passage in session.passages for utterance in passage.utterances]


def _shown(word: Word) -> str:
    """The word as a reader with all furigana reads it."""
    [(_, cut)] = ruby_words([word], Level.ALL)
    return "".join(ruby.reading or to_hiragana(ruby.base) for ruby in cut)


def _heard(kana: str) -> str:
    """The phonemes, with おう as おお and えい as ええ: a long vowel is written in either way."""
    return "".join(phonemes(to_katakana(kana))).replace("ou", "oo").replace("ei", "ee")


@pytest.mark.parametrize("session_id", [SEED, SAMPLE])
def test_stored_words_are_what_the_clips_say(
    corrected: Library, analyzer: OpenJTalkAnalyzer, session_id: str
) -> None:
    session = corrected.session(session_id)
    for utterance in _utterances(session):
        given = utterance.text, session.lexicon, utterance.overrides
        assert phonemes("".join(word.pronunciation for word in utterance.words)) == labelled(
            analyzer.labels(*given)
        ), utterance.text
        assert analyzer.annotate(*given).digest == utterance.digest, utterance.text


@pytest.mark.parametrize("session_id", [SEED, SAMPLE])
def test_ruby_shows_what_is_said(corrected: Library, session_id: str) -> None:
    shown = [
        (word, _shown(word))
        for utterance in _utterances(corrected.session(session_id))
        for word in utterance.words
        if any(ruby.reading for _, cut in ruby_words([word], Level.ALL) for ruby in cut)
    ]
    assert len(shown) > 300
    said_otherwise = {
        (word.surface, reading, word.pronunciation)
        for word, reading in shown
        if reading != word.reading or _heard(reading) != _heard(word.pronunciation)
    }
    assert said_otherwise == set()


def test_every_layer_is_stored_and_survives_the_second_import(corrected: Library) -> None:
    words = [word for utterance in _utterances(corrected.session(SEED)) for word in utterance.words]
    found = {(word.surface, word.reading, word.source) for word in words}
    assert {
        ("出島", "いずしま", ReadingSource.MUNICIPALITY),
        ("光回線", "ひかりかいせん", ReadingSource.MINUTES),
        ("加賀", "かか", ReadingSource.OCCURRENCE),
    } <= found
    assert {word.reading for word in words if word.surface == "出島"} == {"いずしま"}


def test_kana_search_finds_every_sentence_by_what_it_says(corrected: Library) -> None:
    for session_id in (SEED, SAMPLE):
        for utterance in _utterances(corrected.session(session_id))[::7]:
            kana = "".join(word.reading for word in utterance.words)[:20]
            labels_a_turn = utterance.is_announcement and utterance.id.startswith("t")
            if len(kana) > 3 and not labels_a_turn:
                hits = corrected.search(Query(kana), most=200).hits
                assert (session_id, utterance.id) in {(hit.session, hit.utterance) for hit in hits}, kana
    assert corrected.search(Query("かかし")).total and corrected.search(Query("いずしまめっせ")).total
    assert not corrected.search(Query("でじまめっせ")).total


def test_the_speaker_index_reads_as_the_announcement_does(corrected: Library) -> None:
    for session_id in (SEED, SAMPLE):
        session = corrected.session(session_id)
        for passage in session.passages:
            if passage.speaker == "事務局":
                announced = passage.utterances[0]
                assert announced.is_announcement
                assert label_reading(passage, session.minutes.speaker("事務局")) == "じむのつぼね"
                assert announced.words[0].pronunciation == "ジムノツボネ"
