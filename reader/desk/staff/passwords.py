"""Passwords: what is taken for one, and how it is kept (Argon2id; nobody can read it back).

Twelve characters or more, of any kind; no rules of composition and no change by the calendar (NIST SP 800-63B, ASVS 6.2).
"""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from reader.errors import ReaderError

LEAST, MOST = 12, 256
"""Characters of a password."""

OWN_WORDS = ("reader", "kaigiroku", "会議録", "password", "パスワード")
"""What everybody here would try first."""

LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: ten thousand million guesses do not find it."""

LONGEST_JUDGED = 72
"""Characters that are judged; a longer one is none the worse."""

AT_ONCE = 2
"""Hashes made at the same time by one process: each takes 64 MiB."""


class PasswordError(ReaderError):
    """That is not taken for a password."""


class Passwords:
    """Makes and checks hashes. May be used from any thread."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash("nobody's password")

    def hashed(self, password: str) -> str:
        """What is kept of it."""
        with self._room:
            return self._hasher.hash(password)

    def fits(self, password: str, kept: str) -> bool:
        """Whether that is the password; '' for nobody's takes as long and never fits."""
        with self._room:
            try:
                return self._hasher.verify(kept or self._nobody, password[: MOST + 1]) and bool(kept)
            except (VerificationError, InvalidHashError):
                return False

    def is_old(self, kept: str) -> bool:
        """Whether it was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def check_password(password: str, *own: str) -> None:
    """PasswordError, in one line, for what is too short, too long, known to everybody, or made of ``own`` words."""
    if len(password) < LEAST:
        raise PasswordError(
            f"パスワードは {LEAST} 文字以上にしてください。覚えやすい文を、そのまま使えます。"
        )
    if len(password) > MOST:
        raise PasswordError(f"パスワードは {MOST} 文字までにしてください。")
    if zxcvbn(password[:LONGEST_JUDGED], [*OWN_WORDS, *filter(None, own)])["score"] < LEAST_SCORE:
        raise PasswordError("すぐに思いつかれるパスワードです。つながりのない言葉をいくつか並べてください。")
