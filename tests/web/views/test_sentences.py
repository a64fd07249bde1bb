"""Passages to paragraphs: nothing is lost, whatever the utterances cover."""

from hypothesis import given
from hypothesis import strategies as st

from reader.minutes.model import Aside, Role, Speaker
from reader.passages.printed import aside_lines
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Word
from reader.web.rendering.renderer import ruby
from reader.web.views.sentences import label, label_reading, one_line, paragraphs, segments

CHAIR = Speaker("議長", "議長", Role.CHAIR)


def _utterance(identity: str, start: int, text: str, words: tuple[Word, ...] = ()) -> Utterance:
    whole = words or (Word(text, 0, len(text), text, text),)
    return Utterance(identity, start, start + len(text), text, whole, "", len(text))


def _shown(passage: Passage) -> list[list[tuple[str | None, str]]]:
    return [
        [(s.id, "".join(g.base for g in s.segments)) for s in paragraph]
        for paragraph in paragraphs(passage, Level.ALL)
    ]


def test_lines_are_paragraphs_and_utterances_sentences() -> None:
    text = "はい。そうです。\n次に。"
    utterances = (
        _utterance("t1-0", 0, "議長"),
        _utterance("t1-1", 0, "はい。"),
        _utterance("t1-2", 3, "そうです。"),
        _utterance("t1-3", 9, "次に。"),
    )
    passage = Passage("t1", PassageKind.TURN, 1, text, utterances, "議長")
    assert _shown(passage) == [[("t1-1", "はい。"), ("t1-2", "そうです。")], [("t1-3", "次に。")]]


def test_asides_are_told_from_what_the_speaker_says() -> None:
    text = "御異議ありませんか。\n〔「異議なし」と呼ぶ者あり〕\n異議なしと認めます。"
    passage = Passage("t1", PassageKind.TURN, 1, text, (), "議長", asides=(Aside(11, 25),))
    assert aside_lines(passage) == {1}
    assert aside_lines(Passage("n1", PassageKind.NOTE, 1, text, ())) == frozenset()


@given(st.text("あ。\n 、（", max_size=30), st.data())
def test_every_character_is_shown_in_order(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if "\n" not in text[a:b]]
    utterances = tuple(_utterance(f"t1-{n}", a, text[a:b]) for n, (a, b) in enumerate(pairs, 1))
    passage = Passage("t1", PassageKind.TURN, 1, text, utterances, "議長")
    assert "".join(part for paragraph in _shown(passage) for _, part in paragraph) == text.replace("\n", "")


def test_a_label_is_shown_with_the_readings_of_its_announcement() -> None:
    words = (Word("議長", 0, 2, "ぎちょう", "ギチョー"), Word("です", 2, 4, "です", "デス"))
    passage = Passage("t1", PassageKind.TURN, 1, "", (_utterance("t1-0", 0, "議長です", words),), "議長")
    assert [(g.base, g.reading) for g in label(passage, CHAIR, Level.ALL).segments] == [("議長", "ぎちょう")]
    assert [(g.base, g.reading) for g in label(passage, CHAIR, Level.NONE).segments] == [("議長", None)]
    assert label_reading(passage, CHAIR) == "ぎちょう"


def test_a_label_whose_words_do_not_fit_is_shown_as_printed() -> None:
    words = (Word("議長席", 0, 3, "ぎちょうせき", "ギチョーセキ"),)
    passage = Passage("t1", PassageKind.TURN, 1, "", (_utterance("t1-0", 0, "議長席", words),), "議長")
    assert [(g.base, g.reading) for g in label(passage, CHAIR, Level.ALL).segments] == [("議長", None)]
    assert label_reading(passage, CHAIR) == ""


def test_a_label_with_spaces_that_nobody_says_is_shown_with_them_and_its_readings() -> None:
    printed = "議　長　山田 太郎"
    words = (
        Word("議長", 0, 2, "ぎちょう", "ギチョー"),
        Word("山田", 2, 4, "やまだ", "ヤマダ"),
        Word("太郎", 4, 6, "たろう", "タロー"),
    )
    passage = Passage("t1", PassageKind.TURN, 1, "", (_utterance("t1-0", 0, "議長山田太郎", words),), "議長")
    speaker = Speaker("議長", printed, Role.CHAIR)
    shown = [(g.base, g.reading) for g in label(passage, speaker, Level.ALL).segments]
    assert shown == [
        ("議　長", "ぎちょう"),
        ("　", None),
        ("山田", "やまだ"),
        (" ", None),
        ("太郎", "たろう"),
    ]
    assert label_reading(passage, speaker) == "ぎちょうやまだたろう"


def test_a_title_is_one_line() -> None:
    passage = Passage(
        "m", PassageKind.TITLE, 0, "一回\n会議", (_utterance("m-1", 0, "一回"), _utterance("m-2", 3, "会議"))
    )
    assert [sentence.id for sentence in one_line(passage, Level.NONE)] == ["m-1", "m-2"]


def test_words_without_readings_are_one_segment() -> None:
    words = (
        Word("これ", 0, 2, "これ", "コレ"),
        Word("は", 2, 3, "は", "ワ"),
        Word("案", 3, 4, "あん", "アン"),
    )
    assert [(s.base, s.reading) for s in segments(words, Level.ALL)] == [("これは", None), ("案", "あん")]


def test_an_ordinal_stays_on_one_line() -> None:
    counted = [Ruby("第", "だい"), Ruby("2"), Ruby("回", "かい"), Ruby("委員会", "いいんかい")]
    written = ruby(counted)
    assert written.startswith('<span class="whole"><ruby>第')
    assert written.index("回") < written.index("</span>") < written.index("委員会")
    era = ruby([Ruby("令和", "れいわ"), Ruby("3"), Ruby("年度", "ねんど")])
    assert era.endswith("</ruby></span>")
    assert ruby([Ruby("第", "だい"), Ruby("3回の")]).endswith("3回</span>の")
    title = ruby([Ruby("令和3年度第2回"), Ruby("長崎", "ながさき"), Ruby("市")], title=True)
    assert title.startswith('<span class="whole">令和3年度</span><span class="whole">第2回</span>')
    town = ruby([Ruby("長崎", "ながさき"), Ruby("市の")], title=True)
    assert town.startswith('<span class="whole"><ruby>長崎') and town.endswith("</ruby>市</span>の")
    town = ruby([Ruby("長崎", "ながさき"), Ruby("市", "し"), Ruby("議会", "ぎかい")], title=True)
    assert town.index("市") < town.index("</span>") < town.index("<wbr") < town.index("議会")
    assert "whole" not in ruby([Ruby("長崎", "ながさき"), Ruby("市の")])
    wide = [Ruby("地域公共交通", "こうつう"), Ruby("市の")]
    assert "whole" not in ruby(wide, title=True), "seven letters are wider than a phone at the largest type"
    assert "whole" not in ruby([Ruby("第", "だい"), Ruby("一")]) + ruby([Ruby("第2回")])
