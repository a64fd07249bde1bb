"""Other ways in: the town's own sign-in by a trusted proxy alone, a second factor that must be, doors that lead nowhere else."""

import re
from pathlib import Path
from typing import Any

import pyotp
import pytest
from starlette.testclient import TestClient

from reader.errors import SettingsError
from reader.library.desk import audit
from reader.library.desk.people import Role
from reader.passages.annotator import Annotator
from reader.settings.site import Settings, settings_from
from tests.conftest import ROOT
from tests.desk.authenticator import Authenticator
from tests.desk.desks import PASSWORD, page
from tests.web.desk.desks import BASE, Person, Site, desk_site, signed_in

PROXY, STRANGER = "10.0.0.5", "10.0.0.66"
HEADER = "X-Remote-User"


def _browser(site: Site, peer: str, user: str) -> TestClient:
    headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", HEADER: user}
    return TestClient(site.app, base_url=BASE, headers=headers, follow_redirects=False, client=(peer, 40_000))


def test_only_the_proxy_says_who_somebody_is(tmp_path: Path, annotator: Annotator) -> None:
    settings = Settings(home=tmp_path, desk_user_header=HEADER, trusted_proxies=f"{PROXY}, 10.1.0.0/16")
    with desk_site(tmp_path, annotator, settings) as site:
        site.desk.person("tantou", Role.CLERK)
        site.desk.person("kanri", Role.MANAGER)
        for peer in (PROXY, "10.1.2.3", f"::ffff:{PROXY}"):
            trusted = Person(_browser(site, peer, "tantou")).goes("/desk/import")
            assert trusted.address == "/desk/import", peer
            assert "tantouさん" in trusted.words
        for peer in (STRANGER, "::1", "testclient"):
            stranger = Person(_browser(site, peer, "kanri")).goes("/desk/people")
            assert stranger.address == "/desk/sign-in", peer
            forwarded = stranger.browser.get("/desk", headers={"X-Forwarded-For": PROXY})
            assert forwarded.status_code == 303
        unknown = Person(_browser(site, PROXY, "dareka")).goes("/desk")
        assert "登録されていません" in unknown.words
        # another person at the same browser does not sit in the first one's seat
        seat = Person(_browser(site, PROXY, "tantou")).goes("/desk")
        seat.browser.headers[HEADER] = "kanri"
        assert "kanriさん" in seat.goes("/desk").words
        manager = Person(_browser(site, PROXY, "kanri")).goes("/desk/people")
        manager.sends("/desk/people", act="invite", name="satou", shown_name="佐藤", role="clerk")
        assert "satouさんに、この番地を" in manager.words
        site.desk.people.change(audit.Actor(0, "x", "cli"), "tantou", disabled=True)
        assert trusted.goes("/desk").address == "/desk/sign-in"


def test_a_header_without_a_proxy_is_a_mistake_of_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="trusted_proxies"):
        settings_from(tmp_path, {}, f'desk_user_header = "{HEADER}"', {})


