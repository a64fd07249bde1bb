"""A site in a house network, by its name and without TLS: there a browser sends no Sec-Fetch-Site, and what it says of a form's
origin hangs on the page's own Referrer-Policy. What our pages send is taken, what another site's page sends is not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Request

from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.web.app import create_app
from tests.chromium import FLAGS, headless
from tests.stock import stocked
from tests.web.listening import served

HOUSE, STRANGER = "kaigi.house.example", "stranger.example"
TURN = "/minutes/20260514-1/turns/1"


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, sample: bytes
) -> Iterator[Library]:
    opened = stocked(tmp_path_factory.mktemp("house") / "library.sqlite3", annotator, sample)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def house(library: Library) -> Iterator[str]:
    with served(create_app(library, None, Settings(allowed_hosts=HOUSE))) as address:
        yield address.replace("127.0.0.1", HOUSE)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser for which both names lead to this machine."""
    flags = [*FLAGS, f"--host-resolver-rules=MAP {HOUSE} 127.0.0.1, MAP {STRANGER} 127.0.0.1"]
    opened = browser.browser_type.launch(executable_path=str(headless()), args=flags)
    yield opened.new_page()
    opened.close()


def _posts(page: Page) -> list[Request]:
    posts: list[Request] = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    return posts


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "form"])
def test_our_own_forms_are_taken(page: Page, house: str, library: Library, script: bool) -> None:
    if not script:
        assert page.context.browser is not None
        page = page.context.browser.new_context(java_script_enabled=False).new_page()
    posts = _posts(page)
    page.goto(f"{house}{TURN}/report")
    word, reading = ("推進会議", "おしかいぎ" if script else "すすめかいぎ")
    page.locator("[name=surface]").fill(word)
    page.locator("[name=reading]").fill(reading)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator("form:has([name=surface]) [type=submit]").click()
    assert answered.value.status == 200
    sent = posts[0].all_headers()
    assert "sec-fetch-site" not in sent, (
        "not what this test is about: the browser takes this for a secure place"
    )
    assert sent["origin"] == house
    assert reading in {report.reading for report in library.reports()}


def test_settings_are_kept(page: Page, house: str) -> None:
    page.goto(f"{house}/preferences")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.get_by_role("button", name="この設定にする").click()
    assert answered.value.status in (204, 303)
    assert any(cookie["name"] == "preferences" for cookie in page.context.cookies())


@pytest.fixture
def stranger(house: str) -> Iterator[str]:
    """Another site, with a form that sends itself to ours."""
    form = f"""<!doctype html><form id=f method=post action="{house}{TURN}/report">
        <input name=surface value=推進会議><input name=reading value=ぬすみ></form><button form=f>go</button>"""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Referrer-Policy", self.path[1:] or "unsafe-url")
            self.end_headers()
            self.wfile.write(form.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{STRANGER}:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("policy", ["unsafe-url", "no-referrer", "same-origin"])
def test_another_site_s_form_is_not(
    page: Page, house: str, stranger: str, library: Library, policy: str
) -> None:
    page.goto(f"{stranger}/{policy}")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.get_by_role("button").click()
    assert answered.value.status == 403
    assert "ぬすみ" not in {report.reading for report in library.reports()}


def test_a_name_that_is_not_the_site_s_is_nowhere_on_its_pages(page: Page, house: str) -> None:
    answer = page.goto(house.replace(HOUSE, STRANGER))
    assert answer is not None and answer.status == 200
    assert STRANGER not in page.content()
