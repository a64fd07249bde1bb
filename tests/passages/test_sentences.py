"""A passage is cut into sentences, and no character of it is lost."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.minutes.model import Minutes, Role, Speaker, Turn
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.passages.annotator import Annotator
from reader.passages.phrases import MOST_CHARACTERS, MOST_MORAE, divided
from reader.passages.sentences import sentence_spans
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer


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


def test_an_address_is_not_divided(analyzer: OpenJTalkAnalyzer) -> None:
    address = "https://www.city.nagasaki.lg.jp/shisei/830000/831000/p037734.html?a=1&b=2"
    text = f"詳しいことは、市のホームページに載せてありますので、{address}を見てください。メールでも受け付けています。"
    spans = sentence_spans(text, lambda sentence: [word.end for word in analyzer.annotate(sentence).words])
    assert sum(address in text[start:end] for start, end in spans) == 1
    assert "ハチサンゼロゼロゼロゼロ" in "".join(
        word.pronunciation for word in analyzer.annotate(address).words
    )


@pytest.mark.parametrize("text", ["㍍" * 100, "W" * 190, "@" * 150 + ".", "https://" + "x" * 150 + ".jp/"])
def test_however_much_a_character_says_an_utterance_stays_short(annotator: Annotator, text: str) -> None:
    speaker = Speaker("委員", "委員", Role.MEMBER)
    entries = (Turn(1, "委員", text),)
    minutes = Minutes(None, None, None, None, None, (), (speaker,), entries)
    (passage,) = annotator.passages(minutes, ())
    spoken = passage.utterances[1:]
    assert [u.id for u in spoken] == [f"t1-{n}" for n in range(1, len(spoken) + 1)]
    assert "".join(text[u.start : u.end] for u in spoken) == text
    assert max(u.morae for u in spoken) <= MOST_MORAE


@pytest.mark.slow
def test_no_utterance_of_the_shared_minutes_lasts_30_seconds(shared: Path, annotator: Annotator) -> None:
    """At 5.2 morae a second, the slowest voice's pace, 30 s are 156 morae; a pause lasts about two."""
    for path in (
        next((shared / "minutes" / "seed").glob("*.txt")),
        *sorted((shared / "minutes" / "real").glob("*.txt"))[:3],
    ):
        minutes = parse(read_source(path.read_bytes()[:60_000], path.name))
        for passage in annotator.passages(minutes, ()):
            for utterance in passage.utterances:
                assert utterance.end - utterance.start <= MOST_CHARACTERS
                assert utterance.morae + 2 * utterance.text.count("、") <= 156, utterance.text
