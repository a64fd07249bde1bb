"""What each printed sign is said as: one table for enclosed letters and figures, squared words, units, currencies,
arrows, comparison and mathematics, and for the signs that are deliberately silent.

::

    ⑴ → １    ㋐ → ア    Ⓐ → Ａ    ㏄ → シーシー    ㎠ → 平方センチメートル    ≧ → ダイナリイコール    ★ → "" (silent)

``said("町")`` is None: letters, kana, kanji, figures and the marks that divide sentences are no signs.
"""

import re
import unicodedata
from functools import lru_cache

_SAID = """
℃度 ℉華氏度 °度 ℅ケアオブ ℡電話 ℻ファックス №ナンバー ℓリットル \u2126オーム ℧モー \u212aＫ \u212bオングストローム ℠ ™ ª º
ℵアレフ ℎプランク定数 ‰パーミル ‱パーミリアド %パーセント ％パーセント ﹪パーセント ＆アンド &アンド ﹠アンド @アット ＠アット ﹫アット
㈱株式会社 ㈲有限会社 ㈳社団法人 ㈴名称 ㈵特殊法人 ㈶財団法人 ㈷祝日 ㈸労働組合 ㈹代表 ㈺呼び出し ㈻学校法人 ㈼監査法人 ㈽企業
㈾合資会社 ㈿協同組合 ㉀祭日 ㉁休日 ㉂自 ㉃至 ㉄問い ㉅幼稚園 ㉆文 ㉇箏 ㊑株式会社 ㊒有限会社 ㊓社団法人 ㊔名称 ㊕特別 ㊖財団法人
㊗祝 ㊘労働組合 ㊙マルヒ ㊚男 ㊛女 ㊜適 ㊝優 ㊞イン ㊟注 ㊠項 ㊡休 ㊢写 ㊣正 ㊤上 ㊥中 ㊦下 ㊧左 ㊨右 ㊩医療 ㊪宗教 ㊫学校 ㊬監査
㊭企業 ㊮資本 ㊯協同組合 ㊰夜 ㉐パートナーシップ ㍿株式会社 ㏍株式会社 ㏇カンパニー ㋏リミテッド ㍇マンション
㍱ヘクトパスカル ㍲デカ ㍳天文単位 ㍴バール ㍵オーブイ ㍶パーセク ㍷デシメートル ㍸平方デシメートル ㍹立方デシメートル ㍺国際単位
㎀ピコアンペア ㎁ナノアンペア ㎂マイクロアンペア ㎃ミリアンペア ㎄キロアンペア ㎅キロバイト ㎆メガバイト ㎇ギガバイト ㎈カロリー
㎉キロカロリー ㎊ピコファラド ㎋ナノファラド ㎌マイクロファラド ㎍マイクログラム ㎎ミリグラム ㎏キログラム ㎐ヘルツ ㎑キロヘルツ
㎒メガヘルツ ㎓ギガヘルツ ㎔テラヘルツ ㎕マイクロリットル ㎖ミリリットル ㎗デシリットル ㎘キロリットル ㎙フェムトメートル
㎚ナノメートル ㎛マイクロメートル ㎜ミリメートル ㎝センチメートル ㎞キロメートル ㎟平方ミリメートル ㎠平方センチメートル
㎡平方メートル ㎢平方キロメートル ㎣立方ミリメートル ㎤立方センチメートル ㎥立方メートル ㎦立方キロメートル ㎧メートル毎秒
㎨メートル毎秒毎秒 ㎩パスカル ㎪キロパスカル ㎫メガパスカル ㎬ギガパスカル ㎭ラジアン ㎮ラジアン毎秒 ㎯ラジアン毎秒毎秒
㎰ピコ秒 ㎱ナノ秒 ㎲マイクロ秒 ㎳ミリ秒 ㎴ピコボルト ㎵ナノボルト ㎶マイクロボルト ㎷ミリボルト ㎸キロボルト ㎹メガボルト
㎺ピコワット ㎻ナノワット ㎼マイクロワット ㎽ミリワット ㎾キロワット ㎿メガワット ㏀キロオーム ㏁メガオーム ㏂午前 ㏃ベクレル
㏄シーシー ㏅カンデラ ㏆クーロン毎キログラム ㏈デシベル ㏉グレイ ㏊ヘクタール ㏋馬力 ㏌インチ ㏎キロメートル ㏏キロトン ㏐ルーメン
㏑自然対数 ㏒ログ ㏓ルクス ㏔ミリバール ㏕ミル ㏖モル ㏗ピーエッチ ㏘午後 ㏙ピーピーエム ㏚ピーアール ㏛ステラジアン ㏜シーベルト
㏝ウェーバ ㏞ボルト毎メートル ㏟アンペア毎メートル ㏿ガロン ㋌水銀 ㋍エルグ ㋎電子ボルト
¢セント £ポンド ¤通貨 ₠欧州通貨単位 ₡コロン ₢クルゼイロ ₣フラン ₤リラ ₥ミル ₦ナイラ ₧ペセタ ₨ルピー ₩ウォン ₪シェケル ₫ドン €ユーロ
₭キープ ₮トゥグルグ ₯ドラクマ ₰ペニヒ ₱ペソ ₲グアラニー ₳アウストラル ₴フリヴニャ ₵セディ ₶リーブル ₷スペスミロ ₸テンゲ ₹ルピー
₺リラ ₻マルク ₼マナト ₽ルーブル ₾ラリ ₿ビットコイン ⃀ソム $ドル ＄ドル ￠セント ￡ポンド ￦ウォン ﹩ドル
≧ダイナリイコール ≥ダイナリイコール ⩾ダイナリイコール ≦ショウナリイコール ≤ショウナリイコール ⩽ショウナリイコール ≠ノットイコール ≒ニアリーイコール
≑ニアリーイコール ≈ニアリーイコール ≃ニアリーイコール ≅合同 ≡合同 ≢合同でない ≫ ≪ ≯ダイナリでない ≮ショウナリでない
±プラスマイナス ∓マイナスプラス ×掛ける ÷割る ＋足す +足す ﹢足す ＝イコール =イコール ﹦イコール ＜ショウナリ <ショウナリ ＞ダイナリ >ダイナリ √ルート ∛三乗根 ∜四乗根 ∞無限大 ∝比例 ∟直角 ∠角 ∥平行 ∦平行でない ⊥垂直 ∴ゆえに ∵なぜならば
∑シグマ ∏パイ ∫インテグラル ∬二重積分 ∭三重積分 ∮周回積分 ∯周回積分 ∰周回積分 ⅀シグマ 〄ジス ∂パーシャル ∇ナブラ ∆デルタ ∀任意の ∃存在する ∄存在しない ∅空集合 ∈属する ∉属さない
∋含む ∌含まない ∩共通部分 ∪合併 ⊂部分集合 ⊃上位集合 ⊆部分集合 ⊇上位集合 ⊄部分集合でない ∧かつ ∨または ¬否定 ⊕直和 ⊗テンソル積
∶対 ∷比例 ∗かける ⋅かける ∕スラッシュ ⁄スラッシュ #シャープ ＃シャープ ♯シャープ ﹟シャープ §セクション µマイクロ ⌀直径
♂男性 ♀女性 ♨温泉 ☎電話 ☏電話 ☑チェック ✓チェック ✔チェック ☒バツ ✗バツ ✘バツ ✖掛ける ✕掛ける ✚プラス ➕プラス ➖マイナス ➗割る
〒郵便番号 〠郵便番号 〶郵便番号 〃同上 ㋿令和 ⇄サユウヤジルシ ⇆サユウヤジルシ ⇅ジョウゲヤジルシ ⇵ジョウゲヤジルシ ⇋サユウヤジルシ ⇌サユウヤジルシ
¥円 ￥円 🈁ココ 🈂サービス 🈀ほか 🅿パーキング 🉐トク
"""
_ARROWS = (
    ("LEFT RIGHT", "サユウヤジルシ"),
    ("UP DOWN", "ジョウゲヤジルシ"),
    ("NORTH EAST", "ミギウエヤジルシ"),
    ("NORTH WEST", "ヒダリウエヤジルシ"),
    ("SOUTH EAST", "ミギシタヤジルシ"),
    ("SOUTH WEST", "ヒダリシタヤジルシ"),
    ("LEFTWARDS", "ヒダリヤジルシ"),
    ("RIGHTWARDS", "ミギヤジルシ"),
    ("UPWARDS", "ウエヤジルシ"),
    ("DOWNWARDS", "シタヤジルシ"),
)
_TABLE = {word[0]: word[1:] for word in _SAID.split()}
CURRENCIES = "".join(sign for sign in _TABLE if unicodedata.category(sign) == "Sc" and sign not in "¤¥￥")
"""The signs of money that stand before the amount and are said behind it, yen's apart."""
_NAMED_LETTER = re.compile(
    r"(?:NEGATIVE |CROSSED )?(?:CIRCLED|SQUARED) (?:LATIN CAPITAL LETTER ([A-Z])$|(CL|COOL|FREE|ID|NEW|NG|OK|SOS|UP|VS|IC|PA|SA|AB|WC)\b)"
)
_ENCLOSED = frozenset({"<circle>", "<square>", "<compat>", "<super>", "<sub>", "<font>", "<fraction>"})
_FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_BRACKETS = str.maketrans("", "", "()〔〕.,")
_HOURS = frozenset(map(chr, range(0x3358, 0x3371)))
_RING = re.compile("(?:NEGATIVE )?(?:CIRCLED|PARENTHESIZED|SQUARED) (?:LATIN|KATAKANA)")
_READABLE = re.compile("[Ａ-Ｚａ-ｚ０-９／Α-ωぁ-ゖァ-ヺー一-龥]+")
_OPENED = frozenset({"So", "Sm", "Lu", "Ll", "Lo", "Lm"})
_SILENT = frozenset({"So", "Sm", "Sk", "Po", "Pd", "Ps", "Pe", "Pi", "Pf", "Pc"})


