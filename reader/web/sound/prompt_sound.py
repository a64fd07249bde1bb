"""What is said of the program's own accord, waited for outside of the threads that serve pages."""

import asyncio

from starlette.requests import Request

from reader.errors import SpeechTimeoutError
from reader.narration.prompts import Prompts, joined
from reader.web.http.client import client_of, while_there
from reader.web.http.threads import Threads

_READERS = 2
_PATIENCE = 20.0


class PromptSound:
    """The sound of prompts, for handlers."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts
        self._threads = Threads("prompt", _READERS, _PATIENCE, _too_late)

    async def of(self, request: Request, prompt_id: str) -> bytes:
        """The prompt's MP3 frames. NotFoundError; SpeechError, at the latest after some seconds; ClientGoneError."""
        return await while_there(request, self._made(prompt_id, client_of(request)))

    async def _made(self, prompt_id: str, client: str) -> bytes:
        clips = await self._threads.run(lambda: self._prompts.clips(prompt_id, client))
        try:
            made = await asyncio.wait_for(asyncio.gather(*map(asyncio.wrap_future, clips)), _PATIENCE)
        except TimeoutError as error:
            raise _too_late() from error
        return joined(made)


def _too_late() -> SpeechTimeoutError:
    return SpeechTimeoutError(
        f"説明の声が {_PATIENCE:g} 秒たってもできません。少したってから、もう一度押してください。"
    )
