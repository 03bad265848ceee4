"""Runs prepare.py when it has something to do, and remembers what it has done."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from config.embedded import processes

# The stamp lies beside the cluster, so that it goes when the cluster goes.
STAMP = Path("postgres") / "prepared-for"
# What decides whether there is something to migrate or to collect: ours, and the packages' by their lock.
PATTERNS = ("requirements.txt", "*/migrations/*.py", "*/*/migrations/*.py", "*/static/**/*")


def fingerprint(checkout: Path) -> str:
    """A hash of every migration, every static file and the production lock."""
    digest = hashlib.sha256()
    for file in sorted(_files(checkout)):
        digest.update(str(file.relative_to(checkout)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(checkout: Path) -> Iterable[Path]:
    for pattern in PATTERNS:
        for path in checkout.glob(pattern):
            # var/ holds the collected copies.
            if path.is_file() and path.relative_to(checkout).parts[0] not in {"var", ".venv"}:
                yield path


class Preparation:
    """The steps between servers that answer and a site that can be used."""

    def __init__(
        self, checkout: Path, *, state: Path, environment: Mapping[str, str], embedded: bool
    ) -> None:
        self.checkout = checkout
        self.log = state / "logs" / "prepare.log"
        self.environment = environment
        self._stamp = state / STAMP if embedded else None
        self._demo_done = state / "postgres" / "demo-loaded" if embedded else None

    def schema(self) -> None:
        """Migrate and collect static files if anything changed since the last time. Raises StartFailed."""
        wanted = fingerprint(self.checkout)
        stamp = self._stamp
        if stamp and stamp.exists() and stamp.read_text() == wanted:
            return
        self.log.parent.mkdir(exist_ok=True)
        process = self.begin("schema")
        if process.wait() != 0:
            raise processes.StartFailed(self.complaint("The database could not be migrated"))
        if stamp:
            stamp.write_text(wanted)

    def demo(self, wait: Callable[[subprocess.Popen[bytes]], int]) -> None:
        """Load the demo into an empty instance; wait gets the process and gives its exit code."""
        done = self._demo_done
        if done and done.exists():
            return
        if wait(self.begin("demo")) != 0:
            raise processes.StartFailed(self.complaint("The demo could not be loaded"))
        if done:
            done.touch()

    def begin(self, step: str) -> subprocess.Popen[bytes]:
        """Start one step of prepare.py."""
        return processes.spawn(
            [sys.executable, "-P", "-m", "config.embedded.prepare", step],
            log=self.log,
            env=self.environment,
            cwd=self.checkout,
        )

    def complaint(self, what: str) -> str:
        """A sentence with the end of the log."""
        return f"{what}. The end of {self.log}:\n{processes.tail(self.log)}"
