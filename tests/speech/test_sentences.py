"""A passage is cut into sentences, and no character of it is lost."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.speech.phrases import MOST_CHARACTERS, divided
from reader.speech.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "会議を始めます。|よろしいですか？|はい！|では、次に。",
        "「国内外の人から選ばれるまちにします。」と、記載している。|なお、次に。",
        "推進計画（以下「自治体DX推進計画」という。）に準拠する。|次に。",
        "（拍手。）|次に進みます。",
        "「賛成です。」|「反対です。」",
        "「なぜ？」と聞く。|なぜ？と思う。|なぜですか？|ところで、次に。",
        "「質問があります。」なお、続けます。".replace("」な", "」|な"),
        "Society5.0について、１．５倍になる。|No. 3 は U.S. から 5.0 へ。",
        "This is the end. |Next is here.",
        "東京である．|次に、京都である．",
        "1. 概要について\n|2. 経過について",
        "(1)予算。|\nア．歳出について。|\n第１．総則",
        "・資料について。|\n※別紙のとおり。|\n〇事務局から説明した。",
        "https://example.jp/a?b=1.2!x を見る。|a.b@example.jp まで。",
        "そうですか……。|はい。",
        "閉じない「かぎ。|次の文。",
        "閉じすぎた。」|次の文。",
        "ｶﾀｶﾅ｡|ﾃﾞｽ｡",
        "Yahoo!ニュースを見た。",
    ],
)
def test_sentences(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_a_line_end_ends_a_sentence() -> None:
    assert sentences("・一つ目\n\n・二つ目\u3000\n　三つ目") == ["・一つ目", "・二つ目", "三つ目"]


def test_nothing_is_said_of_nothing() -> None:
    assert sentence_spans(" \n\u3000\n") == ()


@given(st.text(alphabet="あ漢ア。、！？「」（）.1a \n・", max_size=120))
def test_spans_are_in_order_and_cover_everything(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


LONG = (
    "さらに、個人ではない事業者が、本人確認が必要な申請を行う場合は、経済産業省がＪグランツという補助金の電子申請サイトにおいて、"
    "ＧビズＩＤという企業向けの電子証明書のようなものを発行しているので、これを利用するように考えているところでございますが、"
    "長崎県内共通の電子申請サイトが入口になると思うし、その入口から県や市町を選ぶ形になる。"
)


def test_a_long_sentence_is_divided_behind_a_clause() -> None:
    parts = [LONG[a:b] for a, b in divided(LONG)]
    assert "".join(parts) == LONG
    assert len(parts) == 2
    assert all(part.endswith(("、", "。")) for part in parts)


def test_a_long_sentence_without_commas_is_never_divided_inside_a_word(analyzer: OpenJTalkAnalyzer) -> None:
    text = LONG.replace("、", "")
    ends = {word.end for word in analyzer.annotate(text).words}
    spans = sentence_spans(text, lambda sentence: [word.end for word in analyzer.annotate(sentence).words])
    assert len(spans) > 1
    assert {end for _, end in spans} <= ends


def test_an_endless_line_is_divided_all_the_same() -> None:
    spans = sentence_spans("亜" * 100_000)
    assert max(end - start for start, end in spans) <= MOST_CHARACTERS


def test_no_utterance_of_the_shared_minutes_lasts_30_seconds(
    shared: Path, analyzer: OpenJTalkAnalyzer
) -> None:
    """At 5.2 morae a second, the slowest voice's pace, pauses included, 30 s are 156 morae."""
    for path in (
        *sorted((shared / "minutes" / "seed").glob("*.txt")),
        *sorted((shared / "minutes" / "real").glob("*.txt"))[:2],
    ):
        text = path.read_text(encoding="utf-8")[:20_000]
        for start, end in sentence_spans(text, lambda s: [word.end for word in analyzer.annotate(s).words]):
            assert end - start <= MOST_CHARACTERS
            if end - start > 80:
                assert analyzer.annotate(text[start:end]).morae <= 156
