"""Files of office programs that need the office program: .doc, .rtf and .odt become .docx by LibreOffice, where it is.

::

    as_readable(b"\\xd0\\xcf\\x11\\xe0…", "会議録.doc")  -> (the same as .docx, "会議録.docx")
    without LibreOffice                              -> SourceError("古い形式のWord文書（.doc）です。LibreOfficeを入れるか、…")
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from reader.errors import SourceError
from reader.minutes.sources.containers import office_kind

_PROGRAMS = ("soffice", "libreoffice")
_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_WINDOWS = r"C:\Program Files\LibreOffice\program\soffice.exe"
_SECONDS = 120.0


def as_readable(data: bytes, name: str) -> tuple[bytes, str]:
    """The document as it was, or what LibreOffice makes of it. SourceError, with the remedy, where that cannot be."""
    kind = office_kind(data)
    if kind is None:
        return data, name
    program = _program()
    if program is None:
        raise SourceError(
            f"{kind.label}です。この機械にLibreOfficeを入れるか、Wordで開いて.docxかPDFで保存しなおしてください。"
        )
    return _converted(program, data, kind.ending), f"{PurePath(name).stem}.docx"


def _program() -> str | None:
    places = {"darwin": _MACOS, "win32": _WINDOWS}
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    fixed = places.get(sys.platform)
    return found or (fixed if fixed and Path(fixed).exists() else None)


def _converted(program: str, data: bytes, ending: str) -> bytes:
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
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=True,
                env={**os.environ, "HOME": folder},
            )
            return (place / "minutes.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise failed from error
