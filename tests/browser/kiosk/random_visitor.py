"""A visitor who touches and presses whatever comes, by real input events, as fast as the screen answers.

The browser answers an event when its page has dealt with it; where the page is just being replaced, that answer can get lost
(Chromium 156: seven touches in a thousand on a page of five lines that does nothing but replace itself). So each event is
waited for a while only, and the page itself is asked whether it lives.
"""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

from playwright.async_api import CDPSession, Error, Page

KEYS = {
    "ArrowUp": ("ArrowUp", 2),
    "ArrowDown": ("ArrowDown", 6),
    "ArrowLeft": ("ArrowLeft", 2),
    "ArrowRight": ("ArrowRight", 4),
    "Enter": ("Enter", 6),
    "-": ("Minus", 1),
    "=": ("Equal", 1),
    ",": ("Comma", 1),
    ".": ("Period", 1),
    "p": ("KeyP", 3),
    "h": ("KeyH", 1),
    "?": ("Slash", 1),
    "Backspace": ("Backspace", 2),
    "x": ("KeyX", 1),
}
"""The keys of a pad, and one that has no meaning: their codes, and how often they are pressed."""

SCREEN = "document.documentElement.dataset.screen"
PATIENCE = 2.0
LIFE = 60.0
"""Seconds after which a page that does not answer is dead."""
BEGINS_ANEW = ("context was destroyed", "navigation", "properties of null (reading 'dataset')")
"""What a question to a page ends with while the next one takes its place: for a moment a document has no root."""


class RandomVisitor:
    """Acts on a page. ``unanswered`` counts the events whose answer got lost."""

    def __init__(self, page: Page, session: CDPSession, chance: random.Random, size: tuple[int, int]) -> None:
        self.page = page
        self.unanswered = 0
        self._session = session
        self._chance = chance
        self._size = size

    async def act(self) -> None:
        """A touch or a key."""
        if self._chance.random() < 0.5:
            key = self._chance.choices(list(KEYS), [often for _, often in KEYS.values()])[0]
            await self.press(key)
        else:
            await self.touch(*map(self._chance.randrange, self._size))

    async def touch(self, x: float, y: float) -> None:
        """A finger, down and up."""
        name = "Input.dispatchTouchEvent"
        await self._send(
            self._session.send(name, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}),
            self._session.send(name, {"type": "touchEnd", "touchPoints": []}),
        )

    async def press(self, key: str) -> None:
        """A key, down and up."""
        name, event = "Input.dispatchKeyEvent", {"key": key, "code": KEYS[key][0]}
        await self._send(
            self._session.send(name, {"type": "rawKeyDown", **event}),
            self._session.send(name, {"type": "keyUp", **event}),
        )

    async def look(self) -> str:
        """The name of the screen. TimeoutError if the page is dead."""
        return str(await self.asked(SCREEN))

    async def goes_home(self) -> None:
        """Leads to the choice of a session by touch, from wherever it is; what was touched before is let go of.
        TimeoutError if that leads nowhere."""
        async with asyncio.timeout(LIFE):
            await self._touch_home()
            while await self.look() != "sessions":
                await asyncio.sleep(0.2)
                await self._touch_home()

    async def _touch_home(self) -> None:
        where = ".welcome" if await self.look() == "welcome" else ".dock .control"
        box = f"document.querySelector('{where}')?.getBoundingClientRect().toJSON()"
        if place := await self.asked(box):
            await self.touch(place["x"] + 20, place["y"] + 20)

    async def asked(self, script: str) -> Any:
        """The page's answer; asked again while it begins anew for the next visitor. TimeoutError if the page is dead."""
        async with asyncio.timeout(LIFE):
            while True:
                try:
                    return await self.page.evaluate(script)
                except Error as gone:
                    assert any(sign in str(gone) for sign in BEGINS_ANEW), gone
                    await asyncio.sleep(0.1)

    async def _send(self, *events: Coroutine[Any, Any, Any]) -> None:
        tasks = {asyncio.ensure_future(event) for event in events}
        _, waiting = await asyncio.wait(tasks, timeout=PATIENCE)
        self.unanswered += len(waiting)
        for task in waiting:
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
