"""A page's ruby counts where it stands and not elsewhere, from the import to a correction beside it."""

import pytest

from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer
from reader.passages.annotator import Annotator

PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>会議</title></head><body>
<h1>第2回みどり丘市朝市検討会会議録</h1><p>日時　令和6年8月6日（火）午後2時</p>
<p>○座長　<ruby>一日<rt>ついたち</rt></ruby>の<ruby>市場<rt>いちば</rt></ruby>の<ruby>人気<rt>ひとけ</rt></ruby>のない所を見ます。</p>
<p>○課長　一日に三回、市場調査をします。人気の店です。</p>
<p>○座長　<ruby>上<rt>かみ</rt></ruby><ruby>手<rt>て</rt></ruby>の橋です。話が上手です。<ruby>今日<rt>こんにち</rt></ruby>の課題です。今日はここまでです。</p>
<p>○課長　<ruby>市場<rt>いちば</rt></ruby>の<ruby>方<rt>かた</rt></ruby>が<ruby>行<rt>おこな</rt></ruby>った会で、<ruby>生<rt>き</rt></ruby>のまま使います。</p>
<p>○座長　<ruby>興野津<rt>おきのつ</rt></ruby>の話です。</p><p>○課長　興野津には市場があります。</p>
</body></html>"""
READINGS = {
    "一日の市場の人気のない所を見ます。": "ついたちのいちばのひとけのないところをみます",
    "一日に三回、市場調査をします。": "いちにちにさんかいしじょうちょうさをします",
    "人気の店です。": "にんきのみせです",
    "上手の橋です。": "かみてのはしです",
    "話が上手です。": "はなしがじょうずです",
    "今日の課題です。": "こんにちのかだいです",
    "今日はここまでです。": "きょうはここまでです",
    "市場の方が行った会で、生のまま使います。": "いちばのかたがおこなったかいできのままつかいます",
    "興野津の話です。": "おきのつのはなしです",
    "興野津には市場があります。": "おきのつにはしじょうがあります",
}


@pytest.fixture
def session_id(importer: Importer) -> str:
    return importer.import_bytes(PAGE.encode(), "page.html", "/page.html").id


def read(importer: Importer, session_id: str) -> dict[str, str]:
    return {
        utterance.text: "".join(word.reading for word in utterance.words)
        for passage in importer.library.session(session_id).passages
        for utterance in passage.utterances
    }


def test_ruby_counts_where_it_stands_and_names_everywhere(importer: Importer, session_id: str) -> None:
    assert read(importer, session_id).items() >= READINGS.items()


def test_it_stays_beside_a_correction(importer: Importer, annotator: Annotator, session_id: str) -> None:
    corrector = Corrector(importer.library, annotator)
    sentence = next(
        utterance
        for passage in importer.library.session(session_id).passages
        for utterance in passage.utterances
        if utterance.text.startswith("一日の市場")
    )
    corrector.correct(session_id, sentence.id, "所", "とこ")
    assert read(importer, session_id)[sentence.text] == "ついたちのいちばのひとけのないとこをみます"
    corrector.correct(session_id, sentence.id, "市場", "しじょう")
    assert read(importer, session_id)[sentence.text] == "ついたちのしじょうのひとけのないとこをみます"
