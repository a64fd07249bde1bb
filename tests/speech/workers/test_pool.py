"""The pool: whatever happens to its workers, it answers, and it leaves nothing behind."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import DriverMissingError, SpeechError, SpeechTimeoutError
from reader.speech.making.request import SpeechRequest
from reader.speech.sound import mp3
from reader.speech.voices.voice import Voice
from reader.speech.workers import process
from reader.speech.workers.pool import SynthesisPool
from tests.conftest import ROOT
from tests.speech.sounds import wait_until

DRIVERS = Path(__file__).parent.parent / "broken_drivers"


def asked(fault: str = "fine", text: str = "はい。") -> SpeechRequest:
    return SpeechRequest(text, "ハイ、ソーデス。", (), (), Voice("faulty/x", "faulty", "x", fault), "")


def silent() -> SpeechRequest:
    return replace(asked(), voice=Voice("silent/x", "silent", "x"))


Pools = Callable[..., SynthesisPool]


@pytest.fixture
def pools() -> Iterator[Pools]:
    made: list[SynthesisPool] = []

    def make(workers: int = 1, time_limit: float = 60.0, patient: bool = False) -> SynthesisPool:
        made.append(SynthesisPool(workers, time_limit, driver_folders=(DRIVERS,), patient=patient))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_speaks(pools: Pools) -> None:
    assert mp3.frames(pools().speak(asked()).frames) * mp3.FRAME_SECONDS == pytest.approx(1.0, abs=0.1)


def test_what_is_made_in_pieces_is_told_as_it_is_made(pools: Pools, tmp_path: Path) -> None:
    """Each is the beginning of the clip; where the worker dies in the middle it is made, and told, once more."""
    pool, told = pools(), list[bytes]()
    clip = pool.speak(asked("pieces"), told.append)
    assert mp3.frames(clip.frames) * mp3.FRAME_SECONDS == pytest.approx(1.45, abs=0.1)
    assert [round(2 * mp3.frames(beginning) * mp3.FRAME_SECONDS) for beginning in told] == [1, 2]
    assert all(clip.frames.startswith(beginning) for beginning in told)
    again = list[bytes]()
    dying = asked(f"pieces-die-once {tmp_path / 'died'}")
    assert pool.speak(dying, again.append).frames == clip.frames
    assert again == [*told, *told]


@pytest.mark.slow
def test_a_driver_that_hangs_is_ended_and_the_next_sentence_is_said(pools: Pools) -> None:
    pool = pools(time_limit=3.0)
    pool.warm_up("faulty")
    (before,) = pool.processes()
    with pytest.raises(SpeechTimeoutError, match=r"faulty が 3 秒たっても終わらない"):
        pool.speak(asked("hang"))
    assert is_gone(before)
    assert pool.speak(asked())


@pytest.mark.slow
def test_who_gives_way_is_not_ended_for_what_others_took(
    pools: Pools, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the processors now and then, as where others want them; one that has them no more is ended."""
    with pytest.raises(SpeechTimeoutError):
        pools(time_limit=2.0).speak(asked("slow"))
    patient, had = pools(time_limit=2.0, patient=True), itertools.count(1)
    monkeypatch.setattr(process, "processor_seconds", lambda _pid: next(had) / 100)
    assert patient.speak(asked("slow"))
    monkeypatch.setattr(process, "processor_seconds", lambda _pid: 1.0)
    with pytest.raises(SpeechTimeoutError):
        patient.speak(asked("hang"))


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells what a process has had")
def test_what_a_process_has_had_of_the_processors_is_known() -> None:
    """To the hundredth of a second to which the system counts."""
    before = time.process_time()
    while time.process_time() < before + 0.1:
        pass
    assert before + 0.05 < process.processor_seconds(os.getpid()) < time.process_time() + 0.05


@pytest.mark.skipif(sys.platform != "linux", reason="no other system has idle processes")
def test_what_takes_long_has_only_what_nobody_else_wants(
    pools: Pools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.speech.workers.pool._UNHURRIED", {"faulty": 5.0})
    policies = []
    for patient, request in ((True, asked()), (True, silent()), (False, asked())):
        pool = pools(patient=patient)
        pool.speak(request)
        policies.append(os.sched_getscheduler(pool.processes()[0]))
    assert policies == [os.SCHED_IDLE, os.SCHED_OTHER, os.SCHED_OTHER]


@pytest.mark.slow
def test_a_worker_that_dies_in_mid_sentence_is_replaced_and_the_sentence_said(
    pools: Pools, tmp_path: Path
) -> None:
    assert pools().speak(asked(f"die-once {tmp_path / 'died'}"))
    assert (tmp_path / "died").exists()


@pytest.mark.slow
def test_a_death_while_idle_is_no_try(pools: Pools, tmp_path: Path) -> None:
    """Killed between two sentences, and its successor dies in the middle of the next one: that is said all the same."""
    pool = pools()
    pool.speak(asked())
    (idle,) = pool.processes()
    os.kill(idle, signal.SIGKILL)
    os.waitid(os.P_PID, idle, os.WEXITED | os.WNOWAIT)
    assert mp3.frames(pool.speak(asked(f"die-once {tmp_path / 'died'}")).frames)
    assert (tmp_path / "died").exists()


def test_a_worker_that_dies_each_time_is_told(pools: Pools) -> None:
    pool = pools()
    with pytest.raises(SpeechError, match="途中で止まりました"):
        pool.speak(asked("die"))
    assert pool.speak(asked())


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("empty", "何も書かれていません"),
        ("silent", "音がありません"),
        ("short", "長さが合いません"),
        ("long", "長さが合いません"),
        ("garbage", "読めません"),
    ],
)
def test_what_a_driver_wrote_is_looked_at(pools: Pools, fault: str, told: str) -> None:
    """Before anybody hears of it."""
    heard = list[bytes]()
    with pytest.raises(SpeechError, match=told):
        pools().speak(asked(fault), heard.append)
    assert not heard


