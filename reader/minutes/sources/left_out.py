"""What a document has in it but does not show: counted, told to staff, never taken in.

A page is public; what its author hid, deleted or noted for colleagues is not. The words themselves go nowhere, not
even into a warning::

    out = Unseen()
    out.add(HIDDEN, "（土屋さん）")     -> LeftOut("隠し文字", 6)
                                       「見えない「隠し文字」6字を除きました。…」
"""

from collections import Counter
from dataclasses import dataclass, field

from reader.minutes.model import ParserWarning
from reader.minutes.text.characters import bare

HIDDEN = "隠し文字"
HIDDEN_ROW = "隠した表の行"
HIDDEN_CELLS = "隠した行・列・シートの文字"
DELETED = "変更履歴で消した文字"
CODE = "フィールドコード"
ALTERNATIVE = "表示されない代わりの文字"
COMMENT = "コメント"
EMBEDDED = "組み込まれた別の文書"
NO_INK = "色のない文字"
TINY = "小さすぎて見えない文字"
UNUSED = "どのページにも出ない文字"
COVERED = "塗りつぶしの下の文字"
OUTSIDE = "紙の外の文字"
LAYER = "表示しないレイヤーの文字"
TO_BE_HEARD = "画面に出ず読み上げソフトだけが読む文字"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many characters (of comments and documents: pieces) of one kind that were left out."""

    what: str
    count: int

    def __str__(self) -> str:
        unit = "件" if self.what in (COMMENT, EMBEDDED) else "字"
        return f"原本で見えない「{self.what}」を{self.count:,}{unit}除きました。公開してよい文書か確かめてください。"


@dataclass(slots=True)
class Unseen:
    """Counts what is left out."""

    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, words: str) -> None:
        """Words of a kind."""
        self.count(what, len(bare(words)))

    def count(self, what: str, number: int) -> None:
        """So many of a kind."""
        if number:
            self._counts[what] += number

    def told(self) -> tuple[LeftOut, ...]:
        """What was left out, in the order of meeting it."""
        return tuple(LeftOut(what, count) for what, count in self._counts.items())


def warnings_about(left_out: tuple[LeftOut, ...]) -> tuple[ParserWarning, ...]:
    """The same, as staff are told it."""
    return tuple(ParserWarning(0, str(one)) for one in left_out)
