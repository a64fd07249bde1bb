"""The imprint: what a file says of itself. Which state of a session it holds, whose voice, under what terms, how sure.

::

    第2回長崎市DX推進委員会 · 会議録番号 20211028-1 · 第3版（2026-11-28 18:12 日本時間）
    合成音声（…） · ライセンス PDL1.0 · 読みの確かでない語 12
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

JAPAN = timezone(timedelta(hours=9))

LICENCES = {
    "PDL1.0": "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/deed.ja",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.ja",
}
"""The licences under which municipalities publish, by the names that a site writes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is the same for all exports of a site: who publishes, the address without a slash at its end (empty where the site
    has none), the licence by name and address (both empty: none was chosen), and the program that writes."""

    publisher: str = ""
    public_url: str = ""
    licence: str = ""
    licence_url: str = ""
    generator: str = "minutes-reader"

    def address(self, place: str) -> str:
        """A page of the site by its whole address, or as it stands on the site where that has no address."""
        return f"{self.public_url}{place}"

    def licence_told(self) -> str:
        """The licence in words for people."""
        if not self.licence:
            asked = self.publisher or "会議録を公表した自治体"
            return f"利用の条件は決められていません。{asked}にお尋ねください。"
        return f"{self.licence} {self.licence_url}".strip()


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which state of a session a file holds. ``source`` is the address that the municipality published the minutes at, empty
    where they came as a file; ``updated`` is when the text or a reading last changed; ``version`` is that of the narration,
    empty in exports without sound; ``voices`` are the words in which the owners of the synthetic voices want to be named;
    ``analyzer`` names dictionary and rules that read; ``doubts`` counts the words whose reading is not sure."""

    session_id: str
    terms: Terms
    source: str
    revision: int
    updated: datetime
    version: str
    voices: tuple[str, ...]
    analyzer: str
    doubts: int

    @property
    def place(self) -> str:
        """The session's page on the site."""
        return f"/minutes/{quote(self.session_id, safe='')}"

    @property
    def address(self) -> str:
        """The session's page."""
        return self.terms.address(self.place)

    @property
    def changed_at(self) -> datetime:
        """``updated`` as clocks in Japan show it: for people."""
        return self.updated.astimezone(JAPAN)

    @property
    def identifier(self) -> str:
        """A UUID that is the same for every version and format of the session: players tell books apart by it."""
        return self.identifier_of(0)

    def identifier_of(self, part: int) -> str:
        """The same of a part of the session, counted from 1; 0 is the whole."""
        return str(uuid5(NAMESPACE_URL, f"{self.address}#part{part}" if part else self.address))

    def told(self) -> tuple[str, ...]:
        """What people are told at the beginning or end of a file, one sentence a line."""
        lines = [
            f"会議録番号 {self.session_id}、第{self.revision}版（{self.changed_at:%Y-%m-%d %H:%M} 日本時間）",
            f"ライセンス: {self.terms.licence_told()}",
        ]
        if self.terms.publisher:
            lines.append(f"公表: {self.terms.publisher}")
        if self.terms.public_url:
            lines.append(f"この会議録のページ: {self.address}")
        if self.source:
            lines.append(f"もとの会議録: {self.source}")
        if self.version:
            voices = "、".join(self.voices)
            lines.append(f"声は合成音声です{f'（{voices}）' if voices else ''}。")
        lines.append(
            f"読みは辞書（{self.analyzer}）によります。読みの確かでない語は {self.doubts} あります。"
        )
        return tuple(lines)
