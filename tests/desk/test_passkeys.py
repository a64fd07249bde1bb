"""Passkeys: an answer proves who somebody is once, on this site, to a challenge of ours, with a finger or number; and nothing else."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fido2.utils import websafe_decode, websafe_encode

from reader.desk.staff import passkeys as passkeys_module
from reader.desk.staff import people as people_module
from reader.desk.staff import signing
from reader.desk.staff.passkeys import MOST, Here, PasskeyError, Passkeys
from reader.desk.staff.people import People
from reader.desk.staff.signing import Gate, SignInError, WaitError
from reader.library.desk import audit
from reader.library.desk.people import Account, Role
from reader.library.library import Library
from tests.desk.authenticator import FLAG, Authenticator
from tests.desk.desks import CLI, PASSWORD, QUICK
from tests.stock import opened

HOST, ORIGIN = "kaigiroku.example.jp", "https://kaigiroku.example.jp"
HERE = Here(HOST, ORIGIN)
ADDRESS, PLACE = "192.0.2.7", "a browser"


class Clock:
    """A time that a test moves; it goes on by itself a little each time it is looked at."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 28, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (people_module, signing, passkeys_module):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    library = opened(tmp_path / "library.sqlite3")
    yield library
    library.close()


@pytest.fixture
def people(library: Library) -> People:
    return People(library, QUICK)


@pytest.fixture
def gate(library: Library) -> Gate:
    return Gate(library, QUICK)


@pytest.fixture
def passkeys(library: Library) -> Passkeys:
    return Passkeys(library)


@pytest.fixture
def satou(people: People) -> Account:
    return people.join(people.invite(CLI, "satou", "佐藤", Role.APPROVER), PASSWORD, PASSWORD)


def _added(passkeys: Passkeys, gate: Gate, account: Account, counter: int = 0) -> Authenticator:
    device = Authenticator(ORIGIN, counter)
    seat = gate.seated(gate.sign_in(account.name, PASSWORD, "", ADDRESS, PLACE))
    assert seat is not None
    passkeys.add(account, seat.seat.token, HERE, device.made(passkeys.offer(account, HERE)), " 窓口の  PC ")
    proved = [one.way for one in gate.seats(account) if one.token == seat.seat.token]
    assert proved == ["passkey"]
    return device


def _enters(gate: Gate, passkeys: Passkeys, device: Authenticator, address: str = ADDRESS) -> str:
    return gate.sign_in_by_passkey(HERE, device.answer(passkeys.ask(HERE)), address, PLACE)


def _acts(library: Library) -> list[tuple[str, str, str]]:
    with library.reading() as connection:
        assert audit.broken_at(connection) is None
        return [(one.act.act, one.act.subject, one.act.after) for one in audit.entries(connection)]


@pytest.mark.parametrize("counter", [0, 7])
def test_somebody_comes_in_by_a_passkey_and_the_log_says_so(
    passkeys: Passkeys, gate: Gate, people: People, satou: Account, library: Library, counter: int
) -> None:
    assert not passkeys.are_asked(HERE)
    assert [told for _, told in people.told()] == ["使えます・パスワードだけ"]
    device = _added(passkeys, gate, satou, counter)
    assert [told for _, told in people.told()] == ["使えます・パスキー 1 個"]
    assert passkeys.are_asked(HERE)
    for _ in range(2):
        seated = gate.seated(_enters(gate, passkeys, device))
        assert seated is not None
        assert (seated.account, seated.seat.way) == (satou, "passkey")
    (kept,) = passkeys.of(satou)
    assert (kept.label, kept.host) == ("窓口の PC", HOST)
    assert kept.used_at is not None
    acts = _acts(library)
    assert acts[:2] == [("sign_in", "satou", "パスキー")] * 2
    assert ("passkey", "satou", "加えた: 窓口の PC") in acts
    assert gate.seated(gate.sign_in("satou", PASSWORD, "", ADDRESS, PLACE)) is not None


