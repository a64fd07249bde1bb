"""Every route with thousands of odd values: none is answered by a crash, by markup, by a header or by a way out of the site.

The routes are taken from the applications themselves, so a new one is asked too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from urllib.parse import quote, quote_from_bytes

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from reader.passages.annotator import Annotator
from reader.web.exports.answers import OPEN
from reader.web.http.security import HEADERS, headers_with
from reader.web.http.static_files import program_assets
from tests.web.http.asking import Answer, Asked, answers
from tests.web.kiosk.kiosks import kiosk
from tests.web.sites import site

MINUTES = "会議名\n小さな委員会\n日時\n令和7年6月1日\n議事\n委員長:始めます。\n委員:はい。市長に質問します。\n".encode()
SESSION = "20250601-1"
OF_SITE = headers_with(program_assets().carried)

_ODD_TEXTS = (
    *(
        "",
        "0",
        "-1",
        "1",
        "00001",
        "0000123456",
        "00001000000",
        "9" * 400,
        "9" * 5000,
        "１",
        "²",
        "٣",
        "1e9",
        "nan",
        "true",
    ),
    *(
        "..",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        '"><svg onload=alert(1)>',
        "{{7*7}}",
        "{% raw %}",
    ),
    *(
        "\0",
        "\r\nX: 1",
        "\x1b[2J",
        "\x7f",
        "\u202e逆\u2066",
        "\u200b",
        "\ufeff",
        "😀",
        "👨\u200d👩\u200d👧",
        "é\u0301",
        "が",
    ),
    *(
        "事務局",
        "あ" * 200,
        "ｱ" * 50,
        "%",
        "%00",
        "%zz",
        "t1-1",
        "t1",
        "t99",
        "m",
        "a1",
        "r0",
        SESSION,
        f"{SESSION}-2",
        "f" + "9" * 2000,
    ),
    *(
        "//evil.example",
        "/\\evil",
        "\\",
        "//[",
        "//a／b",
        "http://[",
        "javascript:alert(1)",
        "'",
        "';--",
        "*",
        '"',
        "NEAR(",
        "a" * 1500,
    ),
)
_ODD_BYTES = (b"\xff", b"\xed\xa0\x80", b"\x82\xa0", b"\xf4\x90\x80\x80", b"\xc0\xaf")
ODD = tuple(
    dict.fromkeys([*(quote(text, safe="") for text in _ODD_TEXTS), *map(quote_from_bytes, _ODD_BYTES)])
)

NAMES = (
    *(
        "q",
        "speaker",
        "role",
        "since",
        "until",
        "start",
        "back",
        "type",
        "theme",
        "furigana",
        "repeats",
        "speed",
        "pauses",
    ),
    *("terms", "tap", "language", "show", "v", "kana", "part", "by", "at", "key", "from", "page"),
)
FORM = ("Content-Type", "application/x-www-form-urlencoded")
OWN = ("Sec-Fetch-Site", "same-origin")
CHARSETS = (
    "utf-7",
    "unicode_escape",
    "idna",
    "punycode",
    "utf-16",
    "utf-32",
    "latin-1",
    "zlib",
    "rot13",
    "x",
    "",
    "undefined",
)


@pytest.fixture(scope="module")
def website(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Starlette]:
    with site(tmp_path_factory.mktemp("odd"), annotator, MINUTES, seconds=0.05) as whole:
        yield whole.app


@pytest.fixture(scope="module")
def kiosk_app(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Starlette]:
    with kiosk(tmp_path_factory.mktemp("odd-kiosk"), annotator, MINUTES) as whole:
        yield whole.app


def _templates(routes: list[BaseRoute]) -> Iterator[tuple[str, set[str]]]:
    """The paths of routes as they are written, with their methods."""
    for route in routes:
        if isinstance(route, Route):
            yield route.path, route.methods or set()
        elif isinstance(route, Mount):
            yield f"{route.path}/{{path}}", {"GET"}


def _addresses(template: str) -> Iterator[str]:
    """The route's address with one of its values odd, the others usual; and with all of them usual."""
    usual = {
        "session": SESSION,
        "number": "2",
        "passage": "t2",
        "key": "t2",
        "utterance": "t2-1",
        "speaker": "委員",
    }
    names = re.findall(r"\{(\w+)(?::\w+)?\}", template)
    for odd_one in names or [""]:
        for odd in (*ODD, None):
            values = {name: quote(usual.get(name, "1"), safe="") for name in names}
            if odd is not None and odd_one:
                values[odd_one] = odd
            yield re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: values[found[1]], template)  # noqa: B023
            if not odd_one:
                return


def _asked_of(app: Starlette) -> Iterator[Asked]:
    """Each route with odd values in its path, its query, its headers and its forms."""
    for template, methods in _templates(app.routes):
        for address in _addresses(template):
            yield from (Asked(address, method, (OWN, FORM)) for method in sorted(methods - {"HEAD"}))
        plain = next(reversed([*_addresses(template)]))
        if "GET" in methods and not plain.endswith(".mp3"):
            yield from (Asked(f"{plain}?{odd}") for odd in ODD)
            yield from (Asked(plain, headers=headers) for headers in _odd_headers())
        if "POST" in methods:
            yield from _odd_forms(plain)


