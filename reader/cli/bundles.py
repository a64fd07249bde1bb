"""``reader publish --bundle`` and ``reader import FILE.bundle``: what is public, carried by file to a site or kiosk elsewhere."""

from contextlib import ExitStack
from pathlib import Path

from reader.bundling.archive import Bundle, BundleError, is_public_key, signing_key
from reader.bundling.receiving import Receiving
from reader.bundling.sending import send
from reader.cli.console import tell
from reader.cli.desk import cli_actor
from reader.cli.house import House

ENDING = ".bundle"


def write(house: House, path: Path, with_sound: bool) -> None:
    """Writes everything that is public, and tells which key the other side must trust."""
    key = signing_key(house.settings.signing_key)
    with ExitStack() as stack:
        narrator = stack.enter_context(house.narrator(speaking=False)) if with_sound else None
        number, files = send(house.library, path, key, cli_actor(), house.clip_cache, narrator)
    tell(f"{path}: 束 {number} を書きました（ファイル {files:,}）。")
    tell_key(house)


def tell_key(house: House) -> None:
    """What the other side writes into its settings."""
    key = signing_key(house.settings.signing_key)
    tell(f'受け取る側の reader.toml に、この一行を書いてください: bundle_key = "{key.public}"')


def take_in(house: House, path: Path) -> None:
    """Takes a bundle in. BundleError where it is not to be trusted, altered or older: then nothing is changed."""
    trusted = house.settings.bundle_key.strip().lower()
    if not is_public_key(trusted):
        raise BundleError(
            "信じる発行元が決まっていません。発行元で reader publish --key を行い、出た一行を reader.toml に書いてください。"
        )
    bundle = Bundle(path, trusted)
    try:
        with house.removal() as removal:
            receiving = Receiving(house.importer, house.corrector, house.clip_cache, removal.remove)
            taken = receiving.take(bundle, cli_actor())
    finally:
        bundle.close()
    if taken is None:
        tell(f"{path}: 束 {bundle.manifest.number} は、もう取り込んであります。")
        return
    tell(
        f"{path}: 束 {taken.number} を取り込みました（会議録 {len(taken.changed):,}、"
        f"なくなったもの {len(taken.gone):,}、音声 {taken.clips:,}）。"
    )
    if taken.changed or taken.gone:
        house.forget_words()
