"""Morae as the model writes them, in pieces that it can take, and the pitch that they are told."""

from itertools import pairwise

import numpy as np
import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.labels import NASAL, STOP, BreathGroup, Mora, breath_groups
from reader.speech.natural.contour import accented, ends_of
from reader.speech.natural.phonemes import MOST_TOKENS, TOKENS, Piece, pieces
from tests.speech.drivers.test_accented_kana import CONSONANTS

LETTERS = {number: letter for letter, number in TOKENS.items()}
HERTZ = 200.0


def written(text: str, analyzer: OpenJTalkAnalyzer) -> str:
    return "".join(
        LETTERS[token] for piece in pieces(breath_groups(analyzer.labels(text))) for token in piece.tokens
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("橋を渡る。", "haɕi o wataɾɯ."),
        ("はい、東京ですか？", "hai, toːkʲoː desɨ ka?"),
        ("はい、東京ですか。", "hai, toːkʲoː desɨ ka."),
        ("質問を終わり、基盤を、本をおく。", "ɕiʦɨmoɴ wo owaɾʲi, kʲibaɴ wo, hoɴ wo okɯ."),
        ("計画を、区を見る。", "keːkakɯ wo, kɯ wo mʲiɾɯ."),
        ("学校のDX。", "ɡaʔkoː no dʲiieʔkɯsɨ."),
        ("県と国が、性能を上げる。", "keɴ to kɯɲi ɡa, seːnoː o aɡeɾɯ."),
        ("連携すると言って、一緒に進む。", "ɾeŋkeː sɨɾɯ to iʔte, iʔɕo ɲi sɨsɨmɯ."),
        ("委員が、三本の鉛筆。", "iiɴ ɡa, saɴ boɴ no empʲiʦɨ."),
        ("単位は、全員です。", "taɴːi wa, ʣeɴːiɴ desɨ."),
    ],
)
def test_what_is_said(text: str, said: str, analyzer: OpenJTalkAnalyzer) -> None:
    assert written(text, analyzer) == said


def test_every_mora_there_is_can_be_said() -> None:
    vowels = [(consonant, vowel) for consonant in ("", *CONSONANTS) for vowel in "aiueoAIUEO"]
    for consonant, vowel in (*vowels, ("", NASAL), ("", STOP)):
        (piece,) = pieces([(Mora(consonant, vowel, 1, 1, 0, False),)])
        assert len(piece.tokens) > 1, (consonant, vowel)


def group(size: int, phrase: int, nucleus: int = 0, asks: bool = False) -> BreathGroup:
    """A breath group of so many morae, in accent phrases of ``phrase``."""
    return tuple(Mora("k", "a", place % phrase + 1, phrase, nucleus, asks) for place in range(size))


@pytest.mark.parametrize("groups", [[3, 900, 2], [200] * 9, [1], [5_000], [300, 300]])
@pytest.mark.parametrize("limit", [40, MOST_TOKENS])
def test_nothing_is_over_the_limit_and_nothing_is_lost(groups: list[int], limit: int) -> None:
    given = [group(size, 7) for size in groups]
    made = pieces(given, limit)
    assert all(len(piece.tokens) <= limit for piece in made)
    said = [mora for piece in made for part in piece.groups for mora in part]
    assert said == [mora for part in given for mora in part]
    for piece in made:
        assert [LETTERS[t] for begin, end in piece.spans for t in piece.tokens[begin:end]] == [
            "k",
            "a",
        ] * len(piece.spans)


def test_a_sentence_is_parted_at_its_pauses_where_that_is_enough() -> None:
    made = pieces([group(10, 5)] * 6, 50)
    assert all(len(part) == 10 for piece in made for part in piece.groups)
    assert len(made) == 3


def test_a_breath_is_parted_where_an_accent_phrase_begins() -> None:
    assert all(part[0].begins for piece in pieces([group(200, 6)], 60) for part in piece.groups)


def told(groups: list[BreathGroup]) -> tuple[Piece, list[float]]:
    """The middle pitch of each mora, where every token lasts 100 ms and every third step is voiceless."""
    (piece,) = pieces(groups)
    frames = np.full(len(piece.tokens) + 2, 4.0)
    own = np.full(int(frames.sum()) * 2, 180.0, np.float32)
    own[::3] = 5.0
    ends = ends_of(frames)
    pitch = accented(own, piece, ends, HERTZ)
    assert (pitch[::3] == 5.0).all(), "what is voiceless stays so"
    voiced = pitch[pitch > 40]
    assert np.exp(np.log(voiced).mean()) == pytest.approx(HERTZ, rel=0.001)
    middles = [pitch[ends[begin] : ends[end]] for begin, end in piece.spans]
    return piece, [float(np.median(steps[steps > 40])) for steps in middles]


def test_the_pitch_falls_and_rises_where_the_accent_does() -> None:
    groups = [group(12, 4, nucleus) for nucleus in (0, 1, 2, 3, 4)]
    _, heard = told(groups)
    morae = [mora for part in groups for mora in part]
    for (before, now), (low, high) in zip(pairwise(morae), pairwise(heard), strict=True):
        if not now.begins and before.high != now.high:
            step = 12 * np.log2(high / low)
            assert (step < -1) if before.high else (step > 0.5), (before, now, step)


def test_a_question_rises_at_its_end() -> None:
    (_, asked), (_, said) = told([group(8, 4, 1, asks=True)]), told([group(8, 4, 1)])
    assert asked[-1] > asked[-2] * 1.1
    assert said[-1] < said[-2] * 1.02


def test_the_tone_sinks_through_a_breath_and_begins_anew_behind_a_pause() -> None:
    _, heard = told([group(16, 4, 2), group(16, 4, 2)])
    assert heard[1] > heard[5] > heard[9] > heard[13]
    assert heard[17] > heard[13]


def test_a_vowel_is_long_and_a_nasal_like_what_follows_only_within_its_word() -> None:
    first, nasal = Mora("k", "o", 1, 3, 0, False), Mora("", NASAL, 2, 3, 0, False)
    same, other = (Mora("", "o", 2, 3, 0, False, begins_word=begins) for begins in (False, True))
    to, of = (Mora("t", "o", 3, 3, 0, False, begins_word=begins) for begins in (False, True))
    said = [
        "".join(LETTERS[token] for token in piece.tokens)
        for group in ((first, same), (first, other), (first, nasal, to), (first, nasal, of))
        for piece in pieces([group])
    ]
    assert said == ["koː.", "ko o.", "konto.", "koɴ to."]
