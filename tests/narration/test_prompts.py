"""What the kiosk says of its own accord."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.corrections.corrector import Corrector
from reader.errors import NotFoundError, SpeechError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.plans import QUIET
from reader.narration.prompts import Prompts, joined
from reader.passages.annotator import Annotator
from reader.readings.word import Reading
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice
from reader.web.kiosk.upkeep.rehearsal import Rehearsal
from tests.speech.sounds import ToneEngine, decoded
from tests.web.kiosk.kiosks import SEED, Kiosk, kiosk


@pytest.fixture
def whole(tmp_path: Path, annotator: Annotator, sample: bytes) -> Iterator[Kiosk]:
    """A kiosk that has not said anything yet."""
    with kiosk(tmp_path, annotator, sample) as opened:
        yield opened


def sound(prompts: Prompts, prompt_id: str) -> bytes:
    return joined(clip.result(20) for clip in prompts.clips(prompt_id))


def test_a_prompt_is_made_when_it_is_first_heard_and_only_once(whole: Kiosk) -> None:
    prompt = whole.prompts.say("音を大きくしました。")
    assert whole.voice.spoken.total() == 0
    first = sound(whole.prompts, prompt)
    assert sound(whole.prompts, prompt) == first
    assert whole.voice.spoken["音を大きくしました。"] == 1
    assert decoded(first).size > 0


def test_the_same_words_have_the_same_address(whole: Kiosk) -> None:
    say = whole.prompts.say
    assert say("はい。") == say("はい。")
    assert say("はい。") != say("いいえ。")
    assert say("はい。", "いいえ。") != say("はい。いいえ。")


def test_parts_are_said_one_behind_the_other(whole: Kiosk) -> None:
    one = decoded(sound(whole.prompts, whole.prompts.say("一つ。")))
    both = decoded(sound(whole.prompts, whole.prompts.say("一つ。", "二つ。")))
    assert both.size > 2 * one.size


def test_a_session_is_said_as_its_own_sentences_are_read(whole: Kiosk) -> None:
    session = whole.library.session("20260514-1")
    title = session.passages[0].utterances
    sound(whole.prompts, whole.prompts.say(*title, lexicon=session.lexicon))
    assert list(whole.voice.order) == [utterance.text for utterance in title]


def test_other_readings_are_another_prompt(whole: Kiosk) -> None:
    lexicon = (Reading("星見浜", "ほしみはま"),)
    assert whole.prompts.say("星見浜市") != whole.prompts.say("星見浜市", lexicon=lexicon)


def test_what_was_never_named_is_not_found(whole: Kiosk) -> None:
    with pytest.raises(NotFoundError):
        sound(whole.prompts, "0" * 24)


@pytest.mark.slow
def test_a_rehearsal_makes_everything_a_visitor_may_hear(whole: Kiosk) -> None:
    made = Rehearsal(whole.app, whole.prompts, whole.library).look(threading.Event())
    spoken = whole.voice.spoken.total()
    assert made == len(whole.prompts.known()) > 150
    for path in ("/kiosk/sessions", "/kiosk/sessions/20260514-1/speakers", "/kiosk/help", "/kiosk/search"):
        page = whole.client.get(path).text
        for part in page.split('data-say="')[1:]:
            whole.client.get(part.split('"')[0])
    assert whole.voice.spoken.total() == spoken


def test_a_rehearsal_can_be_stopped(whole: Kiosk) -> None:
    stop = threading.Event()
    stop.set()
    assert Rehearsal(whole.app, whole.prompts, whole.library).look(stop) == 0


@pytest.mark.slow
def test_what_is_imported_by_day_is_made_ready_before_it_is_chosen(
    whole: Kiosk, annotator: Annotator, seed: bytes
) -> None:
    rehearsal, stop = Rehearsal(whole.app, whole.prompts, whole.library), threading.Event()
    rehearsal.look(stop)
    assert rehearsal.look(stop) == 0
    Importer(whole.library, annotator).import_bytes(seed, "seed.txt", "/seed.txt")
    said = _said(
        whole, "/kiosk/sessions", *(f"{SEED}{name}" for name in ("", "/agenda", "/speakers", "/exchanges"))
    )
    spoken = whole.voice.spoken.total()
    rehearsal.look(stop)
    made = whole.voice.spoken.total()
    assert made > spoken + 20
    for address in said:
        whole.client.get(address)
    assert whole.voice.spoken.total() == made


def test_a_reading_put_right_by_day_is_said_right(whole: Kiosk, annotator: Annotator) -> None:
    rehearsal, stop = Rehearsal(whole.app, whole.prompts, whole.library), threading.Event()
    rehearsal.look(stop)
    spoken = whole.voice.spoken.total()
    Corrector(whole.library, annotator).add("星見浜", "ほしみのはま", session_id="20260514-1")
    rehearsal.look(stop)
    assert whole.voice.spoken.total() > spoken


def test_prompts_are_said_by_the_usual_voice_once_all_are_made_and_nobody_listens(
    tmp_path: Path, library: Library, annotator: Annotator
) -> None:
    """And what that voice cannot say, by the other."""
    now, quick, natural = [0.0], ToneEngine(), ToneEngine(_refuse_no, seconds=0.5)
    cache = ClipCache(tmp_path / "audio_cache")
    apart = {"natural": ClipMaker(cache, natural, 1)}
    narrator = Narrator(ClipMaker(cache, quick, 1, apart=apart), cache, _begins_quickly, lambda _: "1")
    prompts = Prompts(narrator, annotator, (), lambda: now[0])
    yes, no = prompts.say("はい。"), prompts.say("いいえ。")
    first = sound(prompts, yes)
    assert (natural.spoken.total(), quick.spoken["はい。"]) == (0, 1)
    assert prompts.prepare(prompts.known(), threading.Event()) == 2
    assert natural.spoken == {"はい。": 1, "いいえ。": 1}
    for _ in range(2):
        now[0] += 0.9 * QUIET
        prompts.attended()
    assert sound(prompts, yes) == first  # a visitor is there, and read on for long
    now[0] += QUIET
    assert sound(prompts, yes) != first
    assert sound(prompts, no) == sound(prompts, no)
    assert quick.spoken == {"はい。": 1, "いいえ。": 1}
    sound(prompts, prompts.say("「ごみ」は 12 件です。"))  # nobody knew that before: a voice in use stays
    assert (quick.spoken.total(), natural.spoken.total()) == (2, 3)
    narrator.close()


def _refuse_no(text: str) -> None:
    if text == "いいえ。":
        raise SpeechError("だめです。")


def _begins_quickly(_session: Session) -> Casting:
    quick, natural = (
        Casting(Voice(f"{driver}/one", driver, "声"), {}, {}) for driver in ("openjtalk", "natural")
    )
    return replace(quick, usual=natural)


def _said(whole: Kiosk, *paths: str) -> set[str]:
    """The addresses of the prompts on these screens."""
    pages = [whole.client.get(path).text for path in paths]
    return {part.split('"')[0] for page in pages for part in page.split('data-say="')[1:]}
