"""Files on their way in wait in the home, not in the system's folder for temporary files, which may be small, or memory.

They have no name there: what a killed process was given is gone with it.
"""

from collections.abc import AsyncGenerator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from reader.errors import LibraryError


async def form_of(request: Request, folder: Path, max_files: int, max_fields: int) -> FormData:
    """A form with its files, which lie in ``folder`` as far as they are large. HTTPException (400) for what is no form,
    or has more in it; LibraryError where the folder cannot take them."""
    if request.headers.get("Content-Type", "").lower().startswith("multipart/form-data"):
        parser = _Incoming(folder, request.headers, request.stream(), max_files, max_fields)
        try:
            request._form = await parser.parse()
        except MultiPartException as error:
            raise HTTPException(400, error.message) from error
        except OSError as error:
            raise LibraryError(
                "ファイルを受け取れません。置き場所の空きと許可を確かめてください。", folder
            ) from error
    return await request.form(max_files=max_files, max_fields=max_fields)


class _Incoming(MultiPartParser):
    def __init__(
        self,
        folder: Path,
        headers: Headers,
        stream: AsyncGenerator[bytes, None],
        max_files: int,
        max_fields: int,
    ) -> None:
        super().__init__(headers, stream, max_files=max_files, max_fields=max_fields)
        self._folder = folder

    def on_headers_finished(self) -> None:
        """Called when a part's headers were read: a file's place is made for it."""
        super().on_headers_finished()
        upload = self._current_part.file
        if upload is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            place: Any = SpooledTemporaryFile(max_size=self.spool_max_size, dir=str(self._folder))  # noqa: SIM115
            self._files_to_close_on_error.append(place)
            upload.file = place
