"""Every municipality of Japan is read as it is called, its prefecture before it or not."""

from pathlib import Path

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.kana import pronounce

PLACES = [
    line.split("\t")
    for line in (Path(__file__).parent / "municipalities.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
# Towns of many cities have the same name with the other reading: alone, these are read as those.
BY_PREFECTURE = {
    *("山田町", "大和町", "西川町", "石川町", "日の出町", "富士見町", "松川町", "大野町", "吉野町", "大津町"),
    *("坂町", "東村"),
}


def _sound(analyzer: OpenJTalkAnalyzer, text: str) -> str:
    return pronounce("".join(word.reading for word in analyzer.annotate(text).words))


def test_the_list_is_whole() -> None:
    assert len({prefecture for prefecture, *_ in PLACES}) == 47
    endings = [name[-1] for _, _, name, _ in PLACES]
    assert endings.count("市") >= 790
    assert endings.count("町") + endings.count("村") >= 920


@pytest.mark.slow
def test_every_one_is_read_after_its_prefecture(analyzer: OpenJTalkAnalyzer) -> None:
    wrong = {
        prefecture + name: sound
        for prefecture, prefecture_read, name, read in PLACES
        if (sound := _sound(analyzer, f"{prefecture}{name}では")) != pronounce(f"{prefecture_read}{read}では")
    }
    assert wrong == {}


@pytest.mark.slow
def test_every_one_is_read_alone_where_its_name_has_one_reading(analyzer: OpenJTalkAnalyzer) -> None:
    readings: dict[str, set[str]] = {}
    for _, _, name, read in PLACES:
        readings.setdefault(name, set()).add(read)
    wrong = {
        name: sound
        for name, (read, *others) in readings.items()
        if not others
        and name not in BY_PREFECTURE
        and (sound := _sound(analyzer, f"{name}について")) != pronounce(f"{read}について")
    }
    assert wrong == {}
