"""Files of office programs that need the office program: .doc, .rtf and .odt become .docx by LibreOffice, where it is.

::

    as_readable(b"\\xd0\\xcf\\x11\\xe0…", "会議録.doc")  -> (the same as .docx, "会議録.docx")
    without LibreOffice                              -> SourceError("古い形式のWord文書（.doc）です。LibreOfficeを入れるか、…")
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path, PurePath
from threading import Event

from reader.errors import SourceError
from reader.minutes.sources.containers import OfficeKind, office_kind
from reader.minutes.sources.office.open_document import hidden_as_letters
from reader.minutes.sources.office.rich_text import hidden_boxes_as_letters

_PROGRAMS = ("soffice", "libreoffice")
_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_WINDOWS = r"C:\Program Files\LibreOffice\program\soffice.exe"
_SECONDS = 120.0

LOOK_SECONDS = 0.2
"""How often work on a document looks whether it is still wanted."""


class UnwantedError(SourceError):
    """Nobody wants the document any more."""


def require_wanted(unwanted: Event) -> None:
    """UnwantedError if nobody wants the document any more."""
    if unwanted.is_set():
        raise UnwantedError("やめました。")


def as_readable(data: bytes, name: str, unwanted: Event) -> tuple[bytes, str]:
    """The document as it was, or what LibreOffice makes of it. SourceError, with the remedy, where that cannot be;
    UnwantedError soon after ``unwanted`` is set."""
    kind = office_kind(data)
    if kind is None:
        return data, name
    program = _program()
    if program is None:
        raise SourceError(
            f"{kind.label}です。この機械にLibreOfficeを入れるか、Wordで開いて.docxかPDFで保存しなおしてください。"
        )
    hidden = _hidden_as_word_hides(data, kind)
    return _converted(program, hidden, kind.ending, unwanted), f"{PurePath(name).stem}.docx"


def _hidden_as_word_hides(data: bytes, kind: OfficeKind) -> bytes:
    """The document, in which nothing is hidden in a way that a Word file cannot hide it."""
    if kind.ending == ".rtf":
        return hidden_boxes_as_letters(data)
    return data if kind.ending == ".doc" else hidden_as_letters(data)


def _program() -> str | None:
    places = {"darwin": _MACOS, "win32": _WINDOWS}
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    fixed = places.get(sys.platform)
    return found or (fixed if fixed and Path(fixed).exists() else None)


def _converted(program: str, data: bytes, ending: str, unwanted: Event) -> bytes:
    """The document as .docx. It is opened in a folder and with a profile of its own, without macros or network."""
    failed = SourceError(
        "LibreOfficeで開けません。壊れていないか確かめるか、Wordで開いて.docxかPDFで保存しなおしてください。"
    )
    with tempfile.TemporaryDirectory(prefix="reader-office-") as folder:
        place = Path(folder)
        (place / f"minutes{ending}").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(place / f"minutes{ending}"),
        ]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "HOME": folder},
                start_new_session=True,
            )
            if not _ended_well(process, unwanted):
                raise failed
            return (place / "minutes.docx").read_bytes()
        except OSError as error:
            raise failed from error


def _ended_well(process: "subprocess.Popen[bytes]", unwanted: Event) -> bool:
    """Waits for the program, which has helpers of its own: all of them end when it takes too long or is unwanted."""
    end = time.monotonic() + _SECONDS
    while True:
        try:
            return process.wait(LOOK_SECONDS) == 0
        except subprocess.TimeoutExpired:
            if time.monotonic() < end and not unwanted.is_set():
                continue
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        require_wanted(unwanted)
        return False
