"""Kinds of layout met in documents that nobody here had seen: who speaks, and exactly what."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

SAID = [("会長", "始めます。"), ("水道課長", "管を替えます。"), ("会長", "終わります。")]


def turns(text: str) -> list[tuple[str, str]]:
    minutes = parse(read_text("第2回水道審議会\n令和5年6月1日\n" + text))
    labels = {speaker.key: speaker.label for speaker in minutes.speakers}
    return [(labels[turn.speaker], turn.text) for turn in minutes.turns]


@pytest.mark.parametrize(
    "text",
    [
        "〔会長〕―始めます。\n〔水道課長〕―管を替えます。\n〔会長〕―終わります。\n",
        "発言者：会長\n始めます。\n発言者：水道課長\n管を替えます。\n発言者：会長\n終わります。\n",
        "会長　始めます。\n水道課長　管を替えます。\n会長　終わります。\n5　その他　なし\n",
        "会長：始めます。\n（図を配る）\n4　採決\n水道課長：管を替えます。\n会長：終わります。\n4　その他\n　12月に集まる。\n",
        "◎会長＝始めます。\n◎水道課長＝管を替えます。\n◎会長＝終わります。\n",
        "【会長】…始めます。\n【水道課長】…管を替えます。\n【会長】…終わります。\n",
        "発言者：会長\n発言内容：始めます。\n発言者：水道課長\n発言内容：管を替えます。\n発言者：会長\n発言内容：終わります。\n",
        "発言者｜会長\n発言の要旨｜始めます。\n発言者｜水道課長\n発言の要旨｜管を替えます。\n発言者｜会長\n発言の要旨｜終わります。\n",
        "○会長\n始めます。\n○水道課長\n管を替えます。\n○会長\n終わります。\n午前11時 閉会\n以上、会議の経過を記載し、相違ないことを証するため署名する。\n"
        "会長\n署名委員\n3番\n5番\n",
        "会長：始めます。\n水道課長：管を替えます。\n会長：終わります。\n\n5　その他\n　次回は11月に開催する。\n　会議録署名人　　印\n",
    ],
    ids=[
        "dash",
        "who alone",
        "nothing else",
        "a heading below a direction",
        "equals",
        "dots",
        "form",
        "form with bars",
        "signatures below",
        "a heading in the tail",
    ],
)
def test_what_is_said_and_no_more(text: str) -> None:
    assert turns(text) == SAID


def test_points_that_are_counted_are_nobodys() -> None:
    text = "会長：始めます。\n\n課長：三つです。\n\n1つ目：道。\n2つ目：橋。\n3つ目：川。\n\n会長：終わります。\n"
    assert [who for who, _ in turns(text)] == ["会長", "課長", "会長"]


def test_an_office_in_brackets_in_front_of_what_is_said_is_of_the_role_above_it() -> None:
    text = "事務局\n（福祉課）　直しました。\n委員\n（公募）　いつの数字ですか。\n事務局\n（福祉課）　3月です。\n"
    assert [who for who, _ in turns(text)] == [
        "事務局（福祉課）",
        "委員（公募）",
        "事務局（福祉課）",
    ]


def test_who_has_said_it_may_stand_behind_in_the_brackets_of_directions() -> None:
    text = "－ 席が足りない。〔大学生協〕\n－ 6席を増やす。〔センター〕\n－ 夜も開けてほしい。〔民児協〕\n－ 8時まで開ける。〔センター〕\n－ よい。〔販売店組合〕\n"
    assert [who for who, _ in turns(text)] == ["大学生協", "センター", "民児協", "センター", "販売店組合"]


def test_a_dash_that_one_person_says_stays() -> None:
    said = "会長：始めます。\n課長：――それは、まだです。\n会長：はい。\n課長：以上です。\n"
    assert ("課長", "――それは、まだです。") in turns(said)


def test_a_sentence_goes_on_around_a_row_with_a_mark() -> None:
    text = "○会長\n　質問はあるか。\n○山田委員\n　3ページの\n○管路の更新\n　の箇所は、来年度からか。\n○会長\n　そうである。\n"
    assert turns(text)[1] == ("山田委員", "3ページの\n○管路の更新\nの箇所は、来年度からか。")


def test_a_name_spread_over_its_cell() -> None:
    text = "議 長 (田 中 一) | 開きます。\n課 長 (木 村 二) | 説明します。\n議 長 | 閉じます。\n"
    assert [who for who, _ in turns(text)] == ["議長(田中一)", "課長(木村二)", "議長"]


def test_a_legend_may_name_who_is_in_no_list() -> None:
    text = "（◎：会長　○：公募の方　△：事務局）\n◎ 始める。\n○ 幅は足りるか。\n△ 足りる。\n○ 分かった。\n"
    assert [who for who, _ in turns(text)] == ["会長", "公募の方", "事務局", "公募の方"]


def test_what_is_told_below_polite_speech_is_nobodys() -> None:
    text = (
        "○司会　議長を選びます。\n　立候補がなく、会長が議長となった。\n○議長　議案の説明をお願いします。\n"
        "○会計　収入は百万円です。\n　拍手で承認された。\n○議長　次の議案です。\n　賛成多数で可決した。\n○議長　終わります。\n"
    )
    assert [said for _, said in turns(text)] == [
        "議長を選びます。", "議案の説明をお願いします。", "収入は百万円です。", "次の議案です。", "終わります。",
    ]  # fmt: skip


def test_a_label_with_nothing_below_it() -> None:
    assert turns("○会長\n始めます。\n○課長\n三件です。\n○会長\n") == [
        ("会長", "始めます。"),
        ("課長", "三件です。"),
    ]


def test_a_form_whose_words_stand_a_sign_a_row() -> None:
    text = (
        "会議名　第1回水道審議会\n開\n催\n日\n時　令和5年6月1日（木）午前9時から\n議\n題\n1.管路の更新について\n2.料金について\n"
        "結\n論\n議題1は了承された。\n（会長）始めます。\n（課長）管を替えます。\n"
    )
    minutes = parse(read_text(text))
    assert minutes.date == "令和5年6月1日（木）午前9時から"
    assert [item.title for item in minutes.agenda] == ["管路の更新について", "料金について"]


def test_a_room_behind_the_hours() -> None:
    text = "水を語る会　記録\n令和5年6月1日（木・祝）14:00〜15:30　東公民館和室\n会長：始めます。\n課長：管を替えます。\n"
    assert parse(read_text(text)).place == "東公民館和室"
