"""The passages of minutes, in the order in which they are read."""

from dataclasses import replace

from reader.minutes.model import AgendaItem, Aside, Minutes, Role, Speaker, Turn
from reader.passages.outline import passage_outline, with_utterances
from reader.passages.utterance import Passage, PassageKind, Utterance

CHAIR = Speaker("議長", "議長", Role.CHAIR)


def test_results_follow_what_they_are_of() -> None:
    agenda = (
        AgendaItem(0, "1", "予算", ("原案可決", "全員賛成")),
        AgendaItem(1, "2", "条例"),
        AgendaItem(2, "3", "人事", ("同意",)),
    )
    turns = (Turn(1, "議長", "始めます。"), Turn(2, "議長", "予算です。", 0))
    minutes = Minutes("定例会", None, None, None, None, agenda, (CHAIR,), turns, results=("1件を継続",))
    outline = tuple(passage_outline(minutes))
    assert [passage.key for passage in outline] == ["m", "r0", "t1", "a1", "r1", "t2", "a2", "a3", "r3"]
    results = [passage for passage in outline if passage.kind is PassageKind.RESULTS]
    assert [(p.text, p.number, p.agenda) for p in results] == [
        ("1件を継続", 0, None),
        ("原案可決\n全員賛成", 1, 0),
        ("同意", 3, 2),
    ]


def test_a_passage_that_is_cut_stays_what_it_is() -> None:
    turn = Passage("t7", PassageKind.TURN, 7, "始めます。〔拍手〕", (), "議長", 2, (Aside(5, 9),))
    said = (Utterance("t7-1", 0, 5, "始めます。", (), "", 5),)
    assert with_utterances(turn, said) == replace(turn, utterances=said)
