"""./run lock: compile requirements/*.in into the locks."""

import subprocess
import sys
from pathlib import Path

# Sources and locks, in the order that lets the later ones take the first one's versions.
LOCKS = (
    ("requirements/base.in", "requirements.txt"),
    ("requirements/embedded.in", "requirements/embedded.txt"),
    ("requirements/dev.in", "requirements/dev.txt"),
)
# No header and no annotations, so that a lock says nothing of where it was made. Extras stay: where a package
# asks for `coverage[toml]` and the lock pins `coverage` alone, pip takes the newest, which has no hash here.
FORM = ("--no-strip-extras", "--no-header", "--no-annotate")
OPTIONS = ("--python-version", "3.11", "--generate-hashes", "--quiet", *FORM)


def lock(*, checkout: Path) -> int:
    """Compile every lock; returns the exit code of the first that fails, else 0."""
    for source, target in LOCKS:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, source, "--output-file", target],
            cwd=checkout,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode != 0:
            return done.returncode
    return 0
