"""Words withdrawn on the desk's pages: every place is shown and chosen, somebody asks and somebody else does it, with the
password typed again; and nothing serves them any more."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from reader.library.desk import audit
from reader.library.desk.people import Role
from reader.passages.annotator import Annotator
from tests.desk.desks import PASSWORD, page
from tests.desk.test_withdrawing import QUOTED, TURNS, WORDS, files_with
from tests.web.desk.desks import Person, Site, desk_site, signed_in, words_of

MARK = "━━━━〔発言取消し〕"


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path, annotator) as made:
        yield made


def _public(site: Site) -> tuple[str, str]:
    """A session with the words, and one that quotes them, by two people."""
    clerk, approver = (
        site.desk.person(name, role) for name, role in (("tantou", Role.CLERK), ("shounin", Role.APPROVER))
    )
    said = site.desk.published(clerk, approver, site.desk.drafted(clerk, page("星見浜市議会", 1, *TURNS)))
    quoted = site.desk.published(clerk, approver, site.desk.drafted(clerk, page("公園の会", 2, *QUOTED)))
    return said, quoted


def _asks(person: Person, session: str, words: str = WORDS) -> str:
    here = f"/desk/sessions/{session}/words"
    assert f'href="{here}"' in person.goes(f"/desk/sessions/{session}").html
    person.goes(here).sends(here, act="find", words=words)
    return here


def test_one_person_asks_and_another_takes_the_words_out_of_everything(site: Site, tmp_path: Path) -> None:
    said, quoted = _public(site)
    for read in map(site.desk.library.session, (said, quoted)):  # its sound, as somebody has heard it
        for clip in site.narrator.request(read, site.narrator.whole(read)):
            clip.result()
    clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
    outside = site.browser()
    spoken = [
        f"/clips/{one.clip}.mp3" for one in site.narrator.whole(site.desk.library.session(said)).segments
    ]
    here = _asks(clerk, said)
    assert "2か所" in clerk.words
    assert f"{said}「星見浜市議会」" in clerk.words
    assert f"{quoted}「公園の会」" in clerk.words
    assert 'value="withdraw"' not in clerk.html
    clerk.sends(here, act="ask", kind="withdrawn", ground=f"{WORDS}のため")
    assert "言いかえて" in clerk.words
    clerk.sends(here, act="ask", kind="withdrawn", ground="議会の許可")
    assert "あなたが頼みました" in clerk.words
    request = clerk.address
    token = clerk.html.partition('name="token" value="')[2].partition('"')[0]
    seen = clerk.html.partition('name="seen" value="')[2].partition('"')[0]
    forged = {"token": token, "seen": seen, "act": "withdraw", "kind": "withdrawn", "ground": "x"}
    answer = clerk.browser.post(request, data={**forged, "alone": "x", "password": PASSWORD})
    assert answer.status_code == 403
    assert f'href="{request}"' in approver.goes("/desk").html
    assert "tantouさんが頼みました" in approver.goes(request).words
    approver.sends(request, act="withdraw", password="ちがう言葉です")
    assert approver.status == 400
    assert "議会の許可" in approver.html
    assert WORDS in words_of(outside.get(f"/minutes/{said}").text)
    approver.sends(request, act="withdraw", password=PASSWORD)
    assert "2か所の言葉を消しました" in approver.words
    assert files_with(tmp_path) == []
    for session in (said, quoted):
        shown = words_of(outside.get(f"/minutes/{session}").text)
        assert WORDS not in shown
        assert "発言取消し" in shown
    held = outside.get(f"/search?q={quote(WORDS)}").text
    assert f"/minutes/{said}" not in held
    left = {f"/clips/{one.clip}.mp3" for one in site.narrator.whole(site.desk.library.session(said)).segments}
    gone = [clip for clip in spoken if clip not in left]
    assert gone
    assert {outside.get(clip).status_code for clip in gone} == {404}
    assert approver.goes(request).status == 404
    assert "取り消しの頼み" not in approver.goes("/desk").words
    with site.desk.library.reading() as connection:
        found = audit.entries(connection)
        assert audit.broken_at(connection) is None
    acts = {entry.act.act: entry for entry in found if "withdraw" in entry.act.act}
    assert {act: entry.actor.who for act, entry in acts.items()} == {
        "ask_withdrawal": "tantou",
        "withdraw_words": "shounin",
    }
    assert {entry.act.reason for entry in acts.values()} == {"議会の許可"}
    assert WORDS not in str(found)


def test_nobody_does_alone_what_they_asked_for_unless_they_say_why(site: Site) -> None:
    said, _ = _public(site)
    clerk, approver = signed_in(site, "tantou", Role.CLERK), signed_in(site, "shounin", Role.APPROVER)
    here = _asks(approver, said)
    for at in (here, ""):
        approver.sends(
            at or approver.address, act="withdraw", kind="withdrawn", ground="許可", password=PASSWORD
        )
        assert "一人で消す理由" in approver.words
        assert approver.status == 400
        approver.goes(here).sends(here, act="find", words=WORDS)
        approver.sends(here, act="ask", kind="masked", ground="条例第7条")
    request = approver.address
    assert "取り消しの頼み" in clerk.goes("/desk").words
    assert clerk.goes(request).status == 200
    assert 'value="refuse"' not in clerk.html
    approver.goes(request).sends(request, act="refuse", why="")
    assert approver.status == 400
    approver.sends(request, act="refuse", why="言葉を選び直します")
    assert approver.address == "/desk"
    assert clerk.goes(request).status == 404
    with site.desk.library.reading() as connection:
        last = audit.entries(connection)[0].act
    assert (last.act, last.reason) == ("refuse_withdrawal", "言葉を選び直します")
    assert WORDS in words_of(site.browser().get(f"/minutes/{said}").text)


def test_only_what_is_chosen_goes_and_only_from_the_list_that_was_shown(site: Site) -> None:
    said, quoted = _public(site)
    approver = signed_in(site, "shounin", Role.APPROVER)
    here = _asks(approver, said)
    third = site.desk.drafted(site.desk.people.all()[0], page("橋の会", 3, *QUOTED))
    approver.sends(
        here, act="withdraw", kind="masked", ground="条例第7条", alone="担当は一人です", password=PASSWORD
    )
    assert "ほかの人が会議録を変えました" in approver.words
    assert f"下書き{third}" in approver.words
    key = next(part for part in approver.html.split('"') if part.startswith(f"{said}:0:"))
    approver.sends(
        here,
        act="withdraw",
        kind="masked",
        ground="条例第7条",
        place=[key],
        alone="担当は一人です",
        password=PASSWORD,
    )
    assert "1か所の言葉を消しました" in approver.words
    outside = site.browser()
    assert "伏せ字：条例第7条" in words_of(outside.get(f"/minutes/{said}").text)
    assert WORDS in words_of(outside.get(f"/minutes/{quoted}").text)
    for wrong, told in ("ない言葉です", "ありません"), ("鵺", "2字以上"):
        approver.goes(here).sends(here, act="find", words=wrong)
        assert told in approver.words
        assert wrong in approver.html


def test_what_is_public_no_more_is_found_too_and_a_masked_draft_stays_masked(
    site: Site, tmp_path: Path
) -> None:
    said, quoted = _public(site)
    clerk = site.desk.people.all()[0]
    approver = signed_in(site, "shounin", Role.APPROVER)
    approver.goes(f"/desk/sessions/{quoted}")
    approver.sends(f"/desk/sessions/{quoted}/withdraw", reason="誤って公開したため")
    here = _asks(approver, said)
    assert f"{quoted}版" in approver.words
    approver.sends(
        here, act="withdraw", kind="withdrawn", ground="議会の許可", alone="担当は一人です", password=PASSWORD
    )
    assert files_with(tmp_path) == []
    site.desk.drafted(clerk, page("公園の会", 2, *QUOTED), "again.txt")
    site.desk.library.purge()
    assert files_with(tmp_path) == []
