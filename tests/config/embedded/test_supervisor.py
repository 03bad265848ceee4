"""The supervisor is tried with real processes in a Python of its own, because it forks and kills."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.processes import alive, wait_until
from config.embedded.supervisor import LONGEST_PAUSE_SECONDS, SOUND_SECONDS, next_pause

# A service that ignores every wish to end and has a child of its own that does the same.
STUBBORN = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
with open(sys.argv[1], "a") as pids:
    pids.write(f"{os.getpid()}\\n")
time.sleep(600)
"""
SUPERVISE = """
import functools, pathlib, signal, sys
from config.embedded import processes
from config.embedded.supervisor import Service, Supervisor

folder = pathlib.Path(sys.argv[1])

def interrupt(*_):
    raise KeyboardInterrupt

signal.signal(signal.SIGTERM, interrupt)

def start(code):
    return processes.spawn([sys.executable, "-c", code, folder / "pids"], log=folder / "log")

supervisor = Supervisor(lambda line: print(line, flush=True))
try:
    supervisor.add([Service("service", functools.partial(start, sys.argv[2]), wave=1)])
    print("up", flush=True)
    supervisor.tend_until(lambda: False)
except KeyboardInterrupt:
    supervisor.stop()
"""


@pytest.mark.parametrize(
    ("pause", "ran", "following"),
    [
        (1.0, 0.0, 2.0),
        (2.0, SOUND_SECONDS - 1, 4.0),
        (LONGEST_PAUSE_SECONDS, 0.0, LONGEST_PAUSE_SECONDS),
        (LONGEST_PAUSE_SECONDS, SOUND_SECONDS, 1.0),
    ],
)
def test_the_pause_doubles_up_to_a_limit_and_a_sound_run_forgives(pause, ran, following):
    assert next_pause(pause, ran_seconds=ran) == following


class Supervised:
    """A supervisor in a process of its own, with one service running code."""

    def __init__(self, folder: Path, code: str) -> None:
        self.pids_file = folder / "pids"
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, str(folder), textwrap.dedent(code)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.output = self.process.stdout
        assert self.output.readline() == "up\n"

    def pids(self, *, count: int) -> list[int]:
        assert wait_until(lambda: len(self._pids()) >= count, seconds=10)
        return self._pids()

    def _pids(self) -> list[int]:
        return [int(pid) for pid in self.pids_file.read_text().split()] if self.pids_file.exists() else []

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.output.close()


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    running = Supervised(tmp_path, STUBBORN)
    yield running
    running.close()


def all_gone(pids: list[int]) -> bool:
    return not any(alive(pid) for pid in pids)


def test_stopping_ends_a_service_that_ignores_the_signal_and_its_children(supervised):
    pids = supervised.pids(count=2)
    started = time.monotonic()
    supervised.process.send_signal(signal.SIGTERM)
    supervised.process.wait(timeout=5)
    assert time.monotonic() - started < 5
    assert wait_until(lambda: all_gone(pids), seconds=1)


def test_nothing_is_left_within_six_seconds_of_killing_the_supervisor(supervised):
    pids = supervised.pids(count=2)
    supervised.process.kill()
    assert wait_until(lambda: all_gone(pids), seconds=6)


def test_a_killed_service_is_started_again_and_its_children_do_not_work_on(supervised):
    leader, child = sorted(supervised.pids(count=2), key=lambda pid: os.getpgid(pid) != pid)
    os.kill(leader, signal.SIGKILL)
    assert "killed by SIGKILL" in supervised.output.readline()
    assert wait_until(lambda: all_gone([leader, child]), seconds=2)
    successors = supervised.pids(count=4)[2:]
    assert not set(successors) & {leader, child}


def test_a_service_that_keeps_crashing_is_retried_ever_more_slowly(tmp_path):
    running = Supervised(tmp_path, "raise SystemExit(3)")
    try:
        lines = [running.output.readline() for _ in range(2)]
    finally:
        running.close()
    assert "exit code 3" in lines[0]
    assert lines[0].endswith("in 1 s.\n")
    assert lines[1].endswith("in 2 s.\n")
