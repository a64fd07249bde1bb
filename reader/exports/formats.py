"""The formats there are, by their extension: the one place that lists them."""

from reader.exports.captions.webvtt import write_webvtt
from reader.exports.daisy.daisy import write_daisy
from reader.exports.epub.epub import write_epub
from reader.exports.material import Format
from reader.exports.mp3_chapters.write import write_mp3

FORMATS: tuple[Format, ...] = (
    Format("vtt", "text/vtt; charset=utf-8", "字幕（WebVTT）", True, write_webvtt),
    Format("daisy.zip", "application/zip", "DAISY 2.02", True, write_daisy, is_text=False),
    Format("epub", "application/epub+zip", "EPUB 3", True, write_epub, is_text=False),
    Format("chapters.mp3", "audio/mpeg", "音声（MP3、発言ごとの区切りつき）", True, write_mp3, is_text=False),
)


def format_of(name: str) -> Format | None:
    """The format of a file of that name: the longest extension that fits. None if there is none."""
    fitting = [one for one in FORMATS if name.lower().endswith(f".{one.extension}")]
    return max(fitting, key=lambda one: len(one.extension), default=None)
