"""What the keys of a pad are called when they are read out: ``=`` is イコール, ``h`` is エイチ, ``F7`` is エフ なな."""

from collections.abc import Mapping
from types import MappingProxyType

from reader.readings.judging.letters import LETTER_NAMES

_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "arrowup": "上やじるし",
        "arrowdown": "下やじるし",
        "arrowleft": "左やじるし",
        "arrowright": "右やじるし",
        "enter": "エンター",
        "numpadenter": "テンキーのエンター",
        "numpadadd": "テンキーのプラス",
        "numpadsubtract": "テンキーのマイナス",
        "backspace": "バックスペース",
        "escape": "エスケープ",
        "tab": "タブ",
        " ": "スペース",
        "space": "スペース",
        "home": "ホーム",
        "end": "エンド",
        "pageup": "ページアップ",
        "pagedown": "ページダウン",
        "delete": "デリート",
        "insert": "インサート",
        "shift": "シフト",
        "control": "コントロール",
        "alt": "オルト",
        "-": "マイナス",
        "=": "イコール",
        "+": "プラス",
        ",": "コンマ",
        ".": "ピリオド",
        "/": "スラッシュ",
        "*": "アスタリスク",
        "?": "はてなマーク",
        "audiovolumeup": "音量プラス",
        "audiovolumedown": "音量マイナス",
        "mediaplaypause": "再生と停止",
    }
)
_PRINTED: Mapping[str, str] = MappingProxyType(
    {
        "arrowup": "↑",
        "arrowdown": "↓",
        "arrowleft": "←",
        "arrowright": "→",
        " ": "Space",
        "pageup": "Page Up",
        "pagedown": "Page Down",
        "numpadadd": "keypad +",
        "numpadsubtract": "keypad −",
        "audiovolumeup": "volume +",
        "audiovolumedown": "volume −",
        "mediaplaypause": "play/pause",
    }
)
_DIGITS = ["ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"]


def key_print(key: str) -> str:
    """What stands on the key, for those who read no Japanese: ``↓``, ``Enter``, ``H``, ``keypad 8``."""
    key = key.lower()
    on_pad = f"keypad {key[6:].capitalize()}" if key.startswith("numpad") else key.capitalize()
    return _PRINTED.get(key, on_pad)


def key_name(key: str) -> str:
    """The name of a key, given by ``KeyboardEvent.key`` or ``code``; 「名前のないキー」 where it has none."""
    key = key.lower()
    if key in _NAMED:
        return _NAMED[key]
    if key in LETTER_NAMES:
        return LETTER_NAMES[key]
    if len(key) == 1 and key.isascii() and key.isdigit():
        return _DIGITS[int(key)]
    if key.startswith("f") and key[1:].isascii() and key[1:].isdigit():
        return f"エフ{int(key[1:]) % 100}"
    if key.startswith("numpad") and key[6:].isascii() and key[6:].isdigit():
        return f"テンキーの{_DIGITS[int(key[6:]) % 10]}"
    return "名前のないキー"
