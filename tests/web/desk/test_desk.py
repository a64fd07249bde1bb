"""The desk's pages: from a file to the public, doors that are one table, and nothing of a draft outside."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Response
from starlette.routing import Route

from reader.desk.staff.rights import ROLES
from reader.desk.subjects import ACT_NAMES
from reader.library.desk.people import Role
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from tests.desk.desks import CLI, PASSWORD, page
from tests.minutes.sources.printing import PdfPrinter, docx_bytes, lines_down, new_docx
from tests.web.desk.desks import BASE, Person, Site, desk_site, signed_in, words_of

SECRET = "鵺尾鸞之介"
WORDS = (f"{SECRET}委員の人数を上手にうかがいます。", "三百万円を見込んでいます。")
MEETING = "鵺尾検討会"
IN_DOUBT = (
    "小山 上村 角田 河野 三谷 菅野 小谷 羽生 土井 大谷 中谷 大城 高台 神田 新谷 水上 川内 上田 上原 下田 神山 城山 中山 "
    "新井 熊谷 塩谷 深谷 大場 柏木 白川 細谷 古谷 谷口 谷川 米谷 米田 生田 早田 安家 安里 平良 新城 玉城 宮城 一宮 三宮 "
    "上手 一行 生物 末期 入会 細々 大勢 色紙 心中 寒気 気質 仮名 目下 最中 見物 白山"
)
"""Words that are read in more than one way."""


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path, annotator) as made:
        yield made


def brought_to_the_public(site: Site, clerk: Person, approver: Person, name: str = "kaigiroku.txt") -> str:
    """From the file to the public by the pages' own links and forms; gives the session's address."""
    clerk.goes("/desk/import").sends("/desk/import", files=[(name, page(MEETING, 1, *WORDS))])
    assert clerk.address == "/desk/jobs"
    while site.desk.worker.one():
        pass
    clerk.goes("/desk/jobs")
    (draft,) = [e for e in site.desk.editions.all() if not e.session]
    here = f"/desk/editions/{draft.id}"
    assert f"{here}/check" in clerk.html
    clerk.goes(f"{here}/check")
    while (form := f"{here}/warnings/") in clerk.html and "このままで正しい" in clerk.html:
        key = clerk.html.partition(form)[2].partition('"')[0]
        clerk.sends(f"{form}{key}", answer="right")
    assert SECRET in clerk.words
    clerk.goes(here).sends(f"{here}/submit")
    approver.goes(here).sends(f"{here}/approve")
    approver.sends(f"{here}/publish")
    assert "公開中" in approver.words
    return f"/minutes/{site.desk.editions.of(draft.id).session}"


def test_from_a_file_to_the_public_by_the_pages_alone(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    approver = signed_in(site, "shounin", Role.APPROVER)
    address = brought_to_the_public(site, clerk, approver)
    assert SECRET in words_of(site.browser().get(address).text)


def _public_addresses(site: Site) -> list[str]:
    """Every route of the public pages, with what a draft would be called in it, and searches by words and by kana."""
    given = {
        "session": "20260901-1",
        "number": "1",
        "speaker": quote("委員"),
        "code": "20260901-1",
        "passage": "t1",
        "utterance": "t1-1",
        "explanation": "1",
        "version": "1",
        "format": "epub",
        "name": "a",
        "year": "2026",
    }
    found = []
    for route in site.app.public.routes:
        if isinstance(route, Route) and "GET" in (route.methods or ()):
            path = route.path
            for key, value in given.items():
                for shape in (f"{{{key}}}", f"{{{key}:turn}}", f"{{{key}:path}}"):
                    path = path.replace(shape, value)
            if not path.startswith("/static/") and path not in ("/healthz", "/preferences/qr.svg"):
                found.append(path)
    return found + [f"/search?q={quote(words)}" for words in (SECRET, MEETING, "ぬえ", "うかがいます")]


def _shown(answer: Response) -> str:
    """What stands in an answer: words of a page, text, or the files of an archive."""
    if "zip" in answer.headers.get("content-type", ""):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return words_of(answer.text) if "html" in answer.headers.get("content-type", "") else answer.text


@pytest.mark.slow
def test_nothing_of_a_draft_is_outside_and_nothing_of_what_was_withdrawn(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    approver = signed_in(site, "shounin", Role.APPROVER)
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *WORDS))
    outside = site.browser()
    addresses = _public_addresses(site)
    assert len(addresses) >= 25, addresses
    session = site.desk.drafting.session_of(site.desk.editions.of(edition))
    clips = [f"/clips/{s.clip}.mp3" for s in site.narrator.whole(session).segments]

    def leaks() -> list[str]:
        held = []
        for address in (*addresses, *clips):
            answer = outside.get(address, follow_redirects=True)
            # What somebody searches for stands in the field that they typed it into, and in 「…は見つかりません」.
            shown = _shown(answer).replace(f"「{SECRET}」", "").replace(f"「{MEETING}」", "")
            names_it = any(known in address for known in ("20260901-1", "/clips/"))
            leaking = SECRET in shown or MEETING in shown or (names_it and answer.status_code == 200)
            if leaking:
                held.append(address)
        return held

    assert leaks() == []
    assert SECRET in clerk.goes(f"/desk/editions/{edition}/preview").words
    account = site.desk.people.all()
    site.desk.published(account[0], account[1], edition)
    assert "/minutes/20260901-1" in leaks()
    assert f"/search?q={quote(SECRET)}" in leaks()
    approver.goes("/desk/sessions/20260901-1").sends(
        "/desk/sessions/20260901-1/withdraw", reason="誤って公開したため"
    )
    assert leaks() == []
    gone = outside.get("/minutes/20260901-1")
    assert gone.status_code == 410
    assert "誤って公開したため" in gone.text


@pytest.mark.slow
def test_every_route_lets_in_whom_the_table_says(site: Site) -> None:
    people: dict[Role | None, Person] = {role: signed_in(site, role.value, role) for role in Role}
    people[None] = Person(site.browser())
    tokens = {role: person.goes("/desk").html for role, person in people.items()}
    rows = site.pages.rows
    routes = {
        (next(iter(r.methods or {"GET"} - {"HEAD"})), r.path)
        for r in site.pages.routes
        if isinstance(r, Route)
    }
    assert len(rows) >= 30
    assert {row.path for row in rows} == {path for _, path in routes if path.startswith("/desk")}
    for row in rows:
        path = row.path
        for name in (
            "edition:int",
            "job:int",
            "request:int",
            "session",
            "key",
            "invitation",
            "secret",
            "prompt",
        ):
            path = path.replace(f"{{{name}}}", "999")
        for role, person in people.items():
            if row.path == "/desk/sign-out":
                continue
            token = tokens[role].partition('name="token" value="')[2].partition('"')[0]
            answer = person.browser.request(
                row.method, path, data={"token": token} if row.method == "POST" else None
            )
            if row.right is None:
                assert (
                    answer.status_code != 403 or "招待" in answer.text or "名前か、パスワード" in answer.text
                ), (row, role)
            elif role is None:
                kept = answer.status_code == 403 and (
                    "/desk/sign-in" in answer.text or "入り直して" in answer.text
                )
                assert answer.headers.get("location", "").startswith("/desk/sign-in") or kept, (
                    row,
                    answer.status_code,
                )
            elif role in ROLES[row.right]:
                assert answer.status_code != 403, (row, role, answer.text)
            else:
                assert answer.status_code == 403, (row, role)
                assert "頼んでください" in answer.text
            assert answer.headers["cache-control"] == "no-store", row


@pytest.mark.parametrize("base", [BASE, "http://127.0.0.1"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
    ids=["cross-site", "foreign origin", "typed", "says nothing"],
)
def test_a_form_of_another_page_does_nothing(site: Site, base: str, headers: dict[str, str]) -> None:
    person = signed_in(site, "kanri", Role.MANAGER)
    token = person.html.partition('name="token" value="')[2].partition('"')[0]
    browser = site.browser(base)
    browser.cookies = person.browser.cookies
    for name in ("Origin", "Sec-Fetch-Site"):
        del browser.headers[name]
    for row in site.pages.rows:
        if row.method == "POST":
            path = row.path.replace("{edition:int}", "1").replace("{job:int}", "1").replace("{session}", "1")
            answer = browser.post(path, data={"token": token}, headers=headers)
            assert answer.status_code == 403, row
    assert person.goes("/desk").status == 200


def test_a_form_without_the_seat_s_token_does_nothing(site: Site) -> None:
    person = signed_in(site, "kanri", Role.MANAGER)
    other = signed_in(site, "tantou", Role.CLERK)
    foreign = other.html.partition('name="token" value="')[2].partition('"')[0]
    for token in ({}, {"token": ""}, {"token": foreign}):
        answer = person.browser.post(
            "/desk/people", data={"act": "invite", "name": "x", "role": "clerk", **token}
        )
        assert answer.status_code == 403
    assert len(site.desk.people.all()) == 2


def test_the_desk_is_not_there_before_somebody_has_an_account(site: Site) -> None:
    nobody = site.browser()
    for path in ("/desk", "/desk/sign-in", "/desk/import"):
        assert nobody.get(path).status_code == 404
    token = site.desk.people.invite(CLI, "hajime", "", Role.MANAGER)
    joining = Person(site.browser()).goes(f"/desk/join/{token}")
    joining.sends(f"/desk/join/{token}", password=PASSWORD, again=PASSWORD)
    assert joining.address == "/desk/sign-in"
    assert Person(site.browser()).goes(f"/desk/join/{token}").status == 400


def test_a_copied_cookie_is_dead_after_sign_out(site: Site) -> None:
    person = signed_in(site, "tantou", Role.CLERK)
    cookie = next(c for c in person.browser.cookies.jar if c.name == "__Host-desk")
    assert cookie.secure
    assert cookie.path == "/"
    copied = site.browser()
    copied.cookies.set(cookie.name, cookie.value or "", domain="127.0.0.1", path="/")
    assert copied.get("/desk").status_code == 200
    person.sends("/desk/sign-out")
    assert copied.get("/desk").status_code == 303


def test_plain_http_from_another_machine_only_where_the_site_says_so(
    tmp_path: Path, annotator: Annotator
) -> None:
    for plain in (False, True):
        settings = Settings(home=tmp_path, allowed_hosts="desk.example", desk_plain_http=plain)
        with desk_site(tmp_path / str(plain), annotator, settings) as site:
            site.desk.person("tantou", Role.CLERK)
            answer = site.browser("http://desk.example").get("/desk/sign-in")
            assert answer.status_code == (200 if plain else 403)
            assert ("暗号化されていません" in answer.text) is plain


def test_on_a_port_of_its_own_the_public_port_has_no_desk(tmp_path: Path, annotator: Annotator) -> None:
    settings = Settings(home=tmp_path, desk_port=8443)
    with desk_site(tmp_path, annotator, settings) as site:
        site.desk.person("tantou", Role.CLERK)
        assert site.browser().get("/desk/sign-in").status_code == 404
        own = site.browser("https://127.0.0.1:8443")
        assert own.get("/desk/sign-in").status_code == 200
        assert own.get("/minutes/20260901-1").status_code == 404


def test_what_was_typed_comes_back_after_signing_in_again(site: Site) -> None:
    person = signed_in(site, "tantou", Role.CLERK)
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *WORDS))
    here = f"/desk/editions/{edition}"
    person.goes(here)
    site.desk.people.change(CLI, "tantou", disabled=True)
    site.desk.people.change(CLI, "tantou", disabled=False)
    person.sends(f"{here}/describe", note="議長の指示により直しました", kind="proposed")
    assert "いったん出ました" in person.words
    assert site.desk.editions.of(edition).note == ""
    person.sends("/desk/sign-in", name="tantou", password=PASSWORD)
    assert "議長の指示により直しました" in person.html
    person.sends(f"{here}/describe")
    assert person.address == here
    assert site.desk.editions.of(edition).note == "議長の指示により直しました"
    assert site.desk.editions.of(edition).revision == 2


def test_of_two_who_write_the_later_is_told_and_keeps_the_words(site: Site) -> None:
    one, two = (signed_in(site, name, Role.CLERK) for name in ("ichi", "ni"))
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *WORDS))
    here = f"/desk/editions/{edition}"
    one.goes(here)
    two.goes(here)
    one.sends(f"{here}/describe", note="先に書いた理由", kind="final")
    two.sends(f"{here}/describe", note="あとに書いた理由", kind="final")
    assert two.status == 409
    assert "あとに書いた理由" in two.words
    assert site.desk.editions.of(edition).note == "先に書いた理由"
    assert "先に書いた理由" in two.goes(here).html


def test_the_pages_have_their_sheets_and_script(site: Site) -> None:
    person = signed_in(site, "tantou", Role.CLERK)
    for kind, ending in (("text/css", "css/desk.css"), ("text/javascript", "js/desk/main.js")):
        address = next(part for part in person.html.split('"') if part.endswith(ending))
        answer = person.browser.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)


def _as_files(lines: list[str]) -> list[tuple[str, bytes]]:
    """The same minutes on a page, in Word and in print."""
    html = "".join(f"<p>{line}</p>" for line in lines)
    word = new_docx()
    for line in lines:
        word.add_paragraph(line)
    return [
        ("a.html", f"<!doctype html><title>x</title><body>{html}".encode()),
        ("b.docx", docx_bytes(word)),
        ("c.pdf", PdfPrinter().page(lines_down(lines)).done()),
    ]


def test_files_of_every_kind_at_once_of_which_one_is_broken(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    lines = [
        "第1回麒麟検討会議会議録",
        "令和8年9月2日",
        "○議長　始めます。",
        "○山田委員　麒麟です。",
        "○議長　以上です。",
    ]
    printed = _as_files(lines)
    files = [("a.txt", page(MEETING, 1, *WORDS)), ("b.pdf", b"%PDF-1.7 cut off"), *printed]
    clerk.goes("/desk/import").sends("/desk/import", files=files)
    while site.desk.worker.one():
        pass
    clerk.goes("/desk/jobs")
    assert clerk.html.count("の下書きを確かめる") == 1 + len(printed)
    assert clerk.html.count("をやり直す") == 1
    for edition in site.desk.editions.all():
        shown = clerk.goes(f"/desk/editions/{edition.id}/check").words
        assert (SECRET if edition.source_name == "a.txt" else "麒麟です。") in shown, edition.source_name
    clerk.goes("/desk/import").sends("/desk/import", files=[("empty.txt", b"")])
    while site.desk.worker.one():
        pass
    assert len(site.desk.editions.all()) == 1 + len(printed)


def test_a_question_about_whose_minutes_these_are_is_answered_on_the_page(site: Site) -> None:
    clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
    brought_to_the_public(site, clerk, approver)
    clerk.goes("/desk/import").sends(
        "/desk/import", files=[("k.txt", page(MEETING, 1, *WORDS, "追加の発言です。"))]
    )
    site.desk.worker.one()
    clerk.goes("/desk/jobs")
    assert "20260901-1" in clerk.words
    job = site.desk.jobs.all()[0].id
    clerk.sends(f"/desk/jobs/{job}/choose", choice="replace:20260901-1")
    site.desk.worker.one()
    edition = site.desk.jobs.of(job).result["edition"]
    assert "追加の発言です。" in clerk.goes(f"/desk/editions/{edition}").words
    assert "新しい" in clerk.words


def test_readings_are_settled_card_by_card(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *WORDS))
    here = f"/desk/editions/{edition}/readings"
    left = len(site.desk.settling.cards(site.desk.editions.of(edition)))
    assert left > 1
    clerk.goes(here)
    sound = clerk.html.partition('data-sound="')[2].partition('"')[0]
    heard = clerk.browser.get(sound)
    assert heard.headers["content-type"] == "audio/mpeg"
    assert site.browser().get(sound).status_code == 403
    clerk.sends(here, act="effect", reading="other", other="ほかのよみ")
    assert "文が変わります" in clerk.words
    clerk.goes(here).sends(here, act="settle")
    assert len(site.desk.settling.cards(site.desk.editions.of(edition))) == left - 1
    clerk.sends(here, act="undo")
    assert len(site.desk.settling.cards(site.desk.editions.of(edition))) == left
    clerk.sends(here, act="settle", reading="other", other="abc")
    assert clerk.status == 200
    assert "report__problem" in clerk.html


@pytest.mark.slow
def test_fifty_words_in_doubt_are_fifty_cards_in_their_order_a_key_each(site: Site) -> None:
    """What the key sends is the card's form as it stands. The page holds one card, however many wait."""
    clerk = signed_in(site, "tantou", Role.CLERK)
    said = [f"{name}のことを見ます。" for name in IN_DOUBT.split()]
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *said))
    here = f"/desk/editions/{edition}/readings"
    waiting = [word.surface for word in site.desk.settling.cards(site.desk.editions.of(edition))]
    assert len(waiting) >= 50
    clerk.goes(here)
    first = len(clerk.html)
    for left, surface in zip(range(len(waiting), 0, -1), waiting, strict=True):
        assert f"「{surface}」の読み（あと{left}語）" in clerk.words
        assert clerk.html.count("data-card") == 1
        assert len(clerk.html) < first + 500
        clerk.sends(here, act="settle")
    assert "確かめる読みは、もうありません" in clerk.words
    assert site.desk.settling.cards(site.desk.editions.of(edition)) == ()


