"""What a page costs, and that it asks nobody else for anything."""

from urllib.parse import urlsplit

from playwright.sync_api import Response

from tests.browser.pages import PAGES, SEED, Open, Visit

BUDGET = 60 * 1024
"""Bytes of the session page with the seed as they are sent, without fonts."""


def test_the_seed_stays_within_its_budget_and_on_its_own_host(open_page: Open) -> None:
    page = open_page("/healthz")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(page.url.replace("/healthz", SEED), wait_until="networkidle")
    host = urlsplit(page.url).netloc
    assert {urlsplit(answer.url).netloc for answer in answers} == {host}
    assert all(answer.ok for answer in answers)
    sizes = {
        answer.url: answer.request.sizes()["responseBodySize"]
        for answer in answers
        if "font" not in urlsplit(answer.url).path
    }
    assert len(sizes) > 4 and min(sizes.values()) > 0
    assert sum(sizes.values()) <= BUDGET, sizes


def test_nothing_is_inline_and_the_policy_is_never_violated(open_page: Open) -> None:
    for path in PAGES.values():
        page = open_page(path, Visit(script=False))
        assert page.locator("style, [style], script:not([src])").count() == 0
        handlers = page.evaluate(
            "() => [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(a => a.name.startsWith('on'))).length"
        )
        assert handlers == 0
