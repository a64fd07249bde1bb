"""What people call the drivers: ``driver_name("openjtalk")`` → 「Open JTalk」."""

_NAMES = {
    "natural": "自然な声",
    "voicevox": "VOICEVOX",
    "espeak": "eSpeak NG",
    "sapi5": "Windows",
    "nsss": "macOS",
    "openjtalk": "Open JTalk",
}


def driver_name(driver: str) -> str:
    """What people call the driver; its own name where they call it nothing else."""
    return _NAMES.get(driver, driver)
