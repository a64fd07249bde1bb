"""Settings: an option of the command line, else ``READER_*`` in the environment, else ``reader.toml``, else a default.

``reader.toml`` lies in ``READER_HOME`` and has the same names in lower case, without the prefix::

    port = 8000                     # READER_PORT=8000, reader serve --port 8000
    driver = "auto"
    [voices]                        # 配役: who gets which voice; read by speech.casting
    "市長" = "openjtalk/low"
    [synonyms]                      # 言い換え: what a search takes for the same thing
    "福祉バス" = "ふれあいバス、巡回バス"
    [hints]                         # 手がかり: who speaks in this municipality's documents; read by minutes.hints
    speakers = ["環境整備課"]
    [kiosk]                         # 情報端末: kiosk_settings
    idle = 120
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from reader.errors import SettingsError
from reader.settings.addresses import host_and_port, is_network, listed, origin
from reader.settings.kiosk import KioskSettings, kiosk_settings_from

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a site may set. Sizes are bytes, times seconds."""

    home: Path = field(default_factory=Path)
    host: str = "127.0.0.1"
    port: int = 8000
    driver: str = "auto"
    workers: int = 0
    processes: int = 1
    kept_characters: int = 500_000
    speech_time_limit: float = 60.0
    audio_cache_max: int = 4096 * MEBIBYTE
    exports_max: int = 2048 * MEBIBYTE
    voicevox_url: str = "http://127.0.0.1:50021"
    natural_model: str = ""
    public_url: str = ""
    allowed_hosts: str = ""
    trusted_proxies: str = ""
    database: str = ""
    town: str = ""
    clip_store: str = ""
    metrics: bool = False
    desk_port: int = 0
    desk_plain_http: bool = False
    desk_user_header: str = ""
    desk_single_factor: str = ""
    bundle_key: str = ""
    office: str = ""
    telephone: str = ""
    licence: str = ""
    speaker_podcasts: bool = False
    voices: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kiosk: KioskSettings = field(default_factory=KioskSettings)

    @property
    def library_path(self) -> Path:
        """The library's SQLite file."""
        return self.home / "library.sqlite3"

    @property
    def source_files(self) -> Path:
        """The folder of the files that staff handed in."""
        return self.home / "sources"

    @property
    def signing_key(self) -> Path:
        """The secret that bundles of what is public are signed with."""
        return self.home / "bundle.key"

    @property
    def audio_cache(self) -> Path:
        """The folder of clips; safe to delete at any time."""
        return self.home / "audio_cache"

    @property
    def narration_sign(self) -> Path:
        """The file that is locked while everything is being narrated ahead of time."""
        return self.audio_cache / "narrating"

    @property
    def refresh_sign(self) -> Path:
        """The file that is locked while sessions are read again behind the pages."""
        return self.audio_cache / "refreshing"

    @property
    def natural_folder(self) -> Path:
        """The folder of the natural voices' model, made of what is installed, or of the folder ``natural_model``."""
        return self.dictionary_cache / "natural"

    @property
    def dictionary_cache(self) -> Path:
        """The folder of compiled dictionaries; safe to delete at any time."""
        return self.home / ".cache"


def settings_from(
    home: Path, environment: Mapping[str, str], toml_text: str, options: Mapping[str, object]
) -> Settings:
    """Settings from their four layers; an option that is None counts as not given.

    Raises SettingsError, naming the setting and where it stands, for a name or value without meaning.
    """
    try:
        table = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"reader.toml を読めません（{error}）。書き方を直してください。") from error
    kinds = get_type_hints(Settings)
    names = [f.name for f in fields(Settings) if f.name not in ("home", "kiosk")]
    unknown = sorted(set(table) - set(names) - {"kiosk"})
    if unknown:
        raise SettingsError(
            f"reader.toml の「{unknown[0]}」は知らない設定です。使える名前: {'、'.join(names)}"
        )
    values: dict[str, Any] = {"home": home, "kiosk": kiosk_settings_from(table.get("kiosk", {}))}
    for name in names:
        variable = f"READER_{name.upper()}"
        if options.get(name) is not None:
            values[name] = _converted(name, options[name], kinds[name], "オプション")
        elif variable in environment:
            values[name] = _converted(name, environment[variable], kinds[name], f"環境変数 {variable}")
        elif name in table:
            values[name] = _converted(name, table[name], kinds[name], "reader.toml")
    settings = Settings(**values)
    _require_addresses(settings)
    _require_proxy(settings)
    return settings


