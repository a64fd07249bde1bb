"""How what is known of a meeting is read where no passage of it says it: its place, the office in charge.

「長崎市役所地下1階 議会第1会議室」 → (Ruby("長崎市役所地下", "ながさきしやくしょちか"), Ruby("1"), Ruby("階", "かい"), …)
"""

from collections.abc import Callable, Sequence
from functools import cache

from reader.kept import Kept
from reader.library.library import Library
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Reading, Word
from reader.web.views.sentences import segments

Read = Callable[[str, tuple[Reading, ...]], Sequence[Word]]
"""The words of a text, with the readings that count in it."""

_MOST_CHARACTERS = 100_000
"""Of the texts whose words are kept."""


def unread(_text: str, _lexicon: tuple[Reading, ...]) -> Sequence[Word]:
    """Where nothing reads: no words."""
    return ()


def once(read: Read) -> Read:
    """The same, each text read once; for texts in which the same readings count."""
    known: dict[str, Sequence[Word]] = {}

    def words(text: str, lexicon: tuple[Reading, ...]) -> Sequence[Word]:
        if text not in known:
            known[text] = read(text, lexicon)
        return known[text]

    return words


def read_so(text: str, words: Sequence[Word], level: Level) -> tuple[Ruby, ...]:
    """The text with furigana where it is read; as it is printed where it is not, or where the words are not all of it."""
    if not text or "".join(word.surface for word in words) != text:
        return (Ruby(text),) if text else ()
    return segments(words, level)


class FactsRead:
    """The words of short texts that many meetings have in common, read once with the municipality's lexicon, and anew when a reading has come or gone.
    May be called from any thread."""

    def __init__(self, library: Library, read: Read) -> None:
        self._library = library
        self.read = read
        self._kept: Kept[str, tuple[int, Sequence[Word]]] = Kept(
            _MOST_CHARACTERS, lambda kept: sum(len(word.surface) for word in kept[1]) + 1
        )

    def of(self, texts: Sequence[str], level: Level) -> dict[str, tuple[Ruby, ...]]:
        """Each of the texts with its readings."""
        count = self._library.lexicon_count()
        lexicon = cache(lambda: self._library.lexicon(""))
        return {text: read_so(text, self._words(text, count, lexicon), level) for text in set(texts)}

    def _words(self, text: str, count: int, lexicon: Callable[[], tuple[Reading, ...]]) -> Sequence[Word]:
        return self._kept.value(
            text, lambda kept: kept[0] == count, lambda: (count, self.read(text, lexicon()))
        )[1]
