"""What is printed over two lines is joined, where speech follows; everything else stays apart."""

import pytest

from reader.minutes.lines.blocks import blocks_of
from reader.minutes.lines.rows import rows_of
from reader.minutes.sources.source import LineKind
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import bare


def joined(text: str) -> list[str]:
    return [bare(row.text) for row in blocks_of(rows_of(read_text(text))) if row.whole]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("事務局（秘書\n企画課長）\n名簿の順にお願いします。\n", ["事務局（秘書企画課長）"]),
        ("会長\n（月岡）\n始めます。\n会長\n（月岡）\n終わります。\n", ["会長（月岡）"] * 2),
        (
            "○教育長\n笹川一君\n傘立てです。\n○委員\n水谷二君\n何人ですか。\n",
            ["○教育長笹川一君", "○委員水谷二君"],
        ),
        ("入船職務代\n理者\n三千人は無作為ですか。\n", ["入船職務代理者"]),
        (
            "9番\n下総幸委員\n窓口は残るのですか。\n9番\n下総幸委員\nはい、分かりました。\n",
            ["9番下総幸委員"] * 2,
        ),
    ],
)
def test_labels_over_two_lines(text: str, labels: list[str]) -> None:
    assert joined(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        "会長\n（拍手）\nありがとうございます。\n会長\n（拍手）\nでは始めます。\n",
        "会長\n\n（月岡）\n始めます。\n",
        "教育長\n笹川一\n委員\n水谷二\n書記\n大山三\n",
        "会長\nはい、分かりました。\n次に移ります。\n",
        "資料（案\nの一部）\n説明します。\n",
    ],
)
def test_what_stays_apart(text: str) -> None:
    assert joined(text) == []


def test_a_label_broken_by_its_column_goes_on_beside_its_words() -> None:
    text = "監事｜ありません。\n会計（株式会\n社北計算）｜続けます。\n有限会社山\n野｜異議ありません。\n"
    rows = [bare(row.text) for row in blocks_of(rows_of(read_text(text)))]
    assert rows == [
        "監事｜ありません。",
        "会計（株式会社北計算）｜続けます。",
        "有限会社山野｜異議ありません。",
    ]


def test_a_number_and_its_title_are_one_row_and_page_numbers_are_the_pages() -> None:
    rows = blocks_of(
        rows_of(
            read_text("2\n前回議事録の承認\n会長　始めます。\n1\n会長　次です。\n2\n会長　終わります。\n")
        )
    )
    assert bare(rows[0].text) == "2前回議事録の承認"
    assert [row.text for row in rows if row.kind is LineKind.CHROME] == ["1", "2"]