@lru_cache(maxsize=4096)
def said(sign: str) -> str | None:
    """What a sign is said as, in characters that the analyser reads (figures and letters full-width); empty where it is
    silent; None for what is no sign."""
    if sign in _TABLE or sign == "〇":
        return _TABLE.get(sign)
    words = _by_its_name(sign)
    if words is None and unicodedata.category(sign) in _SILENT:
        return ""
    return words


def is_enclosed(sign: str) -> bool:
    """Whether it is a figure, letter or kana in a ring, in brackets or before a point: it keeps apart from its neighbours."""
    if unicodedata.category(sign) in ("No", "Nl"):
        return unicodedata.decomposition(sign).partition(" ")[0] not in ("<super>", "<sub>", "<fraction>")
    return _RING.match(unicodedata.name(sign, "")) is not None


def _by_its_name(sign: str) -> str | None:
    """What Unicode itself says of a sign: its number, what it encloses, where it points."""
    category, name = unicodedata.category(sign), unicodedata.name(sign, "")
    tag = unicodedata.decomposition(sign).partition(" ")[0]
    if category in ("No", "Nl"):
        return _number(sign, tag)
    if tag in _ENCLOSED and category in _OPENED:
        return _opened(sign)
    named = _NAMED_LETTER.match(name)
    if named:
        return (named.group(1) or named.group(2)).translate(_FULL_WIDTH)
    if category in ("Sm", "So") and "ARROW" in name.split():
        return next((word for direction, word in _ARROWS if direction in name), "")
    return None


def _number(sign: str, tag: str) -> str:
    if tag == "<fraction>":
        over, _, under = unicodedata.normalize("NFKC", sign).partition("⁄")
        return f"{under}分の{over}".translate(_FULL_WIDTH) if under else over.translate(_FULL_WIDTH)
    return str(int(unicodedata.numeric(sign, 0))).translate(_FULL_WIDTH)


def _opened(sign: str) -> str:
    """What stands in the ring, the square or the brackets: ㋐ → ア, ㌻ → ページ, ㍙ → １時; a day of the week stays in them."""
    inside = unicodedata.normalize("NFKC", sign).translate(_BRACKETS).translate(_FULL_WIDTH)
    if not _READABLE.fullmatch(inside):
        return ""
    if inside in "日月火水木金土":
        return f"（{inside}）"
    return inside.replace("点", "時") if sign in _HOURS else inside
