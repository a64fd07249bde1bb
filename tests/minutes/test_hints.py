"""A person's word puts a whole document right; and a warning keeps its id when the document is edited elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SettingsError
from reader.minutes.hints import Hints, read_hints
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import squeeze

MINUTES = """第2回審議会

○会長　始めます。
○環境の輪　一つ目です。
○資料の訂正　二行目です。
○会長　次に移ります。
【補足】水路の幅は六十センチである。
○会長　終わります。
"""


def speakers(hints: str) -> list[str]:
    return [turn.speaker for turn in parse(read_text(MINUTES), read_hints(hints)).turns]


def test_who_speaks_and_who_does_not() -> None:
    assert "補足" in speakers('speakers = ["補足"]')
    assert "環境の輪" not in speakers('nobody = ["環境の輪"]')


def test_a_row_that_is_nobodys() -> None:
    without = speakers('not_speaking = ["○資料の訂正"]')
    assert "資料の訂正" not in without
    assert without.count("会長") == 3


def test_a_mark_that_is_the_agendas() -> None:
    text = "第2回審議会\n\n会長：始めます。\n○河川課について\n会長：次です。\n委員：はい。\n○その他の件\n会長：終わります。\n"
    minutes = parse(read_text(text), read_hints('agenda_marks = ["○"]'))
    assert [item.title for item in minutes.agenda] == ["河川課について", "その他の件"]
    assert {turn.speaker for turn in minutes.turns} == {"会長", "委員"}


def test_no_hint_changes_nothing() -> None:
    assert parse(read_text(MINUTES), Hints()) == parse(read_text(MINUTES))


def test_no_word_is_lost_by_hints() -> None:
    hints = read_hints('speakers = ["補足"]\nnobody = ["会長"]\nagenda_marks = ["○"]')
    parts = "".join(part.text for part in parse(read_text(MINUTES), hints).parts)
    assert "".join(parts.split()) == "".join(MINUTES.split())


@pytest.mark.parametrize(
    "text",
    [
        "speakers = 会長",
        'speaker = ["会長"]',
        "speakers = [1]",
        'speakers = "会長"',
        'nobody = [""]',
        'nobody = ["長"]\nspeakers = ["長"]',
    ],
)
def test_hints_that_are_none_are_told_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match="手がかり") as told:
        read_hints(text)
    assert "\n" not in str(told.value)


def test_a_warning_has_two_readings_and_keeps_its_id() -> None:
    turns = "山田委員：質問です。\n事務局：お答えします。\n"
    said = turns * 2 + "質疑終了の宣告\nまだあります。\n" + turns * 3
    one = parse(read_text("第1回検討会議\n令和5年6月1日\n\n" + said)).warnings
    other = parse(read_text("第1回検討会議\n令和5年6月1日\n\n\n\n" + said)).warnings
    warnings = [warning for warning in one if warning.readings]
    assert [len(warning.readings) for warning in warnings] == [2]
    assert [warning.key for warning in one] == [warning.key for warning in other]
    assert warnings[0].line != next(warning for warning in other if warning.readings).line


@given(st.lists(st.lists(st.text(min_size=1, max_size=6), max_size=3), min_size=4, max_size=4))
def test_what_is_kept_is_read_the_same(lists: list[list[str]]) -> None:
    words = [frozenset(filter(None, map(squeeze, some))) for some in lists]
    hints = Hints(words[0], words[1] - words[0], words[2], words[3])
    text = hints.to_toml()
    assert read_hints(text) == hints
    assert bool(text) == bool(hints)


def test_a_documents_own_hints_stand_over_the_municipalitys() -> None:
    wider = Hints(speakers=frozenset({"補足", "環境課"}), nobody=frozenset({"会長"}))
    own = Hints(speakers=frozenset({"会長"}), nobody=frozenset({"補足"}))
    assert own.over(wider) == Hints(speakers=frozenset({"会長", "環境課"}), nobody=frozenset({"補足"}))


@pytest.mark.parametrize(
    ("hint", "without_effect"),
    [
        ('speakers = ["補足"]', False),
        ('speakers = ["補 足"]', False),
        ('speakers = ["環境整備課"]', True),
        ('nobody = ["環境の輪"]', False),
        ('nobody = ["環境の和"]', True),
        ('agenda_marks = ["○"]', False),
        ('agenda_marks = ["◆"]', True),
        ('not_speaking = ["○資料の訂正"]', False),
        ('not_speaking = ["資料の訂正"]', True),
    ],
)
def test_a_hint_that_names_nothing_is_told_in_a_line(hint: str, without_effect: bool) -> None:
    hints = read_hints(hint)
    told = list(hints.without_effect(parse(read_text(MINUTES), hints)))
    assert bool(told) == without_effect
    assert all(hint.split()[0] in line and "\n" not in line for line in told)
