"""Words as braille spells them, and where it writes them apart: by hand-written answers."""

from pathlib import Path

import pytest

from reader.exports.braille.spelling import kana
from reader.exports.braille.units import in_kana, units
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import PartOfSpeech, Reading, Word
from reader.readings.writing.kana import to_hiragana

FOLDER = Path(__file__).parent

LONG_AND_FOUR_KANA = """
東京 トーキョー|大きい オオキイ|多い オオイ|遠い トオイ|通り トオリ|氷 コオリ|公 オオヤケ|概ね オオムネ|催す モヨオス|滞る トドコオル
十日 トオカ|八日 ヨーカ|お父さん オトーサン|お母さん オカアサン|お姉さん オネエサン|お兄さん オニイサン|先生 センセイ|計画 ケイカク|経済 ケイザイ|英語 エイゴ
宇宙 ウチュー|数字 スージ|空気 クーキ|優先 ユーセン|郵便 ユービン|住民 ジューミン|重要 ジューヨー|中央 チューオー|公園 コーエン|防災 ボーサイ
総務 ソーム|道路 ドーロ|農業 ノーギョー|方法 ホーホー|毛布 モーフ|要望 ヨーボー|労働 ロードー|病院 ビョーイン|給食 キューショク|有料 ユーリョー
思う オモウ|買う カウ|言う イウ|問う トウ|縫う ヌウ|救う スクウ|願う ネガウ|行おう オコナオー|使おう ツカオー|でしょう デショー
続く ツヅク|縮む チヂム|近づく チカヅク|地面 ジメン|気づく キヅク|手続き テツヅキ|基づく モトヅク|図書館 トショカン|融通 ユーズー|片付け カタヅケ
センター センター|データ データ|ページ ページ|スポーツ スポーツ|うれしゅう ウレシュー|未曾有の ミゾウノ|うるう年 ウルウドシ|場合 バアイ|委員 イイン|新しい アタラシイ|聞いて キイテ|それでは ソレデワ|こんにちは コンニチワ
"""

NUMBERS = """
第1回 ダイ1カイ|二十三人 23ニン|百五十人 150ニン|二千二十六年 2026ネン|１２，５００円 12,500エン|1.5倍 1.5バイ|100万円 100マンエン
3万5千円 3マン 5センエン|数十人 スー10ニン|一人 ヒトリ|1人 ヒトリ|2つ フタツ|10月 10ガツ|2日 フツカ|20日 ハツカ|14日 14カ|28日 28ニチ|三つ ミッツ|一部 イチブ
3泊4日 3パク ヨッカ|十分な ジューブンナ|十分間 10プンカン|１・２年 1・2ネン|電話090-8000-7603へ デンワ 090-8000-7603エ|MS-DOSと MS-DOS ト|何％ ナン％|一番大きい イチバン オオキイ
一般 イッパン|統一 トーイツ|3本 3ボン|10% 10％|25%引き 25％ビキ|10パーセント 10パーセント|午前9時30分 ゴゼン 9ジ 30プン|令和8年度 レイワ 8ネンド|1億2,500万円 1オク 2,500マンエン
"""

PLACES = """
書き始める カキハジメル|話し合う ハナシアウ|分かりやすい ワカリヤスイ|説明する セツメイ スル|関する カンスル|見ている ミテ イル|行かない イカナイ|時間がない ジカンガ ナイ
山田太郎君 ヤマダ タロー クン|田中さん タナカ サン|皆さん ミナサン|市議会議員 シギカイ ギイン|委員会室 イインカイシツ|約三割 ヤク 3ワリ|お願いします オネガイ シマス
若い方 ワカイ カタ|やり方 ヤリカタ|住んでいる方 スンデ イル カタ|デジタル技術 デジタル ギジュツ|AIを AI ヲ|A案 Aアン|小学校等 ショーガッコー トー|地域づくり チイキヅクリ
法律の定めにより ホーリツノ サダメニ ヨリ|課題として カダイト シテ|医療機関等支援 イリョー キカン トー シエン|その他のほか ソノタノ ホカ|ただいまの タダイマノ|そのため ソノ タメ|一つ目は、 ヒトツメワ、|というふうに ト イウ フーニ|御質問等が ゴシツモン トーガ
厚生労働省へ コーセイ ロードーショーエ|国土交通省の コクド コーツーショーノ|農林水産省 ノーリン スイサンショー|電話番号 デンワ バンゴー|一生懸命 イッショー ケンメイ|小中学校 ショーチューガッコー|人手不足 ヒトデブソク|明くる年 アクル トシ
職員不足 ショクインブソク|財源不足 ザイゲンブソク|昔話 ムカシバナシ|昔々 ムカシ ムカシ|人々 ヒトビト|そのままにする ソノママニ スル|この程 コノホド|この度 コノタビ|余儀なくされる ヨギナク サレル|話してない ハナシテ ナイ|全5巻 ゼン 5カン|元副市長 モト フクシチョー|一人当たり ヒトリアタリ|観光事業 カンコー ジギョー|道路部長 ドーロ ブチョー|待合場所 マチアイ バショ
ホームページ ホーム ページ|マイナンバーカード マイナンバー カード|スマートフォン スマートフォン|コミュニティバス コミュニティバス|ガイドライン ガイド ライン|オンライン オンライン
少なくなかった スクナク ナカッタ|行きたくない イキタク ナイ|行かなくて イカナクテ|やむを得ず、 ヤムヲ エズ、|21店舗 21テンポ|3団体 3ダンタイ|延べ500人 ノベ 500ニン|人口当たり ジンコー アタリ
9時～17時 9ジ〜17ジ|信号機 シンゴーキ|小売店 コウリテン|子牛 コウシ|1日当たり 1ニチアタリ|7対6 7タイ 6|二、三日前 2・3ニチマエ|十分ほど 10プンホド
十四日 14カ|六月二十四日 6ガツ 24カ|十月十日 10ガツ トオカ|6月10日に 6ガツ トオカニ|二十四日間 24カカン|10日間 トオカカン|三十センチメートル 30センチメートル|第一段階 ダイ1 ダンカイ|3段階 3ダンカイ|第Ⅱ期 ダイIIキ|四半期 4ハンキ
八・五兆円 8.5チョーエン|十兆円 10チョーエン|四・五倍 4.5バイ|〇・三ポイント 0.3ポイント|二十三・五パーセント 23.5パーセント|今市長が イマ シチョーガ|ただいま上程されました タダイマ ジョーテイ サレマシタ|市全体の シ ゼンタイノ|修学旅行費 シューガク リョコーヒ|47都道府県 47 トドー フケン
"""


