"""Where everything that is not code lives. Standard library only: needed before anything is installed."""

import hashlib
import os
import tempfile
from pathlib import Path

from .accounts import everyone_can_enter

SYSTEM_STATE = Path("/var/lib/factcheck")
# A Unix socket's address holds 108 bytes (unix(7)); PostgreSQL and Valkey add a file name of up to 14.
MAX_SOCKET_FOLDER_BYTES = 90


class StateUnusable(RuntimeError):
    """The state folder asked for can't serve."""


def state_folder(checkout: Path, *, asked: str | None, home: str | None) -> Path:
    """Where this checkout keeps its data: as asked, else in var/, else in a folder of the system or the user.

    asked is FACTCHECK_STATE, home is HOME; either may be empty. Nothing is created. Raises StateUnusable.
    """
    if asked:
        return _usable(Path(asked).absolute())
    beside = checkout / "var"
    if _writable(beside if beside.exists() else checkout) and _servers_can_enter(beside):
        return beside
    return _base_elsewhere(home) / f"{checkout.name}-{_digest(checkout)}"


def make_state_folder(state: Path) -> None:
    """Create it, open to walk through where root's servers run as somebody else, else private.

    Raises StateUnusable where somebody else has put a folder of that name, as anybody can in /var/tmp.
    """
    shared = _without_home()
    if shared in state.parents:
        shared.mkdir(mode=0o700, exist_ok=True)
    if not state.exists():
        state.mkdir(parents=True)
        state.chmod(0o711 if os.geteuid() == 0 else 0o700)
    for folder in (state, shared):
        if folder.exists() and os.geteuid() not in {0, folder.lstat().st_uid}:
            raise StateUnusable(
                f"{folder} belongs to somebody else. Name a folder of yours: FACTCHECK_STATE."
            )


def socket_folder(preferred: Path) -> Path:
    """The folder itself, or a short one under /tmp when a socket's address would not fit."""
    if len(os.fsencode(preferred)) <= MAX_SOCKET_FOLDER_BYTES:
        return preferred
    return Path(tempfile.gettempdir()) / f"factcheck-{os.geteuid()}-{_digest(preferred)}"


def _usable(state: Path) -> Path:
    if not _servers_can_enter(state):
        raise StateUnusable(
            f"FACTCHECK_STATE={state}: as root the database runs as another account, which can't go there. "
            f"Choose one that everybody may walk into, for example {SYSTEM_STATE}."
        )
    return state


def _servers_can_enter(folder: Path) -> bool:
    return os.geteuid() != 0 or everyone_can_enter(folder)


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _base_elsewhere(home: str | None) -> Path:
    if os.geteuid() == 0:
        return SYSTEM_STATE
    if home and _writable(Path(home)):
        return Path(home) / ".local" / "state" / "factcheck"
    return _without_home()


def _without_home() -> Path:
    return Path("/var/tmp") / f"factcheck-{os.geteuid()}"  # noqa: S108  survives a restart, unlike /tmp


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
