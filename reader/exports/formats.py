"""The formats there are, by their extension: the one place that lists them."""

from reader.exports.braille.write import write_braille, write_brf
from reader.exports.captions.chapters import write_chapters
from reader.exports.captions.subrip import write_subrip
from reader.exports.captions.transcript import write_transcript
from reader.exports.captions.webvtt import write_webvtt
from reader.exports.daisy.daisy import write_daisy
from reader.exports.data.akoma_ntoso import write_akoma_ntoso
from reader.exports.data.csv_table import write_csv
from reader.exports.data.kokkai_json import write_kokkai_json
from reader.exports.data.linked_data import write_linked_data
from reader.exports.data.minutes_json import write_minutes_json
from reader.exports.epub.epub import write_epub
from reader.exports.material import Format
from reader.exports.mp3_chapters.write import write_mp3
from reader.exports.paper.docx import write_docx
from reader.exports.paper.text import write_shift_jis, write_text

JSON = "application/json"

_SOUND = "chapters.mp3"
_RUBY = frozenset({"ruby"})
_PARTS = frozenset({"part"})

FORMATS: tuple[Format, ...] = (
    Format("vtt", "text/vtt; charset=utf-8", "字幕（WebVTT）", True, write_webvtt, choices=_RUBY),
    Format("daisy.zip", "application/zip", "DAISY 2.02", True, write_daisy, is_text=False, choices=_PARTS),
    Format("epub", "application/epub+zip", "EPUB 3", True, write_epub, is_text=False, choices=_RUBY | _PARTS),
    Format(_SOUND, "audio/mpeg", "音声（MP3、発言ごとの区切りつき）", True, write_mp3, is_text=False),
    Format("srt", "application/x-subrip; charset=utf-8", "字幕（SubRip）", True, write_subrip),
    Format("transcript.json", JSON, "時刻つきの書き起こし（JSON）", True, write_transcript),
    Format("chapters.json", "application/json+chapters", "チャプター（JSON）", True, write_chapters),
    Format(
        "json",
        JSON,
        "会議録のデータ（JSON）",
        False,
        write_minutes_json,
        choices=frozenset({"words", "cues"}),
    ),
    Format("kokkai.json", JSON, "国会会議録と同じ項目のデータ（JSON）", False, write_kokkai_json),
    Format(
        "akn.xml", "application/akn+xml; charset=utf-8", "Akoma Ntoso 3.0（XML）", False, write_akoma_ntoso
    ),
    Format("jsonld", "application/ld+json", "検索サービスのためのデータ（JSON-LD）", True, write_linked_data),
    Format("csv", "text/csv; charset=utf-8; header=present", "発言の表（CSV）", False, write_csv),
    Format("txt", "text/plain; charset=utf-8", "文字だけのファイル", False, write_text, choices=_RUBY),
    Format(
        "sjis.txt",
        "text/plain; charset=shift_jis",
        "文字だけのファイル（古い機器用）",
        False,
        write_shift_jis,
        choices=_RUBY,
    ),
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "大きな文字の Word ファイル",
        False,
        write_docx,
        is_text=False,
        choices=_RUBY,
    ),
    Format("brf", "text/x-brf", "点字（自動点訳・未校正、BRF）", False, write_brf),
    Format("braille.txt", "text/plain; charset=utf-8", "点字（自動点訳・未校正）", False, write_braille),
)


def format_of(name: str) -> Format | None:
    """The format of a file of that name: the longest extension that fits; ``kaigi.mp3`` has chapters. None if there is none."""
    if name.lower().endswith(".mp3"):
        name = f"{name}.{_SOUND}"
    fitting = [one for one in FORMATS if name.lower().endswith(f".{one.extension}")]
    return max(fitting, key=lambda one: len(one.extension), default=None)
