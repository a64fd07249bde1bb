"""A USB stick or disc with several DAISY books: where players look for them, and what leads to them.

::

    $VRDTB/20211028-1/ncc.html …    books, each in a folder: where VR Stream looks for them; PLEXTALK looks in every folder
    discinfo.html                   the list of books, for DAISY 2.02 players of discs
    MP3/20211028-1.mp3              the sound alone, for cars and telephones
    はじめに.txt                     how to use it
"""

from collections.abc import Sequence

from reader.exports.book.markup import element
from reader.exports.daisy.parts import page

BOOKS = "$VRDTB"
SOUND = "MP3"
DISC_INFO = "discinfo.html"
READ_ME = "はじめに.txt"


def disc_info(books: Sequence[tuple[str, str]]) -> bytes:
    """The list of books, of session and title: each a link to its ``ncc.html``."""
    links = (
        element("p", element("a", title, href=f"{BOOKS}/{session_id}/ncc.html"))
        for session_id, title in books
    )
    return page("会議録", (), tuple(links))


def read_me(books: Sequence[tuple[str, str]]) -> bytes:
    """How to use it, for whoever puts the stick into a computer. UTF-8 with its mark, which old editors want."""
    lines = (
        "この USB メモリーには、会議録の読み上げが入っています。声は合成音声です。",
        f"DAISY プレーヤー: そのまま差しこんでください。図書は {BOOKS} フォルダーにあります。",
        f"車・携帯電話: {SOUND} フォルダーの音声を聞けます。",
        "",
        *(f"{session_id}　{title}" for session_id, title in books),
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
