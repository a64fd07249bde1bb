"""One turn a row, for spreadsheets. ::

番号,発言者,役職,氏名,議題,発言,URL
1,委員,委員,,基本方針（案）について,目的について、…,https://…#t1

UTF-8 with a mark, so that Excel knows it. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
import io
from typing import BinaryIO

from reader.exports.material import Material, Options
from reader.minutes.model import Role

COLUMNS = (
    "会議録番号",
    "会議名",
    "開催日",
    "番号",
    "発言者",
    "役職",
    "氏名",
    "議題",
    "発言",
    "URL",
    "ライセンス",
    "版",
    "読みの確かでない語",
)

ROLES = {
    Role.CHAIR: "議長・委員長",
    Role.VICE_CHAIR: "副議長・副委員長",
    Role.MEMBER: "委員",
    Role.SECRETARIAT: "事務局",
    Role.EXECUTIVE: "理事者",
    Role.GUEST: "参考人",
    Role.OTHER: "その他",
}

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(material: Material, _options: Options, file: BinaryIO) -> None:
    """A head, and a row for each turn."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    minutes, imprint = material.minutes, material.imprint
    day = minutes.held_on.isoformat() if minutes.held_on else minutes.date or ""
    for turn in minutes.turns:
        speaker = minutes.speaker(turn.speaker)
        row = (
            imprint.session_id,
            minutes.meeting or "",
            day,
            str(turn.number),
            speaker.label,
            ROLES[speaker.role],
            speaker.name or "",
            "" if turn.agenda is None else minutes.agenda[turn.agenda].title,
            turn.text,
            f"{imprint.address}#t{turn.number}",
            imprint.terms.licence,
            str(imprint.revision),
            str(imprint.doubts),
        )
        rows.writerow([harmless(cell) for cell in row])
    file.write(b"\xef\xbb\xbf" + written.getvalue().encode())


def harmless(cell: str) -> str:
    """The cell, behind an apostrophe where a spreadsheet would calculate it."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) else cell
