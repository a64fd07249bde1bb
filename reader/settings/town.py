"""What a town of a server has of its own, over what the machine says for all: as reader.toml, but for what is the machine's.

::

    public_url = "https://kaigi.town.example.jp"
    office = "議会事務局"
    [voices]
    "町長" = "openjtalk/low"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace

from reader.errors import SettingsError
from reader.settings.addresses import host_and_port, listed, origin
from reader.settings.site import Settings, settings_from

_OWN = (
    "allowed_hosts",
    "driver",
    "hints",
    "licence",
    "office",
    "public_url",
    "speaker_podcasts",
    "synonyms",
    "telephone",
    "voices",
)


def town_settings(machine: Settings, code: str, toml_text: str) -> Settings:
    """The machine's settings with the town's own over them, in a folder of the town's below the machine's. SettingsError
    for a name or value without meaning, and for what is the machine's."""
    home = machine.home / "towns" / code if code else machine.home
    own = settings_from(home, {}, toml_text, {})
    names = _names(toml_text)
    others = [name for name in names if name not in _OWN]
    if others:
        raise SettingsError(f"{others[0]} は自治体ごとには決められません。決められるもの: {'、'.join(_OWN)}")
    return replace(machine, home=home, town=code, **{name: getattr(own, name) for name in names})


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names by which the town's pages are asked for, without ports."""
    found = (origin(settings.public_url), *map(host_and_port, listed(settings.allowed_hosts)))
    return frozenset(name for name, _port in filter(None, found))


def _names(toml_text: str) -> list[str]:
    table: Mapping[str, object] = tomllib.loads(toml_text)
    return [*table]
