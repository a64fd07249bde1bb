"""What a page costs, and that it asks nobody else for anything."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from reader.assets import asset_folder
from reader.web.http.static_files import CARRIED, program_assets
from tests.browser.pages import PAGES, SAMPLE, SEED, Open, Visit

RULES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map(rule => rule.cssText.replace(/,?\\s+/g, found => found[0] === "," ? "," : " "));
}"""
"""A sheet's rules as the browser understood them, with one space where there is any."""
FETCH = "address => fetch(address).then(answer => answer.text())"
BUDGET = 45_000
"""Bytes of the session page with the seed as they are sent, its sheet in it, to whoever is not the first that asks for it."""


def test_the_seed_stays_within_its_budget_and_on_its_own_host(open_page: Open) -> None:
    page = open_page("/healthz", Visit(font="device"))
    address = page.url.replace("/healthz", SEED)
    _packed_tight(page, address)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)
    page.evaluate("customElements.whenDefined('reader-player').then(() => true)")
    page.wait_for_load_state("networkidle")
    host = urlsplit(page.url).netloc
    assert {urlsplit(answer.url).netloc for answer in answers} == {host}
    assert all(answer.ok for answer in answers)
    sizes = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
    assert len(sizes) >= 4 and min(sizes.values()) > 0
    assert sum(sizes.values()) <= BUDGET, sizes


def _packed_tight(page: Page, address: str) -> None:
    """Asks for a page until it is packed as tight as can be, behind the answer to who asked for it again."""
    headers = {"Accept-Encoding": "br", "If-None-Match": '"another"'}
    for _ in range(100):
        if "tight" in page.request.get(address, headers=headers).headers["etag"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError(address)


STYLE = "getComputedStyle(document.getElementById('t40').closest('.turn'))"


@pytest.mark.parametrize(("width", "laid_out"), [(1200, "visible"), (360, "auto")])
def test_where_pages_are_read_as_they_come_no_turn_waits_for_a_script(
    open_page: Open, width: int, laid_out: str
) -> None:
    """Orca, on a busy machine, read out a page without its turns: they were to be laid out a moment later."""
    page = open_page("/healthz", Visit(width=width))
    held: list[Route] = []
    page.route("**/main.js", lambda one: held.append(one))
    page.goto(page.url.replace("/healthz", SEED), wait_until="commit")
    page.wait_for_selector("#t40", state="attached")
    page.wait_for_function(f"() => {STYLE}.position === 'relative'")
    assert held
    assert page.evaluate(f"() => {STYLE}.contentVisibility") == laid_out
    for one in held:
        one.continue_()
    page.wait_for_selector("html.is-whole", state="attached")
    assert page.evaluate(f"() => {STYLE}.contentVisibility") == "visible"
    column, text = (page.locator(part).bounding_box() for part in (".index", ".beside__text"))
    assert column and text
    if width >= 1200:  # speakers and agenda stand beside the text, on a phone above it
        assert column["x"] >= text["x"] + text["width"] and column["y"] < text["y"]
        assert page.locator(".index").evaluate("one => getComputedStyle(one).position") == "sticky"
    else:
        assert column["y"] + column["height"] <= text["y"]


FRAMES = """window.frames = [];
const look = () => {
  const part = document.querySelector("#q");
  if (part) window.frames.push(part.checkVisibility());
  if (window.frames.length < 5) requestAnimationFrame(look);
};
requestAnimationFrame(look);"""


def test_a_phones_first_frame_is_its_first_screen(open_page: Open) -> None:
    """What stands beneath the head comes with the frame after, whether a script does or not."""
    page = open_page("/healthz", Visit(width=360, before=FRAMES))
    held: list[Route] = []
    page.route("**/main.js", lambda one: held.append(one))
    page.goto(page.url.replace("/healthz", SEED), wait_until="commit")
    page.wait_for_function("() => window.frames.length === 5")
    seen = page.evaluate("() => window.frames")
    assert held
    assert not seen[0] and seen[-1]
    for one in held:
        one.continue_()


def test_nothing_is_inline_but_the_sheets_and_they_hold(open_page: Open) -> None:
    """Without a script, which sets styles of its own."""
    for path in PAGES.values():
        page = open_page(path, Visit(script=False))
        assert page.locator("[style], script:not([src])").count() == 0
        sheets = page.locator("style").all_text_contents()
        assert sheets and set(sheets) <= {program_assets().sheet(name) for name in CARRIED}
        assert page.evaluate(
            "() => [...document.querySelectorAll('style')].every(one => one.sheet?.cssRules.length > 0)"
        )
        handlers = page.evaluate(
            "() => [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(a => a.name.startsWith('on'))).length"
        )
        assert handlers == 0


TELL = """window.violated = [];
document.addEventListener("securitypolicyviolation", event => window.violated.push(`${event.violatedDirective} ${event.blockedURI}`));"""


def test_the_policy_is_never_violated(open_page: Open) -> None:
    more = ("/search", "/kept", f"{SEED}/parts", f"{SAMPLE}/progress", f"{SEED}?show=role-chair")
    page = open_page("/", Visit(before=TELL, font="device"))
    home = page.url
    for path in (*PAGES.values(), *more):
        page.goto(home + path.removeprefix("/"), wait_until="load")
        assert page.evaluate("() => window.violated") == [], path


STRANGE = "Object.assign(document.createElement('style'), { textContent: 'main { display: none }' })"


def test_no_other_sheet_in_a_page_styles_it(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(TELL)
    page = context.new_page()
    page.goto(address)
    page.evaluate(f"() => document.head.append({STRANGE})")
    page.wait_for_function("() => window.violated.length === 1")
    assert page.locator("main").is_visible()
    context.close()


@pytest.mark.parametrize("name", ["site", "choosing", "desk", "kiosk"])
def test_a_sheet_says_the_same_as_its_files(open_page: Open, name: str) -> None:
    """What is left out of the sheet that is sent changes no rule: 「.main :is(h1)」 is not 「.main:is(h1)」."""
    page = open_page("/")
    folder = asset_folder("static") / "css"
    folders = [folder, folder / "components"] if name == "site" else [folder / name]
    files = [
        file for each in folders for file in each.glob("*.css") if file.name not in ("font.css", "layers.css")
    ]
    written = page.evaluate(RULES, "\n".join(file.read_text("utf-8") for file in files))
    sent = page.evaluate(RULES, page.evaluate(FETCH, f"/static/now/css/{name}.css"))
    assert len(written) >= len(files) > 0
    assert sorted(rule for rule in sent if not rule.startswith("@layer") or "{" in rule) == sorted(written)
