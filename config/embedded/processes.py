"""Start a process that dies with us, see whether one lives, and stop one. Linux only (prctl and /proc)."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from config.embedded.accounts import Account

PR_SET_PDEATHSIG = 1  # prctl(2)
POLL_SECONDS = 0.02
# Of a row in /proc/sysvipc/shm: its id, and how many processes are attached.
SEGMENT_COLUMN, ATTACHED_COLUMN = 1, 6

_libc = ctypes.CDLL(None, use_errno=True)


class StartFailed(RuntimeError):
    """A server ended, or was not ready in time; the message carries the end of its log."""


def spawn(
    argv: Sequence[str | Path],
    *,
    log: Path,
    death_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path = Path("/"),
) -> subprocess.Popen[bytes]:
    """Start argv in a session of its own, its output appended to log.

    The kernel sends death_signal when the calling thread ends, so call this from the main thread.
    """
    switch = {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}
    with log.open("ab") as output:
        return subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603
            [str(part) for part in argv],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid(), death_signal),  # noqa: PLW1509  we have one thread
            env=None if env is None else dict(env),
            cwd=cwd,
            **switch,
        )


def _die_with(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    def arrange() -> None:
        # After the change of user: the kernel forgets the wish when credentials change.
        _libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return arrange


def alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def command_line(pid: int) -> str:
    """The process's arguments joined by spaces; empty when it is gone or not ours to read."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def is_attached(segment: str) -> bool:
    """Whether a process holds this segment of shared memory (System V), given by its id."""
    try:
        _head, *rows = Path("/proc/sysvipc/shm").read_text().splitlines()
    except OSError:
        return False
    columns = (row.split() for row in rows)
    return any(row[SEGMENT_COLUMN] == segment and row[ATTACHED_COLUMN] != "0" for row in columns)


def wait_until(ready: Callable[[], bool], *, seconds: float) -> bool:
    """Ask again and again until ready or out of time; says whether it became ready."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_SECONDS)
    return True


def await_ready(
    process: subprocess.Popen[bytes], ready: Callable[[], bool], *, name: str, log: Path, seconds: float
) -> None:
    """Wait until the server answers. Raises StartFailed with the end of its log."""
    answered = wait_until(lambda: process.poll() is not None or ready(), seconds=seconds)
    if not answered or process.poll() is not None:
        fate = "ended at once" if process.poll() is not None else f"was not ready after {seconds:g} s"
        raise StartFailed(f"{name} {fate}. The end of {log}:\n{tail(log)}")


def tail(log: Path, *, lines: int = 12) -> str:
    """The end of a log file; empty when there is none."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""


def stop(process: subprocess.Popen[bytes], *, by: signal.Signals, seconds: float) -> None:
    """Ask the process to end, wait, then end its whole group by force."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            kill_group(process.pid)
    process.wait()


def stop_stranger(pid: int, *, by: signal.Signals, seconds: float) -> None:
    """Stop a process that is not our child: one that an earlier run of ours left behind."""
    os.kill(pid, by)
    if not wait_until(lambda: not alive(pid), seconds=seconds):
        kill_group(pid)
        wait_until(lambda: not alive(pid), seconds=seconds)


def kill_group(leader: int) -> None:
    """SIGKILL to the leader's process group, if any of it is left."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def let_go_of_terminal() -> None:
    """Leave standard input, output and error, so that whoever reads from us sees their end."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
