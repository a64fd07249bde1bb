"""The table [kiosk] of ``reader.toml``: what a site may set about its shared touch screen.

::

    [kiosk]
    idle = 120                      # 何もされないまま待つ秒数
    warning = 60                    # そのあと「まだ使いますか」と聞いて待つ秒数
    pin = "4821"                    # 職員の画面の番号（なければ職員の画面はない）
    [kiosk.keys]                    # はたらき = キーの名前（KeyboardEvent の key か code）
    louder = ["=", "NumpadAdd"]     # pads differ; what is left out stays as it is
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from reader.errors import SettingsError


class Action(StrEnum):
    """What a key of the pad does."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    SELECT = "select"
    QUIETER = "quieter"
    LOUDER = "louder"
    SLOWER = "slower"
    FASTER = "faster"
    PAUSE = "pause"
    HOME = "home"
    HELP = "help"
    BACK = "back"


DEFAULT_KEYS: Mapping[Action, tuple[str, ...]] = MappingProxyType(
    {
        Action.UP: ("ArrowUp",),
        Action.DOWN: ("ArrowDown",),
        Action.LEFT: ("ArrowLeft",),
        Action.RIGHT: ("ArrowRight",),
        Action.SELECT: ("Enter",),
        Action.QUIETER: ("-",),
        Action.LOUDER: ("=",),
        Action.SLOWER: (",",),
        Action.FASTER: (".",),
        Action.PAUSE: ("p",),
        Action.HOME: ("h",),
        Action.HELP: ("?",),
        Action.BACK: ("Backspace",),
    }
)

_LEAST_SECONDS = 10
_PIN_DIGITS = range(4, 13)


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """A site's kiosk. ``idle`` and ``warning`` are seconds; ``pin`` is digits, empty for no staff screen;
    ``keys`` gives the names of the keys for each action."""

    idle: int = 120
    warning: int = 60
    pin: str = ""
    keys: Mapping[Action, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_KEYS)

    @property
    def actions(self) -> dict[str, str]:
        """The action of each key, by its name in lower case."""
        return {name.lower(): action.value for action, names in self.keys.items() for name in names}


def kiosk_settings_from(table: object) -> KioskSettings:
    """The table's settings. SettingsError names what has no meaning there."""
    if not isinstance(table, Mapping):
        raise SettingsError("reader.toml の kiosk は表です。[kiosk] の下に書いてください。")
    unknown = sorted(set(table) - {"idle", "warning", "pin", "keys"})
    if unknown:
        raise SettingsError(
            f"reader.toml の [kiosk] の「{unknown[0]}」は知らない設定です。使える名前: idle、warning、pin、keys"
        )
    return KioskSettings(
        idle=_seconds("idle", table.get("idle", KioskSettings().idle)),
        warning=_seconds("warning", table.get("warning", KioskSettings().warning)),
        pin=_pin(table.get("pin", "")),
        keys=_keys(table.get("keys", {})),
    )


def _seconds(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < _LEAST_SECONDS:
        raise SettingsError(
            f"reader.toml の [kiosk] の {name} = {value!r} は使えません。{_LEAST_SECONDS} 以上の秒数で書いてください。"
        )
    return value


def _pin(value: object) -> str:
    if value == "":
        return ""
    if (
        not isinstance(value, str)
        or not (value.isascii() and value.isdigit())
        or len(value) not in _PIN_DIGITS
    ):
        raise SettingsError(
            'reader.toml の [kiosk] の pin は使えません。4 桁から 12 桁の数字を "4821" のように書いてください。'
        )
    return value


def _keys(table: object) -> Mapping[Action, tuple[str, ...]]:
    if not isinstance(table, Mapping):
        raise SettingsError("reader.toml の [kiosk.keys] は、はたらき = キーの名前 の表で書いてください。")
    keys = dict(DEFAULT_KEYS)
    for name, value in table.items():
        if name not in set(Action):
            raise SettingsError(
                f"reader.toml の [kiosk.keys] の「{name}」は知らないはたらきです。使える名前: {'、'.join(Action)}"
            )
        keys[Action(name)] = _names(name, value)
    _require_one_action_each(keys)
    return MappingProxyType(keys)


def _names(action: str, value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(n, str) and n for n in names):
        raise SettingsError(
            f'reader.toml の [kiosk.keys] の {action} は使えません。"Enter" か ["Enter", "NumpadEnter"] のように'
            "書いてください。"
        )
    return tuple(names)


def _require_one_action_each(keys: Mapping[Action, tuple[str, ...]]) -> None:
    owner: dict[str, Action] = {}
    for action, names in keys.items():
        for name in names:
            other = owner.setdefault(name.lower(), action)
            if other is not action:
                raise SettingsError(
                    f"reader.toml の [kiosk.keys] で、キー「{name}」が {other} と {action} の両方にあります。"
                    "どちらかにしてください。"
                )
