"""The analyser: words that cover the text, one reading for eye and ear, and the corners where Open JTalk breaks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer, synthesize_labels
from reader.readings.openjtalk_analyzer.user_dictionary import is_whole
from reader.readings.word import Override, PartOfSpeech, Reading, ReadingSource, Word


def read(analyzer: OpenJTalkAnalyzer, text: str) -> dict[str, str]:
    """Surface to reading, of the words that are spoken."""
    return {word.surface: word.reading for word in analyzer.annotate(text).words if word.reading}


@pytest.mark.parametrize(
    ("text", "surface", "reading"),
    [
        ("県と県下市町が協力する", "県下市町", "けんかしちょう"),
        ("GIGAスクール構想", "GIGAスクール", "ぎがすくーる"),
        ("長崎市STEAM評議会", "STEAM", "すてぃーむ"),
        ("国際会議協会「ICCA」が", "ICCA", "あいしーしーえー"),
        ("各ふれあいセンター", "ふれあい", "ふれあい"),
        ("GビズIDという", "GビズID", "じーびずあいでぃー"),
        ("Jグランツという", "Jグランツ", "じぇいぐらんつ"),
        ("Society5.0という", "Society5.0", "そさえてぃーごーてんぜろ"),
        ("20ヶ国100ヶ所", "20", "にじゅっ"),
        ("20ヶ国100ヶ所", "ヶ所", "かしょ"),
    ],
)
def test_reads_the_terms_of_the_seed(
    analyzer: OpenJTalkAnalyzer, text: str, surface: str, reading: str
) -> None:
    assert read(analyzer, text)[surface] == reading


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        " ",
        "\n\t\x00",
        "会\u200b議\ufeff室",
        "令和3年10月28日(木)13:30~15:00、1/2、㈱長崎",
        "😀👍🏽がんばろう👨‍👩‍👧",
        "十と百と二十八と2,345円",
        "ｶﾞｯｺｳとか\u3099っこう",
        "ーーーあーー　ー",
        "①〇〇　〒850-8685 ※★",
        "i̇\u0301é𠮟る𠮷野家",
        "(^_^)/~~",
        "[図1][表2]<b>&amp;",
        "Ⅻ章とⅩⅩⅩ",
        "人々、時々、ところゞ々々",
    ],
)
def test_words_cover_the_text(analyzer: OpenJTalkAnalyzer, text: str) -> None:
    words = analyzer.annotate(text).words
    assert "".join(word.surface for word in words) == text
    assert [word.start for word in words[1:]] == [word.end for word in words[:-1]]
    assert all(word.start < word.end and text[word.start : word.end] == word.surface for word in words)


def test_the_same_text_has_the_same_words_and_labels(analyzer: OpenJTalkAnalyzer) -> None:
    other = OpenJTalkAnalyzer()
    text = "県下市町は2021/10/28に、GIGAスクールを行った。"
    assert analyzer.annotate(text) == other.annotate(text) == analyzer.annotate(text)
    assert analyzer.labels(text) == other.labels(text)
    assert analyzer.version == other.version


def test_a_nearer_layer_wins(analyzer: OpenJTalkAnalyzer) -> None:
    municipality = Reading("県下市町", "けんかいちまち")
    minutes = Reading("県下市町", "けんかしまち", source=ReadingSource.MINUTES)

    def reading(lexicon: tuple[Reading, ...], overrides: tuple[Override, ...] = ()) -> Word:
        return analyzer.annotate("県下市町は", lexicon, overrides).words[0]

    assert reading(()).source is ReadingSource.BUILT_IN
    assert reading((municipality,)).reading == "けんかいちまち"
    assert reading((municipality, minutes)).reading == "けんかしまち"
    assert reading((municipality, minutes)).source is ReadingSource.MINUTES
    nearest = reading((municipality, minutes), (Override(0, 4, "けんかのしちょう"),))
    assert (nearest.reading, nearest.source) == ("けんかのしちょう", ReadingSource.OCCURRENCE)


def test_an_override_changes_only_its_stretch_and_is_heard(analyzer: OpenJTalkAnalyzer) -> None:
    text = "市場の市場調査"
    plain, corrected = analyzer.annotate(text), analyzer.annotate(text, (), (Override(0, 2, "いちば"),))
    assert [word.reading for word in corrected.words][:2] == ["いちば", "の"]
    assert corrected.words[1:] == plain.words[1:]
    assert corrected.digest != plain.digest
    phonemes = [
        label.split("-")[1].split("+")[0] for label in analyzer.labels(text, (), (Override(0, 2, "いちば"),))
    ]
    assert "".join(phonemes[1:6]).lower() == "ichiba"


def test_an_override_may_tear_a_word(analyzer: OpenJTalkAnalyzer) -> None:
    words = analyzer.annotate("長崎市役所", (), (Override(1, 3, "さきし"),)).words
    assert "".join(word.surface for word in words) == "長崎市役所"
    assert words[1] == Word(
        "崎市", 1, 3, "さきし", "サキシ", source=ReadingSource.OCCURRENCE, part=PartOfSpeech.NOUN
    )


def test_a_single_kanji_is_taken_only_as_a_word(analyzer: OpenJTalkAnalyzer) -> None:
    lexicon = (Reading("町", "ちょう"),)
    assert [w.reading for w in analyzer.annotate("この町と町田市", lexicon).words] == [
        "この",
        "ちょう",
        "と",
        "まちだ",
        "し",
    ]


def test_a_long_text_is_read_whole(analyzer: OpenJTalkAnalyzer) -> None:
    text = "長崎市は計画を推進する。" * 600
    annotation = analyzer.annotate(text)
    assert "".join(word.surface for word in annotation.words) == text
    assert annotation.morae == 600 * analyzer.annotate("長崎市は計画を推進する。").morae


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    read(OpenJTalkAnalyzer(tmp_path), "県下市町が")
    for made in list(tmp_path.glob("*.dic")):
        made.unlink()
        made.with_name(f"{made.name}.{os.getpid()}.csv").mkdir()  # what stands here cannot be written
    assert read(OpenJTalkAnalyzer(tmp_path), "県下市町が") == {"県下市町": "けんかしちょう", "が": "が"}
    assert not list(tmp_path.glob("*.dic"))


def test_a_dictionary_that_the_disk_took_in_part_is_refused(tmp_path: Path) -> None:
    read(OpenJTalkAnalyzer(tmp_path), "県下市町が")
    made = next(tmp_path.glob("*.dic"))
    assert is_whole(made)
    made.write_bytes(made.read_bytes()[:-1])
    assert not is_whole(made)


def test_another_dictionary_in_the_environment_is_ignored() -> None:
    program = (
        "from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer;"
        "print(OpenJTalkAnalyzer().annotate('県下市町で行った').words[0].reading)"
    )
    environment = {**os.environ, "OPEN_JTALK_DICT_DIR": "/nowhere"}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "けんかしちょう\n"
    assert run.stderr == ""


@pytest.mark.voice
def test_labels_become_sound(analyzer: OpenJTalkAnalyzer) -> None:
    labels = analyzer.labels("県下市町は")
    plain, rate = synthesize_labels(labels)
    slow, _ = synthesize_labels(labels, speed=0.5)
    again, _ = synthesize_labels(labels)
    assert rate == 48_000
    assert 0.5 < len(plain) / rate < 2.5
    assert len(slow) > 1.7 * len(plain)
    assert len(again) == len(plain)
