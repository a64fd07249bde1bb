"""What is kept in memory is made once however many ask, and bounded by its weight."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.kept import Kept


def kept(most: int = 10) -> Kept[str, str]:
    return Kept(most, len)


def value(store: Kept[str, str], key: str, made: str) -> str:
    return store.value(key, lambda found: found == made, lambda: made)


def test_twenty_at_once_make_it_once() -> None:
    store, made = kept(), []
    all_there = threading.Barrier(20)

    def make() -> str:
        made.append(1)
        return "値"

    def ask(_number: int) -> str:
        all_there.wait(60)
        return store.value("a", lambda found: True, make)

    with ThreadPoolExecutor(20) as threads:
        assert set(threads.map(ask, range(20))) == {"値"}
    assert len(made) == 1


def test_one_that_is_being_made_does_not_hold_up_another() -> None:
    store, go = kept(), threading.Event()
    begun = threading.Event()

    def slow() -> str:
        begun.set()
        assert go.wait(60)
        return "遅"

    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(store.value, "a", lambda found: True, slow)
        assert begun.wait(60)
        assert value(store, "b", "速") == "速"
        go.set()
        assert waiting.result(60) == "遅"


def test_who_waited_for_what_failed_tries_it() -> None:
    store, tries = kept(), []
    all_there = threading.Barrier(3)

    def make() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return "値"

    def ask(_number: int) -> str:
        all_there.wait(60)
        try:
            return store.value("a", lambda found: True, make)
        except ValueError:
            return ""

    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(ask, range(3))) == ["", "値", "値"]
    assert len(tries) == 2


def test_what_is_not_current_is_made_again() -> None:
    store = kept()
    assert value(store, "a", "一") == "一"
    assert value(store, "a", "二二") == "二二"
    assert (len(store), store.weight) == (1, 2)


def test_a_crawler_over_a_hundred_does_not_make_it_grow() -> None:
    store = kept(most=10)
    for number in range(100):
        value(store, str(number), "重重重")
        assert store.weight <= 10
    assert [key for key in map(str, range(100)) if store.get(key)] == ["97", "98", "99"]
    value(store, "97", "重重重")
    value(store, "新", "重重重")
    assert store.get("97")
    assert not store.get("98"), "asked for longest ago"


def test_one_that_is_too_heavy_leaves_room_for_others_and_stays_while_it_is_asked_for() -> None:
    store = kept(most=10)
    value(store, "a", "重" * 100)
    for number in range(20):
        value(store, str(number), "軽")
        value(store, "a", "重" * 100)
    assert store.weight <= 10
    assert [number for number in range(20) if store.get(str(number))] == [15, 16, 17, 18, 19]
    for number in range(20):
        value(store, str(number), "軽")
    assert not store.get("a"), "asked for longest ago"


def test_of_those_that_are_too_heavy_two_stay() -> None:
    store = kept(most=10)
    for key in "abcd":
        value(store, key, "重" * 100)
    assert [key for key in "abcd" if store.get(key)] == ["c", "d"]


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_forgotten_is_made_again(everything: bool) -> None:
    store = kept()
    value(store, "a", "一")
    store.clear() if everything else store.forget("a")
    assert (store.get("a"), store.weight, len(store)) == (None, 0, 0)
