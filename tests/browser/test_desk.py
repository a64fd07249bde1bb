"""The staff desk in a real browser: every page in its looks, the whole way by keys alone, two people at once, no other host."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reader.desk.withdrawals.asking import Asking
from reader.desk.withdrawals.finding import find_words
from reader.library.desk.people import Role
from reader.library.desk.seats import seats_of
from reader.library.desk.withdrawals import Wanted
from reader.minutes.masking.mask import MaskKind
from reader.passages.annotator import Annotator
from tests.browser.axe import Axe
from tests.browser.looks import covering
from tests.browser.pages import THEMES
from tests.browser.test_reflow import CUT
from tests.desk.desks import CLI, PASSWORD, page
from tests.minutes.record.test_warnings import HEAD
from tests.web.desk.desks import Site, desk_site
from tests.web.listening import served

SIZES = ("16", "20", "24", "32", "48")
MARKED = "【山田委員】上手の橋を市場の辺りで見ます。\n【事務局】三百万円です。\n" * 4
DRAFT = (HEAD + MARKED + "【月見】補足します。\n").encode()
NOT_PAGES = (".json", ".xlsx", ".csv", ".mp3", "/here", "{secret}")

CUT_HERE = CUT.replace('ruby"', 'ruby, input, .desk-table"')
"""A field scrolls what is typed into it, and a table of a file's rows scrolls in its own place."""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].filter(one => one.checkVisibility()).map(one => +one.tagName[1])"""


@dataclass
class Town:
    """A desk with people, a public session, drafts, jobs that ask and that failed, and reports; ``address`` is the site's."""

    site: Site
    address: str
    session: str
    draft: int
    contexts: list[BrowserContext] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


@pytest.fixture
def town(tmp_path: Path, annotator: Annotator, browser: Browser) -> Iterator[Town]:
    with desk_site(tmp_path, annotator) as site:
        clerk, approver, _ = (
            site.desk.person(name, role)
            for name, role in (("tantou", Role.CLERK), ("shounin", Role.APPROVER), ("kanri", Role.MANAGER))
        )
        data = page("鵺の会", 1, "鵺尾橋の欄干です。", "市場の辺りです。")
        session = site.desk.published(clerk, approver, site.desk.drafted(clerk, data))
        utterance = site.desk.library.session(session).passages[-1].utterances[0]
        site.desk.library.report(session, utterance.id, "市場", "しじょう")
        site.desk.settling.corrector.add("星見浜", "ほしみはま")
        draft = site.desk.drafted(clerk, DRAFT, "下書き.txt")
        site.desk.handed_in(clerk, data, "同じもの.txt")
        site.desk.handed_in(clerk, b"%PDF-1.7 cut off", "壊れたもの.pdf")
        site.desk.jobs.narrate(clerk, session)
        place = find_words(site.desk.library, "鵺尾橋").places[0].key
        wanted = Wanted(session, "鵺尾橋", (place,), MaskKind.WITHDRAWN, "議会の許可")
        Asking(site.desk.library).ask(clerk, wanted)
        with served(site.app) as address:
            made = Town(site, address, session, draft)
            yield made
            for context in made.contexts:
                context.close()
    assert made.problems == []
    assert made.hosts
    assert made.hosts <= {"127.0.0.1", "localhost"}


