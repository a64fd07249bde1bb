"""Why a library's file cannot be used, in plain words."""

from sqlalchemy.exc import DBAPIError

from reader.errors import cause_in_the_system

_CAUSES = {
    "disk is full": "ディスクに空きがありません",
    "readonly database": "書き込みが許されていません",
    "unable to open": "開くことが許されていないか、場所がありません",
    "is locked": "ほかの作業が使っています",
    "not a database": "資料庫のファイルではありません",
    "malformed": "壊れています",
    "no such table": "壊れています",
    "no such column": "壊れています",
    "disk i/o error": "ディスクを読み書きできません",
}
_DAMAGED = ("not a database", "malformed", "no such table", "no such column", "disk i/o error")


def cause_of(error: Exception) -> str:
    """Why, in plain words; as SQLite or the system says it where we have none."""
    if isinstance(error, OSError) and error.errno:
        return cause_in_the_system(error)
    said = _said(error)
    return next((plain for words, plain in _CAUSES.items() if words in said.lower()), said)


def is_busy(error: Exception) -> bool:
    """Whether somebody else holds the file, which passes."""
    return "is locked" in _said(error)


def is_damage(error: Exception) -> bool:
    """Whether the file is not, or no longer, what was opened: a connection to it is of no more use."""
    said = _said(error).lower()
    return any(words in said for words in _DAMAGED)


def _said(error: Exception) -> str:
    return str(error.orig if isinstance(error, DBAPIError) and error.orig is not None else error)
