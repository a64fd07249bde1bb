"""An option stands above the environment, that above reader.toml, that above the default."""

from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings.site import Settings, settings_from
from tests.conftest import ROOT

HOME = Path("home")


def test_a_home_in_the_checkout_is_not_committed() -> None:
    """Its secret above all: who adds everything to git must not hand it out."""
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    settings = settings_from(HOME, {}, "", {})
    kept = {
        value.relative_to(HOME).parts[0]
        for name, kind in vars(Settings).items()
        if isinstance(kind, property) and isinstance(value := getattr(settings, name), Path)
    }
    assert {"bundle.key", "sources", "library.sqlite3"} <= kept
    for name in kept:
        assert {f"/{name}/", f"{name}/", f"/{name}", f"{name}*", f"{name}/*"} & set(ignored), name


def test_the_nearest_layer_wins() -> None:
    toml = 'port = 1\nhost = "a"\naudio_cache_max = "2G"\n[voices]\n"市長" = "openjtalk/low"\n[hints]\nspeakers = ["環境課"]\n'
    settings = settings_from(HOME, {"READER_PORT": "2", "READER_HOST": "b"}, toml, {"port": 3, "host": None})
    assert (settings.port, settings.host) == (3, "b")
    assert settings.audio_cache_max == 2 * 1024**3
    assert settings.voices == {"市長": "openjtalk/low"}
    assert settings.hints == {"speakers": ("環境課",)}


def test_nothing_set_gives_the_defaults() -> None:
    assert settings_from(HOME, {}, "", {}) == Settings(home=HOME)


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("port = ", "reader.toml"),
        ("prot = 1", "prot"),
        ('port = "x"', "port"),
        ("driver = 3", "driver"),
        ("voices = 1", "voices"),
        ("[hints]\nspeakers = 3", "hints"),
        ('[hints]\nspeakers = "環境課"', "hints"),
    ],
)
def test_what_has_no_meaning_is_named(toml: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named) as told:
        settings_from(HOME, {}, toml, {})
    assert "\n" not in str(told.value)