def _person(town: Town, browser: Browser, width: int = 1280, height: int = 800) -> Page:
    """A browser of somebody's who has not signed in."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(20_000)
    town.contexts.append(context)
    opened = context.new_page()
    opened.on("request", lambda request: town.hosts.add(urlsplit(request.url).hostname or ""))
    opened.on("pageerror", lambda error: town.problems.append(str(error)))
    opened.on(
        "console", lambda said: town.problems.append(said.text) if "Security Policy" in said.text else None
    )
    return opened


def _signs_in(town: Town, opened: Page, name: str) -> None:
    opened.goto(f"{town.address}/desk/sign-in")
    opened.get_by_label("名前").fill(name)
    opened.get_by_label("パスワード").fill(PASSWORD)
    opened.get_by_role("button", name="入る").click()
    expect(opened).to_have_url(f"{town.address}/desk")


def _pages(town: Town) -> dict[str, Callable[[Page], object]]:
    """Every page of the desk's table, and those that a form leads to: how each is reached."""
    (asked,) = Asking(town.site.desk.library).waiting()
    given = {
        "edition:int": str(town.draft),
        "request:int": str(asked.id),
        "session": town.session,
        "key": "t1",
    }
    token = town.site.desk.people.invite(CLI, "atarashii", "", Role.CLERK)
    given["invitation"] = token
    found: dict[str, Callable[[Page], object]] = {}
    for row in town.site.pages.rows:
        if row.method == "GET" and not row.path.endswith(NOT_PAGES):
            path = row.path
            for name, value in given.items():
                path = path.replace(f"{{{name}}}", value)
            assert "{" not in path, row
            found[row.path] = lambda opened, path=path: opened.goto(town.address + path)  # type: ignore[misc]

    def words(opened: Page) -> None:
        opened.goto(f"{town.address}/desk/sessions/{town.session}/words")
        opened.get_by_label("取り消す言葉").fill("鵺尾橋")
        opened.get_by_role("button", name="ある場所を調べる").click()
        expect(opened.get_by_role("checkbox")).to_be_checked()

    def plan(opened: Page) -> None:
        opened.goto(f"{town.address}/desk/lexicon")
        data = "鵺尾橋,ぬえおばし\n魚町,うお町\n".encode()
        opened.get_by_label("読みのファイル").set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": data}
        )
        opened.get_by_role("button", name="中身を見る").click()
        expect(opened.get_by_role("table")).to_be_visible()

    def refused(opened: Page) -> None:
        opened.goto(f"{town.address}/desk/lexicon")
        opened.get_by_label("語（印刷されているとおり）").fill("魚町")
        opened.get_by_label("読み（ひらがな）").fill("うお町")
        opened.get_by_role("button", name="この読みにする").click()
        expect(opened.get_by_role("alert")).to_be_visible()

    def failed(opened: Page) -> None:
        opened.goto(f"{town.address}/desk/editions/{town.draft}/edits")
        opened.get_by_label("日", exact=True).fill("いつか")
        opened.get_by_role("button", name="日を直す").click()
        expect(opened.get_by_text("年月日として読めません")).to_be_visible()

    return {**found, "words found": words, "a file's rows": plan, "refused": refused, "an error": failed}


@pytest.mark.slow
def test_every_page_passes_axe_in_its_looks_and_is_as_narrow_as_a_phone(
    town: Town, browser: Browser, axe: Axe
) -> None:
    opened = _person(town, browser)
    _signs_in(town, opened, "kanri")
    ways = _pages(town)
    assert len(ways) >= 22
    plan = covering(ways, ("",), THEMES, SIZES)
    found: list[str] = []
    for name, way in ways.items():
        opened.set_viewport_size({"width": 1280, "height": 800})
        way(opened)
        levels = opened.evaluate(HEADINGS)
        if levels[:1] != [1] or levels.count(1) != 1 or any(b - a > 1 for a, b in pairwise(levels)):
            found.append(f"{name}: headings {levels}")
        found += [f"{name}: {one}" for one in axe.findings_in((opened, plan[name][""]))]
        opened.set_viewport_size({"width": 320, "height": 640})
        for size in ("24", "48"):
            opened.evaluate("size => { document.documentElement.dataset.type = size }", size)
            wide = opened.evaluate("() => document.documentElement.scrollWidth")
            cut = opened.evaluate(CUT_HERE)
            if wide > 320 or cut:
                found.append(f"{name} at {size}: {wide} px, {cut[:2]}")
    assert not found, "\n".join(found)
    assert {cookie["name"] for cookie in town.contexts[0].cookies()} <= {"desk", "preferences"}


def _tabs_to(opened: Page, selector: str) -> None:
    """Presses Tab until what is meant has the focus, as a person without a mouse does."""
    for _ in range(150):
        if opened.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
        opened.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by keys on {opened.url}")


