"""What can go wrong, as one tree.

::

    ReaderError                 one line for people: what, where, what to do
    ├── SettingsError           an option, environment variable or reader.toml
    ├── SourceError             a file or page that cannot be taken as minutes
    │   ├── UnclearImportError  minutes that may or may not be those of a session: whoever imports must say
    │   └── WithdrawnWordsError  words that were withdrawn once are not where they were: somebody must look
    ├── NotFoundError           no such session, turn, speaker or word
    │   └── GoneError           a session that was here and was removed
    ├── LexiconError            a reading that is refused
    ├── LibraryError            the library's file cannot be read or written
    │   └── ChangedMeanwhileError  somebody else changed it first
    └── SpeechError             sound cannot be made
        ├── DriverMissingError  the driver or its voice is not there
        └── SpeechTimeoutError  the engine took longer than it may

A message is plain Japanese, names the thing, the place and the remedy, and stands on one line:
「12行目: 発言者表示を読めません: …」. ``cli`` turns every one into exit status 2, ``web.app`` into a page.
"""

import errno
from pathlib import Path


class ReaderError(Exception):
    """The root: anything this program tells a person about, in one line of plain Japanese."""


class SettingsError(ReaderError):
    """An option, a ``READER_*`` variable or a line of ``reader.toml`` has no meaning."""


class SourceError(ReaderError):
    """The bytes given are not minutes that can be read."""


class UnclearImportError(SourceError):
    """Whether these minutes take the place of a session cannot be decided; the message says how to say it."""


class WithdrawnWordsError(SourceError):
    """What was withdrawn of a session cannot be placed in its new source, which may have it in other words."""


class NotFoundError(ReaderError):
    """What was asked for is not in the library."""


class GoneError(NotFoundError):
    """The session was removed; its id is given to no other."""


class LexiconError(ReaderError):
    """A reading was refused; the message says why."""


class LibraryError(ReaderError):
    """The library cannot be opened, read or written. ``place`` is where it lies: for staff at a terminal, never for a
    page."""

    def __init__(self, message: str, place: Path | str | None = None) -> None:
        super().__init__(message)
        self.place = place


class LibraryBusyError(LibraryError):
    """Somebody else was writing for as long as who wanted to write could wait."""


class ChangedMeanwhileError(LibraryError):
    """What a write was made from is no longer there: another one came first."""


class SpeechError(ReaderError):
    """Sound could not be made."""


class DriverMissingError(SpeechError):
    """The driver, or what it needs, is not on this machine."""


class SpeechTimeoutError(SpeechError):
    """An engine took longer than its time limit and was stopped."""


_SYSTEM_CAUSES = {
    errno.EEXIST: "フォルダーの場所に、同じ名前のファイルがあります",
    errno.ENOTDIR: "フォルダーの場所に、同じ名前のファイルがあります",
    errno.EISDIR: "同じ名前のフォルダーがあります",
    errno.ENOENT: "場所がありません",
    errno.EACCES: "許されていません",
    errno.EPERM: "許されていません",
    errno.EROFS: "書き込みが許されていません",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "使ってよい大きさを超えます",
    errno.EFBIG: "ファイルが大きすぎます",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EIO: "ディスクを読み書きできません",
}


def cause_in_the_system(error: OSError) -> str:
    """Why a file or folder cannot be used, in plain words; as the system says it where we have none."""
    return _SYSTEM_CAUSES.get(error.errno or 0) or error.strerror or str(error)
