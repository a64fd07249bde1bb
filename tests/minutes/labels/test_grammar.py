"""Labels by themselves: what a line could begin with."""

import pytest

from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.roles import role_of
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.model import Role
from reader.minutes.text.characters import fold


def _read(text: str) -> LabelMatch:
    found = read_label(fold(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "style", "label", "said"),
    [
        (
            "○議長（山田一郎君）　これより会議を開きます。",
            Style.MARK,
            "議長(山田一郎君)",
            "これより会議を開きます。",
        ),
        ("◆12番（小野まさる君）　質問します。", Style.MARK, "12番(小野まさる君)", "質問します。"),
        ("○（伊藤よしのり議長）　上程中の案件", Style.MARK, "伊藤よしのり議長", "上程中の案件"),
        ("2: ◯デジタル戦略推進部長　　では、", Style.MARK, "デジタル戦略推進部長", "では、"),
        ("○塩田　委員長　　改めまして", Style.MARK, "塩田委員長", "改めまして"),
        ("○議長　山田太郎君　これより", Style.MARK, "議長山田太郎君", "これより"),
        ("〇関 三郎委員長 これより", Style.MARK, "関三郎委員長", "これより"),
        ("○浜田委員長これより会議を開きます。", Style.MARK, "浜田委員長", "これより会議を開きます。"),
        ("○築山事務総長まず、動議により", Style.MARK, "築山事務総長", "まず、動議により"),
        ("【部会長】水辺は", Style.BRACKET, "部会長", "水辺は"),
        ("[事務局長] 定刻に", Style.BRACKET, "事務局長", "定刻に"),
        ("≪町長≫", Style.BRACKET, "町長", ""),
        ("（委員）：はい。", Style.PAREN, "委員", "はい。"),
        ("(○:企画課長)それでは", Style.PAREN, "企画課長", "それでは"),
        ("【江島委員、横井委員】水の項が", Style.BRACKET, "江島委員、横井委員", "水の項が"),
        ("→ 事務局:十四である。", Style.COLON, "事務局", "十四である。"),
        ("Q 代表幹事(北越通信)", Style.MARK, "代表幹事(北越通信)", ""),
        ("（事務局：木村）", Style.PAREN, "事務局:木村", ""),
        ("委員長(星川君):始めます。", Style.COLON, "委員長(星川君)", "始めます。"),
        ("前川部会長 ： そろって", Style.COLON, "前川部会長", "そろって"),
        ("事務局→早めに", Style.COLON, "事務局", "早めに"),
        ("鈴木(米)委員)工期は", Style.CLOSE, "鈴木(米)委員", "工期は"),
        ("議　　長　│ただ今から", Style.COLUMN, "議長", "ただ今から"),
        ("委 員 長　　ただいまから", Style.COLUMN, "委員長", "ただいまから"),
        ("|農政課長|表にしました。|", Style.COLUMN, "農政課長", "表にしました。|"),
        ("〃　│現地は", Style.COLUMN, "〃", "現地は"),
        ("橋川部会長", Style.BARE, "橋川部会長", ""),
        ("Ｑ1　いつから上がるのか。", Style.QUESTION, "Q", "いつから上がるのか。"),
        ("(回答)来年度に", Style.QUESTION, "回答", "来年度に"),
        ("Ｑ１．参加者　袋が小さい。", Style.PAREN, "参加者", "袋が小さい。"),
        ("Ａ１．住民課長：大きくします。", Style.PAREN, "住民課長", "大きくします。"),
        ("Ｑ　市長 の考えは。", Style.QUESTION, "Q", "市長 の考えは。"),
        ("議長 / Chair:", Style.COLON, "議長/Chair", ""),
    ],
)
def test_strong_labels(line: str, style: Style, label: str, said: str) -> None:
    found = _read(line)
    assert (found.style, found.label, found.strength) == (style, label, Strength.STRONG)
    assert line[found.end :] == said
    assert found.alone == (said == "")


@pytest.mark.parametrize(
    "line",
    [
        "○議事日程",
        "○料金の見直しについて",
        "(資料1)をご覧ください。",
        "(案)のとおり",
        "日時:令和3年10月28日",
        "1点目:資料1、名簿でございます。",
        "○委員の任期について",
        "出席委員　青木",
        "○12番目の橋",
        "二つ目：道の話",
        "2）に図書館の案があります。",
        "ＱＲコードの紙は何ですか。",
        "A4の紙",
    ],
)
def test_lines_that_look_alike(line: str) -> None:
    found = read_label(fold(line))
    assert found is None or found.strength is not Strength.STRONG


@pytest.mark.parametrize(
    ("label", "strength"),
    [
        ("山田委員", Strength.STRONG),
        ("久保会長(村長)", Strength.STRONG),
        ("内海君", Strength.STRONG),
        ("A委員", Strength.STRONG),
        ("委員B", Strength.STRONG),
        ("環境政策課", Strength.OFFICE),
        ("中央新聞", Strength.OFFICE),
        ("榊原", Strength.NAME),
        ("出席委員", Strength.NONE),
        ("委員名簿", Strength.NONE),
        ("12番小野議員登壇", Strength.NONE),
        ("2月19日に開催した会議", Strength.NONE),
        ("", Strength.NONE),
    ],
)
def test_strength(label: str, strength: Strength) -> None:
    assert assess(label) is strength


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("議長", Role.CHAIR),
        ("山田臨時委員長", Role.CHAIR),
        ("小坂副委員長", Role.VICE_CHAIR),
        ("会長職務代理者", Role.VICE_CHAIR),
        ("12番(小野君)", Role.MEMBER),
        ("議員(飯田智男)", Role.MEMBER),
        ("B委員", Role.MEMBER),
        ("福祉政策課", Role.SECRETARIAT),
        ("事務局:木村", Role.SECRETARIAT),
        ("総務部総務課長", Role.EXECUTIVE),
        ("雪村国務大臣", Role.EXECUTIVE),
        ("久保会長(村長)", Role.CHAIR),
        ("松井参考人", Role.GUEST),
        ("中央新聞", Role.GUEST),
        ("榊原", Role.OTHER),
        ("問", Role.OTHER),
    ],
)
def test_roles(label: str, role: Role) -> None:
    assert role_of(label) is role


@pytest.mark.parametrize("name", ["望月", "大月", "秋月", "春日", "朝日", "千葉", "五十嵐", "八木", "会田"])
def test_names_that_end_like_dates_are_names(name: str) -> None:
    assert assess(f"{name}委員") is Strength.STRONG


@pytest.mark.parametrize("label", ["前回委員", "三月委員", "出席委員"])
def test_days_and_rosters_are_not(label: str) -> None:
    assert assess(label) is Strength.NONE
