"""The desk as a real screen reader (Orca) says it, by keys alone: a file handed in, its reading checked, a doubt settled, words
withdrawn. What state something is in, what went wrong and what came of it are heard, once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from reader.desk.staff.people import desk_actor
from reader.desk.staff.signing import Gate
from reader.desk.withdrawals.asking import Asking
from reader.desk.withdrawals.finding import find_words
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.library.desk.people import Role
from reader.minutes.masking.mask import MaskKind
from reader.passages.annotator import Annotator
from reader.web.desk.cookies import keep_token
from tests.browser.orca import HEARD_AGAIN, Orca, Visit
from tests.browser.test_heard import LAST
from tests.desk.desks import PASSWORD, QUICK, page
from tests.minutes.record.test_warnings import HEAD
from tests.web.desk.desks import Site, desk_site
from tests.web.listening import served

pytestmark = [pytest.mark.xdist_group("orca"), HEARD_AGAIN]
MARKED = "【山田委員】上手の橋を見ます。\n【事務局】三百円です。\n" * 4
FILE = (HEAD + MARKED + "【月見】補足します。\n").encode()
WORDS = "KX17"


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path / "home", annotator) as made:
        clerk, approver = (
            made.desk.person(name, role)
            for name, role in (("tantou", Role.CLERK), ("shounin", Role.APPROVER))
        )
        data = page("市場の会", 1, f"{WORDS}の件です。", "承りました。")
        made.desk.published(clerk, approver, made.desk.drafted(clerk, data))
        yield made


def _entrance(site: Site) -> Callable[[Request], Response]:
    """Somebody sits there already: each browser is a fresh one, and opens one address."""

    def enter(request: Request) -> Response:
        token = Gate(site.desk.library, QUICK).sign_in("tantou", PASSWORD, "", "127.0.0.1", "")
        answer = RedirectResponse("/desk/import", 303)
        keep_token(request, answer, token)
        return answer

    return enter


def test_the_four_journeys_and_the_mark(orca: Orca, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(FILE)
    app = Starlette(routes=[Route("/enter", _entrance(site)), Mount("/", site.app)])
    with served(app) as address, site.desk.worker.at_work(), orca.visiting(f"{address}/enter") as visit:
        visit.hears("会議録を取り込む")
        visit.hears("取り込む")
        visit.focus(1035, 860)
        _hands_in(visit, file)
        _checks(visit)
        _settles(visit)
        host = urlsplit(address).netloc
        _asks_for_a_withdrawal(visit, f"{host}/desk/sessions/20260901-1/words")
        _withdrawn(site)
        before = len(visit.said)
        visit.goes(f"{host}/minutes/20260901-1", LAST)
        told = visit.said[before:]
    assert sum("発言取消し" in line for line in told) == 1, told
    assert not [line for line in told if WORDS in line]


def _hands_in(visit: Visit, file: Path) -> None:
    visit.begins_anew("本文へ進む")
    visit.tabs_to("No file chosen push button.")
    visit.opens("Return", "file chooser")
    visit.type(str(file))
    visit.opens("alt+o", "会議録を取り込む")
    visit.tabs_to("取り込む push button.")
    visit.press("shift+Tab", f"{file.name} push button.")
    visit.tabs_to("取り込む push button.")
    done = "a.txt: 下書きができました。"
    visit.press("Return", done)
    assert visit.said.count(done) == 1


def _checks(visit: Visit) -> None:
    visit.tabs_to("「a.txt」の下書きを確かめる")
    visit.press("Return", "確かめること（1 件）")
    visit.tabs_to("「月見」の発言（いまの読み取り）")
    began = len(visit.said)
    visit.press("Return", "確かめること（0 件）")
    assert visit.said[began:].count("確かめること（0 件）") == 1


def _settles(visit: Visit) -> None:
    visit.tabs_to("2 読みを確かめる", "shift+Tab")
    visit.press("Return", "の読み（あと 2 語）")
    visit.tabs_to("決めて次へ")
    assert "やまだ （いまの読み）" in visit.said
    began = len(visit.said)
    visit.press("Return", "の読み（あと 1 語）")
    assert sum("（あと 1 語）" in line for line in visit.said[began:]) == 1


def _asks_for_a_withdrawal(visit: Visit, address: str) -> None:
    visit.goes(address, "消さずに、会議録へもどる")
    visit.tabs_to("取り消す言葉")
    visit.type("ZZ99")
    visit.tabs_to("ある場所を調べる")
    began = len(visit.said)
    visit.press("Return", "消さずに、会議録へもどる")
    wrong = "その言葉はありません。印刷されているとおりに書いてください。"
    assert sum(wrong in line for line in visit.said[began:]) == 1, visit.said[began:]
    visit.tabs_to("取り消す言葉")
    visit.opens("ctrl+a", "selected")
    visit.type(WORDS)
    visit.tabs_to("ある場所を調べる")
    visit.press("Return", "その言葉のある場所（1 か所）")
    visit.tabs_to("check box checked")
    visit.opens("Tab", "発言取消し")
    visit.opens("space", "selected")
    visit.tabs_to("根拠")
    visit.type("gikai")
    visit.tabs_to("承認者に頼む")
    began = len(visit.said)
    visit.press("Return", "はじめのページへもどる")
    assert sum("あなたが頼みました" in line for line in visit.said[began:]) == 1, visit.said[began:]


def _withdrawn(site: Site) -> None:
    """The approver does it."""
    library, approver = site.desk.library, site.desk.people.all()[1]
    (asked,) = Asking(library).waiting()
    found = find_words(library, asked.wanted.words)
    Withdrawing(site.desk.drafting).withdraw(
        desk_actor(approver),
        found,
        found.places,
        MaskKind.WITHDRAWN,
        asked.wanted.ground,
        lambda _session: frozenset(),
        asked,
    )
