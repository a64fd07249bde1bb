"""Japanese in Latin letters."""

import pytest

from reader.readings.judging.letters import from_romaji


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("tsukuba", "ツクバ"),
        ("shimbashi", None),
        ("nippon", "ニッポン"),
        ("itchu", "イッチュ"),
        ("kin'en", None),
        ("jyo", None),
        ("ryokan", "リョカン"),
        ("konnichi", "コンニチ"),
        ("smart", None),
        ("", ""),
    ],
)
def test_hepburn(word: str, kana: str | None) -> None:
    assert from_romaji(word) == kana
