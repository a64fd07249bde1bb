"""The part of speech of a word, from the dictionary's: ("動詞", "非自立", …) → dependent verb."""

from collections.abc import Sequence

from reader.readings.word import PartOfSpeech

_BY_TWO = {
    ("名詞", "非自立"): PartOfSpeech.FORMAL_NOUN,
    ("名詞", "接尾"): PartOfSpeech.SUFFIX,
    ("名詞", "特殊"): PartOfSpeech.ENDING,
    ("動詞", "非自立"): PartOfSpeech.DEPENDENT_VERB,
    ("動詞", "接尾"): PartOfSpeech.ENDING,
    ("形容詞", "非自立"): PartOfSpeech.DEPENDENT_ADJECTIVE,
    ("形容詞", "接尾"): PartOfSpeech.ENDING,
    ("記号", "アルファベット"): PartOfSpeech.NOUN,
}
_BY_ONE = {
    "名詞": PartOfSpeech.NOUN,
    "接頭詞": PartOfSpeech.PREFIX,
    "動詞": PartOfSpeech.VERB,
    "形容詞": PartOfSpeech.ADJECTIVE,
    "助動詞": PartOfSpeech.ENDING,
    "助詞": PartOfSpeech.PARTICLE,
    "記号": PartOfSpeech.SYMBOL,
    "フィラー": PartOfSpeech.NOUN,  # so the dictionary calls letters that it does not know
}
_SUFFIXES = {
    "助数詞": PartOfSpeech.COUNTER,
    "人名": PartOfSpeech.HONORIFIC,
    "助動詞語幹": PartOfSpeech.ENDING,
}


def part_of(pos: Sequence[str]) -> PartOfSpeech:
    """The part of speech for the dictionary's, with its groups."""
    found = _BY_TWO.get((pos[0], pos[1])) or _BY_ONE.get(pos[0], PartOfSpeech.INDEPENDENT)
    if pos[:2] == ("名詞", "非自立") and pos[2] in ("助動詞語幹", "形容動詞語幹"):
        return PartOfSpeech.ENDING
    return _SUFFIXES.get(pos[2], found) if found is PartOfSpeech.SUFFIX else found
