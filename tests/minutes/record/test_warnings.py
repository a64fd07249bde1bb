"""What the parser was not sure of is said, with its line."""

import pytest

from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

HEAD = "第1回検討会議会議録\n日時　令和5年6月1日\n出席者\n委員　山田太郎、川口花子\n事務局　林一\n議事録\n"


def _told(text: str) -> list[str]:
    minutes: Minutes = parse(read_text(text))
    return [str(warning) for warning in minutes.warnings]


def test_nothing_to_tell() -> None:
    assert _told(HEAD + "山田委員：質問です。\n事務局：お答えします。\n" * 4) == []


def test_a_label_seen_once_that_could_be_anything() -> None:
    turns = "山田委員：質問です。\n事務局：お答えします。\n" * 4
    told = _told(HEAD + turns + "山田委員：確かめます。\n環境課：補足します。\n")
    assert told == []
    bracketed = turns.replace("：", "】").replace("山", "【山").replace("事", "【事")
    assert _told(HEAD + bracketed + "【会長】続けます。\n【月見】補足します。\n") == []
    told = _told(HEAD + bracketed + "【月見】補足します。\n")
    assert told == ["15行目: 「月見」は1回しか出てきません。発言者かどうか確かめてください。"]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (
            "山田委員：質問です。\n月見の輪／工事の間も続けます。\n",
            "16行目: 「月見の輪」の行を二通りに読めます",
        ),
        (
            "山田委員：質問です。\n見守り係（大月）\n続けます。\n",
            "16行目: 「見守り係(大月)」の行を二通りに読めます",
        ),
        (
            "山田委員：質問です。見守り係（大月）続けます。\n",
            "15行目: 「見守り係(大月)」の行を二通りに読めます",
        ),
        (
            "山田委員：質問です。 ✿係より説明します。\n",
            "15行目: 「✿係より説明します。」の行を二通りに読めます",
        ),
        (
            "山田委員：質問です。\n質疑終了の宣告\nまだあります。\n",
            "16行目: 発言の中の「質疑終了の宣告」は、見出しや注記かもしれません。",
        ),
        ("山田委員：質問です。\n11\nまだあります。\n", "16行目: 発言の間の「11」を、ページ番号としました。"),
        ("山田委員：】質問です。\n", "15行目: 発言が「】質問です。」で始まります。"),
    ],
    ids=[
        "another sign",
        "a line alone",
        "inside a line",
        "a mark inside",
        "a heading",
        "a number",
        "a bracket left over",
    ],
)
def test_what_a_turn_may_have_swallowed(inside: str, told: str) -> None:
    usual = "山田委員：質問です。\n事務局：お答えします。\n"
    minutes = parse(read_text(HEAD + usual * 4 + inside + usual))
    warnings = [warning for warning in minutes.warnings if str(warning).startswith(told)]
    assert len(warnings) == 1, minutes.warnings
    assert len(set(warnings[0].readings)) == 2


def test_a_speaker_on_both_sides_of_a_heading() -> None:
    text = HEAD + "事務局：お答えします。\n" + "山田委員：質問です。\n\n２　その他\n\n山田委員：続けます。\n"
    assert any("前後で同じ人が話しています" in told for told in _told(text))


def test_speech_of_nobody_is_told_with_its_line() -> None:
    told = _told(
        "第1回検討会議\n令和5年6月1日\n始めます。資料の説明をいたします。\n質問はありません。終わります。\n"
    )
    assert "3行目: 発言が見つかりません。発言者の書き方を確かめてください。" in told


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
