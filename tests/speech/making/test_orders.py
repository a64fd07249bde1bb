"""Orders for clips: a share for every client, and nothing for who does not wait any more."""

import pytest

from reader.errors import SpeechError
from reader.speech.making.answer import Answer
from reader.speech.making.orders import MOST_PREPARED, ClipOrders, Order, Urgency
from tests.speech.sounds import request

HEARD, NEXT, AHEAD = Urgency


def ask(
    orders: ClipOrders, name: str, urgency: Urgency = HEARD, position: int = 0, client: str = "甲"
) -> Answer:
    return orders.place(name, request(name), urgency, position, client)


def taken(orders: ClipOrders, most: int = 1_000) -> list[str]:
    """The orders as they are taken and made, one after the other, until there are no more."""
    keys: list[str] = []
    while len(keys) < most and orders.waits():
        order = orders.take()
        assert order is not None
        keys.append(order.key)
        finish(orders, order)
    return keys


def finish(orders: ClipOrders, order: Order) -> None:
    for answer in orders.done(order):
        answer.set_result(order.key.encode())


def test_two_hundred_sentences_of_one_client_leave_another_every_second_one() -> None:
    orders = ClipOrders()
    for number in range(200):
        ask(orders, f"甲{number}")
    for number in range(4):
        ask(orders, f"乙{number}", position=number, client="乙")
    made = taken(orders)
    assert [made.index(f"乙{number}") for number in range(4)] == [1, 3, 5, 7]
    assert len(made) == 204


def test_who_comes_with_one_sentence_at_a_time_does_not_go_before_the_others_each_time() -> None:
    orders = ClipOrders()
    for number in range(10):
        ask(orders, f"甲{number}")
    made = []
    for number in range(5):
        ask(orders, f"乙{number}", client="乙")
        made += taken(orders, most=2)
    assert sum(key.startswith("甲") for key in made) == 5


def test_of_one_client_the_nearest_comes_first() -> None:
    orders = ClipOrders()
    for position in (3, 0, 2, 1):
        ask(orders, str(position), position=position)
    assert taken(orders) == ["0", "1", "2", "3"]


def test_what_nobody_waits_for_any_more_is_not_made() -> None:
    orders = ClipOrders()
    gone, shared, other = ask(orders, "去"), ask(orders, "共"), ask(orders, "共", client="乙")
    assert gone.cancel()
    assert shared.cancel()
    assert not orders.stands("去")
    assert taken(orders) == ["共"]
    assert other.result(0) == "共".encode()


def test_what_a_listener_gave_up_is_made_when_its_turn_is_for_those_who_still_want_it() -> None:
    orders = ClipOrders()
    overnight = ask(orders, "夜", AHEAD, client="")
    heard = ask(orders, "夜")
    ask(orders, "次", NEXT)
    heard.cancel()
    assert taken(orders) == ["次", "夜"]
    assert overnight.result(0) == "夜".encode()


def test_an_order_is_made_once_for_all_and_at_the_highest_urgency() -> None:
    orders = ClipOrders()
    answers = [ask(orders, "一", urgency, client=str(urgency)) for urgency in (AHEAD, NEXT, HEARD)]
    ask(orders, "二", NEXT)
    assert taken(orders) == ["一", "二"]
    assert {answer.result(0) for answer in answers} == {"一".encode()}


def test_who_gives_up_what_is_being_made_harms_nobody() -> None:
    orders = ClipOrders()
    gone = ask(orders, "一")
    order = orders.take()
    assert order is not None
    late = ask(orders, "一", client="乙")
    gone.cancel()
    finish(orders, order)
    assert late.result(0)
    assert not orders.waits()


def test_what_another_process_makes_is_put_back_for_those_who_still_wait() -> None:
    orders = ClipOrders()
    first = ask(orders, "一")
    order = orders.take()
    assert order is not None
    assert orders.put_back(order)
    assert taken(orders) == ["一"]
    assert first.result(0)
    second = ask(orders, "二")
    order = orders.take()
    assert order is not None
    second.cancel()
    assert orders.put_back(order)
    assert not orders.waits()
    assert not orders.stands("二")


def test_a_client_has_only_so_much_prepared() -> None:
    orders = ClipOrders()
    for number in range(MOST_PREPARED):
        ask(orders, f"甲{number}", NEXT)
    with pytest.raises(SpeechError, match="たくさん"):
        ask(orders, "甲", NEXT)
    ask(orders, "乙", NEXT, client="乙")
    ask(orders, "今", HEARD)


def test_who_waits_is_told_of_the_beginning_whenever_they_came() -> None:
    orders = ClipOrders()
    first, gone = ask(orders, "長い文"), ask(orders, "長い文", client="乙")
    heard = list[bytes]()
    first.on_more(lambda: heard.append(first.beginning))
    order = orders.take()
    assert order is not None
    gone.cancel()
    orders.begun(order, b"1")
    later = ask(orders, "長い文", client="丙")
    assert (first.beginning, gone.beginning, later.beginning) == (b"1", b"", b"1")
    orders.begun(order, b"12")
    assert later.beginning == b"12"
    finish(orders, order)
    assert heard == [b"1", b"12", b"12"]
    assert later.result() == "長い文".encode()


def test_who_is_kept_free_takes_what_is_waited_for_in_silence_alone() -> None:
    """Of whichever client; the rest is for the others."""
    orders = ClipOrders()
    for position in range(4):
        ask(orders, f"甲{position}", position=position)
    ask(orders, "乙5", position=5, client="乙")
    ask(orders, "丙1", position=1, client="丙")
    ask(orders, "丁", AHEAD, client="丁")
    near = [orders.take(for_listeners=True) for _ in range(3)]
    assert [order.key for order in near if order] == ["甲0", "丙1", "甲1"]
    assert taken(orders) == ["乙5", "甲2", "甲3", "丁"]
