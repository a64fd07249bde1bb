"""Withdrawn words leave drafts, older editions, their edits and sources too, and do not come back by the desk."""

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk.editing import Editing
from reader.desk.editions import StepError
from reader.desk.readings import Choice, Scope
from reader.desk.withdrawals.finding import find_words
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.errors import LibraryError
from reader.library.desk import audit
from reader.library.desk.people import Account
from reader.library.schema.log_stays import open_log
from reader.library.session import Session
from reader.minutes.edits.edit import Edit, EditKind
from reader.minutes.edits.places import turn_begin
from reader.minutes.edits.quote import Standing
from reader.minutes.masking.mask import MaskKind
from reader.readings.writing.kana import pronounce, to_katakana
from tests.desk.desks import CLI, Desk, page

WORDS = "鵺鸞麟蠹"
READING = "ぷぎゃぬみょ"
TURNS = (
    "資料を配ります。",
    f"市長は{WORDS}です。",
    "春に直します。",
    "わかりました。",
    "次は公園です。",
    "はい。",
)
QUOTED = ("抗議します。", f"「{WORDS}」とは何ですか。", "あす話します。")


def silent(_session: Session) -> frozenset[str]:
    """No voice is to be had."""
    return frozenset()


def told_by(path: Path) -> bytes:
    """What a file holds, and the words that a library holds packed."""
    data = path.read_bytes()
    if not data.startswith(b"SQLite format 3"):
        return data
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        packed = connection.execute("SELECT words FROM utterance").fetchall()
    return b"".join((data, *(zlib.decompress(words) for (words,) in packed)))


def files_with(folder: Path) -> list[str]:
    """Files that hold any character of the words."""
    marks = [sign.encode() for sign in WORDS] + [f"\\u{ord(sign):04x}".encode() for sign in WORDS]
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(map(told_by(path).__contains__, marks))
    ]


