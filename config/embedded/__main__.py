"""What ./run does once its environment stands; bootstrap.py has the help text."""

import os
import sys
from pathlib import Path

from config.embedded.accounts import NoAccount, NotOurs
from config.embedded.checks import check
from config.embedded.locks import lock
from config.embedded.managing import manage
from config.embedded.processes import StartFailed
from config.embedded.serving import serve
from config.embedded.wheels import WheelMissing

CHECKOUT = Path(__file__).resolve().parents[2]
USAGE_ERROR = 2


def main(arguments: list[str]) -> int:
    """Dispatch one of ./run's commands and return the exit code."""
    state = Path(os.environ["FACTCHECK_STATE"])
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if not command or command.startswith("-"):
        return serve(arguments, checkout=CHECKOUT, state=state)
    if command == "manage":
        return manage(rest, checkout=CHECKOUT, state=state)
    if command == "test":
        return check(rest, checkout=CHECKOUT)
    if command == "lock":
        return lock(checkout=CHECKOUT)
    sys.stderr.write(f"./run has no command {command!r}. See ./run help.\n")
    return USAGE_ERROR


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (StartFailed, NoAccount, NotOurs, WheelMissing) as failure:
        sys.stderr.write(f"{failure}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
