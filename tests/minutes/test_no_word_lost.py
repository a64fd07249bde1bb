"""The promise: every character of the source is in the parts, in order."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reader.errors import SourceError
from reader.minutes.model import Minutes, PartKind
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import BARS, bare
from tests.examples import tried
from tests.minutes.layouts_gold import Layout, layouts
from tests.parsed import read_minutes

PIECES = [
    "○",
    "◯",
    "〇",
    "●",
    "◎",
    "◆",
    "△",
    "・",
    "•",
    "※",
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "〔",
    "〕",
    "[",
    "]",
    "「",
    "」",
    "：",
    ":",
    "）",
    "〃",
    "│",
    "|",
    "―",
    "――――――",
    "──────",
    "→",
    "委員",
    "委員長",
    "議長",
    "事務局",
    "会長",
    "山田",
    "山田委員",
    "12番",
    "君",
    "さん",
    "課長",
    "大臣",
    "Q",
    "A",
    "問",
    "答",
    "質問",
    "回答",
    "意見",
    "1",
    "２",
    "(1)",
    "（２）",
    "①",
    "第１",
    "日程第１",
    "議案第3号",
    "議題1",
    "開会",
    "閉会",
    "あいさつ",
    "日時",
    "場所",
    "議題",
    "会議名",
    "出席者",
    "議事録",
    "審議結果",
    "お問い合わせ先",
    "令和3年10月28日",
    "午後３時７分散会",
    "異議なし",
    "全員賛成により可決。",
    "〔「異議なし」と呼ぶ者あり〕",
    "（拍手）",
    "について",
    "です。",
    "ますか。",
    "はい、",
    "。",
    "、",
    "\n",
    "\n\n",
    "\r\n",
    "\x0c",
    "\u3000",
    "\t",
    "\x0b",
    "あ",
    "ア",
    "a",
    "1",
    "𠮷",
    "\ufff0",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=80).map("".join) | st.text(max_size=300)


def _whole(minutes: Minutes) -> str:
    return bare("".join(part.text for part in minutes.parts))


@tried(600)
@given(TEXTS)
def test_of_any_text(text: str) -> None:
    minutes = parse(read_text(text))
    assert _whole(minutes) == bare(text.removesuffix("\x1a"))


@tried(300)
@given(TEXTS)
def test_turns_and_notes_have_the_words_of_their_parts(text: str) -> None:
    minutes = parse(read_text(text))
    said = [part.text for part in minutes.parts if part.kind in (PartKind.SPEECH, PartKind.NOTE)]
    assert _signs(entry.text for entry in minutes.entries) == _signs(said)
    for turn in minutes.turns:
        assert all(0 <= aside.start < aside.end <= len(turn.text) for aside in turn.asides)
    assert len({turn.number for turn in minutes.turns}) == len(minutes.turns)
    assert {turn.speaker for turn in minutes.turns} == {speaker.key for speaker in minutes.speakers}


def _signs(texts: Iterable[str]) -> Counter[str]:
    """The characters, without whitespace and the bars of tables."""
    return Counter(sign for text in texts for sign in bare(text) if sign not in BARS)


@tried(300)
@given(
    st.lists(TEXTS, max_size=6),
    st.sampled_from(["p", "div", "li", "td", "h2", "pre", "span", "nav", "button"]),
)
@example(["0\x1f"], "p")
def test_of_any_page(texts: list[str], tag: str) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace("\x00", "") for text in texts]
    page = "<body><main>" + "".join(f"<{tag}>{text}</{tag}>" for text in escaped)
    minutes = parse(read_html(page))
    assert _whole(minutes) == bare(LexborHTMLParser(page).body.text())  # type: ignore[union-attr]


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_of_the_layouts(layout: Layout) -> None:
    assert _whole(read_minutes(layout.data)) == bare(layout.data.decode())


@pytest.mark.slow
def test_of_every_shared_document(shared: Path) -> None:
    for path in sorted((shared / "minutes").glob("[!_]*/*.*")):  # no __pycache__ of the scorer
        source = read_source(path.read_bytes(), path.name)
        assert _whole(read_minutes(path.read_bytes(), path.name)) == bare(source.text)
        if path.suffix == ".txt":
            assert bare(source.text) == bare(path.read_text(encoding="utf-8"))


def test_of_the_shared_pages(shared: Path) -> None:
    for path in sorted((shared / "minutes" / "real").glob("*.html")):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        page.strip_tags(["script", "style", "head", "noscript"])
        assert page.body is not None
        assert _whole(parse(read_source(path.read_bytes()))) == bare(page.body.text())


@tried(200)
@given(st.binary(max_size=200))
def test_any_bytes_are_minutes_or_one_clear_line(data: bytes) -> None:
    try:
        source = read_source(data)
    except SourceError as error:
        assert str(error).count("\n") == 0
        assert str(error).endswith("。")
    else:
        assert _whole(parse(source)) == bare(source.text)
