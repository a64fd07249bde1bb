"""Warnings answered by a button: what was not sure is read the other way, in the list of what was put right, and taken back."""

import pytest

from reader.desk.answering import Answering, Way
from reader.desk.editing import Editing
from reader.desk.editions import StepError
from reader.errors import ChangedMeanwhileError
from reader.library.desk import audit
from reader.library.desk.people import Account
from reader.minutes.hints import read_hints
from reader.minutes.model import ParserWarning, Turn
from tests.desk.desks import Desk
from tests.minutes.record.test_warnings import HEAD

USUAL = "山田委員：質問です。\n事務局：お答えします。\n"


def _drafted(desk: Desk, clerk: Account, inside: str, behind: str = USUAL) -> int:
    return desk.drafted(clerk, (HEAD + USUAL * 4 + inside + behind).encode())


def _said(desk: Desk, edition: int) -> list[tuple[str, str]]:
    minutes = desk.drafting.session_of(desk.editions.of(edition)).minutes
    return [
        (minutes.speaker(one.speaker).label if isinstance(one, Turn) else "", one.text)
        for one in minutes.entries
    ]


def _question(desk: Desk, edition: int, message: str) -> ParserWarning:
    warnings = desk.editions.open(desk.editions.of(edition)).warnings
    return next(one for one in warnings if message in one.message)


def _answering(desk: Desk) -> Answering:
    return Answering(desk.drafting, Editing(desk.drafting))


@pytest.mark.parametrize(
    ("inside", "message", "way", "becomes"),
    [
        (
            "山田委員：質問です。\n月見の輪／工事の間も続けます。\n",
            "二通りに読めます",
            Way.EDIT,
            ("月見の輪", "工事の間も続けます。"),
        ),
        (
            "山田委員：質問です。見守り係（大月）続けます。\n",
            "二通りに読めます",
            Way.EDIT,
            ("見守り係（大月）", "続けます。"),
        ),
        (
            "山田委員：質問です。\n質疑終了の宣告と採決の順に関する申し合わせとその内容に関する報告の内容一式\n",
            "見出しや注記",
            Way.EDIT,
            ("", "質疑終了の宣告と採決の順に関する申し合わせとその内容に関する報告の内容一式"),
        ),
    ],
    ids=["another sign", "inside a line", "a heading"],
)
def test_the_second_answer_is_an_edit_that_can_be_undone(
    desk: Desk, clerk: Account, inside: str, message: str, way: Way, becomes: tuple[str, str]
) -> None:
    edition = _drafted(desk, clerk, inside)
    answering, before = _answering(desk), _said(desk, edition)
    warning = _question(desk, edition, message)
    assert answering.way(desk.editions.of(edition), warning, answering.editing.put_right(edition)) is way
    answering.otherwise(clerk, edition, 1, warning.key)
    assert becomes in _said(desk, edition)
    assert becomes not in before
    assert warning not in desk.editions.open(desk.editions.of(edition)).warnings
    (kept,) = answering.editing.edits(edition)
    answering.editing.undo(clerk, edition, 2, kept.edit.id)
    assert _said(desk, edition) == before
    assert _question(desk, edition, message) == warning
    with pytest.raises(ChangedMeanwhileError):
        answering.otherwise(clerk, edition, 1, warning.key)


def test_the_second_answer_about_a_label_is_a_hint_for_the_whole_source(desk: Desk, clerk: Account) -> None:
    marked = USUAL.replace("：", "】").replace("山", "【山").replace("事", "【事")
    edition = desk.drafted(clerk, (HEAD + marked * 4 + "【月見】補足します。\n").encode())
    answering, before = _answering(desk), _said(desk, edition)
    assert ("月見", "補足します。") in before
    warning = _question(desk, edition, "1回しか出てきません")
    answering.otherwise(clerk, edition, 1, warning.key)
    assert "月見" not in [speaker for speaker, _ in _said(desk, edition)]
    (hint,) = answering.hints(desk.editions.of(edition))
    assert (hint.kind, hint.words) == ("nobody", "月見")
    assert warning not in desk.editions.open(desk.editions.of(edition)).warnings
    with pytest.raises(StepError, match="もうありません"):
        answering.otherwise(clerk, edition, 2, warning.key)
    answering.unhint(clerk, edition, 2, hint)
    assert _said(desk, edition) == before
    with pytest.raises(StepError, match="もうありません"):
        answering.unhint(clerk, edition, 3, hint)
    with desk.library.reading() as connection:
        acts = [entry.act.act for entry in audit.entries(connection)]
    assert acts[:2] == ["unhint", "hint"]


def test_hints_go_public_with_the_edition_and_hold_for_its_next_source(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    marked = USUAL.replace("：", "】").replace("山", "【山").replace("事", "【事")
    text = HEAD + marked * 4 + "【月見】補足します。\n"
    edition = desk.drafted(clerk, text.encode())
    _answering(desk).otherwise(clerk, edition, 1, _question(desk, edition, "1回しか").key)
    session = desk.published(clerk, approver, edition)
    stored = desk.library.source(session)
    assert stored is not None
    assert stored.hints == read_hints('nobody = ["月見"]')
    job = desk.handed_in(clerk, text.replace("お答えします。", "あとでお答えします。").encode())
    desk.jobs.choose(clerk, job, session)
    desk.worker.one()
    following = int(desk.jobs.of(job).result["edition"])
    assert "月見" not in [speaker for speaker, _ in _said(desk, following)]
    assert [one.words for one in _answering(desk).hints(desk.editions.of(following))] == ["月見"]


def test_where_the_source_is_gone_or_it_takes_more_a_person_puts_it_right(desk: Desk, clerk: Account) -> None:
    edition = _drafted(desk, clerk, "山田委員：】質問です。\n")
    answering = _answering(desk)
    warning = _question(desk, edition, "発言者の一部")
    assert (
        answering.way(desk.editions.of(edition), warning, answering.editing.put_right(edition)) is Way.PERSON
    )
    with pytest.raises(StepError, match="ボタンだけでは"):
        answering.otherwise(clerk, edition, 1, warning.key)
    marked = USUAL.replace("：", "】").replace("山", "【山").replace("事", "【事")
    purged = desk.drafted(clerk, (HEAD + marked * 4 + "【月見】補足します。\n").encode())
    desk.drafting.files.drop(desk.editions.of(purged).source_digest)
    warning = _question(desk, purged, "1回しか")
    assert answering.way(desk.editions.of(purged), warning, answering.editing.put_right(purged)) is Way.PERSON
