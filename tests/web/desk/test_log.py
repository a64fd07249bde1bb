"""Each form of the desk is exactly one row of the log, with who did it; none of them holds a secret or withdrawn words."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyotp
import pytest

from reader.desk.staff.passkeys import Passkeys
from reader.desk.staff.second_factor import new_secret
from reader.desk.subjects import ACT_NAMES
from reader.library.desk import audit
from reader.library.desk.people import Role
from reader.passages.annotator import Annotator
from tests.conftest import ROOT
from tests.desk.authenticator import Authenticator
from tests.desk.desks import PASSWORD, page
from tests.desk.test_editions import WORDS
from tests.minutes.record.test_warnings import HEAD
from tests.web.desk.desks import Site, desk_site, signed_in

READER = ROOT / "reader"
MARKED = "【山田委員】質問です。\n【事務局】お答えします。\n" * 4
NAMED = "https://localhost"
OTHER_PASSWORD = "山の向こうの赤い郵便受けと傘"


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path, annotator) as made:
        yield made


class Story:
    """Sends forms one after the other, and counts the rows that each of them adds."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.person = signed_in(site, "kanri", Role.MANAGER)
        self.rows: dict[str, int] = {}

    def count(self) -> int:
        with self.site.desk.library.reading() as connection:
            return audit.count_entries(connection)

    def sends(self, route: str, path: str, files: Any = None, **fields: str) -> str:
        """Sends a form; gives where it led."""
        token = self.person.goes("/desk/me").html.partition('name="token" value="')[2].partition('"')[0]
        before = self.count()
        answer = self.person.browser.post(path, data={"token": token, **fields}, files=files)
        assert answer.status_code in (200, 303), (route, answer.status_code, answer.text[-600:])
        self.rows[route] = self.count() - before
        return str(answer.headers.get("location", ""))

    def of(self, edition: int, step: str, **fields: str) -> str:
        """A form of an edition at its revision."""
        revision = str(self.site.desk.editions.of(edition).revision)
        return self.sends(
            f"/desk/editions/{{edition:int}}/{step}",
            f"/desk/editions/{edition}/{step}",
            revision=revision,
            **fields,
        )


def _works(site: Site) -> None:
    while site.desk.worker.one():
        pass


