"""Words that were withdrawn are in nothing that can be taken along, format by format, nor in any feed or file of the whole site."""

import io
import threading
import zipfile
from pathlib import Path

from starlette.testclient import TestClient

from reader.desk.drafting import Drafting
from reader.desk.withdrawals.finding import find_words
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.exports.braille.cells import cells
from reader.exports.formats import FORMATS
from reader.importing.importer import Importer
from reader.library.desk.sources import SourceFiles
from reader.minutes.masking.mask import MaskKind
from reader.passages.annotator import Annotator
from tests.desk.desks import CLI
from tests.exports.opening import BRAILLE, words_in
from tests.web.sites import AS_BROWSERS_SEND, site

WORDS, KANA = "鵺ヌエ発言", "ヌエ"
PAGE = f"""会議名
第1回星見浜市議会

日時
令和8年9月1日(火曜日)10時00分

場所
星見浜市役所

議事

議長：会議を開きます。
山田委員：市長は{WORDS}です。これは、とても大切なことですので、よく考えていただきたいと思います。
市長：お答えします。
"""
SITE = (
    *("/api/minutes", "/feeds/minutes.atom", "/feeds/all.xml", "/sitemap.xml", "/open-data/2026.zip"),
    *("/oembed?url=/minutes/20260901-1%23t2", "/search.atom?q=市長", "/minutes/20260901-1/offline.json"),
)


def _files(client: TestClient) -> dict[str, str]:
    """What can be read in each file of the session and of the site."""
    told = {}
    for kind in FORMATS:
        answer = client.get(f"/minutes/20260901-1.{kind.extension}")
        assert answer.status_code == 200, kind.extension
        text = words_in(kind, answer.content)
        told[kind.extension] = "".join(text.split()) if kind.extension in BRAILLE else text
    for place in SITE:
        answer = client.get(place)
        assert answer.status_code == 200, place
        told[place] = answer.text
    with zipfile.ZipFile(io.BytesIO(client.get("/open-data/2026.zip").content)) as archive:
        told["/open-data/2026.zip"] = archive.read("minutes-2026.jsonl").decode()
    return told


def _holding(told: dict[str, str]) -> set[str]:
    """Which of them hold the words, written, escaped, or in braille."""
    forms = [WORDS[0], WORDS[0].encode("unicode_escape").decode()]
    found = {name for name, text in told.items() if any(form in text for form in forms)}
    return found | {name for name, write in BRAILLE.items() if write(cells(KANA)) in told[name]}


def test_what_was_withdrawn_is_in_no_export(tmp_path: Path, annotator: Annotator) -> None:
    with site(tmp_path, annotator, PAGE.encode(), seconds=8.0) as opened:
        library = opened.library

        def narrate() -> None:
            opened.narrator.narrate(library.session("20260901-1"), lambda _: None, threading.Event())

        narrate()
        with TestClient(opened.app, headers=AS_BROWSERS_SEND) as client:
            before = _holding(_files(client))
            titles_only = {
                "chapters.json",
                "chapters.mp3",
                "jsonld",
                "/api/minutes",
                "/feeds/minutes.atom",
                "/sitemap.xml",
            }
            assert before >= {kind.extension for kind in FORMATS} - titles_only
            assert before >= {"/feeds/all.xml", "/open-data/2026.zip", "/oembed?url=/minutes/20260901-1%23t2"}
            drafting = Drafting(library, Importer(library, annotator), SourceFiles(tmp_path / "sources"))
            withdrawing = Withdrawing(drafting)
            found = find_words(library, WORDS)
            assert len(found.places) == 1
            withdrawing.withdraw(
                CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", lambda _: frozenset()
            )
            narrate()
            assert _holding(_files(client)) == set()
            kept = [path for path in (tmp_path / "exports").glob("*") if "gz" not in path.suffix]
            assert [path.name for path in kept if WORDS.encode() in path.read_bytes()] == []
