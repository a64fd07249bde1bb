"""A field's word at the start of a line, and where its value begins; what only looks like one is none."""

import pytest

from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.text.characters import fold


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("日時：令和3年10月28日", FieldKind.DATE, "令和3年10月28日"),
        ("1 日 時 │ 令和3年10月28日", FieldKind.DATE, "令和3年10月28日"),
        ("【開催場所】第1会議室", FieldKind.PLACE, "第1会議室"),
        ("開催日時及び場所　別紙のとおり", FieldKind.DATE_PLACE, "別紙のとおり"),
        ("会議の名称\t第2回緑の審議会", FieldKind.MEETING, "第2回緑の審議会"),
        ("担当課：公園緑地課", FieldKind.DEPARTMENT, "公園緑地課"),
        ("○議題", FieldKind.AGENDA, ""),
        ("本日の会議に付した事件", FieldKind.AGENDA, ""),
        ("会議事件は次のとおりである。", FieldKind.AGENDA, ""),
        ("5　出席委員（７名）", FieldKind.PEOPLE, ""),
        ("出席委員は次のとおりである。", FieldKind.PEOPLE, ""),
        ("説明のため出席した者の職氏名", FieldKind.PEOPLE, ""),
        ("審議結果：原案のとおり", FieldKind.RESULTS, "原案のとおり"),
        ("配付資料　資料1", FieldKind.MATERIALS, "資料1"),
        ("＜議事要旨＞", FieldKind.RECORD, ""),
        ("発言の内容", FieldKind.RECORD, ""),
        ("8 会議の内容建築課長 お待たせしました", FieldKind.AGENDA, "建築課長 お待たせしました"),
    ],
)
def test_a_field_and_its_value(line: str, kind: FieldKind, value: str) -> None:
    field = read_field(fold(line))
    assert field is not None
    assert (field.kind, line[field.end :].strip()) == (kind, value)


@pytest.mark.parametrize(
    ("line", "numbered"), [("３　議題", True), ("(2) 日時", True), ("①場所", True), ("■議題", False)]
)
def test_a_field_knows_whether_it_is_numbered(line: str, numbered: bool) -> None:
    field = read_field(fold(line))
    assert field is not None
    assert field.numbered is numbered


@pytest.mark.parametrize(
    "line",
    [
        "",
        "会議が始まります。",
        "日時計を広場に置く。",
        "場所を変えたい。",
        "議題の順を入れ替えます。",
        "欠席委員の報告",
        "ただいまの日時：未定",
        "川津委員　伺います。",
    ],
)
def test_what_is_no_field(line: str) -> None:
    assert read_field(fold(line)) is None