def test_what_is_made_in_one_piece_is_told_once(pools: Pools) -> None:
    """It is the clip."""
    told = list[bytes]()
    assert pools().speak(asked(), told.append)
    assert not told


def test_what_a_driver_prints_harms_nothing(pools: Pools, capfd: pytest.CaptureFixture[str]) -> None:
    assert pools().speak(asked("print"))
    assert capfd.readouterr().out == ""


def test_a_driver_that_writes_after_its_call_is_waited_for_each_time(pools: Pools) -> None:
    pool = pools()
    late = replace(asked(), voice=Voice("late/x", "late", "x"))
    for _ in range(3):
        assert mp3.frames(pool.speak(late).frames) * mp3.FRAME_SECONDS == pytest.approx(1.0, abs=0.1)


def test_a_driver_that_is_not_there_is_told(pools: Pools) -> None:
    with pytest.raises(DriverMissingError, match="音声エンジン nosuch を使えません"):
        pools().speak(replace(asked(), voice=Voice("nosuch/x", "nosuch", "x")))


def test_a_worker_changes_its_driver_by_being_replaced(pools: Pools) -> None:
    pool = pools()
    assert pool.speak(asked())
    (before,) = pool.processes()
    assert pool.speak(silent())
    assert is_gone(before)
    assert len(pool.processes()) == 1


def test_each_driver_keeps_its_worker_while_there_are_enough(pools: Pools) -> None:
    pool = pools(2)
    pool.speak(asked())
    pool.speak(silent())
    before = pool.processes()
    for _ in range(3):
        pool.speak(asked())
        pool.speak(silent())
    assert pool.processes() == before


def test_twenty_threads_share_two_workers(pools: Pools) -> None:
    pool = pools(2)
    with ThreadPoolExecutor(20) as threads:
        clips = list(threads.map(lambda _: pool.speak(asked()), range(60)))
    assert len(set(clips)) == 1
    assert len(pool.processes()) == 2


def test_warming_up_starts_every_worker(pools: Pools) -> None:
    pool = pools(2)
    pool.warm_up("silent")
    assert len(pool.processes()) == 2
    assert pool.speak(silent())


def test_closing_ends_idle_and_busy_workers(pools: Pools, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody is told that a worker stopped, who stopped it himself."""
    pool = pools(2)
    pool.warm_up("faulty")
    pids = pool.processes()
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(pool.speak, asked("hang")) for _ in range(4)]
        wait_until(lambda: sum(future.running() for future in waiting) == 4)
        pool.close()
        for future in waiting:
            with pytest.raises(SpeechError):
                future.result(60)
    wait_until(lambda: all(map(is_gone, pids)))
    with pytest.raises(SpeechError, match="読み上げは終わっています"):
        pool.speak(asked())
    assert not caplog.records


PROGRAM = """
import sys
from pathlib import Path
from reader.speech.workers.pool import SynthesisPool
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.voice import Voice
pool = SynthesisPool(1, 600, driver_folders=(Path(sys.argv[1]),))
for fault in ("fine", sys.argv[2]):
    pool.speak(SpeechRequest("はい。", "ハイ、ソーデス。", (), (), Voice("faulty/x", "faulty", "x", fault), ""))
    print(*pool.processes(), flush=True)
"""


def started(fault: str) -> tuple["subprocess.Popen[str]", int]:
    """A program of its own that has a worker, and the worker's process id."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(DRIVERS), fault],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    assert program.stdout is not None
    return program, int(program.stdout.readline())


@pytest.mark.slow
def test_workers_end_with_a_program_that_is_killed_in_mid_sentence() -> None:
    program, worker = started("hang")
    program.kill()
    program.communicate(timeout=60)
    wait_until(lambda: is_gone(worker))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups that signals go to")
def test_control_c_on_the_terminal_does_not_reach_the_workers() -> None:
    program, worker = started("hang")
    os.kill(worker, signal.SIGINT)
    time.sleep(0.2)
    assert not is_gone(worker)
    assert os.getpgid(worker) != os.getpgid(program.pid)
    program.kill()
    program.communicate(timeout=60)
    wait_until(lambda: is_gone(worker))
