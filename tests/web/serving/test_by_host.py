"""Several towns' sites by the names they are asked by."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from reader.errors import LibraryError
from reader.web.serving.by_host import ByHost

NAMES = {"a.example.jp": "1", "b.example.jp": "2"}


def test_each_name_has_its_site_put_together_once_and_ended_with_the_server() -> None:
    lives: list[str] = []

    def made(code: str) -> Starlette:
        @asynccontextmanager
        async def life(_app: Starlette) -> AsyncIterator[None]:
            lives.append(f"{code} begins")
            yield
            lives.append(f"{code} ends")

        def told(_request: Request) -> Response:
            return PlainTextResponse(code)

        return Starlette(routes=[Route("/", told)], lifespan=life)

    with TestClient(ByHost(lambda: NAMES, made)) as client:
        assert lives == []
        for name, code in (("a.example.jp", "1"), ("B.example.jp:8000", "2"), ("a.example.jp.", "1")):
            assert client.get("/", headers={"Host": name}).text == code
        assert lives == ["1 begins", "2 begins"]
        unknown = client.get("/", headers={"Host": "c.example.jp"})
        assert (unknown.status_code, "この番地の会議録はありません" in unknown.text) == (404, True)
        assert client.get("/", headers={"Host": "a b"}).status_code == 404
        assert client.get("/healthz", headers={"Host": "10.0.0.7"}).text == "ok"
    assert lives[2:] == ["1 ends", "2 ends"]


@pytest.mark.parametrize("where", ["names", "made"])
def test_what_cannot_be_had_now_is_told_and_tried_again(where: str) -> None:
    away = [where]

    def names() -> dict[str, str]:
        if "names" in away:
            raise LibraryError("サーバーにつながりません。")
        return NAMES

    def made(code: str) -> Starlette:
        if "made" in away:
            raise LibraryError("サーバーにつながりません。")
        return Starlette(routes=[Route("/", lambda _request: PlainTextResponse(code))])

    with TestClient(ByHost(names, made)) as client:
        refused = client.get("/", headers={"Host": "a.example.jp"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
        assert "つながりません" in refused.text
        away.clear()
        assert client.get("/", headers={"Host": "a.example.jp"}).text == "1"
