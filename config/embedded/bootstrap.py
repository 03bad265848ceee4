"""From a bare Python 3.11 to the environment with the pinned packages, then on to __main__.py in it.

Standard library only, and reached as embedded.bootstrap: importing the package config needs Celery.
"""

import os
import sys
from pathlib import Path

from .environment import InstallFailed, environment_python
from .folders import StateUnusable, make_state_folder, state_folder

CHECKOUT = Path(__file__).resolve().parents[2]
SERVICE_LOCKS = ("requirements.txt", "requirements/embedded.txt")
DEVELOPMENT_LOCK = "requirements/dev.txt"
NEED_DEVELOPMENT = {"test", "lock"}

HELP = """\
./run [--port N]          start everything, with the demo on the first start; Ctrl-C stops it
./run manage COMMAND …    a command of manage.py, with PostgreSQL and Valkey up
./run test [PYTEST …]     the fast tests; --all adds the slow ones, the linters and the type checker
./run lock                compile requirements/*.in into the locks again
./run help                this text

Environment (docs/operations.md has all of it):
FACTCHECK_STATE           the folder for data, keys and logs; by default var/ beside this file
FACTCHECK_DEMO=0          start without the demo's people, articles and site
FACTCHECK_VENV            an environment of your own; nothing is installed into it
DATABASE_URL, REDIS_URL   servers of your own; with both set none is started here
"""


def main(arguments: list[str]) -> int:
    """Install what is missing and become the environment's Python; returns only on help and on failure."""
    command = arguments[0] if arguments else ""
    if command in {"help", "--help", "-h"}:
        sys.stdout.write(HELP)
        return 0
    try:
        state = state_folder(CHECKOUT, asked=os.environ.get("FACTCHECK_STATE"), home=os.environ.get("HOME"))
        make_state_folder(state)
        python = environment_python(
            CHECKOUT, state=state, locks=_locks(command), asked=os.environ.get("FACTCHECK_VENV")
        )
    except (StateUnusable, InstallFailed, OSError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    variables = {**os.environ, "FACTCHECK_STATE": str(state), "PYTHONPATH": str(CHECKOUT)}
    # -P: a folder named config where the user happens to be must not be taken for ours.
    return os.execve(python, [str(python), "-P", "-m", "config.embedded", *arguments], variables)  # noqa: S606


def _locks(command: str) -> tuple[str, ...]:
    return (*SERVICE_LOCKS, DEVELOPMENT_LOCK) if command in NEED_DEVELOPMENT else SERVICE_LOCKS


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
