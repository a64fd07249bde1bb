"""Of what minutes state themselves, names count in all of them; furigana of single words does not."""

from reader.importing.importer import Importer
from reader.importing.stated_readings import usable_readings
from reader.minutes.model import StatedReading
from reader.readings.lexicon.ordinary_words import ordinary_words
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer

PAGE = """<html><body><h1>令和8年度第1回推進会議 会議録</h1><p>日時: 令和8年5月14日</p><h2>議題</h2><p>1 計画について</p>
<p>委員: <ruby>人<rt>ひと</rt></ruby>が多い。3人がいる。<ruby>生<rt>なま</rt></ruby>の声と<ruby>生<rt>い</rt></ruby>きる力。</p>
<p>事務局: <ruby>方<rt>かた</rt></ruby>がた。した方がよい。<ruby>下市<rt>しもいち</rt></ruby>と下市である。</p></body></html>"""


def test_names_are_kept_and_single_words_are_not(analyzer: OpenJTalkAnalyzer) -> None:
    stated = [
        StatedReading("山田太郎", "やまだたろう"),
        StatedReading("下市", "しもいち"),
        StatedReading("人", "ひと"),
        StatedReading("生活", "なまいき"),
        StatedReading("上手", "じょうず"),
        StatedReading("上手", "うわて"),
        StatedReading("年度", "としど"),
        StatedReading("魚の町", "uonomachi"),
    ]
    usable = usable_readings(stated, analyzer, ordinary_words())
    assert [item.surface for item in usable] == ["山田太郎", "下市"]


def test_a_page_with_furigana_everywhere_is_read_right(importer: Importer) -> None:
    session_id = importer.import_bytes(PAGE.encode(), "a.html", "/a.html").id
    session = importer.library.session(session_id)
    readings = {
        utterance.text: "".join(word.reading for word in utterance.words)
        for passage in session.passages
        for utterance in passage.utterances
    }
    assert readings["3人がいる。"] == "さんにんがいる"
    assert readings["した方がよい。"] == "したほうがよい"
    assert readings["生の声と生きる力。"] == "なまのこえといきるちから"
    assert readings["下市と下市である。"] == "しもいちとしもいちである"
