"""How high a voice is, as its file says."""

from importlib.resources import files
from pathlib import Path

import pytest

from reader.minutes.model import Role
from reader.speech.sound.htsvoice import median_hertz
from reader.speech.voices.palette import openjtalk_palette

OURS = Path(str(files("pyopenjtalk"))) / "htsvoice" / "mei_normal.htsvoice"


def test_the_pitch_of_our_own_voice() -> None:
    assert median_hertz(OURS.read_bytes()) == pytest.approx(340, abs=2)


@pytest.mark.parametrize("damaged", [b"", b"[DATA]\n", OURS.read_bytes()[:2000], OURS.read_bytes()[:600_000]])
def test_a_file_that_does_not_say_is_no_error(damaged: bytes) -> None:
    assert median_hertz(damaged) is None


def test_a_deep_voice_is_the_chairs_and_a_high_one_is_lowered() -> None:
    palette = openjtalk_palette(
        ["/v/nitech.htsvoice", "/v/happy.htsvoice"], {"/v/nitech.htsvoice": 118.0, "/v/happy.htsvoice": 400.0}
    )
    assert palette.for_role[Role.CHAIR][0] == "openjtalk/nitech"
    assert palette.voice("openjtalk/nitech").pitch == 0.0
    assert palette.voice("openjtalk/happy").pitch == -12.0
    assert "openjtalk/happy-light" in palette.for_role[Role.MEMBER]
