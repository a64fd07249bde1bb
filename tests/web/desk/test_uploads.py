"""Files that are handed in to do harm: refused in a line, nothing kept, nothing written anywhere but under its digest."""

import asyncio
import gc
import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.library.desk.jobs import JobState
from reader.library.desk.people import Role
from reader.passages.annotator import Annotator
from reader.web.desk.app import UPLOAD_MAX
from reader.web.desk.doors import MOST_FILES
from tests.desk.desks import page
from tests.web.desk.desks import Person, Site, desk_site, signed_in


@pytest.fixture
def site(tmp_path: Path, annotator: Annotator) -> Iterator[Site]:
    with desk_site(tmp_path, annotator) as made:
        yield made


def _bomb(main: str) -> bytes:
    """A small archive whose main part would unpack to forty-one megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(main, b" " * (41 * 1024 * 1024))
    return out.getvalue()


def _token(person: Person) -> str:
    return person.goes("/desk").html.partition('name="token" value="')[2].partition('"')[0]


def test_bombs_and_broken_files_end_as_one_line_each(site: Site, tmp_path: Path) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    files = [
        ("bomb.docx", _bomb("word/document.xml")),
        ("bomb.xlsx", _bomb("xl/workbook.xml")),
        ("deep.html", b"<div>" * 200_000),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("nothing.txt", b"\x00" * 100_000),
    ]
    clerk.goes("/desk/import").sends("/desk/import", files=files)
    while site.desk.worker.one():
        pass
    jobs = site.desk.jobs.all()
    assert {job.state for job in jobs} == {JobState.FAILED}, [(job.subject, job.said) for job in jobs]
    assert len(jobs) == len(files)
    assert all(job.said and "\n" not in job.said and "Traceback" not in job.said for job in jobs)
    assert site.desk.editions.all() == ()
    assert clerk.goes("/desk/jobs").status == 200


def test_an_upload_that_is_broken_off_leaves_no_job_and_no_file(site: Site, tmp_path: Path) -> None:
    """Somebody goes away from the page: what had come of the file (more than is kept in memory) goes at once."""
    clerk = signed_in(site, "tantou", Role.CLERK)
    begun = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + b"x" * 3_000_000
    )
    cookies = "; ".join(f"{name}={value}" for name, value in clerk.browser.cookies.items())
    headers = {
        **clerk.browser.headers,
        "host": "127.0.0.1",
        "cookie": cookies,
        "content-type": "multipart/form-data; boundary=x",
        "content-length": f"{len(begun) + 1_000_000}",
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": "/desk/import",
        "raw_path": b"/desk/import",
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 443),
    }
    lay_there: list[int] = []

    async def receive() -> dict[str, object]:
        lay_there.append(_open_in(tmp_path / "incoming"))
        if len(lay_there) == 1:
            return {"type": "http.request", "body": begun, "more_body": True}
        return {"type": "http.disconnect"}

    async def send(_message: object) -> None:
        """Nobody is there."""

    gc.disable()  # that it goes is not left to chance
    try:
        asyncio.run(site.app(scope, receive, send))
        assert lay_there[:2] == [0, 1]
        assert _open_in(tmp_path / "incoming") == 0
    finally:
        gc.enable()
    assert site.desk.jobs.all() == ()
    assert list((tmp_path / "incoming").iterdir()) == []
    assert not (tmp_path / "sources").exists()


def _open_in(folder: Path) -> int:
    """How many files of the folder this process holds open, those without a name too."""
    held = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            held += str(descriptor.readlink()).startswith(f"{folder}/")
    return held


def test_a_name_is_no_path(site: Site, tmp_path: Path) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    for name in ("../../evil.txt", "C:\\desk\\evil.txt", "/etc/passwd", "a\u202etxt.exe", "x" * 3_000):
        clerk.goes("/desk/import").sends("/desk/import", files=[(name, page("鵺の会", 1, name[:9]))])
    names = [job.subject for job in site.desk.jobs.all()]
    assert len(names) == 5
    assert not any(sign in name for name in names for sign in ("/", "\\", "\u202e", "\n"))
    assert max(map(len, names)) <= 200
    kept = [path for path in (tmp_path / "sources").rglob("*") if path.is_file()]
    assert all(len(path.name) == 64 for path in kept)
    assert not list(tmp_path.parent.glob("*evil*"))


def test_too_much_at_once_is_refused_before_it_is_read(site: Site, tmp_path: Path) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    token = _token(clerk)
    answer = clerk.browser.post(
        "/desk/import",
        content=b"x",
        headers={"Content-Length": str(UPLOAD_MAX + 1), "Content-Type": "text/plain"},
    )
    assert answer.status_code == 413
    many = [("files", (f"{n}.txt", b"x")) for n in range(MOST_FILES + 1)]
    assert clerk.browser.post("/desk/import", data={"token": token}, files=many).status_code == 400
    outside = site.browser().post("/desk/import", files=[("files", ("a.txt", page("鵺の会", 1, "はい。")))])
    assert outside.status_code in (400, 403)
    large = clerk.browser.post("/desk/editions/1/describe", data={"token": token, "note": "x" * 70_000})
    assert large.status_code == 413
    assert site.desk.jobs.all() == ()
    assert not (tmp_path / "sources").exists()


def test_what_comes_in_waits_in_the_home_and_leaves_nothing_there(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = signed_in(site, "tantou", Role.CLERK)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no room"))
    large = page("鵺の会", 1, *("はい、そのとおりです。" for _ in range(60_000)))
    assert len(large) > 2 * 1024 * 1024
    clerk.goes("/desk/import").sends("/desk/import", files=[("large.txt", large)])
    (job,) = site.desk.jobs.all()
    assert site.desk.drafting.files.bytes_of(job.args["digest"]) == large
    assert list((tmp_path / "incoming").iterdir()) == []
    (tmp_path / "incoming").rmdir()
    (tmp_path / "incoming").touch()  # nothing can be put there
    clerk.goes("/desk/import").sends("/desk/import", files=[("large.txt", large)])
    assert clerk.status == 503
    assert "ファイルを受け取れません" in clerk.words
