"""Whether natural voices are to be had: their model made ready when somebody asks for that, this machine measured once."""

import os
from pathlib import Path

from reader.errors import SpeechError
from reader.settings.site import Settings
from reader.speech.natural.fitness import why_unfit
from reader.speech.natural.model import require_model
from reader.speech.natural.preparing import prepare


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
