"""A bucket of any S3 store, with limits on every call: who listens waits for no store that is silent. ::

s3://clips     the bucket; where it is and by which key is told by AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, …
"""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotFoundError,
    PermissionDeniedError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from reader.errors import SettingsError
from reader.speech.shared.parts import StoreError

if TYPE_CHECKING:
    from obstore.store import S3Config

_CONNECT, _CALL = timedelta(milliseconds=500), timedelta(seconds=2)
_AT_ONCE = 1000


class ObjectBucket:
    """Objects in a bucket, below a prefix. Safe to use from several threads."""

    def __init__(self, url: str, **options: str) -> None:
        """``s3://bucket`` or ``s3://bucket/prefix``; ``options`` (``endpoint``, ``access_key_id``, …) win over the
        environment. SettingsError for what is no such address."""
        parts = urlsplit(url)
        if parts.scheme != "s3" or not parts.hostname:
            raise SettingsError(
                "clip_store は s3://バケット のように書いてください（音声をフォルダーだけに置くなら何も書きません）。"
            )
        self.shown = url
        self._prefix = f"{parts.path.strip('/')}/" if parts.path.strip("/") else ""
        self._store = S3Store(
            parts.hostname,
            client_options={
                "connect_timeout": _CONNECT,
                "timeout": _CALL,
                "allow_http": True,
            },
            retry_config={"max_retries": 1, "retry_timeout": _CALL},
            config=cast("S3Config", options),
        )

    def put_new(self, name: str, data: bytes) -> None:
        """Puts an object; one of that name stays as it is. StoreError."""
        try:
            obstore.put(self._store, self._prefix + name, data, mode="create", use_multipart=False)
        except AlreadyExistsError:
            return
        except (BaseError, OSError) as error:
            raise self._failed(error) from error

    def get(self, name: str) -> bytes | None:
        """The object; None if there is none. StoreError."""
        try:
            return bytes(obstore.get(self._store, self._prefix + name).bytes())
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as error:
            raise self._failed(error) from error

    def delete(self, names: Collection[str]) -> None:
        """Takes objects away, so many at once as a store takes. StoreError."""
        paths = [self._prefix + name for name in names]
        try:
            for start in range(0, len(paths), _AT_ONCE):
                obstore.delete(self._store, paths[start : start + _AT_ONCE])
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise self._failed(error) from error

    def names(self) -> Iterator[str]:
        """All of them. StoreError."""
        try:
            for some in obstore.list(self._store, self._prefix or None):
                yield from (item["path"].removeprefix(self._prefix) for item in some)
        except (BaseError, OSError) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> StoreError:
        return StoreError(f"音声の置き場（{self.shown}）を使えません（{_cause(error)}）。")


def _cause(error: Exception) -> str:
    """Why, in plain words; as the store says it where we have none."""
    if isinstance(error, PermissionDeniedError | UnauthenticatedError | PermissionError):
        return "入れません。AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を確かめてください"
    if isinstance(error, NotFoundError | FileNotFoundError):
        return "その名前のバケットがありません"
    said = str(error).strip().splitlines()[0]
    return "つながりません" if "error sending request" in said or "HTTP error" in said else said[:200]
