"""What is said, and what each driver is given."""

import pytest

from reader.minutes.model import Role, Speaker
from reader.passages.announcement import announcement
from reader.passages.utterance import Utterance
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Reading
from reader.speech.making.spoken_text import given_text, speech_request, spoken_kana
from reader.speech.voices.voice import Voice

TEXT = "県下市町は、魚の町へ20ヶ所。"
LEXICON = (Reading("魚の町", "うおのまち"),)


@pytest.fixture(scope="module")
def utterance(analyzer: OpenJTalkAnalyzer) -> Utterance:
    read = analyzer.annotate(TEXT, LEXICON)
    return Utterance("t1-1", 0, len(TEXT), TEXT, read.words, read.digest, read.morae)


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("委員", "委員"),
        ("議　長", "議長"),
        ("議長 山田 太郎君", "議長山田太郎君"),
        ("John Smith", "John Smith"),
    ],
)
def test_an_announcement_is_the_label(label: str, spoken: str) -> None:
    assert announcement(Speaker(label, label, Role.OTHER)) == spoken


@pytest.mark.parametrize("driver", ["openjtalk", "natural", "voicevox"])
def test_who_speaks_labels_is_given_the_surface(utterance: Utterance, driver: str) -> None:
    assert given_text(utterance, driver) == TEXT


def test_espeak_is_given_kana_with_the_particles_as_they_sound(utterance: Utterance) -> None:
    assert given_text(utterance, "espeak") == "ケンカシチョーワ、ウオノマチエニジュッカショ。"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("葛飾アートカルチャー", "カツシカ アートカルチャー"),
        ("もっとも多くが", "モットモ オークガ"),
        (
            "新型感染症の拡大によって大変事業にも大きな影響が出ている",
            "シンガタカンセンショーノカクダイニヨッテ タイヘンジギョーニモ オーキナエーキョーガ デテイル",
        ),
    ],
)
def test_espeak_is_given_spaces_where_it_would_spell(
    analyzer: OpenJTalkAnalyzer, text: str, given: str
) -> None:
    """More than 160 bytes in a row, and a vowel that comes again long, it says letter by letter."""
    read = analyzer.annotate(text)
    utterance = Utterance("t1-1", 0, len(text), text, read.words, read.digest, read.morae)
    assert given_text(utterance, "espeak") == given


@pytest.mark.parametrize("driver", ["sapi5", "nsss"])
def test_others_are_given_the_surface_with_settled_words_in_kana(utterance: Utterance, driver: str) -> None:
    given = given_text(utterance, driver)
    assert "うおのまちへ" in given
    assert "けんか" in given
    assert given.endswith("。")


def test_a_request_carries_what_the_worker_needs(utterance: Utterance) -> None:
    voice = Voice("openjtalk/low", "openjtalk", "低い声")
    request = speech_request(utterance, voice, LEXICON)
    assert (request.text, request.digest, request.lexicon, request.voice) == (
        TEXT,
        utterance.digest,
        LEXICON,
        voice,
    )


def test_marks_are_silent_and_brackets_pause(analyzer: OpenJTalkAnalyzer) -> None:
    assert spoken_kana(analyzer.annotate("※資料（別紙）です").words) == "シリョー、ベッシ、デス"


@pytest.mark.parametrize("text", ["――――。", "ー", "ー。", "（ー）", "ｰ・ー"])
def test_there_is_no_kana_where_nothing_is_said(text: str, analyzer: OpenJTalkAnalyzer) -> None:
    assert spoken_kana(analyzer.annotate(text).words) == ""


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("DXを進める。", "でぃーえっくすを進める。"),
        ("10時30分に始める。", "10時30分に始める。"),
        ("電話は095-829-1124です。", "電話はぜろきゅうごーのはちにーきゅうのいちいちにーよんです。"),
    ],
)
def test_letters_and_dialled_figures_are_given_in_kana(
    analyzer: OpenJTalkAnalyzer, text: str, given: str
) -> None:
    read = analyzer.annotate(text)
    utterance = Utterance("t1-1", 0, len(text), text, read.words, read.digest, read.morae)
    assert given_text(utterance, "sapi5") == given
