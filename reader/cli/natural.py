"""Whether natural voices are to be had: their model made ready when somebody asks for that, this machine measured once."""

import os
from pathlib import Path

from reader.errors import SpeechError
from reader.settings.site import Settings
from reader.speech.natural.fitness import why_unfit
from reader.speech.natural.model import require_model
from reader.speech.natural.preparing import prepare
from reader.speech.voices.names import driver_name


def why_not_natural(settings: Settings) -> str | None:
    """Why ``driver = "auto"`` does not take natural voices, in words for people; None where it does."""
    try:
        require_model(settings.natural_folder)
    except SpeechError as error:
        return str(error)
    return why_unfit(settings.natural_folder, os.cpu_count() or 1)


def prepare_model(settings: Settings) -> None:
    """Makes the model of what is installed, or of ``natural_model``, where it is not there yet. SpeechError."""
    prepare(settings.natural_folder, Path(settings.natural_model) if settings.natural_model else None)


def told_order(chosen: str, driver: str, why_not: str | None) -> str:
    """Who speaks, and who does while that one cannot, in words for the people who look after the site. ``chosen`` is what they
    set, ``driver`` what came of it, ``why_not`` why ``auto`` did not come to natural voices.

    「読み上げの声: VOICEVOX、使えないあいだは Open JTalk」
    """
    name = driver_name(driver)
    if chosen != "auto":
        return f"読み上げの声: {name}" + ("" if driver == "openjtalk" else "、使えないあいだは Open JTalk")
    if driver == "natural":
        return f"読み上げの声: {name}、会議録ごとにそろうまでは Open JTalk"
    return f"読み上げの声: {name}（自然な声にしないわけ: {why_not}）"
