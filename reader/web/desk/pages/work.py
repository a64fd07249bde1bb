"""What is to be done: the first page, files handed in, and the jobs that they became."""

from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.editions import Editions
from reader.desk.jobs.queue import STAGES, Jobs
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated
from reader.desk.withdrawals.asking import Asking
from reader.errors import ReaderError, SourceError
from reader.importing.files import LARGEST_SOURCE
from reader.library.desk.editions import OPEN, Edition, State
from reader.library.desk.jobs import Job, JobState
from reader.library.desk.withdrawals import WithdrawalRequest
from reader.web.desk.doors import Doors

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class HomePage:
    """``/desk``: how much waits, and what somebody still works on."""

    waiting: int
    returned: int
    approved: int
    working: int
    reports: int
    requests: tuple[WithdrawalRequest, ...]
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """``/desk/import``."""

    most: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobsPage:
    """``/desk/jobs``: the newest jobs; ``running``, the ids of those that go on; ``told``, how those ended that went on when
    the page was asked for before."""

    jobs: tuple[Job, ...]
    stages: dict[str, str]
    running: tuple[int, ...]
    told: str


class WorkPages:
    """Handlers of ``/desk``, ``/desk/import`` and ``/desk/jobs``."""

    def __init__(self, doors: Doors, editions: Editions, jobs: Jobs) -> None:
        self._doors, self._editions, self._jobs = doors, editions, jobs
        doors.page("/desk", Right.SEE, self.home)
        doors.page("/desk/import", Right.PREPARE, self.ask)
        doors.form("/desk/import", Right.PREPARE, self.hand_in)
        doors.page("/desk/jobs", Right.SEE, self.jobs)
        doors.form("/desk/jobs/{job:int}/choose", Right.PREPARE, self.choose)
        doors.form("/desk/jobs/{job:int}/again", Right.PREPARE, self.again)
        doors.form("/desk/jobs/{job:int}/end", Right.PREPARE, self.end)

    def home(self, request: Request, _seated: Seated) -> Response:
        """What waits."""
        found = self._editions.all(*OPEN)
        by = {state: sum(edition.state is state for edition in found) for state in OPEN}
        working = sum(not job.is_over or job.state is JobState.ASKING for job in self._jobs.all())
        page = HomePage(
            waiting=by[State.SUBMITTED],
            returned=by[State.RETURNED],
            approved=by[State.APPROVED],
            working=working,
            reports=len(self._editions.drafting.library.reports()),
            requests=Asking(self._editions.drafting.library).waiting(),
            editions=found,
        )
        return self._doors.renderer.page(request, "desk/home.html", page)

    def ask(self, request: Request, _seated: Seated) -> Response:
        """The form for files."""
        return self._importing(request, ())

    def hand_in(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Keeps each file and queues its job; what is refused is told by name, and the others go on."""
        problems: list[str] = []
        handed = 0
        for upload in form.getlist("files"):
            if not isinstance(upload, UploadFile) or not upload.filename:
                continue
            name = _plain_name(upload.filename)
            try:
                self._jobs.hand_in(seated.account, upload.file.read(LARGEST_SOURCE + 1), name)
                handed += 1
            except ReaderError as error:
                problems.append(f"{name}: {error}")
        if not handed and not problems:
            problems.append("ファイルが選ばれていません。「ファイルを選ぶ」から選んでください。")
        if problems:
            return self._importing(request, tuple(problems))
        if request.headers.get("HX-Request") == "true":  # htmx goes there itself, and takes the whole page
            return Response(headers={"HX-Redirect": "/desk/jobs"})
        return RedirectResponse("/desk/jobs", 303)

    def _importing(self, request: Request, problems: tuple[str, ...]) -> Response:
        page = ImportPage(LARGEST_SOURCE // MEGABYTE, problems)
        return self._doors.renderer.page(request, "desk/import.html", page, 400 if problems else 200)

    def jobs(self, request: Request, _seated: Seated) -> Response:
        """The newest jobs; for htmx only their list, which tells of each that has ended since (``waited``: their ids)."""
        found = self._jobs.all()
        running = tuple(job.id for job in found if not job.is_over)
        waited = request.query_params.get("waited", "").split(",")
        ended = (job for job in reversed(found) if job.is_over and str(job.id) in waited)
        told = " ".join(f"{job.subject}: {job.said or 'やめました。'}" for job in ended)
        page = JobsPage(found, STAGES, running, told)
        return self._doors.renderer.page_or_block(request, "desk/jobs.html", "jobs", page)

    def choose(self, request: Request, seated: Seated, form: FormData) -> Response:
        """The answer to what a job asked."""
        choice = str(form.get("choice", ""))
        if choice == "same":
            self._jobs.end(seated.account, request.path_params["job"])
        elif choice == "new" or choice.startswith("replace:"):
            self._jobs.choose(seated.account, request.path_params["job"], choice.partition(":")[2])
        else:
            raise SourceError("新しい会議か、差し替えか、同じものかを選んでください。")
        return RedirectResponse("/desk/jobs", 303)

    def again(self, request: Request, seated: Seated, _form: FormData) -> Response:
        """Does a job once more."""
        self._jobs.again(seated.account, request.path_params["job"])
        return RedirectResponse(f"/desk/jobs#job-{request.path_params['job']}", 303)

    def end(self, request: Request, seated: Seated, _form: FormData) -> Response:
        """Ends a job."""
        self._jobs.end(seated.account, request.path_params["job"])
        return RedirectResponse(f"/desk/jobs#job-{request.path_params['job']}", 303)


def _plain_name(name: str) -> str:
    """A file's name without any folder, and without what is no character of a line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:200] or "kaigiroku"