@pytest.mark.parametrize("reason", ["", "庁内だけで使うため"])
def test_who_approves_uses_codes_where_others_can_reach_the_desk(
    tmp_path: Path, annotator: Annotator, reason: str
) -> None:
    settings = Settings(home=tmp_path, public_url="https://127.0.0.1", desk_single_factor=reason)
    with desk_site(tmp_path, annotator, settings) as site:
        site.desk.person("tantou", Role.CLERK)
        site.desk.person("shounin", Role.APPROVER)
        clerk = Person(site.browser()).goes("/desk/sign-in")
        clerk.sends("/desk/sign-in", name="tantou", password=PASSWORD)
        assert clerk.address == "/desk"
        approver = Person(site.browser()).goes("/desk/sign-in")
        approver.sends("/desk/sign-in", name="shounin", password=PASSWORD)
        if reason:
            assert approver.address == "/desk"
            return
        for path in ("/desk", "/desk/editions", "/desk/lexicon", "/desk/people"):
            assert approver.goes(path).address == "/desk/me"
        token = approver.html.partition('name="token" value="')[2].partition('"')[0]
        refused = approver.browser.post("/desk/lexicon", data={"token": token, "act": "add"})
        assert refused.headers["location"] == "/desk/me"
        assert "確認番号を使わないと" in approver.words
        secret = approver.html.partition('name="secret" value="')[2].partition('"')[0]
        approver.sends("/desk/me/codes", secret=secret, code=pyotp.TOTP(secret).now())
        assert approver.goes("/desk/editions").address == "/desk/editions"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/desk",
        "/desk//evil.example",
        "/\\evil.example",
        "/desk\\@evil.example",
        "javascript:alert(1)",
        "/desk/../minutes",
        "/deskevil",
        "https:/desk",
        "/desk%0d%0aSet-Cookie: a=b",
        "/desk\r\nX: y",
    ],
)
def test_signing_in_leads_to_the_desk_and_nowhere_else(
    tmp_path: Path, annotator: Annotator, wanted: str
) -> None:
    with desk_site(tmp_path, annotator) as site:
        site.desk.person("tantou", Role.CLERK)
        fields = {"name": "tantou", "password": PASSWORD, "next": wanted}
        answer = site.browser().post("/desk/sign-in", data=fields)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/desk"
        assert "x" not in answer.headers


def test_a_seat_is_new_at_each_sign_in_and_one_that_was_given_is_nobody_s(
    tmp_path: Path, annotator: Annotator
) -> None:
    with desk_site(tmp_path, annotator) as site:
        site.desk.person("tantou", Role.CLERK)
        planted = "planted-by-somebody-else-0123456789abcdef012"
        browser = site.browser()
        browser.cookies.set("__Host-desk", planted, domain="127.0.0.1", path="/")
        person = Person(browser).goes("/desk/sign-in")
        person.sends("/desk/sign-in", name="tantou", password=PASSWORD)
        given = [cookie.value for cookie in browser.cookies.jar if cookie.name == "__Host-desk"]
        assert planted not in given[-1:]
        thief = site.browser()
        thief.cookies.set("__Host-desk", planted, domain="127.0.0.1", path="/")
        assert thief.get("/desk").status_code == 303


OFFER = {"challenge": ""}


def signed_up(site: Site, base: str) -> Person:
    """Who approves, come in by a password alone."""
    if not site.desk.people.exist():
        site.desk.person("shounin", Role.APPROVER)
    person = Person(site.browser(base)).goes("/desk/sign-in")
    return person.sends("/desk/sign-in", name="shounin", password=PASSWORD)


def test_nobody_outside_can_tell_which_drafts_there_are(tmp_path: Path, annotator: Annotator) -> None:
    with desk_site(tmp_path, annotator) as site:
        clerk = site.desk.person("tantou", Role.CLERK)
        there = site.desk.drafted(clerk, page("鵺の会", 1, "内緒です。"))
        outside = site.browser()
        for path in ("", "/check", "/readings", "/preview", "/edits", "/edits/t1", "/here"):
            known, unknown = (
                outside.get(f"/desk/editions/{number}{path}") for number in (there, there + 999)
            )
            assert known.status_code == unknown.status_code == 303
            assert known.headers["location"].startswith("/desk/sign-in")
            assert known.text == unknown.text
        for path in (
            f"/minutes/draft-{there}",
            f"/minutes/draft-{there}.mp3",
            f"/minutes/draft-{there}.json",
        ):
            assert outside.get(path).status_code == 404
        assert "内緒" not in outside.get(f"/desk/sign-in?next=/desk/editions/{there}").text


