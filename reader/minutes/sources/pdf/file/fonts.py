"""What a file's fonts say of their letters: fonts of letters that name kanji, fonts whose codes nobody says the letters of.

::

    /Encoding << /Differences [65 /uni59D4 /uni54E1] >>                        -> names kanji
    /Subtype /TrueType /BaseFont /ABCDEF+MS-Mincho, no /Encoding, no /ToUnicode -> "ABCDEF+MS-Mincho": A is any kanji
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from reader.minutes.sources.pdf.file.entries import entries_of
from reader.minutes.sources.pdf.file.objects import PdfObject

_KANJI = re.compile(
    rb"/Differences\s{0,20}\[[^\]]{0,20000}?/(?:uni|u)(?:2[EF]|30[4-9A-F]|3[1-9A-F]|[4-9][0-9A-F]|F[9A])[0-9A-F]{1,2}\b"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_DIFFERENCES = b"/Differences"
_MOST_FONTS = 200
_LONGEST = 20_000
_JAPANESE = re.compile(
    rb"mincho|gothic|meiryo|ryumin|kozuka|kozmin|kozgo|hiragino|hirakaku|hiramin|heisei|mplus|ipaex|\bipa|notosanscjk|notoserifcjk"
    rb"|notosansjp|notoserifjp|sourcehan|shingo|futogo|gyosho|kyokasho|kaisho|yumin|yugo|#82l#82r|#96#be#92#a9|\bud",
    re.IGNORECASE,
)
_SIMPLE = frozenset({b"/TrueType", b"/Type1", b"/MMType1"})


def names_kanji(objects: Mapping[int, PdfObject]) -> bool:
    """Whether a font of letters says of its codes that they are kanji or kana."""
    return any(_DIFFERENCES in one.entries and _KANJI.search(one.entries) for one in objects.values())


def fonts_without_map(objects: Mapping[int, PdfObject]) -> frozenset[str]:
    """The names (without their subset's letters) of fonts of one-byte codes that hold a Japanese font's shapes and say
    nowhere which they are; not where another font of that name does."""
    without: set[str] = set()
    others: set[str] = set()
    for font in _fonts(objects):
        name = font.get("BaseFont", b"")
        said = font.keys() & {"Encoding", "ToUnicode"}
        bare = font.get("Subtype") in _SIMPLE and b"+" in name and not said and _JAPANESE.search(name)
        (without if bare else others).add(_plain(name[1:]).rpartition("+")[2])
    return frozenset(without - others)


def _fonts(objects: Mapping[int, PdfObject]) -> Iterator[Mapping[str, bytes]]:
    """The entries of fonts, those that stand in a page's own dictionary too."""
    for one in objects.values():
        if _JAPANESE.search(one.entries):
            for at in islice(re.finditer(rb"/BaseFont\b", one.entries), _MOST_FONTS):
                start = one.entries.rfind(b"<<", 0, at.start())
                yield entries_of(one.entries[start : start + _LONGEST] if start > 0 else one.entries)


def _plain(name: bytes) -> str:
    """A name with the bytes that stand in it as #82."""
    return _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), name).decode("latin-1")
