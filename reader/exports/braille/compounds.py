"""Compounds: where one word of the dictionary is two for braille, and where two of them are one.

::

    厚生労働省 → コーセイ|ロードーショー   デジタル技術 → デジタル|ギジュツ   ホームページ → ホーム|ページ   やむを得ない → ヤムヲ|エナイ
    職員|不足 (ぶそく) → ショクインブソク: what is voiced anew behind another word is one with it
"""

import re

from reader.readings.word import PartOfSpeech, Word
from reader.readings.writing.kana import has_kanji, is_kana, morae, to_katakana

_TWO_SCRIPTS = re.compile(r"(?P<first>[ァ-ヺー]{3,})[㐀-鿿々]{2,}|[㐀-鿿々]{2,}(?P<last>[ァ-ヺー]{3,})")
_OBJECT = "を"
_AGAIN = "々"
_STANDS_ALONE = 3
"""Morae of a part that can."""

_VOICED = frozenset("がぎぐげござじずぜぞだぢづでどばびぶべぼ")
# Words that begin with a voiced sound by themselves, though they are Japanese: 出会い, 抱き合わせ, 場合.
_VOICED_BY_THEMSELVES = frozenset("出抱誰場化奪")
_VOICED_ANEW = frozenset(
    [
        ("不足", "ぶそく"),
        ("会社", "がいしゃ"),
        ("砂糖", "ざとう"),
        ("写真", "じゃしん"),
        ("菓子", "がし"),
        ("布団", "ぶとん"),
        ("喧嘩", "げんか"),
        ("勘定", "がんじょう"),
        ("太鼓", "だいこ"),
    ]
)

# The last part of one word of the dictionary, read so: two kanji or more before it are written apart from it.
_LAST_PARTS = {
    "労働省": "ろうどうしょう",
    "交通省": "こうつうしょう",
    "産業省": "さんぎょうしょう",
    "水産省": "すいさんしょう",
    "科学省": "かがくしょう",
    "共産党": "きょうさんとう",
    "民主党": "みんしゅとう",
    "研究所": "けんきゅうしょ",
    "停留所": "ていりゅうじょ",
    "大学": "だいがく",
    "病院": "びょういん",
    "銀行": "ぎんこう",
    "番号": "ばんごう",
    "教育": "きょういく",
    "環境": "かんきょう",
    "年金": "ねんきん",
    "保険": "ほけん",
    "福祉": "ふくし",
    "制度": "せいど",
    "施設": "しせつ",
    "計画": "けいかく",
    "事業": "じぎょう",
    "会計": "かいけい",
    "予算": "よさん",
    "条例": "じょうれい",
    "対策": "たいさく",
    "政策": "せいさく",
    "社会": "しゃかい",
    "経済": "けいざい",
    "住宅": "じゅうたく",
    "組合": "くみあい",
    "協会": "きょうかい",
    "前線": "ぜんせん",
    "旅行": "りょこう",
    "運動": "うんどう",
    "活動": "かつどう",
    "会議": "かいぎ",
    "選挙": "せんきょ",
    "投票": "とうひょう",
    "団体": "だんたい",
    "機関": "きかん",
    "管理": "かんり",
    "処理": "しょり",
    "調査": "ちょうさ",
    "検査": "けんさ",
    "技術": "ぎじゅつ",
    "交通": "こうつう",
    "医療": "いりょう",
    "支援": "しえん",
    "保護": "ほご",
    "補助": "ほじょ",
    "期間": "きかん",
    "時代": "じだい",
    "負担": "ふたん",
    "企業": "きぎょう",
    "地域": "ちいき",
    "行政": "ぎょうせい",
    "錯誤": "さくご",
    "懸命": "けんめい",
}
# Loanwords that stand alone behind another one: カード, ページ. What ends otherwise (スマートフォン, コミュニティバス) stays one.
_LOANED_TWO = re.compile(
    r"(?P<first>[ァ-ヺー]+?)(?:"
    r"アドレス|アップ|アンケート|エリア|エネルギー|ガイド|ガイダンス|カード|カウンター|カメラ|ガーデン|キャンペーン|"
    r"キャンプ|クラブ|グループ|ケース|コース|コスト|コメント|コンサート|コンビナート|コーディネーター|コーナー|"
    r"サイト|サイクル|サービス|サポート|サポーター|サミット|シート|システム|シンポジウム|スクール|スケジュール|"
    r"スタッフ|スタジアム|ステイ|ステーション|ストア|スペース|スポーツ|セット|セミナー|センター|タウン|タクシー|"
    r"ダイヤル|ダウン|ダンス|チーム|チェック|チケット|ツアー|ツール|テーマ|テスト|テレビ|デザイン|データ|トイレ|"
    r"トラブル|トレーニング|ドライバー|ニュース|ニュートラル|ノート|ハウス|ハラスメント|ハンドブック|バック|クリーム|バランス|バンク|"
    r"パーク|パネル|パトロール|ビジョン|ビジネス|フェア|フェスタ|フェスティバル|フォーラム|フリー|ブック|ブランド|"
    r"プール|プラザ|プラン|プログラム|プロジェクト|ページ|ヘルパー|ベース|ベルト|ホーム|ホール|ホテル|ポイント|"
    r"ポスト|ボード|ボックス|ボランティア|マーケット|マーケティング|マナー|マニュアル|マネジメント|マネージャー|"
    r"マップ|ミーティング|メール|メディア|メニュー|メンバー|モデル|ライン|ラジオ|ラリー|リーダー|リスク|リスト|"
    r"ルート|ルーム|ルール|レース|レストラン|レベル|レポート|ロード"
    r")"
)


