"""The list of meetings: twenty at first, by year and by body."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.importing.importer import Importer
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.web.app import create_app
from tests.speech.sounds import PlainAnalyzer
from tests.stock import opened
from tests.web.sites import one, parsed, texts

BODIES = ("総務委員会", "文教委員会")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """45 meetings of two bodies over three years."""
    folder: Path = tmp_path_factory.mktemp("home")
    library = opened(folder / "library.sqlite3")
    importer = Importer(library, Annotator(PlainAnalyzer()))
    for number in range(45):
        day = date(2021, 1, 5) + timedelta(days=20 * number)
        text = (
            f"会議名\n\n令和{day.year - 2018}年度第{number + 1}回{BODIES[number % 2]}\n\n日時\n\n"
            f"{day.year}年{day.month}月{day.day}日\n\n委員: {number}番目の会議ですか。\n\n事務局: そうです。\n"
        )
        importer.import_bytes(text.encode(), f"{number}.txt", f"/{number}.txt")
    with TestClient(create_app(library, None, Settings(home=folder))) as client:
        yield client
    library.close()


def _cards(client: TestClient, path: str) -> list[str]:
    return texts(parsed(client, path), "h3")


def test_twenty_are_shown_at_first_and_the_rest_page_by_page(many: TestClient) -> None:
    page = parsed(many, "/")
    pages, seen = 0, []
    while True:
        seen += texts(page, "h3")
        pages += 1
        following = page.css_first("a[rel=next]")
        if following is None:
            break
        assert len(texts(page, "h3")) == 20
        page = parsed(many, following.attributes["href"] or "")
    assert pages == 3 and len(seen) == len(set(seen)) == 45
    assert one(page, "a[rel=prev]").attributes["href"] == "/?start=20"


def test_a_meeting_leads_to_the_bodys_meetings_before_and_after(many: TestClient) -> None:
    first = (
        one(parsed(many, "/?body=総務委員会"), ".session-card:first-child .session-card__link").attributes[
            "href"
        ]
        or ""
    )
    walked = [first]
    while len(walked) < 5:
        page = parsed(many, walked[-1])
        before = one(page, ".around [rel=prev]").attributes["href"] or ""
        there = many.get(before, follow_redirects=False)
        assert there.status_code == 303
        walked.append(there.headers["location"])
        back = one(parsed(many, walked[-1]), ".around [rel=next]").attributes["href"] or ""
        assert many.get(back, follow_redirects=False).headers["location"] == walked[-2]
    assert walked == sorted(set(walked), reverse=True)
    assert all("総務委員会" in one(parsed(many, address), "h1").text() for address in walked)
    after_last = many.get(f"{first}/next", follow_redirects=False).headers["location"]
    assert len(_cards(many, after_last)) == 20 and "body=" in after_last
    assert many.get("/minutes/20200101-9/next").status_code == 404


def test_a_year_and_a_body_lead_to_their_meetings_with_their_numbers(many: TestClient) -> None:
    page = parsed(many, "/")
    ways = {"".join(way.text().split()): way.attributes["href"] or "" for way in page.css(".ways-in__way")}
    assert list(ways)[:3] == ["令和5年（2023年）（8）", "令和4年（2022年）（18）", "令和3年（2021年）（19）"]
    assert list(ways)[3:] == ["総務委員会（23）", "文教委員会（22）"]
    assert len(_cards(many, ways["令和4年（2022年）（18）"])) == 18
    both = parsed(many, "/?year=2022&body=文教委員会")
    assert {text.partition("回")[2] for text in texts(both, "h3")} == {"文教委員会"}
    assert texts(both, ".ways-in__way[aria-current]") == ["令和4年（2022年）（9）", "文教委員会（9）"]
    assert texts(both, ".ways-in__outcome")[0].startswith("えらんだ会議が9件あります。")


@pytest.mark.parametrize(
    "query", ["year=1999", "year=x", "body=<b>", "start=-1", "start=99999999", "start=x", "start=60"]
)
def test_what_makes_no_sense_shows_the_beginning(many: TestClient, query: str) -> None:
    assert _cards(many, f"/?{query}") == _cards(many, "/")
