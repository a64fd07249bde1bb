"""A reading put right once is right everywhere, and nothing else is touched."""

import pytest

from reader.corrections.corrector import Corrector
from reader.corrections.doubtful_words import doubtful_words
from reader.errors import LexiconError, NotFoundError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.search import Query
from reader.library.session import Session
from reader.passages.annotator import Annotator
from reader.passages.utterance import Utterance
from reader.readings.word import ReadingSource
from reader.web.views.sentences import label_reading


@pytest.fixture
def corrector(library: Library, annotator: Annotator) -> Corrector:
    return Corrector(library, annotator)


def _changed(before: Session, after: Session) -> set[str]:
    new = {u.id: u for p in after.passages for u in p.utterances}
    return {u.id for p in before.passages for u in p.utterances if new[u.id] != u}


def _holding(session: Session, surface: str) -> set[str]:
    return {u.id for p in session.passages for u in p.utterances if surface in u.text}


def _readings_of(session: Session, surface: str) -> set[str]:
    """How the words that lie in ``surface`` are read, joined."""
    found = set()
    for passage in session.passages:
        for utterance in passage.utterances:
            at = utterance.text.find(surface)
            if at >= 0:
                inside = (w for w in utterance.words if at <= w.start and w.end <= at + len(surface))
                found.add("".join(word.reading for word in inside))
    return found


def test_a_reading_changes_only_the_utterances_that_hold_the_word(
    importer: Importer, corrector: Corrector, sample: bytes
) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    effect = corrector.add("海岸通", "うみぎしどおり")
    assert effect.held == 0
    effect = corrector.add("推進会議", "すすめるかいぎ", 5)
    after = importer.library.session(session_id)
    assert _changed(before, after) == _holding(before, "推進会議")
    assert effect.changed == effect.held == len(_holding(before, "推進会議"))
    assert _readings_of(after, "推進会議") == {"すすめるかいぎ"}


def test_taking_it_out_brings_the_old_reading_back(
    importer: Importer, corrector: Corrector, sample: bytes
) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    told: list[tuple[int, int]] = []
    corrector.add("推進会議", "すすめるかいぎ", on_progress=lambda *done: told.append(done))
    corrector.remove("推進会議", on_progress=lambda *done: told.append(done))
    assert told == [(1, 1), (1, 1)]
    assert not _changed(before, importer.library.session(session_id))
    with pytest.raises(NotFoundError):
        corrector.remove("推進会議")


