"""Who may do what: one table, read by the code and by its tests.

担当 prepares editions; 承認者 publishes and withdraws them and enters readings for everywhere; 管理者 looks after people too.
"""

from enum import StrEnum

from reader.errors import ReaderError
from reader.library.desk.people import Account, Role


class Right(StrEnum):
    """What is done, in kinds."""

    SEE = "see"
    PREPARE = "prepare"
    APPROVE = "approve"
    LEXICON = "lexicon"
    PEOPLE = "people"


ROLES: dict[Right, frozenset[Role]] = {
    Right.SEE: frozenset(Role),
    Right.PREPARE: frozenset(Role),
    Right.APPROVE: frozenset({Role.APPROVER, Role.MANAGER}),
    Right.LEXICON: frozenset({Role.APPROVER, Role.MANAGER}),
    Right.PEOPLE: frozenset({Role.MANAGER}),
}
"""Which roles have which right."""

WHO = {
    Right.SEE: "登録された人",
    Right.PREPARE: "登録された人",
    Right.APPROVE: "承認者か管理者",
    Right.LEXICON: "承認者か管理者",
    Right.PEOPLE: "管理者",
}


class NotAllowedError(ReaderError):
    """Somebody may not do that."""


def may(account: Account, right: Right) -> bool:
    """Whether somebody may do that."""
    return not account.disabled and account.role in ROLES[right]


def require(account: Account, right: Right) -> None:
    """NotAllowedError if somebody may not do that."""
    if not may(account, right):
        raise NotAllowedError(f"これができるのは、{WHO[right]}です。できる人に頼んでください。")
