"""Where there are many sessions, one chooses the year or the body first."""

from pathlib import Path

from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from reader.web.kiosk.pages.choosing import MANY
from tests.speech.sounds import PlainAnalyzer
from tests.web.kiosk.kiosks import kiosk
from tests.web.sites import parsed, texts

_RECORD = "令和{year}年度第{number}回{body}\n日時　令和{year}年{month}月3日\n委員：{number}番目ですか。\n事務局：はい。\n"
_BODIES = ("総務委員会", "文教委員会", "防災会議")


def _meetings(count: int) -> list[bytes]:
    return [
        _RECORD.format(year=3 + n % 4, number=n + 1, body=_BODIES[n % 3], month=1 + n % 12).encode()
        for n in range(count)
    ]


def _cards(client: TestClient, address: str) -> dict[str, str]:
    """The addresses of the cards by what is written on them."""
    cards = parsed(client, address).css(".card")
    return {"".join(card.text().split()): card.attributes["href"] or "" for card in cards}


def test_many_are_chosen_by_year_or_by_body(tmp_path: Path) -> None:
    with kiosk(tmp_path, Annotator(PlainAnalyzer()), *_meetings(MANY + 6)) as opened:
        cards = _cards(opened.client, "/kiosk/sessions")
        assert list(cards) == [
            "新しい会議から24件", "会議の名前でえらぶ24件",
            "2024年の会議6件", "2023年の会議6件", "2022年の会議6件", "2021年の会議6件",
        ]  # fmt: skip
        assert len(_cards(opened.client, cards["新しい会議から24件"])) == 24
        of_year = _cards(opened.client, cards["2023年の会議6件"])
        assert len(of_year) == 6 and all("令和5年" in name for name in of_year)
        bodies = _cards(opened.client, cards["会議の名前でえらぶ24件"])
        assert sorted(bodies) == sorted(f"{body}8件" for body in _BODIES)
        of_body = parsed(opened.client, bodies["防災会議8件"])
        assert len(of_body.css(".card")) == 8 and all(
            "防災会議" in text for text in texts(of_body, ".card__title")
        )
        assert next(way.attributes["href"] for way in of_body.css("nav.ways a")) == "/kiosk/sessions"


def test_few_are_shown_at_once(tmp_path: Path) -> None:
    with kiosk(tmp_path, Annotator(PlainAnalyzer()), *_meetings(MANY)) as opened:
        assert len(_cards(opened.client, "/kiosk/sessions")) == MANY