def test_the_nearest_reading_wins(importer: Importer, corrector: Corrector, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    corrector.add("次第", "しだいいち")
    corrector.add("次第", "しだいに", session_id=session_id)
    session = importer.library.session(session_id)
    assert _readings_of(session, "次第") == {"しだいに"}
    target = sorted(_holding(session, "次第"))[0]
    corrector.correct(session_id, target, "次第", "しだいさん")
    assert _readings_of(importer.library.session(session_id), "次第") == {"しだいさん"}


def test_corrections_survive_a_second_import(importer: Importer, corrector: Corrector, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    session = importer.library.session(session_id)
    target = next(u for p in session.passages for u in p.utterances if u.text.startswith("無料です"))
    corrector.correct(session_id, target.id, "無料", "ただ")
    corrector.add("次第", "ことしだい", session_id=session_id)
    edited = sample.replace("無料です。".encode(), "はい。無料です。".encode())
    importer.import_bytes(edited, "a.txt", "/a.txt")
    after = importer.library.session(session_id)
    assert _readings_of(after, "無料") == {"ただ"}
    assert _readings_of(after, "次第") == {"ことしだい"}


def _utterance(session: Session, start: str) -> Utterance:
    return next(u for p in session.passages for u in p.utterances if u.text.startswith(start))


def _minutes(*turns: str) -> bytes:
    head = "会議名\n\n推進会議\n\n日時\n\n令和8年5月14日\n\n議題\n\n1 上手な使い方について\n\n"
    return (head + "\n\n".join(turns) + "\n").encode()


FIRST = "委員: 資料の説明を聞きたい。上手に使うことが大切である。人材と人の話をしたい。"
SECOND = "事務局: 資料は、お手元にある。来年度から使い始める予定である。"


@pytest.mark.parametrize(
    ("turns", "lost"),
    [
        ((FIRST, "事務局: はい。そのとおりである。", SECOND), 0),
        ((FIRST.replace("資料の説明を聞きたい。", ""), SECOND), 0),
        ((FIRST.replace("使うことが大切", "使うことが、とても大切"), SECOND), 0),
        ((FIRST.replace("上手に使うことが大切である。", ""), SECOND + "上手に使うことが大切である。"), 0),
        ((FIRST.replace("上手に使うことが大切である。", ""), SECOND), 1),
    ],
    ids=["a turn before", "a sentence before gone", "edited", "moved to another turn", "gone"],
)
def test_a_correction_finds_its_sentence_again(
    importer: Importer, corrector: Corrector, turns: tuple[str, ...], lost: int
) -> None:
    session_id = importer.import_bytes(_minutes(FIRST, SECOND), "a.txt", "/a.txt").id
    target = _utterance(importer.library.session(session_id), "上手に")
    corrector.correct(session_id, target.id, "上手", "うわて")
    imported = importer.import_bytes(_minutes(*turns), "a.txt", "/a.txt")
    assert (imported.id, len(imported.lost)) == (session_id, lost)
    after = importer.library.session(session_id)
    if not lost:
        word = _utterance(after, "上手に").words[0]
        assert (word.reading, word.source) == ("うわて", ReadingSource.OCCURRENCE)
    # The source as it was brings a correction back that had lost its sentence.
    importer.import_bytes(_minutes(FIRST, SECOND) + b"\n", "a.txt", "/a.txt")
    assert _utterance(importer.library.session(session_id), "上手に").words[0].reading == "うわて"


def test_a_correction_counts_for_the_word_and_not_inside_others(
    importer: Importer, corrector: Corrector
) -> None:
    session_id = importer.import_bytes(_minutes(FIRST, SECOND), "a.txt", "/a.txt").id
    target = _utterance(importer.library.session(session_id), "人材と")
    corrector.correct(session_id, target.id, "人", "にん")
    after = importer.library.session(session_id).utterance(target.id)
    assert "".join(word.reading for word in after.words) == "じんざいとにんのはなしをしたい"
    corrector.correct(session_id, target.id, "人", "ひと")
    after = importer.library.session(session_id).utterance(target.id)
    assert "".join(word.reading for word in after.words) == "じんざいとひとのはなしをしたい"


def test_kana_search_and_the_speaker_index_follow(
    importer: Importer, corrector: Corrector, sample: bytes
) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    library = importer.library
    assert not library.search(Query("すすめるかいぎ")).total
    before = library.search(Query("すいしんかいぎ")).total
    corrector.add("推進会議", "すすめるかいぎ")
    assert library.search(Query("すすめるかいぎ")).total == before > 0
    assert not library.search(Query("すいしんかいぎ")).total
    corrector.add("事務局", "じむのつぼね")
    session = library.session(session_id)
    turn = next(p for p in session.passages if p.speaker == "事務局")
    assert label_reading(turn, session.minutes.speaker("事務局")) == "じむのつぼね"


@pytest.mark.parametrize(("surface", "written"), [("Wonderland", "WONDERLAND"), ("企画会", "企\u200b画会")])
def test_what_is_written_otherwise_is_read_again_too(
    importer: Importer, corrector: Corrector, surface: str, written: str
) -> None:
    """A sentence whose labels would change must change in the library: else its voice refuses to speak it."""
    session_id = importer.import_bytes(
        _minutes(FIRST, f"事務局: {written}の件である。"), "a.txt", "/a.txt"
    ).id
    assert corrector.add(surface, "わんだあらんど").changed == 1
    session = importer.library.session(session_id)
    for passage in session.passages:
        for u in passage.utterances:
            assert u.digest == corrector.annotator.analyzer.annotate(u.text, session.lexicon).digest


@pytest.mark.parametrize(
    ("surface", "reading", "word"),
    [("人", "ひと", "3人"), ("会", "え", "委員会"), ("年度", "としど", "令和3年度"), ("方", "かた", "方")],
)
def test_a_reading_that_breaks_ordinary_words_is_refused(
    corrector: Corrector, surface: str, reading: str, word: str
) -> None:
    with pytest.raises(LexiconError, match=word):
        corrector.add(surface, reading)
    assert corrector.library.readings() == ()


def test_a_confirmed_reading_is_no_longer_doubtful(importer: Importer, corrector: Corrector) -> None:
    session_id = importer.import_bytes(_minutes(FIRST, SECOND), "a.txt", "/a.txt").id
    doubt = doubtful_words(importer.library.session(session_id))[0]
    effect = corrector.correct(session_id, doubt.utterances[0], doubt.surface, doubt.reading)
    assert effect.changed == 0
    left = doubtful_words(importer.library.session(session_id))
    assert doubt.utterances[0] not in [u for d in left if d.surface == doubt.surface for u in d.utterances]


def test_a_refused_reading_changes_nothing(importer: Importer, corrector: Corrector, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    for surface, reading in [
        ("推進", "すい進"),
        ("", "から"),
        ("推進", ""),
        ("の", "のお"),
        ("推進", "あ" * 300),
    ]:
        with pytest.raises(LexiconError):
            corrector.add(surface, reading)
    with pytest.raises(LexiconError):
        corrector.correct(session_id, "t1-1", "ここにない", "ない")
    with pytest.raises(NotFoundError):
        corrector.correct(session_id, "t999-1", "推進", "すいしん")
    assert importer.library.session(session_id) == before
    assert importer.library.readings() == ()
