"""What belongs to the page and not to the minutes: links, contacts, questionnaires, page numbers.

It is set aside, never dropped. Some rows are furniture wherever they stand; others begin the page's foot, and
everything after the last turn from there on is set aside::

    ここから本文です。   ホーム > 市政 > 会議録   更新日：2021年11月22日 ページID：037734   - 3 -
    お問い合わせ先 ↓   アンケート ↓   このページに関するお問い合わせ ↓
"""

import re

from reader.minutes.text.characters import MARK_CLASS

_ANYWHERE = re.compile(
    r"(?:ここから本文です|本文ここ(?:から|まで)|ここまで(?:本文|が本文)|本文へ(?:移動|スキップ|ジャンプ)|本文に(?:移動|ジャンプ)|ページの?先頭(?:へ|に)|このページの(?:先頭|トップ|上部)|ページトップ|先頭へ戻る|"
    r"印刷用(?:ページ|画面)|印刷(?:する)?$|大きな文字で印刷|このページを印刷|文字サイズ|文字の大きさ|メニューを飛ばして|スキップ(?:して|します)|ナビゲーション|サイト内検索|サイトマップ|"
    r"(?:ツイート|シェアする?|Facebook|LINEで送る|フェイスブック|ツイッター|ポスト|Share|Tweet)$|現在の?位置|現在地|パンくず|トップページ(?:へ|に戻る)|前のページ(?:へ|に戻る)|一覧(?:へ|に)戻る|戻る$|"
    r"(?:最終)?更新日\s*[:\d]|(?:記事|ページ)(?:ID|番号)|掲載日\s*[:\d]|(?:登録|公開|作成)日\s*:|音声読み上げ|読み上げる?$|Foreign Language|Language$|Multilingual|検索の?ヒント|検索語?:|ヒット発言|次の発言|前の発言|"
    r"附属機関(?:等)?について|(?:PDF|Word|Excel)(?:ファイル|形式).{0,20}(?:別ウィンドウ|KB|MB)|Adobe\s*(?:Acrobat\s*)?Reader|.{0,40}(?:Adobe|アドビ).{0,30}(?:必要です|ダウンロード))",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"[^>]{1,40}(?:>[^>]{0,60}){2,}$")
_PAGE_NUMBER = re.compile(
    r"(?:[-―─–—~<(]\s*\d{1,4}\s*[-―─–—~>)]|(?:p|page)\.?\s*\d{1,4}|\d{1,4}\s*/\s*\d{1,4}(?:\s*ページ)?|\d{1,4}\s*ページ)$",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[•·*\s]*[A-Za-z][A-Za-z .,:()\-]{2,39}$")
_INDEX = re.compile(r"[^\s。、]{1,24}\s*P\.\d{1,4}$")
_FOOT = re.compile(
    rf"[<【\[({MARK_CLASS}]*\s*(?:お?問い?合わ?せ先?|お?問合わ?せ先?|照会先|このページ(?:に関する|について|の(?:お問い?合わ?せ|作成|担当|内容))|この記事に関する|"
    r"本件に関する|本(?:議事録|会議)に関する(?:お)?問|担当(?:部署|課)?へのお?問い?合わ?せ|連絡先|アンケート|ご意見をお聞かせ|皆様のご意見|より良い(?:ホームページ|ウェブサイト)|このページは(?:お)?役に立|"
    r"このページの情報は|お求めの情報|関連(?:リンク|情報|記事|ファイル|ページ|コンテンツ)|(?:添付|関係|関連)(?:資料|ファイル)\s*$|ダウンロード\s*$|PDF(?:形式の)?ファイルを(?:ご覧|閲覧)|Adobe|(?:Copyright|©|\(C\)))",
    re.IGNORECASE,
)


def is_furniture(folded: str) -> bool:
    """True for a row that is the page's wherever it stands. ``folded`` is stripped of outer spaces."""
    if len(folded) > 120:
        return False
    return any(
        pattern.match(folded) is not None for pattern in (_ANYWHERE, _CRUMBS, _PAGE_NUMBER, _FOREIGN, _INDEX)
    )


def is_page_number(folded: str) -> bool:
    """True for a page's number on a row of its own: - 3 -. ``folded`` is stripped of outer spaces."""
    return len(folded) <= 16 and _PAGE_NUMBER.match(folded) is not None


def begins_foot(folded: str) -> bool:
    """True for a row with which the foot of the page begins. ``folded`` is stripped of outer spaces."""
    return len(folded) <= 80 and _FOOT.match(folded) is not None
