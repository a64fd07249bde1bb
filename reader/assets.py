"""Where templates and static files lie: inside the installed package, else in the checkout.

A wheel carries them as ``reader/_bundled/templates`` and ``reader/_bundled/static``; a checkout has them
at its top: ``asset_folder("templates")`` → ``…/templates``.
"""

from pathlib import Path

from reader.errors import SettingsError

PACKAGE = Path(__file__).resolve().parent


def asset_folder(name: str) -> Path:
    """The folder called ``name`` (``templates``, ``static``). SettingsError if this copy has none."""
    for folder in (PACKAGE / "_bundled" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise SettingsError(f"{name} が見つかりません。minutes-reader を入れ直してください。")