def parted(surface: str, reading: str) -> int:
    """Behind how many kana one word of the dictionary is cut; 0 where it is one for braille too. ``reading`` is hiragana."""
    written = to_katakana(reading)
    if loaned := _LOANED_TWO.fullmatch(written if is_kana(surface) else ""):
        return len(loaned["first"]) if len(morae(loaned["first"])) >= _STANDS_ALONE else 0
    if surface.find(_OBJECT) > 0 and 0 < (place := reading.find(_OBJECT)) < len(reading) - 1:
        return place + 1
    if surface.endswith(_AGAIN):
        return _before_its_like(reading)
    found = _TWO_SCRIPTS.fullmatch(surface)
    if found is None:
        return _before_last_part(surface, reading)
    if found["first"] and written.startswith(found["first"]):
        return len(found["first"])
    return len(written) - len(found["last"]) if found["last"] and written.endswith(found["last"]) else 0


def is_voiced_anew(word: Word) -> bool:
    """Whether its first sound is voiced because another word stands before it (不足 ぶそく, 払い ばらい, 話 ばなし). No Japanese word
    with a native reading begins so by itself; what is read in Chinese does, but for a few."""
    if word.part is not PartOfSpeech.NOUN or word.reading[:1] not in _VOICED:
        return False
    if (word.surface, word.reading) in _VOICED_ANEW:
        return True
    if not has_kanji(word.surface[:1]) or word.surface[0] in _VOICED_BY_THEMSELVES:
        return False
    is_single = len(word.surface) == 1 and len(morae(to_katakana(word.reading))) >= _STANDS_ALONE
    return is_single or is_kana(word.surface[-1])


def _before_its_like(reading: str) -> int:
    """昔々 is ムカシ ムカシ; what is short (度々) or voiced anew (所々) is one."""
    half = len(reading) // 2
    is_long = len(morae(to_katakana(reading[:half]))) >= _STANDS_ALONE
    return half if is_long and reading[:half] == reading[half:] else 0


def _before_last_part(surface: str, reading: str) -> int:
    for part, read in _LAST_PARTS.items():
        if len(surface) >= len(part) + 2 and surface.endswith(part) and reading.endswith(read):
            return len(reading) - len(read)
    return 0
