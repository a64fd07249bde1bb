"""Names and offices in lists of those present."""

import pytest

from reader.minutes.model import Role, StatedReading
from reader.minutes.outline import parse
from reader.minutes.people.roster import full_name, name_in_label, read_roster
from reader.minutes.sources.text import read_text


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            ["　委員長　　中　村　益　則　君", "　委　員　　長谷川ひろゆき　君"],
            ["中村益則", "長谷川ひろゆき"],
        ),
        (["　委員　　　中村　益則　君", "　　〃　　　間　　　盛　仁　君"], ["中村益則", "間盛仁"]),
        (["１番　　むらまつ　勝康　　　　　２番　　おおにし　順子"], ["むらまつ勝康", "おおにし順子"]),
        (
            ["理事　井野　俊郎君　理事　後藤　茂之君", "　　　あべ　俊子君　　秋本　真利君"],
            ["井野俊郎", "後藤茂之", "あべ俊子", "秋本真利"],
        ),
        (["山野進委員長,櫻田茂副委員長,高木要委員"], ["山野進", "櫻田茂", "高木要"]),
        (["委員長:星川一、副委員長:安田二"], ["星川一", "安田二"]),
        (["委員長吉原　　修君", "総務部長鈴木　　勝君"], ["吉原修", "鈴木勝"]),
        (["岡本四郎 (部長)", "川口五郎 (計画課長)"], ["岡本四郎", "川口五郎"]),
        (["出席委員 なし", "（３８名）"], []),
    ],
)
def test_names(lines: list[str], people: list[str]) -> None:
    assert [person.name for person in read_roster(lines)] == people


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("山田委員長", "山田"),
        ("議長(川津隆)", "川津隆"),
        ("12番(小野まさる君)", "小野まさる"),
        ("内海君", "内海"),
        ("鈴木(米)委員", "鈴木"),
        ("総務課長", None),
        ("事務局", None),
        ("臨時委員長", None),
        ("市民", None),
    ],
)
def test_the_name_in_a_label(label: str, name: str | None) -> None:
    assert name_in_label(label) == name


def test_a_full_name_only_where_one_person_fits() -> None:
    people = read_roster(["山辺光一委員、山辺正二委員、林三郎委員"])
    assert full_name("林委員", people) == "林三郎"
    assert full_name("山辺(光)委員", people) == "山辺光一"
    assert full_name("山辺委員", people) is None


def test_readings_printed_behind_names() -> None:
    minutes = parse(
        read_text(
            "第1回検討会議\n令和5年6月1日\n出席者\n会長　山田　太郎（やまだ　たろう）\n議事録\n会長：始めます。\n"
            "山田会長：はい。\n委員：はい。\n"
        )
    )
    assert minutes.readings == (
        StatedReading("山田太郎", "やまだたろう"),
        StatedReading("山田", "やまだ"),
        StatedReading("太郎", "たろう"),
    )
    speaker = minutes.speaker("山田会長")
    assert (speaker.name, speaker.reading, speaker.role) == ("山田太郎", "やまだたろう", Role.CHAIR)
