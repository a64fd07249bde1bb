"""Without what only some sites install, those of many machines or with passkeys: nothing of it is loaded, and whoever asks for it is told."""

import subprocess
import sys

import pytest

from reader.cli.server import server_of
from reader.cli.sharing import clips_of
from reader.errors import SettingsError
from reader.library.library import Library
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache

EXTRA = ("psycopg", "obstore", "prometheus_client", "procrastinate", "fido2")
ROOMS = (
    "house",
    "measuring",
    "sharing",
    "commands.server",
    "commands.library",
    "commands.desk",
    "commands.doctor",
    "commands.speech",
    "commands.many.work",
    "commands.many.towns",
)


@pytest.mark.slow
def test_nothing_of_an_extra_is_loaded_unless_it_is_wanted() -> None:
    imports = "; ".join(f"import reader.cli.{room}" for room in ROOMS)
    asked = f"import sys; {imports}; print([name for name in {EXTRA!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_missing_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("reader.library.server.", "reader.speech.shared."))
    ]:
        if not name.endswith((".address", ".parts")):
            monkeypatch.delitem(sys.modules, name)
    for name in EXTRA:
        monkeypatch.setitem(sys.modules, name, None)
    settings = Settings(database="postgresql://db/minutes", clip_store="s3://clips")
    with pytest.raises(SettingsError, match=r"minutes-reader\[server\]"):
        Library(settings.library_path, server=server_of(settings))
    with pytest.raises(SettingsError, match=r"minutes-reader\[server\]"):
        clips_of(settings)


def test_settings_that_mean_nothing_are_refused_in_one_line() -> None:
    assert server_of(Settings()) is None
    assert type(clips_of(Settings())) is ClipCache
    for wrong in (
        {"database": "mysql://db/minutes"},
        {"database": "postgresql://db/minutes", "town": "../x"},
        {"clip_store": "s3://clips"},
    ):
        settings = Settings(**wrong)  # type: ignore[arg-type]
        with pytest.raises(SettingsError) as told:
            server_of(settings)
            clips_of(settings)
        assert "\n" not in str(told.value)
