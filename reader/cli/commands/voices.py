"""``reader voices``: which voices there are, and a sentence of each to hear.

::

    reader voices                                 openjtalk/deep-broad   深い太い声   議長・委員長
    reader voices openjtalk/low --save 聞く        聞く/openjtalk-low.mp3 に書きました。
    reader voices --prepare                       自然な声を使えます。
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from reader.cli.console import complain, tell
from reader.cli.house import House, load_settings
from reader.cli.natural import prepare_model
from reader.errors import SettingsError, SpeechError
from reader.minutes.model import Role
from reader.speech.fallback.available import SAMPLE_SENTENCE, find_palette, list_voices, sample_request
from reader.speech.voices.casting import ANNOUNCER, ROLE_NAMES
from reader.speech.voices.palette import Palette
from reader.speech.voices.voice import Voice
from reader.speech.workers.pool import SynthesisPool


def register(app: typer.Typer) -> None:
    """Adds this room's command."""
    app.command("voices", help="この機械で使える声を示します。--save で、一文ずつ聞ける音声を作ります。")(
        voices
    )


def voices(
    names: Annotated[list[str] | None, typer.Argument(help="声の番号（なければ全部）")] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="声ごとに一文の音声（MP3）を、このフォルダーに書きます。")
    ] = None,
    say: Annotated[str, typer.Option("--say", help="聞きたい文")] = SAMPLE_SENTENCE,
    prepare: Annotated[
        bool, typer.Option("--prepare", help="自然な声のモデルを用意し、この機械の速さを測ります。")
    ] = False,
) -> None:
    """One line a voice, with whom it suits; ``--save`` writes a sentence of each, ``--prepare`` makes the natural ones ready.
    Exit status 1 if one cannot speak, or the natural ones are not to be had."""
    house = House(load_settings())
    if prepare:
        prepare_model(house.settings)
        if house.why_not_natural:
            complain(house.why_not_natural)
            raise typer.Exit(1)
        tell(f"自然な声を使えます（{house.settings.natural_folder}）。")
        return
    with house.pool() as pool:
        found, missing = list_voices(pool, house.driver, house.voice_folders)
        wanted = _chosen(found, names or [])
        if save is None:
            roles = _roles(find_palette(house.driver, pool, house.voice_folders))
            for voice in wanted:
                tell(f"{voice.id}\t{voice.name}\t{'、'.join(roles.get(voice.id, ()))}".rstrip())
            tell("聞くには: reader voices --save フォルダー")
            silent = 0
        else:
            silent = sum(not _written(pool, house, voice, say, save) for voice in wanted)
    for problem in () if names else missing:
        complain(problem)
    if silent:
        raise typer.Exit(1)


def _chosen(found: Sequence[Voice], names: Sequence[str]) -> Sequence[Voice]:
    """The voices of those ids, all if none is named. SettingsError for an id that there is not."""
    by_id = {voice.id: voice for voice in found}
    for name in names:
        if name not in by_id:
            raise SettingsError(f"声「{name}」はありません。使える声は reader voices で見られます。")
    return [by_id[name] for name in names] or found


def _roles(palette: Palette) -> dict[str, list[str]]:
    """Whom a voice suits best, by its id."""
    roles = {palette.announcer.id: [ANNOUNCER]}
    for role in Role:
        for voice in palette.for_role.get(role, ())[:1]:
            roles.setdefault(voice, []).append(ROLE_NAMES[role][0])
    return roles


def _written(pool: SynthesisPool, house: House, voice: Voice, sentence: str, folder: Path) -> bool:
    """Writes the sentence by the voice, and says where. False, and says why, if the voice cannot speak."""
    path = folder / f"{voice.id.replace('/', '-')}.mp3"
    try:
        sound = pool.speak(sample_request(voice, house.analyzer, sentence))
    except SpeechError as error:
        complain(f"{voice.id}: {error}")
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sound.frames)
    except OSError as error:
        raise SettingsError(f"{path} に書けません。--save のフォルダーを確かめてください。") from error
    tell(f"{voice.id}\t{voice.name}\t{path} に書きました。")
    return True
