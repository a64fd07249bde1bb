"""Plain text: its lines, and ruby that is written into them."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources.source import LineKind
from reader.minutes.sources.text import read_text


def test_lines_and_pages() -> None:
    found = read_text("日時\r\n十月\f会場\x1a").lines
    assert [(line.text, line.number, line.kind) for line in found] == [
        ("日時", 1, LineKind.TEXT),
        ("十月", 2, LineKind.TEXT),
        ("", 2, LineKind.PAGE_BREAK),
        ("会場", 2, LineKind.TEXT),
    ]


def test_ruby_is_a_stated_reading() -> None:
    source = read_text("○｜土屋《ツチヤ》委員　｜市場《いちば》と|市《し》です。\n")
    assert source.text.rstrip() == "○土屋委員　市場と市です。"
    assert [(one.surface, one.reading) for one in source.readings] == [
        ("土屋", "つちや"),
        ("市場", "いちば"),
        ("市", "し"),
    ]
    assert (source.readings[1].before, source.readings[1].after) == ("○土屋委員", "と市です。")
    assert parse(source).turns[0].text == "市場と市です。"


@pytest.mark.parametrize(
    "line",
    [
        "山田委員《はい》",
        "｜資料《別紙》",
        "｜はい《はい》",
        "項目｜内容｜《いちば》",
        "《いちば》",
        "｜《いちば》",
    ],
)
def test_other_words_in_such_brackets_stay(line: str) -> None:
    source = read_text(line)
    assert (source.text, source.readings) == (line, ())
