"""The default, from end to end: natural voices where their model is ready, Open JTalk's where it is not, or not yet."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.house import House, load_settings
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.settings.site import Settings
from reader.speech.making.maker import Urgency
from reader.speech.workers.pool import SynthesisPool
from tests.speech.sounds import decoded, loudness

pytestmark = [pytest.mark.voice, pytest.mark.slow]

MINUTES = """令和8年5月14日 市民会議 会議録
議長 始めます。
佐藤委員 橋は？
"""


@pytest.fixture
def house(tmp_path: Path, natural_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A home whose model is ready, on a machine that was found fast enough."""
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    monkeypatch.delenv("READER_DRIVER", raising=False)
    cache = tmp_path / ".cache"
    cache.mkdir()
    (cache / "natural").symlink_to(natural_model, target_is_directory=True)
    speed = {"speed": 9.9, "cores": os.cpu_count()}
    (cache / "natural-speed.json").write_text(json.dumps(speed), encoding="utf-8")
    house = House(load_settings(workers=1))
    yield house
    house.library.close()


def drivers(narrator: Narrator, session: Session) -> list[str]:
    return [segment.voice.driver for segment in narrator.whole(session).segments]


def test_a_new_session_is_heard_at_once_and_then_in_natural_voices(house: House) -> None:
    """Heard in Open JTalk's voices while nothing is made; made ahead in the natural ones; heard so when nobody has listened
    for a while, also by a program that was started since."""
    assert (house.why_not_natural, house.driver, house.begins_with_others) == (None, "natural", True)
    assert house.voices_in_order == "読み上げの声: 自然な声、会議録ごとにそろうまでは Open JTalk"
    session = house.library.session(house.importer.import_bytes(MINUTES.encode(), "m.txt", "m").id)
    with house.narrator() as narrator:
        assert set(drivers(narrator, session)) == {"openjtalk"}
        first = narrator.whole(session).segments[0]
        assert loudness(decoded(narrator.clip(session, first, Urgency.HEARD).result(timeout=100))) > 500
        done = narrator.narrate(session, lambda _: None, threading.Event())
        assert (done.failed, done.is_complete) == (0, True)
        assert narrator.progress(session).is_complete
        assert set(drivers(narrator, session)) == {"openjtalk"}  # somebody has just listened
        assert any("テレビ西日本" in credit for credit in narrator.credits)
    with house.narrator(speaking=False) as narrator:
        assert set(drivers(narrator, session)) == {"openjtalk"}
    os.utime(house.clip_cache.folder / "heard" / session.id, (0, 0))
    with house.narrator(speaking=False) as narrator:
        assert set(drivers(narrator, session)) == {"natural"}
        assert narrator.stands_in_for(session) is None
        for segment in narrator.whole(session).segments:
            assert loudness(decoded(narrator.stored(segment.clip) or b"")) > 500


def test_only_who_makes_ahead_gives_way(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits has a worker that does not: with what is made for later, too."""
    patient: list[bool] = []
    made = House.pool_of

    def pool_of(self: House, workers: int = 1, gives_way: bool = True) -> SynthesisPool:
        patient.append(gives_way)
        return made(self, workers, gives_way)

    monkeypatch.setattr(House, "pool_of", pool_of)
    with house.narrator(speaking=False, attending=True):
        assert patient == [True, False, True]  # for who listens, for who waits, and ahead
    monkeypatch.setenv("READER_DRIVER", "openjtalk")
    patient.clear()
    with House(load_settings(workers=1)).narrator(speaking=False, attending=True):
        assert patient == [True, False]


def test_without_the_model_it_is_open_jtalk_and_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    monkeypatch.delenv("READER_DRIVER", raising=False)
    house = House(load_settings())
    assert (house.driver, house.begins_with_others) == ("openjtalk", False)
    assert "reader voices --prepare" in (house.why_not_natural or "")
    assert house.voices_in_order.startswith(
        "読み上げの声: Open JTalk（自然な声にしないわけ: 自然な声のモデルが"
    )


def test_without_any_extra_it_is_open_jtalk_and_what_to_install_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a model was made ready before: nothing is there to run it."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert (house.driver, house.begins_with_others) == ("openjtalk", False)
    assert "pip install 'minutes-reader[natural]'" in house.voices_in_order
    assert house.voices_in_order.startswith("読み上げの声: Open JTalk（")


@pytest.mark.parametrize(
    ("driver", "told"),
    [
        ("openjtalk", "読み上げの声: Open JTalk"),
        ("natural", "読み上げの声: 自然な声、使えないあいだは Open JTalk"),
        ("voicevox", "読み上げの声: VOICEVOX、使えないあいだは Open JTalk"),
        ("espeak", "読み上げの声: eSpeak NG、使えないあいだは Open JTalk"),
    ],
)
def test_who_speaks_while_the_chosen_voice_cannot_is_told(driver: str, told: str, tmp_path: Path) -> None:
    assert House(Settings(home=tmp_path, driver=driver)).voices_in_order == told


def test_what_is_chosen_of_voices_that_are_not_there_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One ``reader.toml`` does on a machine that is fit and on one that is not."""
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    monkeypatch.delenv("READER_DRIVER", raising=False)
    (tmp_path / "reader.toml").write_text('[voices]\n"議長" = "natural/deep-broad"\n', encoding="utf-8")
    house = House(load_settings(workers=1))
    session = house.library.session(house.importer.import_bytes(MINUTES.encode(), "m.txt", "m").id)
    with house.narrator(speaking=False) as narrator:
        assert set(drivers(narrator, session)) == {"openjtalk"}
        assert narrator.stands_in_for(session) is None
    house.library.close()
