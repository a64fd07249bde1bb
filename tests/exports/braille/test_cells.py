"""Cells: by the table of 日本点字表記法, and back again to what was spelled."""

import random
import re

import pytest

from reader.exports.braille.cells import BLANK, brf, cells
from reader.exports.braille.kana_cells import KANA

# The table as people learn it: each sound with the numbers of its dots, cell by cell. Written by hand, from no program.
TABLE = """
ア 1|イ 12|ウ 14|エ 124|オ 24|カ 16|キ 126|ク 146|ケ 1246|コ 246|サ 156|シ 1256|ス 1456|セ 12456|ソ 2456
タ 135|チ 1235|ツ 1345|テ 12345|ト 2345|ナ 13|ニ 123|ヌ 134|ネ 1234|ノ 234|ハ 136|ヒ 1236|フ 1346|ヘ 12346|ホ 2346
マ 1356|ミ 12356|ム 13456|メ 123456|モ 23456|ヤ 34|ユ 346|ヨ 345|ラ 15|リ 125|ル 145|レ 1245|ロ 245|ワ 3|ヲ 35|ン 356|ッ 2|ー 25
ガ 5 16|ギ 5 126|グ 5 146|ゲ 5 1246|ゴ 5 246|ザ 5 156|ジ 5 1256|ズ 5 1456|ゼ 5 12456|ゾ 5 2456
ダ 5 135|ヂ 5 1235|ヅ 5 1345|デ 5 12345|ド 5 2345|バ 5 136|ビ 5 1236|ブ 5 1346|ベ 5 12346|ボ 5 2346
パ 6 136|ピ 6 1236|プ 6 1346|ペ 6 12346|ポ 6 2346
キャ 4 16|キュ 4 146|キョ 4 246|シャ 4 156|シュ 4 1456|ショ 4 2456|チャ 4 135|チュ 4 1345|チョ 4 2345
ニャ 4 13|ニュ 4 134|ニョ 4 234|ヒャ 4 136|ヒュ 4 1346|ヒョ 4 2346|ミャ 4 1356|ミュ 4 13456|ミョ 4 23456
リャ 4 15|リュ 4 145|リョ 4 245|ギャ 45 16|ギュ 45 146|ギョ 45 246|ジャ 45 156|ジュ 45 1456|ジョ 45 2456
ビャ 45 136|ビュ 45 1346|ビョ 45 2346|ピャ 46 136|ピュ 46 1346|ピョ 46 2346
シェ 4 12456|チェ 4 12345|ジェ 45 12456|ティ 4 1235|ディ 45 1235|トゥ 26 1345|ドゥ 256 1345|ファ 26 136|フィ 26 1236
フェ 26 12346|フォ 26 2346|ウィ 26 12|ウェ 26 124|ウォ 26 24|ヴ 256 14|ヴァ 256 136|ツァ 26 135|クァ 26 16|デュ 456 1345
"""
_FIGURES = {cell: figure for figure, cell in zip("1234567890", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", strict=True)}
_SOUNDS = {cell: kana for kana, cell in reversed(list(KANA.items()))}


def dots(numbers: str) -> str:
    """``5 16`` → ⠐⠡."""
    return "".join(chr(0x2800 + sum(1 << int(n) - 1 for n in cell)) for cell in numbers.split(" "))


def read_back(braille: str) -> str:
    """What somebody reads who knows the table: sounds, figures behind ⠼ for as long as they last, ⠤ that only parts."""
    text, place, counting = "", 0, False
    while place < len(braille):
        cell = braille[place]
        if cell == "⠼":
            counting = True
        elif counting and cell in _FIGURES:
            text += _FIGURES[cell]
        elif counting and cell == "⠤":
            counting = False
        else:
            counting = False
            longest = 2 if braille[place : place + 2] in _SOUNDS else 1
            text += _SOUNDS[braille[place : place + longest]]
            place += longest - 1
        place += 1
    return text


def test_every_sound_has_the_cells_of_the_table() -> None:
    told = [entry.split(" ", 1) for entry in re.split(r"[|\n]", TABLE.strip())]
    assert len(told) >= 110
    assert {kana: cells(kana) for kana, _ in told} == {kana: dots(numbers) for kana, numbers in told}


def test_what_is_written_can_be_read_back() -> None:
    """10,000 strings of sounds and numbers, the same ones each time."""
    chance = random.Random(6)
    sounds = [kana for kana in KANA if kana not in "ァィゥェォャュョヮヵヶ"]
    for _ in range(10_000):
        spelled = "".join(
            chance.choice(sounds) if chance.random() < 0.8 else str(chance.randrange(100_000))
            for _ in range(chance.randint(1, 12))
        )
        assert read_back(cells(spelled)) == spelled


@pytest.mark.parametrize(
    ("spelled", "numbers"),
    [
        ("10エン", "3456 1 245 36 124 356"),
        ("3ガツ", "3456 14 5 16 1345"),
        ("1.5バイ", "3456 1 2 15 5 136 12"),
        ("2,500", "3456 12 3 15 245 245"),
        ("AI", "56 6 6 1 24"),
        ("Aアン", "56 6 1 36 1 356"),
        ("ICTカ", "56 6 6 24 14 2345 36 16"),
        ("Zoom", "56 6 1356 135 135 134"),
        ('"My Pal"', "236 6 134 13456  6 1234 1 123 356"),
        ("Wi-Fiヲ", "56 6 2456 24 36 56 6 124 24 36 35"),
        ("090-80", "3456 245 24 245 36 3456 125 245"),
        ("2・3ニチ", "3456 12 3456 14 123 1235"),
        ("ハイ。」", "136 12 256 36"),
        ("（アン）", "2356 1 356 2356"),
    ],
)
def test_figures_letters_and_signs(spelled: str, numbers: str) -> None:
    assert cells(spelled) == dots(numbers)


def test_brf_has_a_letter_for_every_cell() -> None:
    every = "".join(chr(0x2800 + n) for n in range(64))
    assert len(set(brf(every))) == 64
    assert all(0x20 <= ord(letter) <= 0x5F for letter in brf(every))
    assert brf(BLANK + cells("1アイ")) == " #A-AB"