@pytest.mark.sqlite
def test_nothing_is_left_in_editions_edits_and_sources(
    desk: Desk, clerk: Account, approver: Account, tmp_path: Path
) -> None:
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *TURNS), f"{WORDS}の件.txt")
    editing = Editing(desk.drafting)
    state = editing.put_right(edition)
    for text, value in ((WORDS, "山田委員"), ("春に", f"{WORDS}課"), ("春に", "環境整備課")):
        index = next(n for n, one in enumerate(state.minutes.entries) if text in one.text)
        revision = desk.editions.of(edition).revision
        editing.edit(clerk, edition, revision, Edit(EditKind.SPEAKER, turn_begin(state, index), value))
    session = desk.published(clerk, approver, edition)
    draft = desk.drafted(clerk, page("公園の会", 2, *QUOTED))
    assert len(files_with(tmp_path)) >= 3  # the library, and both sources

    withdrawing = Withdrawing(desk.drafting)
    found = find_words(desk.library, WORDS)
    assert [place.name for place in found.places] == [session, f"下書き{draft}"]
    done = withdrawing.withdraw(CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", silent)
    desk.library.purge()
    assert done.sources == 2
    assert files_with(tmp_path) == []
    assert [one.standing for one in editing.put_right(edition).outcomes] == [Standing.APPLIED] * 2
    assert done.logged == 2  # where the file, and the speaker, were named so
    assert "山田委員" in {turn.speaker for turn in desk.library.minutes(session).turns}
    texts = "".join(
        u.text for p in desk.drafting.session_of(desk.editions.of(draft)).passages for u in p.utterances
    )
    assert "━━━━〔発言取消し〕" in texts


def test_the_log_loses_the_words_and_nothing_else_unseen(
    desk: Desk, clerk: Account, approver: Account, tmp_path: Path
) -> None:
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *TURNS), f"{WORDS}の件.txt")
    desk.published(clerk, approver, edition)
    with desk.library.reading() as connection:
        before = audit.entries(connection, most=1000)
    withdrawing = Withdrawing(desk.drafting)
    found = find_words(desk.library, WORDS)
    withdrawing.withdraw(CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", silent)
    with desk.library.reading() as connection:
        after = audit.entries(connection, most=1000)
        assert audit.broken_at(connection) is None
    erased = [one.n for one, was in zip(reversed(after), reversed(before), strict=False) if one != was]
    assert erased
    assert after[0].act.act == audit.ERASING
    assert [int(told.partition(":")[0]) for told in after[0].act.before.split()] == erased
    assert all(one.actor == was.actor for one, was in zip(reversed(after), reversed(before), strict=False))
    with pytest.raises(LibraryError), desk.library.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET subject = 'x'")
    with desk.library.writing() as connection, open_log(connection):
        connection.exec_driver_sql(f"UPDATE audit SET subject = 'x' WHERE n = {erased[-1]}")
    with desk.library.reading() as reading:
        assert audit.broken_at(reading) == erased[-1]


def test_a_source_that_brings_them_back_does_not_and_one_without_them_is_asked_about(
    desk: Desk, clerk: Account, approver: Account, tmp_path: Path
) -> None:
    session = desk.published(clerk, approver, desk.drafted(clerk, page("星見浜市議会", 1, *TURNS)))
    withdrawing = Withdrawing(desk.drafting)
    found = find_words(desk.library, WORDS)
    withdrawing.withdraw(CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", silent)
    for words, warned in ((TURNS, 0), (tuple(t.replace(WORDS, "ぬえ") for t in TURNS), 1)):
        digest = desk.drafting.files.keep(page("星見浜市議会", 1, *words))
        minutes = desk.drafting.understood(digest, "kaigiroku.txt")
        following = desk.drafting.draft(CLI, minutes, digest, "kaigiroku.txt", session)
        shown = desk.drafting.session_of(desk.editions.of(following)).minutes
        assert WORDS not in "".join(part.text for part in shown.parts)
        told = [
            d for d in desk.editions.open(desk.editions.of(following)).warnings if "取り消した" in d.message
        ]
        assert len(told) == warned
    shuffled = page("写しの会", 1, TURNS[4], f"引用です。{WORDS}。以上です。", TURNS[0])
    copied = desk.drafting.files.keep(shuffled)
    minutes = desk.drafting.understood(copied, "utsushi.txt")
    (question,) = desk.editions.open(
        desk.editions.of(desk.drafting.draft(CLI, minutes, copied, "utsushi.txt"))
    ).warnings
    assert "ほかの会議録で取り消した" in question.message
    assert question.line > 0
    desk.editions.submit(clerk, following, desk.editions.of(following).revision)
    desk.editions.approve(approver, following, desk.editions.of(following).revision)
    with pytest.raises(StepError, match="答えられていません"):
        desk.editions.publish(approver, following, desk.editions.of(following).revision)


@pytest.mark.sqlite
@pytest.mark.parametrize("surface", [WORDS, WORDS[:2]])
@pytest.mark.parametrize("scope", [Scope.MINUTES, Scope.SENTENCE])
@pytest.mark.parametrize("public", [True, False])
def test_how_withdrawn_words_are_read_is_in_no_file_either(
    desk: Desk, clerk: Account, approver: Account, tmp_path: Path, surface: str, scope: Scope, public: bool
) -> None:
    """Neither what somebody settled of them, or of a part of them, nor what the machine read."""
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *TURNS))
    passages = desk.drafting.session_of(desk.editions.of(edition)).passages
    sentence = next(u for passage in passages for u in passage.utterances if WORDS in u.text)
    machine = "".join(word.reading for word in sentence.words if word.surface in WORDS)
    assert machine
    place = sentence.id if scope is Scope.SENTENCE else ""
    choices = (Choice(surface, machine, READING, scope, place), Choice("春", "はる", "しゅん", Scope.MINUTES))
    for choice in choices:
        desk.settling.settle(clerk, edition, desk.editions.of(edition).revision, choice)
    if public:
        desk.published(clerk, approver, edition)
        desk.published(clerk, approver, desk.drafted(clerk, page("公園の会", 2, *QUOTED[::2])))
    assert _files_that_read(tmp_path, READING)
    found = find_words(desk.library, WORDS)
    Withdrawing(desk.drafting).withdraw(CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", silent)
    desk.library.purge()
    assert files_with(tmp_path) == []
    assert _files_that_read(tmp_path, READING, machine) == []
    assert _files_that_read(tmp_path, "しゅん"), "other readings stay"
    with desk.library.reading() as connection:
        assert audit.broken_at(connection) is None


def _files_that_read(folder: Path, *readings: str) -> list[str]:
    """Files that hold any of the readings, as hiragana or katakana, as UTF-8 or as JSON writes it."""
    kana = [written for one in readings for written in (one, pronounce(one), to_katakana(one))]
    marks = [mark for one in kana for mark in (one.encode(), json.dumps(one)[1:-1].encode())]
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(map(told_by(path).__contains__, marks))
    ]
