"""The compose file as Docker would read it: what the site's secrets are filled in."""

import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "scale"
COMPOSE = FOLDER / "compose.yaml"
SECRETS = {"POSTGRES_PASSWORD": "geheim", "AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "geheim"}
"""What a site writes into ``.env``."""

_FILLED_IN = re.compile(r"\$\{(\w+):([?-])([^}]*)\}")


def composed(secrets: Mapping[str, str] = SECRETS) -> dict[str, Any]:
    """Its services and what they are told. KeyError for what must be given and is not."""

    def given(found: re.Match[str]) -> str:
        name, otherwise, words = found.groups()
        return secrets[name] if otherwise == "?" else secrets.get(name, words)

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: filled(below) for name, below in part.items()}
        if isinstance(part, list):
            return [filled(below) for below in part]
        return _FILLED_IN.sub(given, part) if isinstance(part, str) else part

    whole: dict[str, Any] = filled(YAML(typ="safe").load(COMPOSE.read_text(encoding="utf-8")))
    return whole