def test_each_of_several_files_is_told_of_once_when_it_is_done(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    files = [(f"{n}.txt", page(f"{MEETING}{n}", n, *WORDS)) for n in (1, 2)]
    clerk.goes("/desk/import").sends("/desk/import", files=[*files, ("broken.pdf", b"%PDF-1.7 cut off")])
    told: list[str] = []
    while asked := clerk.html.partition('data-hx-get="')[2].partition('"')[0]:
        assert site.desk.worker.one()
        clerk.goes(asked)
        told.append(clerk.html.partition('data-outcome="')[2].partition('"')[0])
    assert [one.partition(":")[0] for one in told] == ["1.txt", "2.txt", "broken.pdf"]
    assert [one.count("下書きができました。") for one in told] == [1, 1, 0]
    clerk.goes("/desk/import").sends("/desk/import", files=[(f"again {name}", data) for name, data in files])
    asked = clerk.html.partition('data-hx-get="')[2].partition('"')[0]
    while site.desk.worker.one():
        pass
    outcome = clerk.goes(asked).html.partition('data-outcome="')[2].partition('"')[0]
    assert "again 1.txt: " in outcome
    assert "again 2.txt: " in outcome
    assert "data-outcome" not in clerk.goes("/desk/jobs").html


def test_people_are_looked_after_on_their_page(site: Site) -> None:
    manager = signed_in(site, "kanri", Role.MANAGER)
    manager.goes("/desk/people").sends(
        "/desk/people", act="invite", name="satou", shown_name="佐藤", role="clerk"
    )
    link = manager.html.partition("<strong>https://")[2].partition("<")[0].partition("/")[2]
    Person(site.browser()).goes(f"/{link}").sends(f"/{link}", password=PASSWORD, again=PASSWORD)
    satou = signed_in(site, "satou", Role.CLERK)
    manager.goes("/desk/people")
    token = manager.html.partition('name="token" value="')[2].partition('"')[0]
    manager.browser.post("/desk/people", data={"token": token, "act": "disable", "name": "satou"})
    assert satou.goes("/desk").address == "/desk/sign-in"
    assert "人の登録を変えた" in manager.goes("/desk/log").words


def test_each_form_is_one_row_of_the_log(site: Site) -> None:
    clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
    brought_to_the_public(site, clerk, approver)
    manager = signed_in(site, "kanri", Role.MANAGER)
    words = manager.goes("/desk/log").words
    for act in ("sign_in", "hand_in", "draft", "submit", "approve", "publish"):
        assert words.count(f"：{ACT_NAMES[act]}") >= 1, act
    assert PASSWORD not in manager.html


def test_residents_are_told_of_kind_replacement_and_reason(site: Site) -> None:
    clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *WORDS))
    here = f"/desk/editions/{edition}"
    clerk.goes(here).sends(f"{here}/describe", kind="preliminary")
    people = site.desk.people.all()
    site.desk.published(people[0], people[1], edition)
    address = f"/minutes/{site.desk.editions.of(edition).session}"
    shown = words_of(site.browser().get(address).text)
    assert "速報" in shown
    assert "差し替えました" not in shown
    session = address.rpartition("/")[2]
    clerk.goes(f"/desk/sessions/{session}").sends(f"/desk/sessions/{session}/draft")
    here = clerk.address.removesuffix("/check")
    clerk.goes(here).sends(f"{here}/describe", kind="final", note="議長の確認がすみました")
    site.desk.published(people[0], people[1], int(here.rpartition("/")[2]))
    shown = words_of(site.browser().get(address).text)
    assert "速報" not in shown
    assert "差し替えました（議長の確認がすみました）" in shown
    approver.goes(f"/desk/sessions/{session}").sends(f"/desk/sessions/{session}/withdraw", reason="誤り")
    assert "議長の確認" not in site.browser().get(address).text


