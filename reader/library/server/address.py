"""Where on which server a town's library is. ::

postgresql://reader:…@db.example.jp/minutes, town 132012   →  the schema reader_132012 of that database
postgresql://reader:…@db1,db2/minutes?target_session_attrs=read-write   →  whichever of the two takes writes now
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from reader.errors import SettingsError

_SCHEMES = ("postgresql", "postgresql+psycopg")
_TOWN = re.compile(r"[a-z0-9_]{0,32}")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """``url`` as libpq knows it, with its password; ``town`` is '' where the server is of one town."""

    url: str
    town: str = ""

    def __post_init__(self) -> None:
        if self.parts.scheme not in _SCHEMES:
            raise SettingsError(
                "database は postgresql://名前:合言葉@機械/データベース のように書いてください（SQLite なら何も書きません）。"
            )
        if not _TOWN.fullmatch(self.town):
            raise SettingsError(
                f"town = {self.town!r} は使えません。全国地方公共団体コードのように、英小文字・数字・_ を32字までで書いてください。"
            )

    @property
    def schema(self) -> str:
        """The town's share of the database."""
        return f"reader_{self.town}" if self.town else "reader"

    @property
    def driver_url(self) -> str:
        """As libpq takes it."""
        return f"postgresql:{self.url.partition(':')[2]}"

    @property
    def shown(self) -> str:
        """For staff at a terminal: without the password."""
        hosts = self.parts.netloc.rpartition("@")[2]
        return f"postgresql://{hosts}{self.parts.path} ({self.schema})"

    @property
    def parts(self) -> SplitResult:
        """The pieces of the URL."""
        return urlsplit(self.url)


@contextmanager
def with_extra(setting: str = "database") -> Iterator[None]:
    """Inside, what only sites with a server have installed is imported. SettingsError where it is not."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{setting} を使うための部品（{error.name}）がありません。pip install 'minutes-reader[server]' で入れてください。"
        ) from error
