"""Everything the pages say that is not minutes, in three languages: a catalogue file each.

``templates/texts/{ja,easy,en}.toml`` hold tables of texts, with names in braces for what changes::

    [turn]
    play = "この発言を聞く"          # t("turn.play")
    nth = "{number}回目"             # t("turn.nth", number=3)

やさしい日本語 has furigana, written after the kanji: 「この 話《はなし》を 聞《き》く」.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from reader.errors import SettingsError
from reader.web.views.preferences import Language


@dataclass(frozen=True, slots=True)
class Texts:
    """One catalogue. ``t("turn.play")`` is safe HTML, with furigana where the catalogue has it; values put into it
    are escaped. ``t.plain("turn.play")`` is for places that hold no elements: attributes, titles, options."""

    language: Language
    entries: Mapping[str, Markup]
    furigana: Mapping[str, Markup] = field(default_factory=dict)
    readings: Mapping[str, Markup] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """For the ``lang`` attribute."""
        return self.language.tag

    def __call__(self, key: str, **values: object) -> Markup:
        """The text with that key. KeyError if the catalogue has none."""
        return _filled(self.furigana.get(key) or self.entries[key], values)

    def plain(self, key: str, **values: object) -> Markup:
        """The same without furigana."""
        return _filled(self.entries[key], values)

    def kana(self, key: str, **values: object) -> Markup:
        """The same for a place that can hold no furigana, an ``<option>``: the readings stand in their words' place."""
        return _filled(self.readings.get(key) or self.entries[key], values)

    def without_furigana(self) -> "Texts":
        """The same catalogue for those who want no furigana."""
        return replace(self, furigana={}, readings={})


@cache
def catalogues(folder: Path) -> Mapping[Language, Texts]:
    """All catalogues of a folder, read once a process. SettingsError if one is missing or is not TOML."""
    return {language: catalogue(folder / f"{language}.toml", language) for language in Language}


def catalogue(path: Path, language: Language) -> Texts:
    """One catalogue. SettingsError if it is missing or is not TOML."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: 文言の一覧を読めません（{error}）。入れ直してください。") from error
    written = dict(_flattened("", table))
    return Texts(
        language,
        entries={key: Markup(_FURIGANA.sub(r"\1", text)) for key, text in written.items()},
        furigana={key: Markup(_FURIGANA.sub(_RUBY, text)) for key, text in written.items() if "《" in text},
        readings={key: Markup(_FURIGANA.sub(r"\2", text)) for key, text in written.items() if "《" in text},
    )


_FURIGANA = re.compile("([㐀-鿿々]+)《([^》]+)》")
_RUBY = r'<ruby>\1<rp aria-hidden="true">（</rp><rt aria-hidden="true">\2</rt><rp aria-hidden="true">）</rp></ruby>'


def _filled(entry: Markup, values: Mapping[str, object]) -> Markup:
    if not values:
        return entry
    # str.format and not Markup.format, which parses the text anew each time: the values are escaped here.
    return Markup(str.format(entry, **{name: escape(value) for name, value in values.items()}))


def _flattened(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", str(escape(str(value)))
