"""Everything the pages say that is not minutes, in three languages: a catalogue file each.

``templates/texts/{ja,easy,en}.toml`` hold tables of texts, with names in braces for what changes::

    [turn]
    play = "この発言を聞く"          # t("turn.play")
    nth = "{number}回目"             # t("turn.nth", number=3)
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from reader.errors import SettingsError
from reader.web.preferences import Language


@dataclass(frozen=True, slots=True)
class Texts:
    """One catalogue. ``t("turn.play")`` is safe HTML; values put into it are escaped."""

    language: Language
    entries: Mapping[str, Markup]

    @property
    def lang(self) -> str:
        """For the ``lang`` attribute."""
        return self.language.tag

    def __call__(self, key: str, **values: object) -> Markup:
        """The text with that key. KeyError if the catalogue has none."""
        entry = self.entries[key]
        if not values:
            return entry
        # str.format and not Markup.format, which parses the text anew each time: the values are escaped here.
        return Markup(str.format(entry, **{name: escape(value) for name, value in values.items()}))


def catalogues(folder: Path) -> Mapping[Language, Texts]:
    """All catalogues of a folder. SettingsError if one is missing or is not TOML."""
    return {language: catalogue(folder / f"{language}.toml", language) for language in Language}


def catalogue(path: Path, language: Language) -> Texts:
    """One catalogue. SettingsError if it is missing or is not TOML."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: 文言の一覧を読めません（{error}）。入れ直してください。") from error
    return Texts(language, dict(_flattened("", table)))


def _flattened(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Markup]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", escape(str(value))
