"""Accounts: an invitation counts once, a seat ends at once, failed tries wait, and every act is in the log."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from reader.desk.staff import people as people_module
from reader.desk.staff import signing
from reader.desk.staff.passwords import PasswordError, Passwords, check_password
from reader.desk.staff.people import AccountError, People
from reader.desk.staff.rights import ROLES, NotAllowedError, Right, require
from reader.desk.staff.second_factor import CodeError, SecondFactor, new_secret
from reader.desk.staff.signing import Gate, SignInError, WaitError, waiting
from reader.library.desk import audit
from reader.library.desk.people import Role
from reader.library.library import Library
from reader.library.schema.desk_tables import EVERY_TABLE
from reader.library.schema.log_stays import open_log
from tests.desk.desks import CLI, PASSWORD, QUICK
from tests.stock import opened


class Clock:
    """A time that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 28, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def later(self, **much: float) -> None:
        self.at += timedelta(**much)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (people_module, signing):
        monkeypatch.setattr(module, "now", clock)
    monkeypatch.setattr("reader.desk.staff.second_factor.now", clock)
    return clock


@pytest.fixture
def desk_library(tmp_path: Path) -> Iterator[Library]:
    library = opened(tmp_path / "library.sqlite3")
    yield library
    library.close()


@pytest.fixture
def people(desk_library: Library) -> People:
    return People(desk_library, QUICK)


@pytest.fixture
def gate(desk_library: Library) -> Gate:
    return Gate(desk_library, QUICK)


def _joined(people: People, name: str, role: Role = Role.CLERK) -> None:
    people.join(people.invite(CLI, name, "", role), PASSWORD, PASSWORD)


def _in(gate: Gate, name: str = "satou", password: str = PASSWORD, code: str = "") -> str:
    return gate.sign_in(name, password, code, "192.0.2.7", "a browser")


def test_an_invitation_works_once_and_not_after_half_an_hour(people: People, clock: Clock) -> None:
    assert not people.exist()
    token = people.invite(CLI, "satou", "佐藤", Role.MANAGER)
    assert people.invitation(token).account.shown_name == "佐藤"
    with pytest.raises(AccountError, match="二つのパスワード"):
        people.join(token, PASSWORD, "another")
    with pytest.raises(PasswordError):
        people.join(token, "short", "short")
    people.join(token, PASSWORD, PASSWORD)
    for spent in (token, "invented"):
        with pytest.raises(AccountError, match="使えません"):
            people.join(spent, PASSWORD, PASSWORD)
    late = people.invite(CLI, "suzuki", "", Role.CLERK)
    clock.later(minutes=30)
    with pytest.raises(AccountError, match="30分"):
        people.invitation(late)
    with pytest.raises(AccountError, match="登録されています"):
        people.invite(CLI, "satou", "", Role.CLERK)
    with pytest.raises(AccountError, match="文字と数字"):
        people.invite(CLI, "../x", "", Role.CLERK)


def _kept(library: Library) -> bytes:
    """All that is kept: every row, and the file if it is one."""
    with library.reading() as connection:
        rows = [row for table in EVERY_TABLE.values() for row in connection.execute(select(table))]
    file = library.path.read_bytes() if library.path.is_file() else b""
    return repr([tuple(row) for row in rows]).encode("utf-8", "surrogatepass") + file


def test_no_token_and_no_password_lies_in_the_library(
    people: People, gate: Gate, desk_library: Library
) -> None:
    token = people.invite(CLI, "satou", "", Role.CLERK)
    people.join(token, PASSWORD, PASSWORD)
    seat = _in(gate)
    desk_library.settle()
    kept = _kept(desk_library)
    assert b"satou" in kept
    for secret in (token, seat, PASSWORD, signing.form_token(seat)):
        assert secret.encode() not in kept


def test_a_seat_ends_by_itself_and_by_everything_that_should_end_it(
    people: People, gate: Gate, clock: Clock
) -> None:
    _joined(people, "satou", Role.MANAGER)
    _joined(people, "suzuki", Role.MANAGER)
    seat = _in(gate)
    for hours in range(11):
        clock.later(minutes=59)
        assert gate.seated(seat)
        if hours == 5:  # what ends with others' signing in are seats that nobody uses
            _in(gate, "suzuki")
    clock.later(minutes=90)
    assert gate.seated(seat) is None
    seat = _in(gate)
    clock.later(minutes=61)
    assert gate.seated(seat) is None
    seat, other = _in(gate), _in(gate)
    seated = gate.seated(seat)
    assert seated
    gate.sign_out(seated)
    assert gate.seated(seat) is None
    assert gate.seated(other)
    people.change(CLI, "satou", disabled=True)
    assert gate.seated(other) is None
    with pytest.raises(SignInError):
        _in(gate)
    people.change(CLI, "satou", disabled=False)
    seat = _in(gate)
    people.reset(CLI, "satou")
    assert gate.seated(seat) is None
    with pytest.raises(SignInError):
        _in(gate)


def test_using_the_desk_changes_nothing_in_the_library(
    people: People, gate: Gate, clock: Clock, desk_library: Library
) -> None:
    """Else every page that is kept would be made anew, each half minute that anybody of staff is at work."""
    _joined(people, "satou")
    seat = _in(gate)
    before = desk_library.changes()
    for _ in range(5):
        clock.later(minutes=5)
        assert gate.seated(seat)
    assert desk_library.changes() == before
    clock.later(minutes=59)
    assert gate.seated(seat, seen=False)
    clock.later(minutes=2)
    assert gate.seated(seat) is None


