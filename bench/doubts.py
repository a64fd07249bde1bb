"""How good the doubts are: of the words that are misread, how many are called doubtful; of all words, how many.

    python bench/doubts.py ../shared/readings/sentences.tsv

FILE: sentence<TAB>reading by people[<TAB>set]. The aim: at least half of the misread, at most 5 % of all.
"""

import argparse
import difflib
import re
from pathlib import Path

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Word, WordKind
from reader.readings.writing.kana import VOWEL, to_katakana


def spoken(words: tuple[Word, ...]) -> list[Word]:
    """The words that are heard."""
    return [word for word in words if word.reading and word.kind is not WordKind.SYMBOL]


def misread(words: list[Word], wanted: str) -> set[int]:
    """Which of the words are not read as people read the sentence."""
    owners = [index for index, word in enumerate(words) for _ in word.reading]
    have, want = fold("".join(word.reading for word in words)), fold(_UNHEARD.sub("", wanted))
    wrong: set[int] = set()
    for tag, start, end, _, _ in difflib.SequenceMatcher(None, have, want, autojunk=False).get_opcodes():
        if tag != "equal":
            wrong.update(owners[start:end] or owners[max(0, start - 1) : start])
    return wrong


_UNHEARD = re.compile(r"[^ぁ-ゖァ-ヺー]")
_SAME = str.maketrans("ハヘヲヂヅ", "ワエオジズ")


def fold(kana: str) -> str:
    """Kana, character for character, without what makes no difference to the ear: long vowels, particles, ず and づ."""
    sounds = ""
    text = to_katakana(kana).translate(_SAME)
    for index, sound in enumerate(text):
        vowel = VOWEL.get(sounds[-1:], "")
        if sound == "ー" or (sound, vowel) in {("イ", "エ"), ("ウ", "オ")}:
            sounds += vowel
        else:
            sounds += "ユ" if text[index : index + 2] == "イウ" else sound
    return sounds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print the misread words that nobody doubted")
    args = parser.parse_args()
    analyzer = OpenJTalkAnalyzer()
    rows = [
        line.split("\t")
        for file in args.files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    ]
    total = doubted = wrong = caught = 0
    for text, wanted, *_ in rows:
        words = spoken(analyzer.annotate(text).words)
        bad = min((misread(words, reading) for reading in wanted.split(" / ")), key=len)
        total += len(words)
        doubted += sum(not word.certain for word in words)
        wrong += len(bad)
        caught += sum(not words[index].certain for index in bad)
        if args.show and any(words[index].certain for index in bad):
            missed = " ".join(
                f"{words[i].surface}/{words[i].reading}" for i in sorted(bad) if words[i].certain
            )
            print(f"{missed}\t{text}")
    print(f"misread words: {wrong}, called doubtful: {caught} ({100 * caught / max(wrong, 1):.1f} %)")
    print(f"all words: {total}, called doubtful: {doubted} ({100 * doubted / max(total, 1):.1f} %)")


if __name__ == "__main__":
    main()