def test_a_browser_is_asked_for_one_that_knows_who_holds_it_and_not_twice_for_the_same(
    passkeys: Passkeys, gate: Gate, satou: Account
) -> None:
    device = _added(passkeys, gate, satou)
    options = passkeys.offer(satou, HERE)
    assert [websafe_decode(one["id"]) for one in options["excludeCredentials"]] == [device.id]
    assert (
        passkeys.offer(satou, Here("other.example.jp", "https://other.example.jp"))["excludeCredentials"]
        == []
    )
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"]["id"] == HOST
    assert "satou" not in str(websafe_decode(options["user"]["id"]))
    asked = passkeys.ask(HERE)
    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials"), "who has passkeys is nobody's business"
    with pytest.raises(PasskeyError, match="もう加えて"):
        passkeys.add(satou, "", HERE, device.made(options), "")
    json.dumps(dict(options))


def test_an_answer_counts_once_and_only_here_and_now(
    passkeys: Passkeys, gate: Gate, satou: Account, clock: Clock, library: Library
) -> None:
    device = _added(passkeys, gate, satou)

    def refused(answer: str, host: Here = HERE) -> None:
        before = len(gate.seats(satou))
        with pytest.raises(SignInError) as told:
            gate.sign_in_by_passkey(host, answer, f"192.0.2.{clock.at.microsecond % 250}", PLACE)
        assert "\n" not in str(told.value)
        assert len(gate.seats(satou)) == before

    options = passkeys.ask(HERE)
    once = device.answer(options)
    gate.sign_in_by_passkey(HERE, once, ADDRESS, PLACE)
    refused(once)
    earlier = passkeys.ask(HERE)
    _enters(gate, passkeys, device)
    refused(device.answer(earlier))

    refused(device.answer({**options, "challenge": websafe_encode(b"x" * 54)}))
    refused(device.answer({**options, "challenge": ""}))
    late = device.answer(passkeys.ask(HERE))
    clock.at += timedelta(minutes=6)
    refused(late)

    refused(device.answer(passkeys.ask(HERE), host="evil.example"))
    refused(device.answer(passkeys.ask(HERE)), Here("other.example.jp", "https://other.example.jp"))
    phished = Authenticator("https://evil.example", id=device.id, _key=device._key)
    refused(phished.answer(passkeys.ask(HERE)))
    framed = Authenticator(ORIGIN, cross_origin=True, id=device.id, _key=device._key)
    refused(framed.answer(passkeys.ask(HERE)))
    unproved = Authenticator(ORIGIN, flags=FLAG.UP, id=device.id, _key=device._key)
    refused(unproved.answer(passkeys.ask(HERE)))
    stranger = Authenticator(ORIGIN, id=device.id)
    refused(stranger.answer(passkeys.ask(HERE)))
    refused(Authenticator(ORIGIN).answer(passkeys.ask(HERE)))
    made = device.made({**passkeys.offer(satou, HERE)})
    refused(made)
    whole = device.answer(passkeys.ask(HERE))
    for broken in (
        "",
        "{}",
        "[]",
        "null",
        "1",
        whole[:-40],
        "[" * 15_000,
        whole.replace("response", "x"),
        "\ud800",
    ):
        refused(broken)
    assert _acts(library)[0][0] == "sign_in_failed"
    assert gate.seated(_enters(gate, passkeys, device)) is not None


def test_a_copy_that_counts_less_than_the_passkey_did_is_refused(
    passkeys: Passkeys, gate: Gate, satou: Account
) -> None:
    device = _added(passkeys, gate, satou, counter=5)
    copy = Authenticator(ORIGIN, 5, id=device.id, _key=device._key)
    _enters(gate, passkeys, device)
    with pytest.raises(SignInError, match="もう一度"):
        _enters(gate, passkeys, copy)
    assert _enters(gate, passkeys, device)


