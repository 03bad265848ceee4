"""Keeps services running: starts them in order, restarts a crashed one, stops all of them, leaves nothing."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from config.embedded.processes import alive, kill_group, let_go_of_terminal, wait_until

POLL_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# After this long without a crash a service counts as sound again.
SOUND_SECONDS = 60.0
# Together with the servers' own second or so this keeps Ctrl-C within 5 s. Work that is cut off is not lost:
# its job is a leased row that somebody takes up again.
GRACE_SECONDS = 2.5


@dataclass(frozen=True)
class Service:
    """One process to keep running. Stopped in waves, the highest first: clients before their servers."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    wave: int
    stop_signal: signal.Signals = signal.SIGTERM


@dataclass
class Child:
    """A service's process, and the pause before the next start should it crash."""

    service: Service
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause_seconds: float = FIRST_PAUSE_SECONDS


def next_pause(pause_seconds: float, *, ran_seconds: float) -> float:
    """The pause before the start after next: doubled up to a limit, back to the first after a sound run."""
    if ran_seconds >= SOUND_SECONDS:
        return FIRST_PAUSE_SECONDS
    return min(pause_seconds * 2, LONGEST_PAUSE_SECONDS)


@dataclass
class Supervisor:
    """Parent of all services. say takes one line for the person at the terminal."""

    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._warden = Warden()

    def add(self, services: Sequence[Service]) -> None:
        """Start the services, in order. Raises what a start raises: who fails at once is not retried."""
        for service in services:
            child = Child(service)
            self.children.append(child)
            self._start(child)

    def tend(self) -> None:
        """Take note of what ended and start what is due."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._note_end(child, now=now)
            if child.process is None and now >= child.due_at:
                self._start_again(child)

    def tend_until(self, done: Callable[[], bool], *, seconds: float | None = None) -> bool:
        """Keep tending until done, or out of time; says whether it was done."""
        end = None if seconds is None else time.monotonic() + seconds
        while not done():
            if end is not None and time.monotonic() > end:
                return False
            self.tend()
            time.sleep(POLL_SECONDS)
        return True

    def stop(self) -> None:
        """Stop every service, wave by wave; by force what has not gone after the grace period."""
        for wave in sorted({child.service.wave for child in self.children}, reverse=True):
            self._stop_wave([child for child in self.children if child.service.wave == wave])
        self._warden.dismiss()

    def _start(self, child: Child) -> None:
        child.process = child.service.start()
        child.started_at = time.monotonic()
        self._warden.watch(child.process.pid)

    def _start_again(self, child: Child) -> None:
        try:
            self._start(child)
        except (OSError, RuntimeError) as failure:
            self.say(f"{child.service.name} did not start: {failure}")
            self._postpone(child, ran_seconds=0.0)

    def _note_end(self, child: Child, *, now: float) -> None:
        assert child.process is not None
        kill_group(child.process.pid)  # its own children must not work on beside its successor
        self._warden.forget(child.process.pid)
        self.say(
            f"{child.service.name} ended ({_fate(child.process.returncode)}); "
            f"starting it again in {child.pause_seconds:g} s."
        )
        child.process = None
        self._postpone(child, ran_seconds=now - child.started_at)

    def _postpone(self, child: Child, *, ran_seconds: float) -> None:
        child.due_at = time.monotonic() + child.pause_seconds
        child.pause_seconds = next_pause(child.pause_seconds, ran_seconds=ran_seconds)

    def _stop_wave(self, children: Sequence[Child]) -> None:
        running = [(child, child.process) for child in children if child.process is not None]
        for child, process in running:
            if process.poll() is None:
                process.send_signal(child.service.stop_signal)
        wait_until(lambda: all(p.poll() is not None for _, p in running), seconds=GRACE_SECONDS)
        for _, process in running:
            kill_group(process.pid)
            process.wait()
            self._warden.forget(process.pid)


def _fate(returncode: int) -> str:
    if returncode < 0:
        return f"killed by {signal.Signals(-returncode).name}"
    return f"exit code {returncode}"


class Warden:
    """A process that outlives a killed supervisor just long enough to end what the supervisor started.

    Every service asks the kernel for a signal when the supervisor dies (processes.spawn); the warden is for
    those that ignore it or take too long, and for their children. It shares the supervisor's open files, so
    the instance's lock stays held until it has finished.
    """

    def __init__(self) -> None:
        reading, self._writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._writing)
            _keep_ward(reading)
        os.close(reading)

    def watch(self, leader: int) -> None:
        """End this process group if we die."""
        self._tell(f"+{leader}\n")

    def forget(self, leader: int) -> None:
        """The group is gone: its number may come to belong to somebody else."""
        self._tell(f"-{leader}\n")

    def _tell(self, line: str) -> None:
        # A warden that somebody killed is missed only if we are killed as well, and then there is the kernel.
        with contextlib.suppress(BrokenPipeError):
            os.write(self._writing, line.encode())

    def dismiss(self) -> None:
        """Let the warden go; returns when it has."""
        os.close(self._writing)
        os.waitpid(self._pid, 0)


def _keep_ward(reading: int) -> NoReturn:
    """The warden's whole life: read until the supervisor is gone, then end what it had not ended."""
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        let_go_of_terminal()
        groups: set[int] = set()
        with os.fdopen(reading) as lines:
            for line in lines:
                (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
        wait_until(lambda: not any(alive(leader) for leader in groups), seconds=GRACE_SECONDS)
        for leader in groups:
            kill_group(leader)
    finally:
        os._exit(0)
