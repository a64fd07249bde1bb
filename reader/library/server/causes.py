"""Why a server cannot be used, in plain words, by the class of its SQLSTATE."""

import re

from sqlalchemy.exc import DBAPIError

_CAUSES = {
    "08": "サーバーにつながりません",
    "28": "サーバーに入れません。名前と合言葉を確かめてください",
    "3D": "その名前のデータベースがありません",
    "3F": "この自治体の場所がありません",
    "40": "ほかの作業とぶつかりました",
    "42": "表か許可がありません",
    "53": "サーバーに空きがありません",
    "54": "サーバーの限りを超えました",
    "57": "サーバーが始まるところか、止まるところです",
    "58": "サーバーのディスクを読み書きできません",
}
_TOO_LONG = "57014"
"""A statement was ended by its limit."""

_NOT_REACHED = "サーバーにつながりません"
# libpq tells no SQLSTATE of a connection that was refused.
_REFUSED = (
    (re.compile(r"password|authentication|pg_hba|role .* (?:does not exist|is not permitted)"), "28"),
    (re.compile(r"database .* does not exist|no such database"), "3D"),
    (re.compile(r"too many|connection slots|no more connections"), "53"),
    (re.compile(r"starting up|shutting down|recovery"), "57"),
)
_SAID = re.compile(r"FATAL:\s*(.+)")
_BUSY = ("55P03", "40P01", "40001")
"""A lock that was not had in time; two that waited for each other."""


def cause_of(error: Exception) -> str:
    """Why, in plain words; as the server says it where we have none."""
    state = _state(error)
    if state is None:
        return _not_reached(str(error))
    if state == _TOO_LONG:
        return "サーバーの答えに時間がかかりすぎました"
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()
    return _CAUSES.get(state[:2], said[0] if said else state)


def lacks_tables(error: Exception) -> bool:
    """Whether what was asked for is not there, or may not be seen."""
    return (_state(error) or "")[:2] in ("3F", "42")


def _not_reached(error: str) -> str:
    """Why a connection did not come about, as far as somebody answered at all."""
    said = _SAID.search(error)
    if said is None:
        return _NOT_REACHED
    state = next((state for words, state in _REFUSED if words.search(said[1])), None)
    return f"{_NOT_REACHED}: {said[1].strip()[:200]}" if state is None else _CAUSES[state]


def is_busy(error: Exception) -> bool:
    """Whether somebody else writes, which passes."""
    return _state(error) in _BUSY


def _state(error: Exception) -> str | None:
    """The SQLSTATE; None where no server answered."""
    original = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(original, "sqlstate", None)
    return str(state) if state else None
