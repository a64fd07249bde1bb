"""The documents that exports are tried on: the shared ones, and one that holds every case."""

from pathlib import Path

from reader.minutes.model import Minutes
from tests.parsed import read_minutes

ODD = """令和8年第2回星見浜市議会定例会会議録
日時 令和8年6月2日（火） 午前10時
場所 𠮷野議場 <第1> & "別館"

午前10時00分開議
○議長（髙田一郎君） これより会議を開きます。
〔拍手〕
　日程に入ります。A & B < C > D "E" について。
日程第1 会期の決定について
○議長（髙田一郎君） お諮りいたします。会期は1日とすることに御異議ありませんか。
〔「異議なし」と呼ぶ者あり〕
○議長（髙田一郎君） 御異議なしと認めます。
日程第2 議案第12号 令和8年度一般会計補正予算（第1号）
○市長（𠮷田花子君） 提案の理由を申し上げます。
　第1に、道路の改修です。
＊＊＊
　第2に、学校の給食です。10時30分から、GIGAスクールのＩＣＴ化を進めます。
○3番（佐藤三郎君） はい。
○市長（𠮷田花子君） 東京へは新幹線で行く。
日程第3 閉会
○議長（髙田一郎君） これをもって閉会します。
午前11時00分閉会
"""
"""Kanji outside JIS X 0208, what markup must escape, an aside, a note, a line that nobody reads, short and long turns."""


def odd() -> Minutes:
    """The minutes of ``ODD``."""
    return read_minutes(ODD.encode(), "odd.txt")


def shared_documents(shared: Path) -> list[Path]:
    """Every shared document that can be imported by itself."""
    folders = ("seed", "real", "layouts", "layouts-2")
    found = [path for folder in folders for path in (shared / "minutes" / folder).iterdir()]
    return sorted(path for path in found if path.suffix in (".txt", ".html", ".json") and path.is_file())
