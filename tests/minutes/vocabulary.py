"""Words for invented minutes, drawn from outside the parser's lists; each kind in two halves.

Surnames hold the signs that trip a parser (月 日 時 分 市 町 員 長), titles end in what no list of roles has. The half
that is ``kept`` is for judging only: nobody looks at what is wrong with it.
"""

import random
from dataclasses import dataclass

_FIRST = "月日時分市町員長望時国春大中小上下東西南北青白黒赤金銀石岩水川山森林竹松梅桜杉柳桐藤秋冬夏朝夕雨風雪花鳥馬牛鹿鶴亀神宮寺安吉福富永高広深浅新古今千百"
_SECOND = "岡田野川村島木原井沢山本崎谷口尾越橋塚瀬浜浦倉蔵屋敷場辺脇目手代方戸戸井月日分市町員長門森林坂畑塔垣内形元永富見守"
_PLACES = [
    "建設",
    "環境",
    "健康",
    "総務",
    "財政",
    "教育",
    "防災",
    "観光",
    "農林",
    "子育て",
    "地域",
    "交通",
    "文化",
    "上下水道",
    "情報",
    "保険",
]
_OFFICES = ["推進課", "政策室", "管理局", "支援係", "整備課", "振興室", "相談係", "調整課"]
_BEFORE = [
    "施設",
    "地区",
    "計画",
    "構成",
    "運営",
    "現地",
    "設計",
    "記録",
    "生産",
    "利用",
    "見守り",
    "学び",
    "森づくり",
    "商店",
    "港湾",
    "給食",
]
_TITLES = [
    "技術士",
    "世話人",
    "取締役代",
    "団体員",
    "立会人",
    "まとめ役",
    "連絡役",
    "隊員",
    "介助員",
    "後見役",
    "統率者",
    "案内人",
    "受託人",
    "主務",
    "名代",
    "当番",
]
_KNOWN = [
    "会長",
    "委員長",
    "座長",
    "議長",
    "委員",
    "副会長",
    "事務局",
    "部会長",
    "総務課長",
    "課長",
    "教育長",
    "幹事",
]
_GIVEN = [
    "一",
    "勇",
    "進",
    "茂",
    "実",
    "徹",
    "昇",
    "豊",
    "誠",
    "清",
    "恵",
    "淳",
    "薫",
    "光",
    "修",
    "徳",
    "透",
    "環",
    "渚",
    "司",
]
_THINGS = [
    "駅前の駐輪場",
    "古い水道管",
    "図書室の机",
    "防災倉庫の鍵",
    "通学路の街灯",
    "山沿いの遊歩道",
    "夏祭りの会場",
    "給食の献立",
    "診療所の待合",
    "市営バスの時刻",
    "空き家の庭木",
    "海岸の松林",
    "公民館の屋根",
    "学童の部屋",
    "観光案内の看板",
    "ごみ置き場の網",
    "体育館の床",
    "橋の塗装",
    "畑の用水",
    "団地の集会所",
]
_STATES = [
    "三割ほど傷んで",
    "前の年より増えて",
    "朝に混み合って",
    "思ったより使われて",
    "雨の日に困られて",
    "町会から要望が出て",
    "来年度に直すことになって",
    "業者と話を進めて",
    "国の補助を待って",
    "近くの方が見守って",
    "一度も測られずに残って",
    "図面の通りになって",
]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One half of the words."""

    kept: bool

    def _half(self, words: list[str]) -> list[str]:
        return words[self.kept :: 2]

    def surname(self, dice: random.Random) -> str:
        """A surname of two or three signs."""
        firsts, seconds = self._half(sorted(set(_FIRST))), sorted(set(_SECOND))
        first, second = dice.choice(firsts), dice.choice(seconds)
        middle = dice.choice("ヶ々ノ") if dice.random() < 0.06 else ""
        return first + middle + second if first != second else first + "原"

    def given(self, dice: random.Random) -> str:
        """A given name."""
        return dice.choice(self._half(_GIVEN))

    def title(self, dice: random.Random) -> str:
        """A title that no list of roles has."""
        return dice.choice(self._half(_BEFORE)) + dice.choice(self._half(_TITLES))

    def office(self, dice: random.Random) -> str:
        """A section of a town hall."""
        return dice.choice(self._half(_PLACES)) + dice.choice(_OFFICES)

    def role(self, dice: random.Random) -> str:
        """A role that every list has."""
        return dice.choice(_KNOWN)

    def sentence(self, dice: random.Random, plain: bool) -> str:
        """A sentence, polite or plain."""
        thing, state = dice.choice(self._half(_THINGS)), dice.choice(self._half(_STATES))
        kind = dice.randrange(5)
        if plain:
            ends = ("いる", "いるのか", "いると聞いた", "いるようだ", "いないか")
        else:
            ends = ("います", "いますか", "いると聞きました", "いるようです", "いないでしょうか")
        lead = dice.choice(
            (
                "",
                "まず、",
                "次に、",
                "それでは、",
                "資料の2ページですが、",
                f"{dice.randint(2, 40)}年前から、",
            )
        )
        return f"{lead}{thing}は{state}{ends[kind]}。"