def _presses(opened: Page, selector: str) -> None:
    _tabs_to(opened, selector)
    with opened.expect_navigation():
        opened.keyboard.press("Enter")


def test_from_a_file_to_the_public_by_keys_alone_in_six_pages(
    town: Town, browser: Browser, tmp_path: Path
) -> None:
    opened = _person(town, browser)
    visited: list[str] = []
    opened.on("framenavigated", lambda frame: visited.append(urlsplit(frame.url).path))
    opened.on(
        "filechooser", lambda _chooser: None
    )  # else it is asked for with the key, and may come behind it
    file = tmp_path / "新しい会議.txt"
    file.write_bytes(
        page(
            "麒麟の会",
            3,
            "上手の橋の辺りを、市場の方から見ます。",
            "下手の堤は、今日の一行が見ます。",
            "人気のない所です。",
        )
    )
    opened.goto(f"{town.address}/desk/sign-in?next=/desk/import")
    _tabs_to(opened, "#name")
    opened.keyboard.insert_text("shounin")
    _tabs_to(opened, "#password")
    opened.keyboard.insert_text(PASSWORD)
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(f"{town.address}/desk/import")
    _tabs_to(opened, "#files")
    with opened.expect_file_chooser() as chooser:
        opened.keyboard.press("Enter")
    chooser.value.set_files(file)
    _presses(opened, "form[data-drop] button[type=submit]")
    expect(opened).to_have_url(f"{town.address}/desk/jobs")
    with town.site.desk.worker.at_work():
        link = opened.get_by_role("link", name="「新しい会議.txt」の下書きを確かめる")
        expect(link).to_be_visible()
    opened.evaluate("() => document.querySelector('main').focus()")
    _presses(opened, f'a[href="{link.get_attribute("href")}"]')
    expect(opened.get_by_role("heading", level=1)).to_have_text("読み取りを確かめる")
    base = urlsplit(opened.url).path.removesuffix("/check")
    while opened.locator('button[value="right"]').count():
        _presses(opened, 'button[value="right"]')
    _presses(opened, f'a.button--main[href="{base}/readings"]')
    expect(opened.locator("[data-card]")).to_be_visible()
    _settles_all(opened)
    _presses(opened, f'nav a[href="{base}"]')
    _presses(opened, f'form[action="{base}/submit"] button')
    _tabs_to(opened, "#alone")
    opened.keyboard.insert_text("担当は一人です")
    with opened.expect_navigation():
        opened.keyboard.press("Enter")
    _presses(opened, f'form[action="{base}/publish"] button')
    expect(opened.get_by_text("公開中").first).to_be_visible()
    pages = {path.replace("/desk/import", "import") for path in visited if "/desk" in path}
    assert len(pages) <= 6, pages


def _settles_all(opened: Page) -> None:
    """Every card by at most two keys; what a key means is nothing to who composes kana or switched keys off."""
    left = opened.locator("[data-card] h2 .desk-soft")
    many = int("".join(filter(str.isdigit, left.inner_text())))
    assert many > 1
    card = opened.locator("[data-card]")
    _tabs_to(opened, 'input[name="reading"]')
    for composing in ({"key": "Enter", "isComposing": True}, {"key": "n", "keyCode": 229}):
        card.locator('input[name="reading"]').first.dispatch_event("keydown", {**composing, "bubbles": True})
    expect(left).to_contain_text(f"あと {many} 語")
    presses = 0
    for number in range(many, 0, -1):
        expect(opened.locator("#card")).to_contain_text(f"あと {number} 語")
        opened.wait_for_function("() => document.activeElement?.closest('[data-card]') !== null")
        for key in ("1", "Enter"):
            opened.keyboard.press(key)
            presses += 1
    expect(opened.get_by_text("確かめる読みは、もうありません")).to_be_visible()
    assert presses <= 2 * many


