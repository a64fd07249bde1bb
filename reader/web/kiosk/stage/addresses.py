"""Addresses of the kiosk's screens: /kiosk/sessions/20211028-1/passages/t3?by=speaker.委員."""

from urllib.parse import quote, urlencode

HOME = "/kiosk"
SESSIONS = "/kiosk/sessions"
SEARCH = "/kiosk/search"
RESULTS = "/kiosk/results"
GUIDE = "/kiosk/board.json"
HELP = "/kiosk/help"
KEYS = "/kiosk/keys"


def session_screen(session_id: str, choice: str = "") -> str:
    """A session's ways in, or one of its lists (agenda, speakers, exchanges)."""
    return f"{SESSIONS}/{quote(session_id, safe='')}{'/' + choice if choice else ''}"


def passage_screen(session_id: str, key: str, by: str, at: str = "") -> str:
    """One passage within what was chosen; ``at`` is the sentence to begin with."""
    query = {"by": by} | ({"at": at} if at else {})
    return f"{session_screen(session_id)}/passages/{quote(key, safe='')}?{urlencode(query)}"


def take_home_screen(session_id: str, key: str, by: str) -> str:
    """The code that leads to the same passage at home."""
    return f"{session_screen(session_id)}/passages/{quote(key, safe='')}/take-home?{urlencode({'by': by})}"


def results_screen(kana: str, within: str = "") -> str:
    """What was found, in all meetings or ``within`` one."""
    return _asking(RESULTS, kana, within)


def board_screen(kana: str, within: str = "") -> str:
    """The kana board with what is typed already."""
    return _asking(SEARCH, kana, within)


def board_guide(kana: str, within: str = "") -> str:
    """Where the kana on the board lead."""
    return _asking(GUIDE, kana, within)


def _asking(address: str, kana: str, within: str) -> str:
    """The kana come last: the board puts them on."""
    return f"{address}?{urlencode(({'in': within} if within else {}) | {'kana': kana})}"


def numbered(address: str, part: int) -> str:
    """A part of a long list."""
    return f"{address}{'&' if '?' in address else '?'}part={part}"


def inside(address: str) -> str:
    """The address if it is one of the kiosk's, else the first screen: what comes with a request is not believed."""
    return (
        address if address.startswith("/kiosk") and "//" not in address and "\\" not in address else SESSIONS
    )