def test_what_ends_the_way_in_ends_it_for_passkeys_too(
    passkeys: Passkeys, gate: Gate, people: People, satou: Account, library: Library
) -> None:
    suzuki = people.join(people.invite(CLI, "suzuki", "鈴木", Role.MANAGER), PASSWORD, PASSWORD)
    device, other = _added(passkeys, gate, satou), _added(passkeys, gate, suzuki)
    (kept,) = passkeys.of(satou)
    with pytest.raises(PasskeyError, match="ありません"):
        passkeys.remove(suzuki, kept.id)
    people.change(CLI, "satou", disabled=True)
    with pytest.raises(SignInError):
        _enters(gate, passkeys, device)
    people.change(CLI, "satou", disabled=False)
    assert _enters(gate, passkeys, device, "192.0.2.8")
    people.reset(CLI, "satou")
    assert ("reset", "satou", "パスキー 1 個を外した") in _acts(library)
    with pytest.raises(SignInError):
        _enters(gate, passkeys, device)
    (kept,) = passkeys.of(suzuki)
    passkeys.remove(suzuki, kept.id)
    assert _acts(library)[0] == ("passkey", "suzuki", "外した: 窓口の PC")
    with pytest.raises(SignInError):
        _enters(gate, passkeys, other, "192.0.2.9")


def test_a_passkey_is_made_from_an_honest_answer_alone(
    passkeys: Passkeys, gate: Gate, satou: Account, clock: Clock
) -> None:
    offer = passkeys.offer(satou, HERE)
    forged = (
        Authenticator("https://evil.example").made(offer),
        Authenticator(ORIGIN).made(offer, host="evil.example"),
        Authenticator(ORIGIN, flags=FLAG.UP).made(offer),
        Authenticator(ORIGIN).made({**offer, "challenge": websafe_encode(b"x" * 54)}),
        Authenticator(ORIGIN).made(offer)[:-9],
        "",
        "{}",
    )
    for answer in forged:
        with pytest.raises(PasskeyError):
            passkeys.add(satou, "", HERE, answer, "x")
    assert passkeys.of(satou) == ()
    for number in range(MOST):
        device = Authenticator(ORIGIN)
        passkeys.add(satou, "", HERE, device.made(passkeys.offer(satou, HERE)), f"{number}" * 90)
    assert max(len(one.label) for one in passkeys.of(satou)) == 40
    with pytest.raises(PasskeyError, match=f"{MOST} 個まで"):
        passkeys.add(satou, "", HERE, Authenticator(ORIGIN).made(passkeys.offer(satou, HERE)), "x")


def test_wrong_answers_wait_as_wrong_passwords_do(passkeys: Passkeys, gate: Gate, satou: Account) -> None:
    device = _added(passkeys, gate, satou)
    with pytest.raises(WaitError):
        for _ in range(10):
            try:
                _enters(gate, passkeys, Authenticator(ORIGIN))
            except WaitError:
                raise
            except SignInError:
                continue
    with pytest.raises(WaitError):
        _enters(gate, passkeys, device)
    assert _enters(gate, passkeys, device, "198.51.100.9")


@pytest.mark.parametrize(
    ("host", "origin", "fits"),
    [
        ("kaigiroku.example.jp", "https://kaigiroku.example.jp", True),
        ("localhost", "http://localhost:8000", True),
        ("kaigi-pc", "https://kaigi-pc", True),
        ("kaigi-pc", "http://kaigi-pc", False),
        ("127.0.0.1", "http://127.0.0.1:8000", False),
        ("192.168.0.5", "https://192.168.0.5", False),
        ("::1", "https://[::1]", False),
    ],
)
def test_they_are_offered_where_browsers_take_them(
    host: str, origin: str, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Here(host, origin).may_have_passkeys is fits
    monkeypatch.setattr(passkeys_module, "find_spec", lambda name: None)
    assert not Here(host, origin).may_have_passkeys