def test_two_people_see_each_other_and_lose_nothing(town: Town, browser: Browser) -> None:
    one, two = _person(town, browser), _person(town, browser)
    _signs_in(town, one, "tantou")
    _signs_in(town, two, "shounin")
    here = f"{town.address}/desk/editions/{town.draft}/edits"
    one.goto(here)
    two.goto(here)
    expect(two.get_by_text("tantouさんも、この会議録を開いています")).to_be_visible()
    expect(one.get_by_text("shounin", exact=False).and_(one.locator(".desk-here"))).to_be_visible()
    one.get_by_label("場所", exact=True).fill("市民会館")
    one.get_by_role("button", name="場所を直す").click()
    expect(one.get_by_text("場所を直す「市民会館」")).to_be_visible()
    two.get_by_label("場所", exact=True).fill("公民館の二階")
    two.get_by_role("button", name="場所を直す").click()
    expect(two.get_by_text("ほかの人が、この版を先に変えました")).to_be_visible()
    expect(two.get_by_text("公民館の二階")).to_be_visible()
    with town.site.desk.library.reading() as connection:
        (seat,) = seats_of(connection, town.site.desk.people.all()[1].id)
    two.get_by_role("button", name="出る").click()
    expect(two).to_have_url(f"{town.address}/desk/sign-in")
    with town.site.desk.library.reading() as connection:
        assert seat not in seats_of(connection, seat.account)


@pytest.mark.slow
def test_a_passkey_is_made_and_opens_the_desk_and_who_cancels_is_told_what_else_there_is(
    town: Town, browser: Browser, axe: Axe
) -> None:
    address = town.address.replace("127.0.0.1", "localhost")
    opened = _person(town, browser, 320, 640)
    device = opened.context.new_cdp_session(opened)
    device.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    there = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    opened.goto(f"{address}/desk/sign-in")
    expect(opened.get_by_role("button", name="パスキーで入る")).to_have_count(0)
    opened.get_by_label("名前").fill("shounin")
    opened.get_by_label("パスワード").fill(PASSWORD)
    opened.get_by_role("button", name="入る", exact=True).click()
    opened.goto(f"{address}/desk/me")
    opened.get_by_label("この機械の呼び名").fill("窓口のパソコン")
    opened.get_by_role("button", name="パスキーを加える").click()
    expect(opened.get_by_role("status").filter(has_text="パスキーを加えました")).to_be_focused()
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": there})["credentials"]) == 1
    assert axe.findings(opened) == []
    assert opened.evaluate(CUT_HERE) == []
    opened.get_by_role("button", name="パスキーを加える").click()
    expect(opened.get_by_role("alert").filter(has_text="作られませんでした")).to_be_visible()

    opened.get_by_role("button", name="出る", exact=True).click()
    assert axe.findings(opened) == []
    device.send("WebAuthn.setUserVerified", {"authenticatorId": there, "isUserVerified": False})
    opened.get_by_role("button", name="パスキーで入る").click()
    expect(opened.get_by_role("alert").filter(has_text="名前とパスワードで入ってください")).to_be_visible()
    device.send("WebAuthn.setUserVerified", {"authenticatorId": there, "isUserVerified": True})
    opened.get_by_role("button", name="パスキーで入る").click()
    expect(opened).to_have_url(f"{address}/desk")
    expect(opened.get_by_text("shouninさん（承認者）")).to_be_visible()

    opened.goto(f"{address}/desk/me")
    opened.get_by_role("button", name="外す").click()
    expect(opened.get_by_text("パスキーを外しました")).to_be_visible()
    opened.get_by_role("button", name="出る", exact=True).click()
    expect(opened.get_by_role("button", name="パスキーで入る")).to_have_count(0)


def test_no_word_of_the_ways_is_torn(town: Town, browser: Browser) -> None:
    opened = _person(town, browser)
    _signs_in(town, opened, "kanri")
    for width in (1280, 1024, 768, 390, 320):
        opened.set_viewport_size({"width": width, "height": 800})
        lines = opened.locator(".desk-header__list a").evaluate_all(
            """links => links.map(link => {
              const words = document.createRange();
              words.selectNodeContents(link);
              return [link.textContent, new Set([...words.getClientRects()].map(box => box.top)).size];
            })"""
        )
        assert len(lines) == 9
        assert [word for word, count in lines if count > 1] == [], width
