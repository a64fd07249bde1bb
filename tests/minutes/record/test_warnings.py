"""What the parser was not sure of is said, with its line."""

from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

HEAD = "第1回検討会議会議録\n日時　令和5年6月1日\n出席者\n委員　山田太郎、川口花子\n事務局　林一\n議事録\n"


def _told(text: str) -> list[str]:
    minutes: Minutes = parse(read_text(text))
    return [str(doubt) for doubt in minutes.warnings]


def test_nothing_to_tell() -> None:
    assert _told(HEAD + "山田委員：質問です。\n事務局：お答えします。\n" * 4) == []


def test_a_label_seen_once() -> None:
    told = _told(HEAD + "山田委員：質問です。\n事務局：お答えします。\n" * 4 + "環境課：補足します。\n")
    assert told == ["15行目: 「環境課」は1回しか出てきません。発言者かどうか確かめてください。"]


def test_a_name_that_the_roster_lacks() -> None:
    told = _told(HEAD + "山田委員：質問です。\n川口委員：質問です。\n森下委員：質問です。\n" * 2)
    assert told == ["9行目: 「森下委員」は出席者の名簿に見つかりません。"]


def test_a_very_long_turn() -> None:
    told = _told(
        HEAD + "山田委員：質問です。\n事務局：お答えします。\n" * 4 + "山田委員：" + "長い話です。" * 1000
    )
    assert told == ["15行目: 長い発言です（6,000字）。途中に別の発言者がいないか確かめてください。"]


def test_what_is_missing() -> None:
    assert _told("市長の言葉") == [
        "会議名が見つかりません。",
        "開催日が見つかりません。",
        "発言が見つかりません。発言者の書き方を確かめてください。",
    ]


def test_a_date_that_is_none() -> None:
    assert "開催日「8月17日」を年月日として読めません。" in _told(
        "総務委員会\n8月17日\n委員長：始めます。\n委員：はい。\n"
    )


def test_characters_that_could_not_be_read() -> None:
    assert any(
        told.startswith("7行目: 読めない文字")
        for told in _told(HEAD + "山田委員：\ufffd質問です。\n事務局：はい。\n")
    )
