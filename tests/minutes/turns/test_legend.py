"""A legend explains two symbols or more by who speaks; a sign before a word is none by itself."""

import pytest

from reader.minutes.lines.rows import rows_of
from reader.minutes.sources.text import read_text
from reader.minutes.turns.legend import read_legend


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("（◎：主査　○：委員　△：事務局）", {"◎": "主査", "○": "委員", "△": "事務局"}),
        ("○は委員の発言、●は事務局の発言です。", {"○": "委員", "●": "事務局"}),
        ("○…委員\n●…事務局", {"○": "委員", "●": "事務局"}),
        ("・印：質問、→印：回答", {"・": "質問", "→": "回答"}),
        ("出席委員　◎高柳（◎委員長、○副委員長）", {}),
        ("○：委員", {}),
        ("○：委員\n桜は切りません。\n一つもです。\n●：事務局", {}),
        ("○：晴れ　●：雨", {}),
        ("（○：樋口企画課長）始めます。\n（■：山陰日報）いつですか。", {}),
    ],
)
def test_what_each_symbol_stands_for(text: str, labels: dict[str, str]) -> None:
    assert dict(read_legend(rows_of(read_text(text))).labels) == labels


def test_the_rows_that_explain_are_no_turns() -> None:
    rows = rows_of(read_text("第2回審議会\n○：委員\n●：事務局\n○三割です。\n"))
    assert read_legend(rows).rows == {1, 2}


def test_the_first_explanation_stands() -> None:
    rows = rows_of(read_text("○：委員　●：事務局\n○：会長　●：課長\n"))
    assert read_legend(rows).labels["○"] == "委員"
