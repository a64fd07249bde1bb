"""Where the record begins: above its first turn, below the agenda's list."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source

HEAD = "第15回　料金審議会議事録\n日時：令和元年11月6日（水）午後2時\n"
BODY = "会長：始めます。\n委員：表を直してほしい。\n２．答申の時期\n会長：時期を決めます。\n"


@pytest.mark.parametrize(
    "listed",
    [
        "次第：１．料金体系　２．答申の時期\n１．料金体系\n",
        "次第：１．料金体系　２．答申の時期\n\n１．料金体系\n",
        "次第\n１．料金体系\n２．答申の時期\n\n１．料金体系\n",
    ],
    ids=["beside, no gap", "beside", "below"],
)
def test_the_first_heading_below_the_list_is_the_records_own(listed: str) -> None:
    minutes = parse(read_source((HEAD + listed + BODY).encode()))
    assert [item.title for item in minutes.agenda] == ["料金体系", "答申の時期"]
    assert [(turn.speaker, turn.agenda) for turn in minutes.turns] == [("会長", 0), ("委員", 0), ("会長", 1)]
