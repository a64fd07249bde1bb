"""A draft put right on the desk's pages, by plain forms; two people at once lose nothing that was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.desk.people import Role
from reader.minutes.model import Turn
from reader.passages.annotator import Annotator
from tests.desk.desks import page
from tests.minutes.record.test_warnings import HEAD
from tests.web.desk.desks import Person, Site, desk_site, signed_in

WORDS = (
    "資料を配ります。",
    "道路はいつ直しますか。山田　橋はどうですか。",
    "春に直します。",
    "わかりました。",
)


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path, annotator) as made:
        yield made


def _said(site: Site, edition: int) -> list[tuple[str, str]]:
    minutes = site.desk.drafting.session_of(site.desk.editions.of(edition)).minutes
    return [(one.speaker if isinstance(one, Turn) else "", one.text) for one in minutes.entries]


def _goes(person: Person, edition: int, site: Site, text: str) -> str:
    """Opens the page of the turn or note with that text, by its link on the check page; gives where its forms go."""
    minutes = site.desk.drafting.session_of(site.desk.editions.of(edition)).minutes
    entry = next(one for one in minutes.entries if text in one.text)
    key = f"{'t' if isinstance(entry, Turn) else 'n'}{entry.number}"
    here = f"/desk/editions/{edition}/edits"
    assert f'href="{here}/{key}"' in person.goes(f"/desk/editions/{edition}/check").html
    person.goes(f"{here}/{key}")
    return here


def test_what_was_read_wrongly_is_put_right_by_plain_forms_and_undone(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    edition = site.desk.drafted(site.desk.people.all()[0], page("星見浜市議会", 1, *WORDS))
    before = _said(site, edition)
    here = _goes(clerk, edition, site, "春に直します")
    clerk.sends(here, value="環境整備課")
    assert clerk.address == f"/desk/editions/{edition}/check"
    assert ("環境整備課", "春に直します。") in _said(site, edition)
    here = _goes(clerk, edition, site, "橋はどう")
    text = "道路はいつ直しますか。山田　橋はどうですか。"
    clerk.sends(here, kind="split", place=f"{text.index('山田')}-{len(text)}", value="山田委員", label="山田")
    assert ("山田委員", "橋はどうですか。") in _said(site, edition)
    here = _goes(clerk, edition, site, "わかりました")
    clerk.sends(here, act="note", kind="note")
    assert ("", "事務局：わかりました。") in _said(site, edition)
    here = _goes(clerk, edition, site, "わかりました")
    clerk.sends(here, kind="speech", value="副委員長", label="事務局：")
    assert ("副委員長", "わかりました。") in _said(site, edition)
    clerk.goes(here).sends(here, kind="place", value="市民会館")
    assert "市民会館" in clerk.words
    assert clerk.html.count('value="undo"') == 5
    for _ in range(5):
        clerk.sends(f"{here}/undo", act="undo")
    assert _said(site, edition) == before
    assert clerk.html.count('value="redo"') == 5


def test_every_speaker_of_one_name(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    edition = site.desk.drafted(site.desk.people.all()[0], page("星見浜市議会", 1, *WORDS))
    here = _goes(clerk, edition, site, "春に直します")
    was = next(speaker for speaker, text in _said(site, edition) if text == "春に直します。")
    clerk.sends(here, value="副委員長", every="1")
    assert was not in [speaker for speaker, _ in _said(site, edition)]


def test_who_comes_second_sees_both_and_keeps_what_they_typed(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    other = signed_in(site, "shounin", Role.APPROVER)
    edition = site.desk.drafted(site.desk.people.all()[0], page("星見浜市議会", 1, *WORDS))
    here = _goes(clerk, edition, site, "春に直します")
    assert _goes(other, edition, site, "春に直します") == here
    clerk.sends(here, value="環境整備課")
    other.sends(here, value="建設課の山田課長")
    assert other.status == 409
    assert "建設課の山田課長" in other.words
    assert "ほかの人が、この版を先に変えました" in other.words
    assert "環境整備課" in other.words
    assert ("環境整備課", "春に直します。") in _said(site, edition)
    _goes(other, edition, site, "春に直します")
    other.sends(here, value="建設課の山田課長")
    assert ("建設課の山田課長", "春に直します。") in _said(site, edition)


def test_what_cannot_be_is_told_with_what_was_typed(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    edition = site.desk.drafted(site.desk.people.all()[0], page("星見浜市議会", 1, *WORDS))
    here = f"/desk/editions/{edition}/edits"
    clerk.goes(here).sends(here, kind="date", value="いつか近いうち")
    assert clerk.status == 409
    assert "年月日として読めません" in clerk.words
    assert "いつか近いうち" in clerk.words
    assert clerk.goes(f"{here}/t999").status == 404
    assert clerk.goes(f"{here}/p9999").status == 404


def test_a_warning_is_answered_by_either_of_two_buttons(site: Site) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    marked = "【山田委員】質問です。\n【事務局】お答えします。\n" * 4
    data = (HEAD + marked + "【月見】補足します。\n").encode()
    edition = site.desk.drafted(site.desk.people.all()[0], data)
    check = f"/desk/editions/{edition}/check"
    clerk.goes(check)
    assert "「月見」の発言（いまの読み取り）" in clerk.words
    (doubt,) = site.desk.editions.open(site.desk.editions.of(edition)).warnings
    form = f"/desk/editions/{edition}/warnings/{doubt.key}"
    clerk.sends(form, answer="right")
    assert "すべて答えました" in clerk.words
    clerk.sends(form, answer="open")
    assert "前の発言の続き" in clerk.words
    clerk.sends(form, answer="other")
    assert clerk.address == check
    assert "月見" not in [speaker for speaker, _ in _said(site, edition)]
    here = f"/desk/editions/{edition}/edits"
    assert "「月見」を発言者としない" in clerk.goes(here).words
    clerk.sends(f"{here}/unhint")
    assert "月見" in [speaker for speaker, _ in _said(site, edition)]
