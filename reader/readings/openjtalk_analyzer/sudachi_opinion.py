"""The second opinion: how SudachiPy cuts and reads the same text.

pyopenjtalk-plus brings it and holds its dictionary (200 MB), which we share::

    持ち札は → 持ち札[モチフダ] は[ハ], where Open JTalk says 持ち[モチ] 札[サツ]
"""

from reader.readings.judging.opinions import Opinion
from reader.readings.openjtalk_analyzer.openjtalk import get_sudachi_tokenizer


class SudachiOpinion:
    """SudachiPy with its core dictionary. One object serves all threads: each has a tokenizer of its own."""

    def words(self, text: str) -> tuple[Opinion, ...]:
        """The longest words that Sudachi knows, with their readings in katakana."""
        return tuple(
            Opinion(word.begin(), word.end(), word.reading_form(), word.part_of_speech()[:3])
            for word in get_sudachi_tokenizer().tokenize(text)
        )
