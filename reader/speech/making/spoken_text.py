"""What a driver is given.

What a driver is given depends on what it can read::

    openjtalk natural voicevox   県下市町は2つ     the surface: they share analyser and lexicon
    espeak               ケンカシチョーワ フタツ   kana only, as it is pronounced
    sapi5 nsss           けんかしちょうは2つ       the surface; in kana the words that somebody settled, letters that are
                                              spelt (でぃーえっくす) and figures that are dialled (ぜろきゅーごー)
"""

import re
from collections.abc import Iterable, Sequence

from reader.passages.utterance import Utterance
from reader.readings.word import Reading, ReadingSource, Word, WordKind
from reader.readings.writing.kana import VOWEL, morae, to_katakana
from reader.readings.writing.signs import said
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.voice import Voice

_KANA_ONLY = frozenset({"espeak"})
_SURFACE_ONLY = frozenset({"openjtalk", "natural", "voicevox", "silent"})
_AS_PRINTED = frozenset({ReadingSource.DICTIONARY, ReadingSource.RULE})
_LONG_VOWEL = re.compile(r"([ァ-ヺ])([アイウエオ]ー|ウ[ァィェォ])")
_WRITTEN = re.compile(r"\w")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_LONGEST_FIGURE = 8
_LONGEST_RUN = 20
_MORAE_IN_A_ROW = re.compile(rf"(?:[ァ-ヺ][ァィゥェォャュョヮ]?ー?){{{_LONGEST_RUN // 2}}}")
_PAUSE = re.compile(r"[、。，．！？!?：:；;「」『』（）()]")


def speech_request(utterance: Utterance, voice: Voice, lexicon: Sequence[Reading]) -> SpeechRequest:
    """What a worker is asked for when ``voice`` says the utterance."""
    text, kana = text_and_kana(utterance, voice.driver)
    return SpeechRequest(
        text=text,
        kana=kana,
        lexicon=tuple(lexicon),
        overrides=utterance.overrides,
        voice=voice,
        digest=utterance.digest,
    )


def text_and_kana(utterance: Utterance, driver: str) -> tuple[str, str]:
    """The utterance as that driver can read it, and its pronunciation in katakana."""
    return given_text(utterance, driver), spoken_kana(utterance.words)


def given_text(utterance: Utterance, driver: str) -> str:
    """The utterance as that driver can read it."""
    if driver in _SURFACE_ONLY:
        return utterance.text
    if driver in _KANA_ONLY:
        return _spaced_kana(utterance.words)
    spelt = _spelt(utterance.words)
    return "".join(
        word.reading if index in spelt else _settled(word) for index, word in enumerate(utterance.words)
    )


def spoken_kana(words: Sequence[Word]) -> str:
    """The words' pronunciation in katakana, with 、 and 。 where the voice pauses; empty if nothing is spoken."""
    return _joined(map(_pronounced, words))


def _joined(pieces: Iterable[str]) -> str:
    text = re.sub(r"[、。]*。|、+", lambda m: "。" if "。" in m.group() else "、", "".join(pieces))
    # A mark that lengthens nothing (「ー」 in an empty cell) is no sound to any engine.
    return text if any(mora != "ー" for mora in morae(text)) else ""


def _spaced_kana(words: Sequence[Word]) -> str:
    """As ``spoken_kana``, with a space wherever eSpeak NG would not speak, but spell («Japanese letter»).

    That is where more than 53 kana (160 bytes) stand without one, and in カアー, スウィ: a vowel that comes again long or in a glide.
    """
    pieces: list[str] = []
    run = 0
    for word in words:
        said = _pronounced(word)
        if said in ("、", "。"):
            pieces, run = [*pieces, said], 0
            continue
        hangs = word.kind is WordKind.PARTICLE and run + len(said) <= 2 * _LONGEST_RUN
        if run + len(said) > _LONGEST_RUN and not hangs:
            pieces, run = [*pieces, " "], 0
        pieces.append(_MORAE_IN_A_ROW.sub(r"\g<0> ", said).strip() if len(said) > _LONGEST_RUN else said)
        run += len(said) % _LONGEST_RUN
    return _LONG_VOWEL.sub(_parted, _joined(pieces)).strip()


def _parted(vowels: re.Match[str]) -> str:
    before, long_one = vowels.groups()
    return f"{before} {long_one}" if VOWEL.get(before) == long_one[0] else vowels.group()


def _pronounced(word: Word) -> str:
    if word.pronunciation:
        return to_katakana(word.pronunciation)
    marks = _PAUSE.search(word.surface)
    if marks is None or word.is_set_aside:
        return ""
    return "。" if marks.group() in "。．！？!?" else "、"


def _spelt(words: Sequence[Word]) -> set[int]:
    """The places of signs that are spoken, of figures beside them (095-829-1124, 10:30) and of figures that are said
    one by one (037734, very long ones)."""
    signs = {
        index
        for index, word in enumerate(words)
        if word.pronunciation and (not _WRITTEN.match(word.surface) or said(word.surface[0]))
    }
    figures = {
        index
        for index, word in enumerate(words)
        if word.kind is WordKind.NUMBER
        and (
            {index - 1, index + 1} & signs
            or word.surface.startswith(("0", "０"))
            or len(word.surface) > _LONGEST_FIGURE
        )
    }
    return signs | figures


def _settled(word: Word) -> str:
    """The surface; the reading where somebody settled it or letters are spelt; nothing where the word is silent."""
    if word.is_set_aside:
        return ""
    if not word.pronunciation and word.kind is WordKind.SYMBOL and not _PAUSE.search(word.surface):
        return " "
    if word.kind is WordKind.LATIN or _LETTERS.search(word.surface) or word.source not in _AS_PRINTED:
        return word.reading
    return word.surface