def _odd_headers() -> Iterator[tuple[tuple[str, str], ...]]:
    for name in (
        "Cookie",
        "HX-Target",
        "Accept",
        "Accept-Encoding",
        "If-None-Match",
        "Range",
        "X-Forwarded-For",
        "Content-Type",
    ):
        for value in (
            "",
            "a" * 8000,
            "=;" * 4000,
            "\xff\xfe",
            '"' * 500,
            "1,1",
            "preferences=%",
            "é",
            "multipart/form-data",
        ):
            yield ((name, value),)


def _odd_forms(address: str) -> Iterator[Asked]:
    for charset, text in product(
        CHARSETS, (b"\\ud800", b"+2AA-", b"\xff\xfe\x00\xd8", b"xn--a-\xff", b"a" * 300)
    ):
        parts = b"".join(
            b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name, text)
            for name in (b"pin", b"surface", b"reading", b"back", b"type")
        )
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        yield Asked(address, "POST", (OWN, ("Content-Type", kind)), parts + b"--b--\r\n")
        yield Asked(
            address, "POST", (OWN, ("Content-Type", f"{FORM[1]}; charset={charset}")), b"surface=" + text
        )
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\xff",
        "text/plain",
        ";",
        "/",
    ):
        yield Asked(address, "POST", (OWN, ("Content-Type", kind)), b"--\r\n\r\n--")
    for body in (
        b"&" * 5000,
        b"=" * 500,
        b"a=b&" * 2000,
        b"%ff%",
        b"surface=" + b"%ed%a0%80",
        b"pin=" + b"9" * 5000,
        b"\0",
    ):
        yield Asked(address, "POST", (OWN, FORM), body)


def _asked_by_name() -> Iterator[Asked]:
    """Every name that a query, a form or the cookie may have, with every odd value."""
    for name, odd in product(NAMES, ODD):
        pair = f"{name}={odd}"
        for page in ("/search", "/preferences"):
            yield Asked(f"{page}?{pair}"[:2040])
        yield Asked("/preferences", "POST", (OWN, FORM), f"{pair}&back={odd}".encode())
        yield Asked(f"/search?{pair}"[:2040], headers=(("HX-Request", "true"), ("HX-Target", "x")))
        yield Asked("/help", headers=(("Cookie", f"preferences={pair}"),))
    for odd in ODD:
        yield Asked(f"/minutes/{SESSION}?show={odd}"[:2040])


def _problems(asked: Asked, answer: Answer, headers: Mapping[str, str]) -> Iterator[str]:
    if answer.status >= 500:
        yield f"answered {answer.status}"
    expected = {**headers} | (OPEN if answer.header("access-control-allow-origin") else {})
    yield from (f"no {name}" for name, value in expected.items() if answer.header(name.lower()) != value)
    if "x" in answer.headers:
        yield "a header that was sent along"
    is_markup = any(kind in answer.header("content-type") for kind in ("html", "svg", "xml"))
    if is_markup and any(markup in answer.body for markup in (b"<script>alert(1)", b"<svg onload")):
        yield "markup that was sent along"
    to = answer.header("location").removeprefix(f"http://{asked.host}")
    if to and (not to.startswith("/") or to.startswith("//") or "\\" in to):
        yield f"leads out of the site: {to}"


def _require_sound(
    app: Starlette, requests: list[Asked], at_least: int, *statuses: int, headers: Mapping[str, str]
) -> None:
    assert len(requests) >= at_least
    given = answers(app, requests)
    problems = Counter(
        f"{told}: {asked}" for asked, answer in given for told in _problems(asked, answer, headers)
    )
    assert not problems, "\n".join([f"{len(problems)} of {len(given)}", *list(problems)[:20]])
    assert set(statuses) <= {answer.status for _asked, answer in given}


@pytest.mark.slow
def test_no_odd_value_of_any_route_breaks_the_site(website: Starlette) -> None:
    _require_sound(website, [*_asked_of(website)], 4000, 200, 303, 404, 415, headers=OF_SITE)


@pytest.mark.slow
def test_no_odd_value_of_any_name_breaks_the_site(website: Starlette) -> None:
    _require_sound(website, [*_asked_by_name()], 6000, 200, 303, headers=OF_SITE)


@pytest.mark.slow
def test_no_odd_value_breaks_the_kiosk(kiosk_app: Starlette) -> None:
    _require_sound(kiosk_app, [*_asked_of(kiosk_app)], 2000, 200, 404, 415, headers=HEADERS)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "a b",
        "[::1",
        "evil.example",
        "127.0.0.1:99999",
        "x" * 5000,
        "\xff",
        "[::1]:1]",
        "@",
        "127.0.0.1@evil",
    ],
)
def test_no_odd_name_breaks_the_site_or_is_believed(website: Starlette, host: str) -> None:
    asked = [
        Asked(page, host=host)
        for page in ("/", f"/minutes/{SESSION}", f"/minutes/{SESSION}/qr.svg", "/preferences")
    ]
    for _, answer in answers(website, asked):
        assert answer.status in (200, 400)
        assert answer.header("content-security-policy")
        assert host.encode("latin-1") not in answer.body or len(host) < 4
        assert b"evil" not in answer.body
