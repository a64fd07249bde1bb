"""What stands before the turns, by its headings."""

from reader.minutes.text.characters import bare
from reader.web.views.facts.stated import Stated, stated


def test_values_stand_with_their_heading_beside_or_beneath_it() -> None:
    printed = [
        "会議の記録",
        "日時：令和3年10月28日",
        "担当所属名",
        "市民協働課",
        "出席者",
        "会長 山本春子",
        "委員 田中一郎",
    ]
    assert stated(printed) == (
        Stated("", ("会議の記録",)),
        Stated("日時：", ("令和3年10月28日",)),
        Stated("担当所属名", ("市民協働課",)),
        Stated("出席者", ("会長 山本春子", "委員 田中一郎"), people=True),
    )


def test_no_character_is_left_out_whatever_is_printed() -> None:
    printed = ["１　日　時　：　令和3年", "", "【場所】", "市役所\n第1会議室", "(出席委員)", "  ", "備考"]
    shown = "".join(one.label + "".join(one.lines) for one in stated(printed))
    assert bare(shown) == bare("".join(printed))
    assert stated([]) == ()
