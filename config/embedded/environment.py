"""The virtual environment with the pinned packages: found or made, and installed when a lock changed."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STAMP = "installed-locks.json"
TICK_SECONDS = 0.5


class InstallFailed(RuntimeError):
    """The packages could not be installed; the message carries the end of pip's log."""


def environment_python(checkout: Path, *, state: Path, locks: Sequence[str], asked: str | None) -> Path:
    """The Python of an environment with all that is in locks (paths in checkout). Raises InstallFailed.

    asked is FACTCHECK_VENV: an environment that somebody else looks after.
    """
    if asked:
        return _python_of(Path(asked).absolute())
    wanted = {lock: _digest(checkout / lock) for lock in locks}
    beside = checkout / ".venv"
    if _has(beside, wanted):
        return _python_of(beside)
    venv = beside if os.access(beside if beside.exists() else checkout, os.W_OK) else state / "venv"
    with _alone(state / "install.lock"):
        if not _has(venv, wanted):
            _install(venv, checkout=checkout, wanted=wanted, log=state / "install.log")
    return _python_of(venv)


def _python_of(venv: Path) -> Path:
    return venv / "bin" / "python"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _installed(venv: Path) -> dict[str, str]:
    try:
        installed: dict[str, str] = json.loads((venv / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return installed


def _has(venv: Path, wanted: dict[str, str]) -> bool:
    return wanted.items() <= _installed(venv).items() and _works(_python_of(venv))


def _works(python: Path) -> bool:
    """Whether it starts: a link into a folder that we can't read, or to a Python since removed, does not."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _install(venv: Path, *, checkout: Path, wanted: dict[str, str], log: Path) -> None:
    # What an earlier run installed beyond this one's wants (the tests' packages) stays installed.
    locks = sorted({*wanted, *_installed(venv)} & {*wanted, *_existing(checkout, _installed(venv))})
    (venv / STAMP).unlink(missing_ok=True)
    log.unlink(missing_ok=True)
    if not _works(_python_of(venv)):
        # sys.executable may be an environment's own: its base outlives it.
        _run_quietly([sys.executable, "-m", "venv", "--clear", venv], log=log, doing=f"Making {venv}")
    pip: list[str | Path] = [
        _python_of(venv),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
    ]
    # The locks are complete, so pip needn't resolve; and every file must have its recorded hash.
    pip += ["--no-deps", "--require-hashes"]
    # Python compiles what is imported, when it is; to compile all of it took nearly as long as the rest.
    pip += ["--no-compile"]
    for lock in locks:
        pip += ["--requirement", checkout / lock]
    _run_quietly(pip, log=log, doing=f"Installing the pinned packages into {venv}")
    (venv / STAMP).write_text(json.dumps({lock: _digest(checkout / lock) for lock in locks}))


def _existing(checkout: Path, locks: dict[str, str]) -> set[str]:
    return {lock for lock in locks if (checkout / lock).exists()}


def _run_quietly(argv: Sequence[str | Path], *, log: Path, doing: str) -> None:
    """Run with the output in a log and one line of progress on standard error. Raises InstallFailed."""
    started = time.monotonic()
    with log.open("ab") as output:
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=output, stderr=output)  # noqa: S603
    try:
        while process.poll() is None:
            _progress(doing, started)
            time.sleep(TICK_SECONDS)
    except KeyboardInterrupt:
        process.terminate()
        raise
    _end_of_progress(doing, started)
    if process.returncode != 0:
        end = log.read_text(errors="replace")[-2000:].strip()
        raise InstallFailed(f"{doing} failed. The end of {log}:\n{end}")


def _progress(doing: str, started: float) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{doing}: {time.monotonic() - started:.0f} s ")
        sys.stderr.flush()


def _end_of_progress(doing: str, started: float) -> None:
    start = "\r" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{start}{doing}: {time.monotonic() - started:.0f} s\n")
