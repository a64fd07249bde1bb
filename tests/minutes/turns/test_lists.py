"""Role words that head the rows of a list inside an answer are nobody who speaks; short answers stay turns."""

import pytest

from reader.minutes.hints import Hints
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

HEAD = "第2回みどり市文化財審議会会議録\n日時：令和6年9月17日\n\n"
AFTER = "委員：分かりました。\n事務局：ありがとうございます。\n会長：ほかにありませんか。\n"


def turns(text: str, hints: Hints | None = None) -> list[tuple[str, str]]:
    minutes = parse(read_text(HEAD + text), hints) if hints else parse(read_text(HEAD + text))
    return [(turn.speaker, turn.text) for turn in minutes.turns]


LISTS = {
    "who does what": ("体制を申し上げます。", ("責任者：環境課長です。", "担当：環境課と各支所です。", "相談員：二名を置きます。")),
    "how many": ("部会の構成です。", ("部会長：一名。", "副部会長：一名。", "委員：八名。")),
    "how many, said": ("選考の体制になります。", ("座長：一名です。", "委員：五名程度です。", "書記：若干名です。")),
    "figures": ("見学会の内訳は次のとおりです。", ("児童：約120人", "保護者：45名", "講師：3名")),
    "a plan": ("講座の案です。", ("講師：西野カナ氏。", "定員：二十名。", "対象：市民の方。", "主催：あおば市。")),
    "names": ("委員の構成を報告いたします。", ("会長：川西教授。", "副会長：大森委員。", "監事：南氏、北沢氏。")),
    "names alone": ("役員は以下のとおりです。", ("会長：川西恵", "副会長：大森孝", "監事：南美樹")),
    "a programme": (
        "当日の分担をご説明いたします。",
        ("司会：文化課の職員。", "アドバイザー：市立博物館の学芸員。", "参加者：公募の市民。"),
    ),
    "what they do": (
        "役割分担でございます。",
        ("施工者：基礎の工事を担当します。", "設計者：図面の確認を行います。", "管理者：文化課が務めます。"),
    ),
    "how much": ("報酬の額です。", ("会長：日額九千円。", "委員：日額8,000円です。")),
    "whom to ask": ("連絡先です。", ("担当：文化課", "電話：0123-45-6789")),
    "who comes": ("出席の見込みです。", ("議員：十二名。", "住民：百名を見込んでいます。", "記者：二社。")),
    "one row": ("講師は次のとおりです。", ("講師：南北大学の川西恵氏。",)),
    "a field first": ("催しの概要です。", ("定員：三十名。", "講師：川西恵氏。", "場所：市民会館。")),
    "bullets": ("体制を説明します。", ("・責任者：文化課長", "・担当者：文化課の係員二名", "・指導員：市内の大工")),
    "brackets": ("構成は下記のとおりです。", ("【部会長】一名。", "【委員】八名。")),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_the_rows_of_a_list_are_what_is_said(kind: str) -> None:
    announced, listed = LISTS[kind]
    said = "\n".join((announced, *listed))
    assert turns(f"会長：説明をお願いします。\n事務局：{said}\n{AFTER}") == [
        ("会長", "説明をお願いします。"),
        ("事務局", said),
        ("委員", "分かりました。"),
        ("事務局", "ありがとうございます。"),
        ("会長", "ほかにありませんか。"),
    ]


@pytest.mark.parametrize("kind", ["who does what", "how many", "a plan"])
def test_beside_labels_of_another_mark(kind: str) -> None:
    announced, listed = LISTS[kind]
    said = "\n".join((announced, *listed))
    text = (
        f"○会長　説明をお願いします。\n○事務局　{said}\n○委員　分かりました。\n○会長　ほかにありませんか。\n"
    )
    assert turns(text)[1:] == [
        ("事務局", said),
        ("委員", "分かりました。"),
        ("会長", "ほかにありませんか。"),
    ]


def test_the_answer_goes_on_below_its_list() -> None:
    said = "体制です。\n責任者：文化課長。\n担当：文化課。\n以上の体制で進めます。"
    assert turns(f"会長：どうぞ。\n事務局：昨年と変わりました。{said}\n{AFTER}")[1] == (
        "事務局",
        f"昨年と変わりました。{said}",
    )


def test_two_lists_with_the_same_heads() -> None:
    lists = [
        f"{place}の体制です。\n責任者：{place}の支所長です。\n担当：{place}の住民課です。"
        for place in ("東部", "西部")
    ]
    said = "\n".join(lists)
    assert turns(f"会長：どうぞ。\n事務局：{said}\n{AFTER}")[1] == ("事務局", said)


TURNS = {
    "short answers": "会長：第1号議案の説明です。\n委員：はい。\n監事：異議なし。\n副会長：賛成です。\n",
    "noun answers": "会長：採決の結果をまとめます。\n委員：全員賛成。\n事務局：承認。\n",
    "a question is answered": "委員：担当はどこで、何名ですか。\n事務局：三名です。\n担当課：文化課です。\n",
    "they introduce themselves": "会長：自己紹介をお願いします。\n副会長：大森です。\n監事：南北大学の教授です。\n参加者：公募の市民です。\n",
    "an announcement, and others speak": "会長：次は報告事項です。\n事務局：資料の訂正です。\n委員：数字の誤りです。\n",
    "told, then answered": "事務局：予算の内訳を説明します。\n委員：人件費です。\n副会長：昨年の倍です。\n委員：どうしてですか。\n副会長：不思議です。\n",
    "those who speak elsewhere": "事務局：体制を申し上げます。\n委員：環境課です。\n会長：文化課です。\n",
    "one after the other": "会長：どの案がよいか、お一人ずつ聞きます。\n監事：第2案。\n副会長：最初の案。\n",
    "called upon": "会長：次の方の発言をお願いします。\n講師：川西恵。\n参加者：公募の市民。\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", TURNS)
def test_short_turns_stay_turns(kind: str) -> None:
    text = (
        TURNS[kind]
        + "会長：ほかにありませんか。\n委員：先ほどの件を伺います。\n事務局：調べてお答えします。\n"
    )
    assert turns(text) == [tuple(line.split("：", 1)) for line in text.splitlines()]


def test_a_hint_makes_a_speaker_of_a_head() -> None:
    announced, listed = LISTS["who does what"]
    text = f"会長：どうぞ。\n事務局：{announced}\n" + "\n".join(listed) + f"\n{AFTER}"
    found = turns(text, Hints(speakers=frozenset(["担当"])))
    assert ("担当", "環境課と各支所です。\n相談員：二名を置きます。") in found
    assert not {"責任者", "相談員"} & {speaker for speaker, _ in found}
