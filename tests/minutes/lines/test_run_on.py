"""Where a line that carries a discussion is cut: each place with what stands there."""

from itertools import pairwise

import pytest

from reader.minutes.labels.match import Style
from reader.minutes.lines.look import Look
from reader.minutes.lines.run_on import cuts_inside, styles_inside
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import fold


def pieces(line: str, inside: frozenset[tuple[Style, str]] = frozenset()) -> list[str]:
    folded = fold(line)
    cuts = [0, *sorted(cuts_inside(folded, inside) - {0}), len(folded)]
    return [line[start:end].strip() for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "○会長　始めます。 ○課長　三件です。 ○会長　終わります。",
            ["○会長　始めます。", "○課長　三件です。", "○会長　終わります。"],
        ),
        (
            "議題 （事務局）説明する。 （委員）問5は要らない。",
            ["議題", "（事務局）説明する。", "（委員）問5は要らない。"],
        ),
        (
            "会長：始めます。 課長：三件です。 会長：次です。",
            ["会長：始めます。", "課長：三件です。", "会長：次です。"],
        ),
        (
            "○会長　配ります。 （資料確認、省略） ○会長　始めます。 ○課長　三件です。",
            ["○会長　配ります。", "（資料確認、省略）", "○会長　始めます。", "○課長　三件です。"],
        ),
        (
            "○会長　始めます。 ○課長　三件です。 ○会長　次です。 午後8時10分閉会",
            ["○会長　始めます。", "○課長　三件です。", "○会長　次です。", "午後8時10分閉会"],
        ),
        (
            "11 ◯議長　始めます。 12 ◯課長　三件です。 13 ◯議長　次です。",
            ["11 ◯議長　始めます。", "12 ◯課長　三件です。", "13 ◯議長　次です。"],
        ),
        (
            "○会長　始めます。 ○課長　三件です。 ○会長　次です。 問い合わせ先 公園課",
            ["○会長　始めます。", "○課長　三件です。", "○会長　次です。", "問い合わせ先 公園課"],
        ),
    ],
)
def test_a_line_is_cut_where_the_next_thing_begins(line: str, expected: list[str]) -> None:
    assert pieces(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "○会長　始めます。",
        "○会長　始めます。 ○課長　三件です。",
        "昨日、会長：鈴木と書かれた紙を見ました。 以上です。",
        "○会長　（案）と○印を見ます。 （案）は消します。",
        "資料（1）と資料（2）を見てください。 （3）は後で配ります。",
    ],
)
def test_a_line_with_one_thing_stays_whole(line: str) -> None:
    assert cuts_inside(fold(line), frozenset()) == set()


def test_a_style_that_the_document_runs_on_is_cut_at_its_first_label() -> None:
    line = "それで終わります。 ○課長　三件です。"
    assert pieces(line) == [line]
    assert pieces(line, frozenset({(Style.MARK, "○")})) == ["それで終わります。", "○課長　三件です。"]


@pytest.mark.parametrize(
    ("lines", "inside"),
    [
        (["始めます。 ○課長　三件です。"] * 3, frozenset({(Style.MARK, "○")})),
        (["始めます。 ○課長　三件です。"] * 2, frozenset()),
        (["始めます。 ○課長　三件です。"] * 3 + ["始めます。 ○課長"] * 3, frozenset()),
    ],
)
def test_a_style_is_run_on_where_it_begins_speech_inside_lines_more_than_it_ends_them(
    lines: list[str], inside: frozenset[tuple[Style, str]]
) -> None:
    assert styles_inside(read_text("\n".join(lines)).lines, Look()) == inside


def test_labels_between_spaces_are_cut_before_figures_too() -> None:
    line = "開会 森委員長　始めます。 林課長　3月の話です。 森委員長　ほかに。 林課長　30日です。"
    assert pieces(line)[1:] == [
        "森委員長　始めます。",
        "林課長　3月の話です。",
        "森委員長　ほかに。",
        "林課長　30日です。",
    ]


def test_a_direction_and_a_numbered_heading_before_a_label_are_cut() -> None:
    line = "○森委員長　始めます。 ○林課長　三件です。（傍聴者退室） 4　採点　○森委員長　記入してください。 5　その他　なし　午前11時閉会"
    assert pieces(line)[2:] == [
        "（傍聴者退室）",
        "4　採点",
        "○森委員長　記入してください。",
        "5　その他　なし",
        "午前11時閉会",
    ]


def test_words_and_a_colon_that_come_again_behind_sentences_are_cut() -> None:
    line = "場所：公会堂 山の会：大雨で登り口の道が二か所で崩れました。 里の会：直すのは町ですか、県ですか。 山の会：先週のうちに県に頼みました。 森の会：手伝います。"
    assert pieces(line) == [
        "場所：公会堂",
        "山の会：大雨で登り口の道が二か所で崩れました。",
        "里の会：直すのは町ですか、県ですか。",
        "山の会：先週のうちに県に頼みました。",
        "森の会：手伝います。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "山の会：大雨で登り口の道が二か所で崩れました。 里の会：直すのは町ですか、県ですか。 森の会：手伝います。",
        "道を直します。 理由：大雨で二か所が崩れました。 時期：来月からになります。 理由：先月の雨で流れました。",
    ],
)
def test_words_and_a_colon_that_do_not_come_again_stay_whole(line: str) -> None:
    assert cuts_inside(fold(line), frozenset()) == set()
