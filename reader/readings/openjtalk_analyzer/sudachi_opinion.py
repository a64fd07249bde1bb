"""The second opinion: how SudachiPy cuts and reads the same text.

持ち札は → 持ち札[モチフダ] は[ハ], where Open JTalk says 持ち[モチ] 札[サツ]
"""

from threading import local

from sudachipy import Dictionary, SplitMode, Tokenizer  # type: ignore[import-untyped,unused-ignore]

from reader.readings.opinions import Opinion


class SudachiOpinion:
    """SudachiPy with its core dictionary. One object serves all threads."""

    def __init__(self) -> None:
        self._dictionary = Dictionary(dict="core")
        self._tokenizers = local()

    def words(self, text: str) -> tuple[Opinion, ...]:
        """The longest words that Sudachi knows, with their readings in katakana."""
        tokenizer = getattr(self._tokenizers, "tokenizer", None)
        if not isinstance(tokenizer, Tokenizer):
            tokenizer = self._tokenizers.tokenizer = self._dictionary.tokenizer()
        return tuple(
            Opinion(word.begin(), word.end(), word.reading_form(), word.part_of_speech()[:3])
            for word in tokenizer.tokenize(text, SplitMode.C)
        )