@pytest.mark.slow
def test_every_form_is_one_row(site: Site) -> None:
    story = Story(site)
    desk = site.desk
    clerk, approver = desk.person("tantou", Role.CLERK), desk.person("shounin", Role.APPROVER)
    text = (HEAD + MARKED + "【月見】補足します。\n").encode()
    story.sends("/desk/import", "/desk/import", files=[("files", ("a.txt", text))])
    story.sends("/desk/jobs/{job:int}/end", "/desk/jobs/1/end")
    story.sends("/desk/jobs/{job:int}/again", "/desk/jobs/1/again")
    _works(site)
    edition = int(desk.jobs.of(1).result["edition"])
    (warning,) = desk.editions.open(desk.editions.of(edition)).warnings
    route = "/desk/editions/{edition:int}/warnings/{key}"
    path = f"/desk/editions/{edition}/warnings/{warning.key}"
    story.sends(route, path, answer="other", revision="1")
    assert story.rows[route] == 1
    story.of(edition, "edits/unhint", kind="nobody", words="月見")
    story.sends(route, path, answer="right")
    story.of(edition, "edits", kind="place", value="市民会館")
    story.of(edition, "edits/undo", edit="1", act="undo")
    story.of(
        edition, "readings", surface="補足", doubted="", reading="ほそくの", scope="minutes", act="settle"
    )
    story.of(edition, "describe", kind="proposed", note="議長の確認の前です")
    story.of(edition, "submit")
    story.of(edition, "return", words="場所を確かめてください")
    story.of(edition, "submit")
    story.of(edition, "reopen")
    story.of(edition, "submit")
    story.of(edition, "approve", words="担当は一人です")
    story.of(edition, "publish")
    session = desk.editions.of(edition).session
    here, route = f"/desk/sessions/{session}", "/desk/sessions/{session}"
    draft = int(re.findall(r"\d+", story.sends(f"{route}/draft", f"{here}/draft"))[0])
    story.of(draft, "discard")
    story.sends(f"{route}/narrate", f"{here}/narrate")
    story.sends(f"{route}/keep", f"{here}/keep", act="keep")
    again = desk.handed_in(clerk, text, "b.txt")
    story.sends("/desk/jobs/{job:int}/choose", f"/desk/jobs/{again}/choose", choice="new")
    other = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    utterance = desk.library.session(other).passages[-1].utterances[0]
    desk.library.report(other, utterance.id, "三百", "さんびゃくの")
    report = str(desk.library.reports()[0].id)
    story.sends("/desk/reports", "/desk/reports", ids=report, act="refuse", why="このままです")
    story.sends("/desk/lexicon", "/desk/lexicon", act="add", surface="鵺尾橋", reading="ぬえおばし")
    story.sends(
        "/desk/lexicon/file", "/desk/lexicon/file", files=[("table", ("a.csv", "欄干,てすり\n".encode()))]
    )
    words = f"/desk/sessions/{other}/words"
    seen = story.person.goes(words).sends(words, act="find", words="欄干を塗り直す").html
    chosen = {
        name: seen.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("seen", "place")
    }
    wanted = {"words": "欄干を塗り直す", "kind": "withdrawn", "ground": "議会の許可", **chosen}
    asked = story.sends(f"{route}/words", words, act="ask", **wanted)
    alone = {"act": "withdraw", "alone": "担当は一人です", "password": PASSWORD}
    story.sends("/desk/requests/{request:int}", asked, **{**wanted, **alone})
    story.sends(f"{route}/withdraw", f"{here}/withdraw", reason="誤って公開しました")
    story.sends("/desk/people", "/desk/people", act="invite", name="satou", shown_name="佐藤", role="clerk")
    manager, story.person = story.person, signed_in(site, "kanri", Role.MANAGER, NAMED)
    device, route = Authenticator(NAMED), "/desk/me/passkeys"
    made = device.made(story.person.browser.get("/desk/me/passkey.json").json())
    story.sends(route, route, passkey=made, label="窓口")
    assert story.rows[route] == 1
    (kept,) = Passkeys(desk.library).of(next(one for one in desk.people.all() if one.name == "kanri"))
    story.sends(route, route, remove=kept.id)
    story.person = manager
    secret = new_secret()
    story.sends("/desk/me/codes", "/desk/me/codes", secret=secret, code=pyotp.TOTP(secret).now())
    fields = {"password": PASSWORD, "new": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    story.sends("/desk/me/password", "/desk/me/password", **fields)
    made_at = datetime(2026, 1, 1, tzinfo=UTC).isoformat()
    story.sends("/desk/me/seats", "/desk/me/seats", made_at=made_at)
    token = desk.people.invite(audit.Actor(0, "cli:test", "cli"), "suzuki", "", Role.CLERK)
    both = {"password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    story.sends("/desk/join/{invitation}", f"/desk/join/{token}", **both)
    story.sends("/desk/sign-in", "/desk/sign-in", name="suzuki", password=OTHER_PASSWORD)
    story.sends("/desk/sign-out", "/desk/sign-out")
    forms = {row.path for row in site.pages.rows if row.method == "POST"}
    assert forms == story.rows.keys()
    assert {path: rows for path, rows in story.rows.items() if rows != 1} == {"/desk/lexicon/file": 0}
    with desk.library.reading() as connection:
        acts = {entry.act.act for entry in audit.entries(connection, most=1000)}
        told = "".join(str(entry) for entry in audit.entries(connection, most=1000))
        assert audit.broken_at(connection) is None
    written = re.findall(
        r'\bAct\(\s*"([a-z_]+)"', "".join(p.read_text("utf-8") for p in READER.rglob("*.py"))
    )
    assert ACT_NAMES.keys() >= acts | {*written}
    for hidden in (PASSWORD, OTHER_PASSWORD, token, secret, "欄干を塗り直す"):
        assert hidden not in told
