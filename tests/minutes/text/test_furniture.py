"""What belongs to the page: anywhere, as its number, and where its foot begins."""

import pytest

from reader.minutes.text.characters import fold
from reader.minutes.text.furniture import begins_foot, is_furniture, is_page_number


@pytest.mark.parametrize(
    ("row", "page"),
    [
        ("ここから本文です。", True),
        ("ホーム ＞ 市政 ＞ 会議録", True),
        ("更新日：2021年11月22日", True),
        ("ページID：037734", True),
        ("- 3 -", True),
        ("このページの先頭へ戻る", True),
        ("Foreign Language", True),
        ("第2回審議会 P.12", True),
        ("更新日を伺います。", False),
        ("ホームを増やすべきだ。", False),
        ("印刷は市で行います。", False),
        ("3", False),
        ("戻る道がない。", False),
        ("", False),
        ("ここから本文です。" + "あ" * 120, False),
    ],
)
def test_a_row_of_the_page(row: str, page: bool) -> None:
    assert is_furniture(fold(row)) is page


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("- 3 -", True),
        ("〔3〕", False),
        ("3/12", True),
        ("ｐ．４", True),
        ("12ページ", True),
        ("12", False),
        ("12ページを見る", False),
    ],
)
def test_a_page_number(row: str, number: bool) -> None:
    assert is_page_number(fold(row)) is number


@pytest.mark.parametrize(
    ("row", "foot"),
    [
        ("お問い合わせ先", True),
        ("【連絡先】公園課", True),
        ("アンケート", True),
        ("このページに関するお問い合わせ", True),
        ("関連リンク", True),
        ("関連して伺います。", False),
        ("添付資料を見てください。", False),
        ("連絡は市からします。", False),
    ],
)
def test_where_the_foot_of_the_page_begins(row: str, foot: bool) -> None:
    assert begins_foot(fold(row)) is foot