def _require_addresses(settings: Settings) -> None:
    """SettingsError if something that is to be an address is none: links and forms would be refused for it."""
    if settings.public_url and origin(settings.public_url) is None:
        raise SettingsError(
            f"public_url = {settings.public_url!r} は使えません。https://kaigiroku.example.jp のように、住民が開く番地を書いてください。"
        )
    for name in listed(settings.allowed_hosts):
        if host_and_port(name) is None:
            raise SettingsError(
                f"allowed_hosts の {name!r} は使えません。kaigi.example.jp, 192.168.0.12 のように、名前か番地をコンマで区切って書いてください。"
            )
    for proxy in listed(settings.trusted_proxies):
        if not is_network(proxy):
            raise SettingsError(
                f"trusted_proxies の {proxy!r} は使えません。10.0.0.5, 10.1.0.0/16 のように、手前に置く機械の IP アドレスをコンマで区切って書いてください。"
            )


def _require_proxy(settings: Settings) -> None:
    """SettingsError where anybody could say who they are."""
    if settings.desk_user_header and not listed(settings.trusted_proxies):
        raise SettingsError(
            "desk_user_header を使うには、trusted_proxies に、手前に置く機械の IP アドレスを書いてください（ほかからの名前は信じません）。"
        )


def _converted(name: str, value: object, kind: Any, where: str) -> object:
    """``value`` as the field's type; sizes may say ``500M`` or ``2G``."""
    problem = SettingsError(
        f"{where}の {name} = {value!r} は使えません。{_EXPECTED.get(kind, _TABLES.get(name, ''))}で書いてください。"
    )
    if kind is bool:
        if str(value).lower() not in _BOOLEANS:
            raise problem
        return _BOOLEANS[str(value).lower()]
    if kind in (int, float):
        return _number(str(value), kind, problem)
    if kind is str:
        if not isinstance(value, str):
            raise problem
        return value
    if not isinstance(value, Mapping):
        raise problem
    return {key: _text_or_texts(one, kind, problem) for key, one in value.items()}


def _text_or_texts(value: object, kind: Any, problem: SettingsError) -> str | tuple[str, ...]:
    """What stands in a table of texts, or of lists of texts."""
    if kind == Mapping[str, str]:
        if isinstance(value, str):
            return value
    elif isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise problem


_BOOLEANS = {"true": True, "1": True, "false": False, "0": False, "": False}
_EXPECTED = {
    bool: "true か false",
    int: "0 以上の整数（大きさは 500M、2G とも書けます）",
    float: "0 より大きい数",
    str: "文字",
}
_TABLES = {
    "voices": '[voices] の下に「"市長" = "openjtalk/low"」の形',
    "synonyms": '[synonyms] の下に「"福祉バス" = "ふれあいバス、巡回バス"」の形',
    "hints": '[hints] の下に「speakers = ["環境整備課"]」の形',
}
_UNITS = {"K": 1024, "M": MEBIBYTE, "G": 1024 * MEBIBYTE}


def _number(text: str, kind: type, problem: SettingsError) -> int | float:
    unit = _UNITS.get(text[-1:].upper(), 1) if kind is int else 1
    digits = text[:-1] if unit > 1 else text
    try:
        number = kind(digits) * unit
    except ValueError as error:
        raise problem from error
    if number < 0 or (kind is float and number <= 0):
        raise problem
    return int(number) if kind is int else float(number)
