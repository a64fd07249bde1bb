"""Minutes into the library: the same twice, edited, cut short, and not minutes at all."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from reader.errors import NotFoundError, SourceError
from reader.importing.importer import STANDARD_INPUT, Importer, Outcome
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from tests.conftest import SAMPLE


def _turns(library: Library, session_id: str) -> dict[int, str]:
    return {turn.number: turn.text for turn in library.session(session_id).minutes.turns}


def test_the_seed_is_what_a_reader_of_the_page_would_find(importer: Importer, seed: bytes) -> None:
    imported = importer.import_bytes(seed, "seed.txt", "/minutes/seed.txt")
    session = importer.library.session(imported.id)
    turns = session.minutes.turns
    labels = [session.minutes.speaker(turn.speaker).label for turn in turns]
    counts = {label: labels.count(label) for label in labels}
    assert counts == {"事務局": 20, "委員": 16, "副委員長": 4, "委員長": 2}
    assert imported.id == "20211028-1"
    assert len(session.minutes.agenda) == 3
    assert [note.text for note in session.minutes.notes] == ["質疑は特になし。", "質疑は特になし。"]
    assert session.minutes.place == "長崎市役所地下1階 議会第1会議室"
    assert session.minutes.department == "情報政策推進室"


def test_passages_stand_in_reading_order_with_words_that_cover_them(importer: Importer, seed: bytes) -> None:
    session = importer.library.session(importer.import_bytes(seed, "seed.txt", "seed").id)
    keys = [passage.key for passage in session.passages]
    assert keys[:3] == ["m", "a1", "r1"]
    assert keys[-6:] == ["a2", "r2", "n1", "a3", "r3", "n2"]
    for passage in session.passages:
        spoken = [u for u in passage.utterances if not u.is_announcement]
        assert "".join("".join(u.text.split()) for u in spoken) == "".join(passage.text.split())
        for utterance in passage.utterances:
            assert "".join(word.surface for word in utterance.words) == utterance.text
            assert len(utterance.digest) == 64


def test_the_same_file_twice_changes_nothing(importer: Importer, sample: bytes) -> None:
    first = importer.import_bytes(sample, "a.txt", "/a.txt")
    before = importer.library.session(first.id)
    second = importer.import_bytes(sample, "copy.txt", "/elsewhere/copy.txt")
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.UNCHANGED)
    assert second.id == first.id
    assert importer.library.session(first.id) == before
    assert len(importer.library.sessions()) == 1


def test_an_edited_file_keeps_the_numbers_of_the_turns_that_stayed(importer: Importer, sample: bytes) -> None:
    first = importer.import_bytes(sample, "a.txt", "/a.txt")
    before = _turns(importer.library, first.id)
    text = sample.decode("utf-8")
    text = text.replace("事務局:無料です。", "小川副会長:一つ確かめます。\n\n事務局:無料です。")
    text = text.replace("田中委員:費用は、本人の負担になるのですか。\n\n", "")
    text = text.replace("予算は240万円です。", "予算は250万円です。")
    second = importer.import_bytes(text.encode("utf-8"), "a.txt", "/a.txt")
    after = _turns(importer.library, first.id)
    assert (second.id, second.outcome) == (first.id, Outcome.UPDATED)
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    assert [before[number] for number in gone] == ["費用は、本人の負担になるのですか。"]
    assert [after[number] for number in new] == ["一つ確かめます。"]
    assert min(new) > max(before)
    changed = [number for number in before.keys() & after.keys() if before[number] != after[number]]
    assert [after[number][-11:] for number in changed] == ["予算は250万円です。"]


def test_the_same_meeting_from_another_address_is_the_same_session(importer: Importer, sample: bytes) -> None:
    first = importer.import_bytes(sample, "a.txt", "/a.txt")
    other = sample.replace("ページID:001207".encode(), "ページID:009999".encode())
    assert importer.import_bytes(other, "b.txt", "/b.txt").id == first.id


def test_another_meeting_of_the_same_day_gets_the_next_id(
    importer: Importer, sample: bytes, seed: bytes
) -> None:
    first = importer.import_bytes(seed, "a.txt", "/a.txt")
    other = sample.decode().replace("令和8年5月14日", "令和3年10月28日").encode()
    second = importer.import_bytes(other, "b.txt", "/b.txt")
    assert (first.id, second.id) == ("20211028-1", "20211028-2")


def test_two_documents_from_standard_input_are_two_sessions(
    importer: Importer, sample: bytes, seed: bytes
) -> None:
    ids = {importer.import_bytes(data, "-", STANDARD_INPUT).id for data in (sample, seed)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02\x03" * 500, "こんにちは。\n今日はよい天気です。\n".encode()],
    ids=["empty", "binary", "no minutes"],
)
def test_what_is_not_minutes_changes_nothing(importer: Importer, sample: bytes, data: bytes) -> None:
    importer.import_bytes(sample, "a.txt", "/a.txt")
    before = importer.library.sessions()
    with pytest.raises(SourceError) as told:
        importer.import_bytes(data, "b.txt", "/b.txt")
    assert "\n" not in str(told.value)
    assert importer.library.sessions() == before


def test_a_removed_session_is_gone_whole(importer: Importer, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    importer.library.remove(session_id)
    assert importer.library.sessions() == ()
    with pytest.raises(NotFoundError):
        importer.library.session(session_id)
    with importer.library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM utterance").scalar_one() == 0


def _die_while_importing(path: str, dictionary: str) -> None:
    """Runs in a process of its own: edits the sample and is killed when annotation is half done."""

    def on_progress(done: int, total: int) -> None:
        if done > total // 2:
            os.kill(os.getpid(), signal.SIGKILL)

    importer = Importer(Library(Path(path)), Annotator(OpenJTalkAnalyzer(Path(dictionary))))
    edited = SAMPLE.read_text(encoding="utf-8").replace("無料です", "有料です").encode()
    importer.import_bytes(edited, "a.txt", "/a.txt", on_progress)


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_crash_in_the_middle_leaves_the_library_as_it_was(
    importer: Importer, sample: bytes, tmp_path: Path
) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    process = multiprocessing.get_context("spawn").Process(
        target=_die_while_importing, args=(str(importer.library.path), str(tmp_path / "dictionary"))
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    reopened = Library(importer.library.path)
    assert reopened.session(session_id) == before
    assert len(reopened.sessions()) == 1


def test_an_older_analyser_s_words_are_read_again(importer: Importer, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    with importer.library.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET analyzer = 'older'")
    assert importer.refresh() == (session_id,)
    assert importer.library.session(session_id).passages == before.passages
    assert importer.refresh() == ()
