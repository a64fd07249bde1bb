"""The table [kiosk] of reader.toml."""

from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings.kiosk import Action, KioskSettings
from reader.settings.site import settings_from


def _kiosk(toml: str) -> KioskSettings:
    return settings_from(Path(), {}, toml, {}).kiosk


def test_without_a_table_it_is_as_the_accessibility_document_says() -> None:
    found = _kiosk("")
    assert (found.idle, found.warning, found.pin) == (120, 60, "")
    actions = found.actions
    assert actions["arrowup"] == "up"
    assert actions["enter"] == "select"
    assert (actions["-"], actions["="]) == ("quieter", "louder")
    assert (actions[","], actions["."]) == ("slower", "faster")
    assert (actions["p"], actions["h"]) == ("pause", "home")


def test_a_pad_of_another_make_has_its_own_keys() -> None:
    found = _kiosk('[kiosk.keys]\nlouder = ["NumpadAdd", "+"]\nhome = "Escape"\n')
    assert found.keys[Action.LOUDER] == ("NumpadAdd", "+")
    assert "=" not in found.actions
    assert found.actions["escape"] == "home"
    assert found.actions["p"] == "pause"


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("kiosk = 3", "kiosk"),
        ("[kiosk]\nidel = 10", "idel"),
        ("[kiosk]\nidle = 3", "idle"),
        ("[kiosk]\nidle = true", "idle"),
        ('[kiosk]\nwarning = "60"', "warning"),
        ("[kiosk]\npin = 4821", "pin"),
        ('[kiosk]\npin = "12a4"', "pin"),
        ('[kiosk]\npin = "123"', "pin"),
        ("[kiosk]\nkeys = 1", "keys"),
        ('[kiosk.keys]\njump = "j"', "jump"),
        ("[kiosk.keys]\nhome = 7", "home"),
        ("[kiosk.keys]\nhome = []", "home"),
        ('[kiosk.keys]\nhome = "P"', "P"),
    ],
)
def test_what_has_no_meaning_is_named_in_one_line(toml: str, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        _kiosk(toml)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