def answers(table: str) -> list[tuple[str, str]]:
    entries = [entry.split(" ", 1) for line in table.strip().splitlines() for entry in line.split("|")]
    return [(text, wanted) for text, wanted in entries]


def read(analyzer: OpenJTalkAnalyzer, text: str, *lexicon: Reading) -> str:
    """As proofread pages are compared: one blank wherever there is any."""
    return " ".join(in_kana(units(analyzer.annotate(text, lexicon).words)).split())


@pytest.mark.parametrize(
    ("table", "least"),
    [(LONG_AND_FOUR_KANA, 73), (NUMBERS, 28), (PLACES, 31)],
    ids=["kana", "numbers", "places"],
)
def test_words_are_spelled_as_the_rules_have_them(
    analyzer: OpenJTalkAnalyzer, table: str, least: int
) -> None:
    told = answers(table)
    assert len(told) >= least
    assert [(text, read(analyzer, text)) for text, _ in told] == told


def breaks(text: str) -> set[int]:
    """Behind how many characters there is a blank."""
    places, count = set(), 0
    for character in text:
        if character == " ":
            places.add(count)
        count += character != " "
    return places


@pytest.mark.parametrize(
    ("name", "misread"),
    [("gold.tsv", 1), ("held_out.tsv", 1), ("minutes.tsv", 4), ("minutes_2.tsv", 4), ("real.tsv", 0)],
)
def test_sentences_are_written_apart_as_proofreaders_do(
    analyzer: OpenJTalkAnalyzer, name: str, misread: int
) -> None:
    """405 sentences with answers written by hand after the rules, none of them after the program. F1 of the blanks at first sight, before a rule
    was made after what they taught: 0.985 for 35 of ``gold`` and 25 more in ``held_out`` 0.990; 0.985 for the 160 of ``minutes``,
    145 of them the same to the cell; then 0.987 for the 104 of ``minutes_2``, 96 of them the same;
    and 0.994 for 40 sentences of five real minutes, 39 of them the same, of which ``real`` holds those without names. ``misread`` may be spelled
    otherwise, because a word is read otherwise (方 ほう, かた); those count as if half of their blanks were missing.
    """
    right = extra = missing = otherwise = count = 0
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        text, wanted = line.split("\t")
        found, count = read(analyzer, text), count + 1
        if found.replace(" ", "") != wanted.replace(" ", ""):
            otherwise += 1
            missing += len(breaks(wanted)) // 2
            continue
        right += len(breaks(wanted) & breaks(found))
        extra += len(breaks(found) - breaks(wanted))
        missing += len(breaks(wanted) - breaks(found))
    assert count >= 35
    assert otherwise <= misread
    assert 2 * right / (2 * right + extra + missing) >= 0.98, (right, extra, missing)


def test_a_corrected_reading_is_the_one_that_is_written(analyzer: OpenJTalkAnalyzer) -> None:
    assert read(analyzer, "出島の工事") == "デジマノ コージ"
    assert read(analyzer, "出島の工事", Reading("出島", "いずしま")) == "イズシマノ コージ"


def test_what_an_older_version_read_is_written_too(analyzer: OpenJTalkAnalyzer) -> None:
    """Words of before have no part of speech until they are read again: every character stays, blanks are guessed."""
    from dataclasses import replace

    words = analyzer.annotate("予算委員会の審査について、御報告いたします。").words
    older = [replace(word, part=PartOfSpeech.UNKNOWN) for word in words]
    now = in_kana(units(words)).replace(" ", "")
    assert in_kana(units(older)).replace(" ", "") == now


def test_characters_that_cannot_be_written_are_marked_and_none_is_lost() -> None:
    assert in_kana(units([Word("☃", 0, 1, "", ""), Word("𠮷", 1, 2, "", "")])) == "□□"
    assert kana("とうきょうへ", "トーキョーエ") == "トーキョーエ"
    assert to_hiragana(in_kana(units([Word("案", 0, 1, "あん", "アン")]))) == "あん"
