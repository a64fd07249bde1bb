"""Voices are dealt without waiting for the library, and kept as soon as it can be written."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from reader.library.library import Library
from reader.library.session import Session
from reader.library.voices.named import named_voices, remember_voices
from reader.minutes.model import Role, Speaker
from reader.narration.dealing import VoiceDealer
from reader.speech.voices.palette import openjtalk_palette
from tests.speech.sounds import spoken_minutes, stored, wait_until

PALETTE = openjtalk_palette((), {})
NAME = "海野実"


@pytest.fixture
def session(library: Library) -> Session:
    """A session in which 海野実 speaks."""
    minutes = spoken_minutes(["議案を説明します。", "お答えします。"])
    speakers = (Speaker("委員", "海野委員", Role.MEMBER, NAME), minutes.speakers[1])
    return library.session(stored(library, replace(minutes, speakers=speakers)))


@pytest.fixture
def dealer(library: Library) -> Iterator[VoiceDealer]:
    opened = VoiceDealer(library, {}, rests=(0.01, 0.01))
    yield opened
    opened.close()


def test_nobody_waits_while_another_process_writes(
    library: Library, session: Session, dealer: VoiceDealer
) -> None:
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        voices = [dealer.casting(session, PALETTE).named[NAME] for _ in range(3)]
        assert len(set(voices)) == 1
        assert named_voices(library, "openjtalk") == {}
        other.execute("ROLLBACK")
    wait_until(lambda: named_voices(library, "openjtalk") == {NAME: voices[0]}, 60)


def test_a_voice_that_is_not_kept_yet_is_the_same_in_the_next_session(
    library: Library, session: Session, dealer: VoiceDealer
) -> None:
    """There alone, with others here: whom one speaks with does not change the voice."""
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        voice = dealer.casting(session, PALETTE).named[NAME]
        crowd = tuple(Speaker(f"委員{n}", f"委員{n}", Role.MEMBER, f"人{n}") for n in range(40))
        crowded = replace(session.minutes, speakers=(*crowd, *session.minutes.speakers))
        assert dealer.casting(replace(session, id="2", minutes=crowded), PALETTE).named[NAME] == voice
        other.execute("ROLLBACK")


def test_what_another_process_dealt_first_counts(
    library: Library, session: Session, dealer: VoiceDealer
) -> None:
    told = threading.Event()
    dealer.on_change = told.set
    with library.writing() as connection:
        ours = dealer.casting(session, PALETTE).named[NAME]
        theirs = next(voice.id for voice in PALETTE.voices if voice.id != ours)
        connection.exec_driver_sql("INSERT INTO cast_voice VALUES (?, 'openjtalk', ?)", (NAME, theirs))
    assert told.wait(60)
    assert dealer.casting(session, PALETTE).named[NAME] == theirs


def test_what_could_not_be_kept_is_kept_at_the_end(library: Library, session: Session) -> None:
    dealer = VoiceDealer(library, {}, rests=(3600.0, 3600.0))
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        voice = dealer.casting(session, PALETTE).named[NAME]
        other.execute("ROLLBACK")
    dealer.close()
    assert named_voices(library, "openjtalk") == {NAME: voice}
    assert remember_voices(library, "openjtalk", {NAME: "other"}) == {NAME: voice}


def test_a_draft_s_names_are_not_kept(library: Library, session: Session) -> None:
    dealer = VoiceDealer(library, {})
    voice = dealer.casting(session, PALETTE, keep=False).named[NAME]
    dealer.close()  # what waited is kept then
    assert named_voices(library, "openjtalk") == {}
    assert dealer.casting(session, PALETTE, keep=False).named[NAME] == voice
