"""The drawing in docs/DESIGN.md, held: rooms, which rooms each may use, their floors, and one place for each package."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.trees import tree

pytestmark = pytest.mark.xdist_group("the program")  # the program is read and taken apart once

READER = ROOT / "reader"
MODULES = sorted(READER.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})
MOST_FILES = 12
MOST_LINES = 300

# Which folders of reader/ each folder may import. Every edge that is there is written here, and every edge that is
# written is there; what lies directly in reader/ (errors, assets) is for all.
MAY_IMPORT = {
    "bundling": "corrections importing library library.desk library.identity minutes narration passages readings speech.clips",
    "cli": "bundling corrections desk desk.jobs desk.staff exporting importing library library.desk library.server library.voices minutes narration narration.queue passages readings.finding readings.openjtalk_analyzer settings speech.clips speech.fallback speech.making speech.natural speech.shared speech.voices speech.workers web web.desk web.measures web.serving",
    "cli.commands": "cli corrections desk.comparing desk.staff desk.withdrawals exporting exports exports.braille exports.daisy importing kiosk library library.desk library.file library.reporting library.schema library.server minutes minutes.masking narration narration.queue passages readings readings.furigana readings.lexicon settings speech.clips speech.fallback speech.natural speech.sound speech.voices speech.workers web.desk web.http web.kiosk web.kiosk.upkeep web.serving",
    "cli.commands.many": "cli cli.commands library.server narration narration.queue settings",
    "corrections": "library library.index library.reporting passages readings readings.lexicon",
    "desk": "corrections desk.staff importing library library.desk library.reporting minutes minutes.edits minutes.text passages readings readings.lexicon",
    "desk.comparing": "minutes",
    "desk.jobs": "desk desk.staff importing library library.desk narration",
    "desk.lexicon": "corrections desk.staff library.desk minutes.sources.docx readings readings.lexicon readings.writing",
    "desk.staff": "library library.desk",
    "desk.withdrawals": "desk desk.staff importing library library.desk minutes minutes.edits minutes.masking narration",
    "exporting": "exports exports.book exports.data exports.feeds library narration settings speech.sound",
    "exports": "exports.braille exports.captions exports.daisy exports.data exports.epub exports.mp3_chapters exports.paper minutes narration passages readings readings.furigana speech.sound",
    "exports.book": "exports minutes passages readings speech.sound",
    "exports.braille": "exports exports.book exports.paper passages readings readings.writing",
    "exports.captions": "exports exports.data exports.mp3_chapters readings readings.furigana",
    "exports.daisy": "exports exports.book passages",
    "exports.data": "exports exports.book exports.mp3_chapters minutes minutes.sources.exported passages readings",
    "exports.epub": "exports exports.book passages readings.furigana",
    "exports.feeds": "exports exports.mp3_chapters minutes minutes.text speech.sound",
    "exports.mp3_chapters": "exports passages",
    "exports.paper": "exports exports.book passages readings.furigana",
    "glossary": "",
    "importing": "corrections library library.desk library.identity library.index minutes minutes.sources minutes.sources.office passages readings readings.lexicon readings.writing",
    "kiosk": "",
    "library": "library.desk library.file library.identity library.index library.reporting library.schema library.server library.stores library.voices minutes passages readings readings.finding",
    "library.desk": "library library.file library.schema minutes minutes.edits minutes.masking passages readings",
    "library.file": "library.schema",
    "library.identity": "library library.desk library.schema minutes passages",
    "library.index": "library library.identity library.schema readings.finding readings.lexicon readings.writing",
    "library.reporting": "library.schema passages",
    "library.server": "library.file library.identity library.index library.schema library.stores",
    "library.stores": "library.file library.index",
    "library.voices": "library library.index library.schema speech.voices",
    "minutes": "minutes.header minutes.labels minutes.lines minutes.record minutes.sources minutes.text minutes.turns",
    "minutes.edits": "minutes minutes.lines minutes.people minutes.text",
    "minutes.header": "minutes.labels minutes.lines minutes.sources minutes.text",
    "minutes.labels": "minutes minutes.text",
    "minutes.lines": "minutes minutes.labels minutes.lines.flat minutes.sources minutes.text",
    "minutes.lines.flat": "minutes.lines minutes.text",
    "minutes.masking": "minutes minutes.edits minutes.text",
    "minutes.people": "minutes minutes.labels minutes.sources minutes.text",
    "minutes.record": "minutes minutes.header minutes.labels minutes.lines minutes.people minutes.sources minutes.text minutes.turns",
    "minutes.sources": "minutes minutes.labels minutes.sources.docx minutes.sources.exported minutes.sources.html minutes.sources.pdf minutes.sources.spreadsheet minutes.text",
    "minutes.sources.docx": "minutes minutes.sources minutes.sources.docx.looks minutes.text",
    "minutes.sources.docx.looks": "minutes.sources minutes.sources.docx",
    "minutes.sources.exported": "minutes minutes.sources",
    "minutes.sources.html": "minutes minutes.sources minutes.sources.html.style minutes.text",
    "minutes.sources.html.style": "minutes.sources",
    "minutes.sources.office": "minutes.sources.docx",
    "minutes.sources.pdf": "minutes minutes.sources minutes.sources.pdf.file minutes.text",
    "minutes.sources.pdf.file": "",
    "minutes.sources.spreadsheet": "minutes minutes.sources minutes.sources.docx minutes.text",
    "minutes.turns": "minutes minutes.labels minutes.lines minutes.people minutes.sources minutes.text minutes.turns.wide",
    "minutes.turns.wide": "minutes.labels minutes.lines minutes.sources minutes.text minutes.turns",
    "narration": "library library.voices minutes passages readings readings.writing speech.clips speech.making speech.sound speech.voices",
    "narration.queue": "library library.server narration",
    "passages": "minutes readings readings.writing",
    "readings": "",
    "readings.finding": "readings.writing",
    "readings.furigana": "readings readings.writing",
    "readings.judging": "readings readings.writing",
    "readings.lexicon": "readings readings.writing",
    "readings.openjtalk_analyzer": "readings readings.judging readings.lexicon readings.writing",
    "settings": "",
    "speech.clips": "speech.sound speech.voices",
    "speech.drivers": "readings.openjtalk_analyzer readings.writing speech.natural speech.sound speech.voices",
    "speech.fallback": "passages readings speech.clips speech.making speech.natural speech.sound speech.voices speech.workers",
    "speech.making": "passages readings readings.writing speech.clips speech.sound speech.voices",
    "speech.natural": "readings.writing",
    "speech.shared": "speech.clips speech.sound",
    "speech.sound": "",
    "speech.voices": "minutes speech.natural",
    "speech.workers": "readings.writing speech.clips speech.drivers speech.making speech.sound speech.voices",
    "web": "exporting library narration settings web.exports web.http web.offline web.pages web.rendering web.sound web.views web.views.facts",
    "web.desk": "desk desk.jobs desk.lexicon desk.staff desk.withdrawals importing library library.desk narration settings web.desk.pages web.desk.pages.own web.http web.pages web.rendering web.views web.views.facts",
    "web.desk.pages": "corrections desk desk.comparing desk.jobs desk.lexicon desk.staff desk.withdrawals importing library library.desk minutes minutes.edits minutes.masking narration passages readings readings.lexicon readings.writing web.desk web.http web.pages web.rendering web.sound web.views web.views.facts",
    "web.desk.pages.own": "desk desk.staff library.desk web.desk web.http",
    "web.exports": "exporting exports exports.book exports.data exports.feeds library minutes readings.furigana web.http web.pages web.rendering",
    "web.http": "settings",
    "web.kiosk": "library narration settings web.http web.kiosk.pages web.kiosk.stage web.kiosk.upkeep web.rendering web.sound web.views web.views.facts",
    "web.kiosk.pages": "library library.reporting minutes minutes.text passages readings.furigana readings.writing web.http web.kiosk.stage web.kiosk.upkeep web.pages web.views",
    "web.kiosk.stage": "library minutes narration passages readings readings.finding readings.furigana readings.judging readings.writing settings web.rendering web.views",
    "web.kiosk.upkeep": "library narration speech.clips web.kiosk.stage",
    "web.offline": "library narration web.http web.rendering web.sound web.views web.views.ways",
    "web.pages": "exporting glossary library library.reporting minutes minutes.text narration passages readings readings.finding readings.furigana readings.lexicon readings.writing speech.voices web.http web.rendering web.sound web.views web.views.ways",
    "web.rendering": "library minutes readings.furigana settings speech.sound web.http web.views web.views.facts web.views.overview web.views.ways",
    "web.serving": "settings web.http",
    "web.sound": "library narration speech.clips speech.making speech.sound web.http web.views",
    "web.views": "glossary library minutes minutes.text passages readings readings.finding readings.furigana web.http web.views.facts web.views.overview web.views.ways",
    "web.views.facts": "library minutes.lines minutes.text readings readings.furigana web.http web.views",
    "web.views.overview": "minutes passages readings.furigana web.views",
    "web.views.ways": "library minutes passages web.http web.views",
}

# A room's floor, and that of a module that stands on another floor than its room. A room that is not here has none:
# whoever builds one decides.
FLOORS = {
    "reader": 0,
    "reader.__main__": 6,
    "reader.sample": 0,
    "reader.settings": 0,
    "reader.minutes.model": 1,
    "reader.readings.word": 1,
    "reader.speech.voices.voice": 1,
    "reader.minutes": 2,
    "reader.minutes.edits": 2,
    "reader.minutes.header": 2,
    "reader.minutes.labels": 2,
    "reader.minutes.lines": 2,
    "reader.minutes.lines.flat": 2,
    "reader.minutes.masking": 2,
    "reader.minutes.people": 2,
    "reader.minutes.record": 2,
    "reader.minutes.sources": 2,
    "reader.minutes.sources.docx": 2,
    "reader.minutes.sources.docx.looks": 2,
    "reader.minutes.sources.exported": 2,
    "reader.minutes.sources.html": 2,
    "reader.minutes.sources.html.style": 2,
    "reader.minutes.sources.office": 2,
    "reader.minutes.sources.pdf": 2,
    "reader.minutes.sources.pdf.file": 2,
    "reader.minutes.sources.spreadsheet": 2,
    "reader.minutes.text": 2,
    "reader.minutes.turns": 2,
    "reader.minutes.turns.wide": 2,
    "reader.exports": 2,
    "reader.exports.book": 2,
    "reader.exports.braille": 2,
    "reader.exports.captions": 2,
    "reader.exports.daisy": 2,
    "reader.exports.epub": 2,
    "reader.exports.mp3_chapters": 2,
    "reader.exports.data": 2,
    "reader.exports.paper": 2,
    "reader.exports.feeds": 2,
    "reader.exporting": 4,
    "reader.glossary": 2,
    "reader.passages": 2,
    "reader.passages.annotator": 4,
    "reader.readings": 2,
    "reader.readings.finding": 2,
    "reader.readings.furigana": 2,
    "reader.readings.judging": 2,
    "reader.readings.lexicon": 2,
    "reader.readings.openjtalk_analyzer": 3,
    "reader.readings.writing": 2,
    "reader.speech": 2,
    "reader.speech.clips": 3,
    "reader.speech.clips.clip": 2,
    "reader.speech.clips.file": 2,
    "reader.speech.clips.key": 2,
    "reader.speech.drivers": 3,
    "reader.speech.fallback": 3,
    "reader.speech.making": 3,
    "reader.speech.making.request": 2,
    "reader.speech.making.spoken_text": 2,
    "reader.speech.natural": 3,
    "reader.speech.natural.contour": 2,
    "reader.speech.natural.graph": 2,
    "reader.speech.natural.phonemes": 2,
    "reader.speech.natural.recordings": 2,
    "reader.speech.shared": 3,
    "reader.speech.shared.parts": 2,
    "reader.speech.sound": 2,
    "reader.speech.voices": 2,
    "reader.speech.workers": 3,
    "reader.library": 3,
    "reader.library.desk": 3,
    "reader.library.file": 3,
    "reader.library.identity": 3,
    "reader.library.index": 3,
    "reader.library.index.terms": 2,
    "reader.library.server": 3,
    "reader.library.stores": 3,
    "reader.library.voices": 3,
    "reader.library.reporting": 3,
    "reader.library.schema": 3,
    "reader.importing": 4,
    "reader.importing.deadline": 3,
    "reader.importing.fetching": 3,
    "reader.bundling": 4,
    "reader.corrections": 4,
    "reader.desk": 4,
    "reader.desk.comparing": 2,
    "reader.desk.jobs": 4,
    "reader.desk.lexicon": 4,
    "reader.desk.staff": 4,
    "reader.desk.withdrawals": 4,
    "reader.kiosk": 4,
    "reader.narration": 4,
    "reader.narration.queue": 4,
    "reader.narration.spoken_words": 2,
    "reader.narration.tracks": 2,
    "reader.web": 5,
    "reader.web.desk": 5,
    "reader.web.desk.pages": 5,
    "reader.web.desk.pages.own": 5,
    "reader.web.exports": 5,
    "reader.web.http": 5,
    "reader.web.kiosk": 5,
    "reader.web.measures": 5,
    "reader.web.kiosk.pages": 5,
    "reader.web.kiosk.stage": 5,
    "reader.web.kiosk.upkeep": 5,
    "reader.web.offline": 5,
    "reader.web.pages": 5,
    "reader.web.rendering": 5,
    "reader.web.serving": 5,
    "reader.web.sound": 5,
    "reader.web.views": 5,
    "reader.web.views.facts": 5,
    "reader.web.views.overview": 5,
    "reader.web.views.ways": 5,
    "reader.cli": 6,
    "reader.cli.commands": 6,
    "reader.cli.commands.many": 6,
}

# A package's one place; style sheets we send in one room and read in another; Word files and OpenDocument texts are XML both.
PLACES = {
    "argon2": "reader.desk.staff.passwords",
    "fido2": "reader.desk.staff.passkeys",
    "pyotp": "reader.desk.staff.second_factor",
    "xlsxwriter": "reader.desk.lexicon.workbook",
    "zxcvbn": "reader.desk.staff.passwords",
    "cryptography": "reader.bundling.archive",
    "brotli": "reader.web",
    "tinycss2": "reader.web.http reader.minutes.sources.html.style",
    "httpx": "reader.speech.drivers.voicevox",
    "jinja2": "reader.web",
    "lameenc": "reader.speech.sound.mp3",
    "lxml": "reader.minutes.sources.docx reader.minutes.sources.office",
    "markupsafe": "reader.web",
    "msgspec": "reader.library.codec",
    "onnxruntime": "reader.speech.natural.model",
    "platformdirs": "reader.cli.house",
    "prometheus_client": "reader.web.measures",
    "obstore": "reader.speech.shared.object_bucket",
    "procrastinate": "reader.narration.queue",
    "psycopg": "reader.library.server reader.narration.queue",
    "pyopenjtalk": "reader.readings",
    "pypdfium2": "reader.minutes.sources",
    "pyttsx3": "reader.speech",
    "python_multipart": "reader.web.http.security",
    "python_calamine": "reader.minutes.sources.spreadsheet",
    "rich": "reader.cli.console",
    "segno": "reader.web.http.qr_code",
    "selectolax": "reader.minutes.sources",
    "soxr": "reader.speech",
    "sqlalchemy": "reader.library",
    "starlette": "reader.web",
    "tree_sitter": "reader.web.http.scripts",
    "tree_sitter_javascript": "reader.web.http.scripts",
    "sudachipy": "reader.readings",
    "typer": "reader.cli",
    "uvicorn": "reader.web.serving",
}

# Floors 0 to 2 compute; they do not reach for the world.
WORLD = {"os", "socket", "subprocess", "tempfile", "shutil", "time", "multiprocessing", "random"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {_name(path): path for path in MODULES}
ROOMS = {_name(folder / "__init__.py") for folder in FOLDERS}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _imported(module: str) -> frozenset[str]:
    """Everything that a module imports, by its full name."""
    return frozenset(_imports(NAMES[module]))


@cache
def _used(module: str) -> frozenset[str]:
    """The modules of the house that a module imports."""
    found = set()
    for imported in _imported(module):
        while imported and imported not in NAMES:
            imported = imported.rpartition(".")[0]
        found.add(imported)
    return frozenset(found - {"", "reader", module})


def _room(module: str) -> str:
    return module if module in ROOMS else module.rpartition(".")[0]


def _short(room: str) -> str:
    return room.removeprefix("reader").removeprefix(".")


def _floor(module: str) -> int:
    floor = FLOORS.get(module, FLOORS.get(_room(module)))
    assert floor is not None, f"{_room(module)} has no floor yet: decide, and write it into FLOORS"
    return floor


def test_imports_go_down_only() -> None:
    up = [
        f"{here} may not import {imported}"
        for here in NAMES
        for imported in _used(here)
        if _floor(imported) > _floor(here)
    ]
    assert up == []


def test_a_room_uses_the_rooms_that_are_written_here_and_no_others() -> None:
    used: dict[str, set[str]] = {_short(room): set() for room in ROOMS - {"reader"}}
    for module in NAMES.keys() - {"reader"}:
        if (here := _short(_room(module))) in used:
            used[here] |= {_short(_room(other)) for other in _used(module)} - {here, ""}
    written = {room: set(MAY_IMPORT.get(room, "").split()) for room in used}
    assert used == written


def test_no_room_is_written_here_that_is_not_there() -> None:
    assert {f"reader.{room}" for room in MAY_IMPORT} <= ROOMS
    assert FLOORS.keys() <= NAMES.keys()


def _circle(room: str) -> str:
    """The parts of a room that go in a circle; nothing where there is none."""

    def part(module: str) -> str | None:
        return module.removeprefix(f"{room}.").partition(".")[0] if module.startswith(f"{room}.") else None

    graph: dict[str, set[str]] = {}
    for module in NAMES:
        if (here := part(module)) is not None:
            used = {other for other in map(part, _used(module)) if other is not None}
            graph.setdefault(here, set()).update(used - {here})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return " -> ".join(circle.args[1])
    return ""


def test_nothing_in_a_room_goes_in_a_circle() -> None:
    assert {room: circle for room in sorted(ROOMS) if (circle := _circle(room))} == {}


def test_each_package_has_one_place() -> None:
    astray = [
        f"{here} imports {package}, whose place is {PLACES.get(package, 'not decided yet')}"
        for here in NAMES
        for package in _packages(here)
        if not any(f"{here}.".startswith(f"{place}.") for place in PLACES.get(package, "?").split())
    ]
    assert astray == []


def _packages(module: str) -> set[str]:
    """What a module imports of others than this house and Python's own."""
    roots = {imported.split(".")[0] for imported in _imported(module)}
    return roots - sys.stdlib_module_names - {"reader", "numpy"}


def test_the_lower_floors_do_not_touch_the_world() -> None:
    reaching = {
        module: reached
        for module in NAMES
        if _floor(module) <= 2 and (reached := {one.split(".")[0] for one in _imported(module)} & WORLD)
    }
    assert reaching == {}


def test_modules_are_small() -> None:
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in NAMES.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}, "split them by noun"


def test_a_room_holds_a_dozen_files() -> None:
    files = {
        folder.relative_to(ROOT).as_posix(): len([*folder.glob("*.py")]) - (folder / "__init__.py").exists()
        for folder in FOLDERS
    }
    assert {folder: count for folder, count in files.items() if count > MOST_FILES} == {}, "split by noun"
