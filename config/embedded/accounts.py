"""Which account the database servers run as, and which folders that account can enter."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

# Debian, Fedora, Alpine and macOS all have one of these; none is created for us.
UNPRIVILEGED_ACCOUNTS = ("nobody", "daemon", "bin")


@dataclass(frozen=True)
class Account:
    """A system account: its name, user id and group id."""

    name: str
    uid: int
    gid: int


class NoAccount(RuntimeError):
    """No unprivileged system account exists, so root can't start PostgreSQL."""


class NotOurs(RuntimeError):
    """A folder that should be private to the servers belongs to another account."""


def server_account() -> Account | None:
    """Who the servers run as: None (ourselves) unless we are root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise NoAccount(
        f"PostgreSQL does not run as root and none of {', '.join(UNPRIVILEGED_ACCOUNTS)} exists. "
        "Start as a normal user, or set DATABASE_URL and REDIS_URL to servers of your own."
    )


def everyone_can_enter(folder: Path) -> bool:
    """Whether any account can walk down to this folder; parts that do not exist yet are ours to make."""
    resolved = folder.resolve()
    return all(part.stat().st_mode & stat.S_IXOTH for part in (resolved, *resolved.parents) if part.exists())


def hand_over(folder: Path, account: Account | None) -> None:
    """Make a folder that only the account can enter (and root, as ever). Raises NotOurs."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = folder.lstat().st_uid
    if folder.is_symlink() or owner not in {os.geteuid(), account.uid if account else os.geteuid()}:
        raise NotOurs(f"{folder} belongs to somebody else (uid {owner}): remove it, or set FACTCHECK_STATE.")
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