def test_a_draft_is_heard_as_residents_will_hear_it(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    edition = site.desk.drafted(site.desk.people.all()[0], page(MEETING, 1, *WORDS))
    here = f"/desk/editions/{edition}"
    assert f'data-sound="{here}/passages/t1.mp3"' in clerk.goes(f"{here}/check").html
    assert f'src="{here}/sound.mp3"' in clerk.goes(f"{here}/preview").html
    whole, turn = (clerk.browser.get(f"{here}/{name}.mp3") for name in ("sound", "passages/t2"))
    assert whole.headers["content-type"] == turn.headers["content-type"] == "audio/mpeg"
    assert len(whole.content) > len(turn.content) > 1000
    assert clerk.browser.get(f"{here}/passages/t99.mp3").status_code == 404
    assert site.browser().get(f"{here}/sound.mp3").status_code == 403
    assert site.desk.library.sessions() == ()


def test_sound_is_made_behind_the_pages_and_kept(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    site.desk.person("shounin", Role.APPROVER)
    people = site.desk.people.all()
    session = site.desk.published(
        people[0], people[1], site.desk.drafted(people[0], page(MEETING, 1, *WORDS))
    )
    here = f"/desk/sessions/{session}"
    clerk.goes(here)
    assert "すぐに聞けるところ：0/" in clerk.words
    clerk.sends(f"{here}/narrate")
    assert clerk.address == "/desk/jobs"
    assert "待っています" in clerk.words
    while site.desk.worker.one():
        pass
    assert "音声ができました" in clerk.goes("/desk/jobs").words
    assert site.narrator.progress(site.desk.library.session(session)).is_complete
    clerk.goes(here).sends(f"{here}/keep", act="keep")
    assert site.narrator.is_pinned(session)
    clerk.sends(f"{here}/keep", act="let_go")
    assert not site.narrator.is_pinned(session)
