"""What a long turn goes through, by the sentences that say so::

    「…まず、防災についてであります。…次に、子育て支援について申し上げます。…」  →  防災について · 子育て支援について

A turn of ten thousand characters is twenty screens of a phone: its topics are ways into it.
"""

import re
from collections.abc import Iterator

from reader.passages.utterance import Passage, Utterance
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.web.views.sentences import segments
from reader.web.views.session_context import Topic

LONG = 800
"""Characters of a turn that is worth a list: two screens of a phone."""

FEWEST = 3
"""Topics that make a list."""

_NUMBER = r"[0-9０-９一二三四五六七八九十]{1,3}"
_BEGINS = re.compile(
    rf"\s*(?:まず(?:は|初めに|はじめに)?|(?:初|はじ|始)めに|最初に|次に|次は|次の|続いて|続きまして|さらに|最後に|(?:終|お)わりに|"
    rf"第\s*{_NUMBER}\s*(?:に|は|点目?(?:は|に|として)?)|{_NUMBER}\s*(?:点目|つ目|番目|項目め?|問目)(?:は|に|として|の)?|"
    rf"大項目\s*{_NUMBER}|中項目\s*{_NUMBER})[、,，\s]*"
)
_TOPIC = re.compile(
    r"[^。、，]{1,48}?(?:について|に関して|に関する|に対する|の件|のうち)(?![^。、，]*(?:について))"
)


def topics(turn: Passage, level: Level) -> tuple[Topic, ...]:
    """The topics of a long turn, in order; none of one that is short or does not say them."""
    if len(turn.text) < LONG:
        return ()
    found = tuple(_found(turn, level))
    return found if len(found) >= FEWEST else ()


def _found(turn: Passage, level: Level) -> Iterator[Topic]:
    for utterance in turn.utterances:
        name = () if utterance.is_announcement else _name(utterance, level)
        if name:
            yield Topic(utterance.id, name)


def _name(utterance: Utterance, level: Level) -> tuple[Ruby, ...]:
    begins = _BEGINS.match(utterance.text)
    named = _TOPIC.match(utterance.text, begins.end()) if begins else None
    if named is None:
        return ()
    words = [word for word in utterance.words if named.start() <= word.start and word.end <= named.end()]
    whole = "".join(word.surface for word in words) == named.group()
    return segments(words, level) if whole else (Ruby(named.group()),)
