"""What is taken along, in a real browser: captions as cues of a track on another site's page, sound as long as it says, the pages
of the book at 400 %, and the page that asks for patience."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route as StarletteRoute

from reader.exports.epub.epub import write_epub
from reader.exports.material import Options
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from tests.browser.axe import Axe
from tests.browser.pages import SEED, OpenUnmade
from tests.exports.archives import opened, written
from tests.exports.documents import odd
from tests.exports.toned import material_of
from tests.web.listening import served

BOOK = "http://book.localhost"
PAGE_BREAK = 'epub:type="pagebreak"'
"""axe does not know DPUB-ARIA's roles where it asks who may have a name; DAISY's Ace, which does, examines these pages too."""

TRACK = """([sound, captions]) => new Promise((resolve, reject) => {
  const audio = document.createElement("audio"), track = document.createElement("track");
  audio.crossOrigin = "anonymous";
  track.kind = "subtitles";
  track.default = true;
  const whole = [
    new Promise(done => { track.onload = done; track.onerror = () => reject(new Error("no captions")); }),
    new Promise(done => { audio.onloadedmetadata = done; audio.onerror = () => reject(new Error("no sound")); }),
  ];
  audio.src = sound;
  track.src = captions;
  audio.append(track);
  document.body.append(audio);
  track.track.mode = "hidden";
  Promise.all(whole).then(() => resolve([audio.duration,
    [...track.track.cues].map(cue => [cue.id, cue.startTime, cue.endTime, cue.getCueAsHTML().textContent])]));
})"""
WIDER = """() => [...document.querySelectorAll("body, body *")]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 100))"""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of another site, whose only page is empty."""

    def page(_request: Request) -> HTMLResponse:
        return HTMLResponse("<!doctype html><title>x</title><body>")

    with served(Starlette(routes=[StarletteRoute("/", page)])) as base:
        yield base


def test_another_site_s_page_shows_the_captions_at_their_times(
    browser: Browser, address: str, elsewhere: str
) -> None:
    with urlopen(f"{address}{SEED}.transcript.json") as answer:
        segments = json.load(answer)["segments"]
    with urlopen(f"{address}{SEED}.mp3") as answer:
        bytes_of_sound = int(answer.headers["Content-Length"])
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    duration, cues = page.evaluate(TRACK, [f"{address}{SEED}.chapters.mp3", f"{address}{SEED}.vtt"])
    context.close()
    assert len(cues) == len(segments)
    assert [[start, end] for _id, start, end, _text in cues] == [
        [one["startTime"], one["endTime"]] for one in segments
    ]
    assert ["".join(text.split()) for *_, text in cues] == ["".join(one["body"].split()) for one in segments]
    assert len({name for name, *_ in cues}) == len(cues)
    assert duration == pytest.approx(bytes_of_sound / 144 * 0.024, abs=1e-6)


def test_the_book_s_pages_pass_axe_and_fit_at_400_percent(
    browser: Browser, annotator: Annotator, axe: Axe
) -> None:
    """1280 pixels at 400 % are 320; and letters of four times their size find room in 1280."""
    files = opened(written(write_epub, material_of(odd(), annotator), Options(ruby=Level.ALL)))
    kinds = {
        ".xhtml": "application/xhtml+xml",
        ".css": "text/css",
        ".mp3": "audio/mpeg",
        ".smil": "application/smil+xml",
    }

    def answer(route: Route) -> None:
        name = urlsplit(route.request.url).path.lstrip("/")
        if name not in files:
            route.fulfill(status=404)
            return
        route.fulfill(body=files[name], content_type=kinds.get(Path(name).suffix, "application/octet-stream"))

    context = browser.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    page.route(f"{BOOK}/**", answer)
    pages = [name for name in files if name.endswith(".xhtml")]
    assert len(pages) >= 3
    for name in pages:
        page.set_viewport_size({"width": 320, "height": 256})
        page.goto(f"{BOOK}/{name}")
        assert page.evaluate("() => document.styleSheets.length") >= 1, name
        assert [one for one in axe.findings(page) if PAGE_BREAK not in one] == [], name
        assert page.evaluate(WIDER) == [], name
        page.set_viewport_size({"width": 1280, "height": 1024})
        page.evaluate("() => { document.documentElement.style.fontSize = '400%'; }")
        assert page.evaluate(WIDER) == [], name
    context.close()


def test_who_wants_a_file_too_early_is_told_how_far_it_is(open_unmade: OpenUnmade, axe: Axe) -> None:
    """With an address to ask again, a way back, and how far it is now by itself; the voice is not waited for."""
    statuses: list[int] = []

    def noted(page: Page) -> None:
        page.on("response", lambda got: statuses.append(got.status) if got.url.endswith(".epub") else None)

    page, voice = open_unmade("/help")
    noted(page)
    page.goto(f"{page.url.removesuffix('/help')}{SEED}.epub")
    assert statuses == [202]
    assert axe.findings(page) == []
    assert page.locator("main a", has_text="").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    ) == [
        f"{SEED}.epub",
        SEED,
    ]
    page.wait_for_selector(".progress__line")
    assert axe.findings(page) == []
    voice.speak_freely()
