"""Minutes as JSON: DESIGN.md's contract."""

import json

from reader.minutes.contract import to_json
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

TEXT = """第2回庭園審議会
日時　令和5年6月1日（木）14時
場所　庭園会館
出席者　山田太郎会長、事務局
議題
1 池の水について
議事録
○山田会長　異議はありませんか。
　　〔「異議なし」と呼ぶ者あり〕
　異議なしと認めます。
○事務局　資料は3枚です。

2 その他
質疑は特になし。
"""


def test_the_contract() -> None:
    found = to_json(parse(read_text(TEXT)))
    assert json.loads(json.dumps(found)) == {
        "meeting": "第2回庭園審議会",
        "date": "令和5年6月1日（木）14時",
        "place": "庭園会館",
        "held_on": "2023-06-01",
        "agenda": ["池の水について"],
        "turns": [
            {
                "speaker": "山田会長",
                "role": "chair",
                "name": "山田太郎",
                "agenda": None,
                "text": "異議はありませんか。\n〔「異議なし」と呼ぶ者あり〕\n異議なしと認めます。",
            },
            {
                "speaker": "事務局",
                "role": "secretariat",
                "name": None,
                "agenda": None,
                "text": "資料は3枚です。",
            },
        ],
        "notes": ["〔「異議なし」と呼ぶ者あり〕", "質疑は特になし。"],
        "warnings": [],
        "warnings_as_data": [],
    }


def test_asides_are_where_the_turn_says() -> None:
    turn = parse(read_text(TEXT)).turns[0]
    assert [turn.text[aside.start : aside.end] for aside in turn.asides] == ["〔「異議なし」と呼ぶ者あり〕"]
