"""A form whose labels are printed in one column and its values in another, read one column after the other."""

import pytest

from tests.parsed import read_minutes

SAID = "\n会議の経過\n会長：始めます。\n事務局：説明します。\n委員：分かりました。\n会長：終わります。\n"
NAME, DAY, ROOM = "第2回港町環境審議会", "令和4年11月15日（火）　午後2時～午後3時50分", "港町役場　研修室"
ITEMS = "（1）ごみ袋について\n（2）集積所について"


@pytest.mark.parametrize(
    "header",
    [
        f"会議録\n会議名\n開催日時\n開催場所\n議題\n{NAME}\n{DAY}\n{ROOM}\n{ITEMS}",
        f"会議名\n開催日時\n開催場所\n出席者\n議題\n{NAME}\n{DAY}\n{ROOM}\n橘会長、原委員\n{ITEMS}",
        f"会議名\n開催日時\n開催場所\n公開の可否\n議題\n第2回\n港町環境審議会\n{DAY}\n{ROOM}\n公開\n{ITEMS}",
        f"{NAME}\n日時\n場所\n議題\n令和4年11月15日（火）\n　午後2時～午後3時50分\n{ROOM}\n{ITEMS}",
    ],
)
def test_values_below_all_labels_are_dealt_out(header: str) -> None:
    minutes = read_minutes(f"{header}{SAID}".encode())
    assert minutes.meeting == NAME
    assert (minutes.date or "").replace(" ", "　") == DAY
    assert minutes.place == ROOM
    assert [item.title for item in minutes.agenda] == ["ごみ袋について", "集積所について"]
    assert len(minutes.turns) == 4


def test_labels_with_nothing_of_their_kind_below_stay_empty() -> None:
    minutes = read_minutes(f"会議名\n開催日時\n開催場所\n議題\n{ITEMS}{SAID}".encode())
    assert (minutes.meeting, minutes.date, minutes.place) == (None, None, None)
    assert [item.title for item in minutes.agenda] == ["ごみ袋について", "集積所について"]
