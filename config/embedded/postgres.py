"""The embedded PostgreSQL: a cluster of its own, reached through a socket in a private folder."""

import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from config.embedded import processes
from config.embedded.accounts import Account, hand_over
from config.embedded.folders import socket_folder
from config.embedded.wheels import postgres_install

ROLE = "app"
DATABASE = "factcheck"
START_SECONDS = 60  # crash recovery of a large cluster comes before the first answer
STOP_SECONDS = 30  # what is in memory goes to the disk first: after a restore, hundreds of megabytes
# Of postmaster.pid, counted from 0 (PostgreSQL: LOCK_FILE_LINE_SHMEM_KEY, LOCK_FILE_LINE_PM_STATUS).
MEMORY_LINE = 6
READY_LINE = 7

# Sorting must not change with the machine's C library; production creates its cluster with the same flags.
INITDB_LOCALE = (
    *("--encoding=UTF8", "--locale=C.UTF-8"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
)
INITDB = (
    *INITDB_LOCALE,
    *("--no-instructions", f"--username={ROLE}"),
    # Only who can enter the socket's folder (mode 0700) can connect at all, so a password adds nothing.
    "--auth=trust",
)
OPTIONS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "100"}
# For tests, whose data nobody misses.
FORGETFUL_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


class Postgres:
    """One cluster under folder; durable=False trades safety for speed, for tests."""

    def __init__(self, folder: Path, *, account: Account | None, durable: bool = True) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.sockets = socket_folder(folder / "sockets")
        self.log = folder / "postgres.log"
        self.account = account
        self.durable = durable

    @property
    def url(self) -> str:
        """The address in DATABASE_URL's form; the host is a query because the settings leave %2F as it is."""
        return f"postgres://{ROLE}@/{DATABASE}?host={self.sockets}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server, on a new cluster if there is none. Raises StartFailed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        binaries = postgres_install(account=self.account, stage=self.folder / "staged") / "bin"
        hand_over(self.data, self.account)
        hand_over(self.sockets, self.account)
        self._stop_leftover()
        processes.wait_until(self._memory_is_free, seconds=START_SECONDS)
        if not (self.data / "PG_VERSION").exists():
            self._create_cluster(binaries / "initdb")
        process = processes.spawn(
            [binaries / "postgres", "-D", self.data, *self._options()],
            log=self.log,
            death_signal=signal.SIGINT,  # PostgreSQL's "fast shutdown": no waiting for clients
            account=self.account,
        )
        processes.await_ready(
            process, lambda: self._ready(process.pid), name="PostgreSQL", log=self.log, seconds=START_SECONDS
        )
        return process

    def create_database(self) -> None:
        """Create the product's database unless it is there."""
        with psycopg.connect(
            host=str(self.sockets), user=ROLE, dbname="postgres", autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End the server; a client in the middle of something is cut off."""
        processes.stop(process, by=signal.SIGINT, seconds=STOP_SECONDS)

    def _options(self) -> list[str]:
        options = OPTIONS | {"unix_socket_directories": str(self.sockets)}
        if not self.durable:
            options |= FORGETFUL_OPTIONS
        return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]

    def _create_cluster(self, initdb: Path) -> None:
        for leftover in self.data.iterdir():  # an initdb that was interrupted
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        speed = () if self.durable else ("--no-sync",)
        process = processes.spawn(
            [initdb, "-D", self.data, *INITDB, *speed], log=self.log, account=self.account
        )
        if process.wait() != 0:
            raise processes.StartFailed(
                f"PostgreSQL could not create its data folder {self.data}. The end of {self.log}:\n"
                f"{processes.tail(self.log)}"
            )

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _ready(self, pid: int) -> bool:
        lines = self._pid_file()
        return len(lines) > READY_LINE and lines[0] == str(pid) and lines[READY_LINE].strip() == "ready"

    def _memory_is_free(self) -> bool:
        """Whether the children of a server that was killed are gone, too: they finish writing, and no other
        server starts before.
        """
        lines = self._pid_file()
        segment = lines[MEMORY_LINE].split() if len(lines) > MEMORY_LINE else []
        return not segment or not processes.is_attached(segment[-1])

    def _stop_leftover(self) -> None:
        """Stop the server of a run that was killed, and only that one: pids are used again by others."""
        lines = self._pid_file()
        if not lines or not lines[0].isdigit():
            return
        pid = int(lines[0])
        if str(self.data) in processes.command_line(pid):
            processes.stop_stranger(pid, by=signal.SIGINT, seconds=STOP_SECONDS)
        elif processes.alive(pid):  # somebody else's by now, but PostgreSQL would take it for its own
            (self.data / "postmaster.pid").unlink()
