"""Questions and the turns that answer them."""

from reader.minutes.exchanges import exchanges
from reader.minutes.model import Exchange, Minutes, Role, Speaker, Turn

ROLES = {
    "議長": Role.CHAIR,
    "委員": Role.MEMBER,
    "市長": Role.EXECUTIVE,
    "事務局": Role.SECRETARIAT,
    "問": Role.OTHER,
    "答": Role.OTHER,
}


def _minutes(*turns: tuple[str, str] | tuple[str, str, int]) -> Minutes:
    entries = tuple(
        Turn(number, turn[0], turn[1], turn[2] if len(turn) == 3 else 0)
        for number, turn in enumerate(turns, 1)
    )
    speakers = tuple(Speaker(label, label, role) for label, role in ROLES.items())
    return Minutes(None, None, None, None, None, (), speakers, entries)


def test_a_question_is_followed_by_its_answers() -> None:
    found = exchanges(_minutes(("委員", "なぜか。"), ("事務局", "A"), ("市長", "B"), ("委員", "分かった。")))
    assert found == (Exchange(1, (2, 3)),)


def test_the_chair_calling_a_name_belongs_to_neither() -> None:
    found = exchanges(
        _minutes(("委員", "なぜか。"), ("議長", "市長。"), ("市長", "はい。"), ("議長", "次に進みます。"))
    )
    assert found == (Exchange(1, (3,)),)


def test_the_chair_asks_too_and_labels_tell_what_no_person_does() -> None:
    assert exchanges(
        _minutes(("議長", "検討をお願いしたいと思いますがいかがでしょうか。"), ("事務局", "はい。"))
    ) == (Exchange(1, (2,)),)
    assert exchanges(_minutes(("問", "何か。"), ("答", "これ。"), ("問", "では。"), ("答", "それ。"))) == (
        Exchange(1, (2,)),
        Exchange(3, (4,)),
    )


def test_nothing_answers_across_agenda_items_and_an_explanation_is_no_answer() -> None:
    assert (
        exchanges(_minutes(("事務局", "説明する。"), ("委員", "異議なし。", 0), ("事務局", "次の議題。", 1)))
        == ()
    )
