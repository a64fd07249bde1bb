"""The real analyser, asked once about each text: many tests import the same minutes."""

from collections.abc import Sequence

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Annotation, Override, Reading


class Remembering:
    """An ``Analyzer`` that remembers what another one said, for as long as the process lasts."""

    def __init__(self, analyzer: OpenJTalkAnalyzer) -> None:
        self._analyzer = analyzer
        self._said: dict[tuple[str, tuple[Reading, ...], tuple[Override, ...]], Annotation] = {}

    @property
    def version(self) -> str:
        """That of the analyser."""
        return self._analyzer.version

    def annotate(
        self, text: str, lexicon: Sequence[Reading] = (), overrides: Sequence[Override] = ()
    ) -> Annotation:
        """What the analyser says of the text."""
        asked = (text, tuple(lexicon), tuple(overrides))
        said = self._said.get(asked)
        if said is None:
            said = self._said[asked] = self._analyzer.annotate(text, lexicon, overrides)
        return said
