"""What DAISY's files have in common: declarations, times, and where in its SMIL a passage is heard."""

from reader.exports.book.book import Chapter
from reader.exports.book.markup import Markup, element, lines

FORMAT = "Daisy 2.02"
XML = Markup('<?xml version="1.0" encoding="utf-8"?>')
XHTML = Markup(
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
SMIL = Markup('<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">')


def meta(name: str, content: str, **more: str) -> Markup:
    """A statement about the book or file."""
    return element("meta", name=name, content=content, **more)


def page(title: str, head: tuple[str, ...], body: tuple[str, ...]) -> bytes:
    """A whole XHTML 1.0 file in UTF-8, said in all three places."""
    return lines(
        XML,
        XHTML,
        element(
            "html",
            "\n",
            element(
                "head",
                "\n",
                lines(
                    element("meta", http_equiv="Content-type", content="text/html; charset=utf-8"),
                    element("title", title),
                    *head,
                ),
                "\n",
            ),
            "\n",
            element("body", "\n", lines(*body), "\n"),
            "\n",
            xmlns="http://www.w3.org/1999/xhtml",
            lang="ja",
            xml__lang="ja",
        ),
        "",
    ).encode()


def clock(milliseconds: int) -> str:
    """``1:02:03.456``: hours, minutes and seconds."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def whole_seconds(milliseconds: int) -> str:
    """``01:02:03``, rounded."""
    return clock((milliseconds + 500) // 1000 * 1000).partition(".")[0]


def places(chapter: Chapter) -> dict[str, str]:
    """The address of what is heard first of each passage, by its key; where it is silent, of what is heard after it in its
    chapter, or else before it."""
    near = chapter.heard[-1][0].id
    found: dict[str, str] = {}
    for block in reversed(chapter.blocks):
        near = next((said.id for said in block.said if said.window), near)
        found[block.key] = f"{chapter.name}.smil#p{near}"
    return found
