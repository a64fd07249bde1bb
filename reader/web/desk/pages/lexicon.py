"""The municipality's readings: looked up, entered, taken out, brought in and out by Excel and CSV."""

import json
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.lexicon.exchange import Exchange, Fate, Plan
from reader.desk.lexicon.tables import entries_of
from reader.desk.lexicon.workbook import written_sheet
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated
from reader.errors import LexiconError
from reader.readings.lexicon.formats import write_lexicon
from reader.readings.word import Reading
from reader.readings.writing.kana import to_hiragana
from reader.web.desk.doors import Doors

LARGEST_TABLE = 4 * 1024 * 1024
"""Bytes of a file of readings, and of the rows that are sent back to be entered."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class LexiconPage:
    """``/desk/lexicon``: readings that hold ``wanted``; ``surface`` and ``reading`` are being typed, ``effect`` is what they
    would change."""

    readings: tuple[Reading, ...]
    total: int
    wanted: str
    surface: str
    reading: str
    effect: int | None
    told: str
    problem: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A file's rows before anything is written; ``rows`` is what the form sends back."""

    name: str
    plan: Plan
    fates: tuple[tuple[str, int], ...]
    rows: str


class LexiconPages:
    """Handlers of ``/desk/lexicon``."""

    def __init__(self, doors: Doors, exchange: Exchange) -> None:
        self._doors, self._exchange = doors, exchange
        doors.page("/desk/lexicon", Right.SEE, self.all)
        doors.form("/desk/lexicon", Right.LEXICON, self.change)
        doors.form("/desk/lexicon/file", Right.LEXICON, self.look)
        doors.page("/desk/lexicon/readings.xlsx", Right.SEE, self.as_sheet)
        doors.page("/desk/lexicon/readings.csv", Right.SEE, self.as_csv)

    def all(self, request: Request, _seated: Seated) -> Response:
        """The readings."""
        return self._page(request, told=request.query_params.get("told", ""))

    def change(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Enters a reading or a file's rows, takes one out, or says what one would change."""
        act, surface = str(form.get("act", "")), str(form.get("surface", "")).strip()
        reading = to_hiragana(str(form.get("reading", "")).strip())
        try:
            if act == "rows":
                readings, name = _sent(str(form.get("rows", ""))), str(form.get("name", ""))[:200]
                changed = self._exchange.enter(seated.account, readings, name)
            elif act == "remove":
                changed = self._exchange.remove(seated.account, surface)
            elif act == "add":
                changed = self._exchange.enter(seated.account, (Reading(surface, reading),), "")
            else:
                effect = self._exchange.corrector.foreseen((Reading(surface, reading),)).changed
                return self._page(request, surface, reading, effect)
        except LexiconError as error:
            return self._page(request, surface, reading, problem=str(error))
        return RedirectResponse(f"/desk/lexicon?told={changed}", 303)

    def look(self, request: Request, _seated: Seated, form: FormData) -> Response:
        """What a file would do, row by row."""
        try:
            data, name = _uploaded(form)
            plan = self._exchange.plan(entries_of(data, name))
        except LexiconError as error:
            return self._page(request, problem=str(error))
        fates = tuple((fate.value, plan.count(fate)) for fate in Fate)
        page = PlanPage(name, plan, fates, _as_json(plan.readings))
        return self._doors.renderer.page(request, "desk/lexicon_plan.html", page)

    def as_sheet(self, _request: Request, _seated: Seated) -> Response:
        """The readings as a workbook."""
        return _file(written_sheet(self._exchange.corrector.library.readings()), _XLSX, "xlsx")

    def as_csv(self, _request: Request, _seated: Seated) -> Response:
        """The readings as CSV that Excel opens as it is: UTF-8 behind a mark."""
        text = write_lexicon(self._exchange.corrector.library.readings())
        return _file(f"\ufeff{text}".encode(), "text/csv; charset=utf-8", "csv")

    def _page(
        self,
        request: Request,
        surface: str = "",
        reading: str = "",
        effect: int | None = None,
        told: str = "",
        problem: str = "",
    ) -> Response:
        wanted = request.query_params.get("q", "").strip()[:50]
        readings = self._exchange.corrector.library.readings()
        is_count = told.isdecimal() and len(told) < 10
        page = LexiconPage(
            readings=tuple(one for one in readings if wanted in one.surface or wanted in one.reading),
            total=len(readings),
            wanted=wanted,
            surface=surface,
            reading=reading,
            effect=effect,
            told=f"{int(told)} 文の読みが変わりました。" if is_count else "",
            problem=problem,
        )
        return self._doors.renderer.page(request, "desk/lexicon.html", page, 400 if problem else 200)


def _uploaded(form: FormData) -> tuple[bytes, str]:
    """A file's bytes and name. LexiconError for none, and for too many bytes."""
    upload = form.get("table")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise LexiconError("ファイルが選ばれていません。Excel か CSV のファイルを選んでください。")
    data = upload.file.read(LARGEST_TABLE + 1)
    if len(data) > LARGEST_TABLE:
        raise LexiconError("ファイルが大きすぎます。読みの列だけを新しいファイルに写してください。")
    return data, upload.filename[:200]


def _file(data: bytes, media_type: str, extension: str) -> Response:
    name = f'attachment; filename="readings.{extension}"'
    return Response(data, media_type=media_type, headers={"Content-Disposition": name})


def _as_json(readings: tuple[Reading, ...]) -> str:
    return json.dumps([(one.surface, one.reading, one.accent) for one in readings], ensure_ascii=False)


def _sent(rows: str) -> tuple[Reading, ...]:
    """The readings of a form; they are looked at once more when they are entered. ValueError for a form of nobody's."""
    readings = []
    for surface, reading, accent in json.loads(rows):
        if not (
            isinstance(surface, str) and isinstance(reading, str) and (accent is None or type(accent) is int)
        ):
            raise ValueError("no readings")
        readings.append(Reading(surface, reading, accent))
    if not readings:
        raise LexiconError("加える読みがありません。")
    return tuple(readings)