def test_an_editor_approves_nothing_and_takes_nothing_from_the_public(
    tmp_path: Path, annotator: Annotator
) -> None:
    with desk_site(tmp_path, annotator) as site:
        clerk, approver = site.desk.person("tantou", Role.CLERK), site.desk.person("shounin", Role.APPROVER)
        public = site.desk.published(
            clerk, approver, site.desk.drafted(clerk, page("鵺の会", 1, "公開です。"))
        )
        edition = site.desk.drafted(clerk, page("麒麟の会", 2, "下書きです。"))
        site.desk.editions.submit(clerk, edition, 1)
        person = signed_in(site, "tantou", Role.CLERK).goes("/desk")
        token = person.html.partition('name="token" value="')[2].partition('"')[0]
        for path, more in (
            (f"/desk/editions/{edition}/approve", {"revision": "2", "words": "一人です"}),
            (f"/desk/editions/{edition}/publish", {"revision": "2"}),
            (f"/desk/editions/{edition}/return", {"revision": "2", "words": "x"}),
            (f"/desk/sessions/{public}/withdraw", {"reason": "x"}),
            (f"/desk/sessions/{public}/words", {"act": "withdraw", "words": "公開です"}),
            ("/desk/lexicon", {"act": "add", "surface": "公開", "reading": "こうかい"}),
            ("/desk/people", {"act": "role", "name": "tantou", "role": "manager"}),
        ):
            answer = person.browser.post(path, data={"token": token, **more})
            assert answer.status_code == 403, path
        assert person.browser.post(f"/desk/editions/{edition}/reopen", data={"token": token, "revision": "2"})
        readings = {"act": "settle", "revision": "3", "surface": "公開", "doubted": "", "reading": "こうかい"}
        answer = person.browser.post(
            f"/desk/editions/{edition}/readings", data={"token": token, "scope": "everywhere", **readings}
        )
        assert answer.status_code == 403
        assert site.desk.library.sessions()[0].id == public
        assert site.desk.library.readings() == ()


def test_a_passkey_is_as_good_as_a_password_with_a_code_and_a_password_alone_adds_none(
    tmp_path: Path, annotator: Annotator
) -> None:
    base = "https://kaigiroku.example.jp"
    with desk_site(tmp_path, annotator, Settings(home=tmp_path, public_url=base)) as site:
        approver = signed_up(site, base)
        assert approver.goes("/desk").address == "/desk/me"
        device = Authenticator(base)
        made = device.made(approver.browser.get("/desk/me/passkey.json").json())
        approver.sends("/desk/me/passkeys", passkey=made, label="窓口")
        assert "パスキーを加えました" in approver.words
        assert approver.goes("/desk/editions").address == "/desk/editions"

        again = Person(site.browser(base)).goes("/desk/sign-in?next=/desk/lexicon")
        answer = device.answer(again.browser.get("/desk/sign-in/passkey.json").json())
        again.sends("/desk/sign-in", passkey=answer)
        assert again.address == "/desk/lexicon"

        thief = signed_up(site, base)
        assert thief.goes("/desk/editions").address == "/desk/me"
        assert "パスキーで入り直して" in thief.words
        secret = thief.html.partition('name="secret" value="')[2].partition('"')[0]
        forms: tuple[dict[str, Any], ...] = (
            {"action": "/desk/me/codes", "code": pyotp.TOTP(secret).now()},
            {
                "action": "/desk/me/passkeys",
                "passkey": Authenticator(base).made({**OFFER, "rp": {"id": "x"}}),
            },
            {"action": "/desk/me/passkeys", "remove": device.id.hex()},
        )
        for form in forms:
            thief.goes("/desk/me").sends(**form)
            assert thief.status == 400
            assert "パスキーで入り直してから" in thief.words
        assert thief.goes("/desk/editions").address == "/desk/me"


def test_no_page_keeps_a_secret_that_was_sent_after_the_seat_had_ended(
    tmp_path: Path, annotator: Annotator
) -> None:
    secret_fields = {
        name
        for path in (ROOT / "templates" / "desk").glob("*.html")
        for name in re.findall(r'field\([^)]*?"(\w+)", type="password"', path.read_text("utf-8"))
    }
    assert secret_fields >= {"password", "new", "again"}
    with desk_site(tmp_path, annotator) as site:
        site.desk.person("tantou", Role.CLERK)
        for name in sorted(secret_fields | {"token", "code", "secret", "passkey"}):
            answer = site.browser().post("/desk/me/password", data={name: "ひみつの言葉", "x": "残る言葉"})
            assert answer.status_code == 403
            assert "残る言葉" in answer.text
            assert "ひみつの言葉" not in answer.text, name