def test_failed_tries_wait_by_account_and_over_every_process(
    people: People, desk_library: Library, clock: Clock
) -> None:
    _joined(people, "satou")
    _joined(people, "suzuki")
    gates = [Gate(Library(desk_library.path), QUICK) for _ in range(4)]
    for n in range(10):
        clock.later(seconds=waiting(n) + 1)
        with pytest.raises(SignInError, match="ちがいます"):
            gates[n % 4].sign_in("satou", "wrong", "", f"192.0.2.{n}", "")
    with pytest.raises(WaitError) as waits:
        gates[0].sign_in("satou", PASSWORD, "", "192.0.2.99", "")
    assert waits.value.seconds >= 30
    assert gates[1].sign_in("suzuki", PASSWORD, "", "192.0.2.99", "")
    clock.later(seconds=60)
    assert gates[2].sign_in("satou", PASSWORD, "", "192.0.2.99", "")
    assert gates[3].sign_in("satou", PASSWORD, "", "192.0.2.99", "")
    for gate in gates:
        gate.library.close()


def test_an_unknown_name_costs_a_hash_like_a_known_one(
    people: People, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    _joined(people, "satou")
    hashed: list[str] = []
    fits = Passwords.fits

    def counted(self: Passwords, password: str, kept: str) -> bool:
        hashed.append(kept or "nobody's")
        return fits(self, password, kept)

    monkeypatch.setattr(Passwords, "fits", counted)
    told = []
    for name in ("satou", "nobody"):
        with pytest.raises(SignInError) as refused:
            _in(gate, name, "wrong")
        told.append(str(refused.value))
    assert len(hashed) == 2
    assert told[0] == told[1]
    assert not QUICK.fits("nobody's password", "")


def test_a_code_is_asked_for_and_counts_once(
    people: People, gate: Gate, desk_library: Library, clock: Clock
) -> None:
    _joined(people, "satou")
    account = people.all()[0]
    factor, secret = SecondFactor(desk_library), new_secret()
    with pytest.raises(CodeError):
        factor.start(account, secret, "000000" if pyotp.TOTP(secret).at(clock.at) != "000000" else "111111")
    factor.start(account, secret, pyotp.TOTP(secret).at(clock.at))
    clock.later(seconds=60)
    with pytest.raises(SignInError):
        _in(gate)
    code = pyotp.TOTP(secret).at(clock.at)
    assert _in(gate, code=f"{code[:3]} {code[3:]}")
    with pytest.raises(SignInError, match="一度使いました"):
        _in(gate, code=code)


def test_the_last_manager_stays(people: People) -> None:
    _joined(people, "satou", Role.MANAGER)
    people.invite(CLI, "suzuki", "", Role.MANAGER)
    for change in ({"role": Role.CLERK}, {"disabled": True}):
        with pytest.raises(AccountError, match="管理者がだれも"):
            people.change(CLI, "satou", **change)


@pytest.mark.parametrize(
    "password",
    ["みじかい", "passwordpassword", "kaigiroku2026", "aaaaaaaaaaaaaaaa", "satousatou12", "qwertyuiop1234"],
)
def test_what_everybody_would_try_is_no_password(password: str) -> None:
    with pytest.raises(PasswordError) as refused:
        check_password(password, "satou", "佐藤花子")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "correct horse battery staple", "x9!Kfm2#pQ7zLw", "雨" * 3 + "と傘とバスの停留所で待つ"],
)
def test_any_other_is_taken_exactly_as_it_is(password: str) -> None:
    check_password(password, "satou", "佐藤花子")
    kept = QUICK.hashed(password)
    assert QUICK.fits(password, kept)
    assert not QUICK.fits(password.strip("!と傘x") + "y", kept)


def test_rights_are_one_table(people: People) -> None:
    for role in Role:
        _joined(people, role.value, role)
    for account in people.all():
        for right, roles in ROLES.items():
            if account.role in roles:
                require(account, right)
            else:
                with pytest.raises(NotAllowedError, match="頼んでください"):
                    require(account, right)
    assert ROLES[Right.PEOPLE] < ROLES[Right.APPROVE] < ROLES[Right.PREPARE]


def test_each_act_is_one_row_and_an_altered_row_is_found(
    people: People, gate: Gate, desk_library: Library
) -> None:
    _joined(people, "satou", Role.MANAGER)
    seated = gate.seated(_in(gate))
    assert seated
    gate.sign_out(seated)
    with desk_library.reading() as connection:
        rows = audit.entries(connection)
        assert [row.act.act for row in reversed(rows)] == ["invite", "join", "sign_in", "sign_out"]
        assert [row.n for row in rows] == [4, 3, 2, 1]
        assert audit.broken_at(connection) is None
    for change, broken in (
        ("UPDATE audit SET who = 'another' WHERE n = 2", 2),
        ("DELETE FROM audit WHERE n = 1", 1),
    ):
        with desk_library.writing() as connection, open_log(connection):
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_no_delete")
            connection.exec_driver_sql(change)
        with desk_library.reading() as reading:
            assert audit.broken_at(reading) == broken
