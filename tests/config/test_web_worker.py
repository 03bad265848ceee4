"""Nobody keeps the web server busy by sending slowly."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.fakes.slow_clients import THREADS

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30
WHOLE = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
HALF_A_HEADER = WHOLE[:20]
HALF_A_BODY = WHOLE[:-3]


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    """Gunicorn with our worker."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        command = [
            *(sys.executable, "-m", "gunicorn", "tests.fakes.slow_clients:application"),
            *("--bind", f"fd://{listening.fileno()}", "--threads", str(THREADS)),
            *("--worker-class", "tests.fakes.slow_clients.HastyWorker"),
        ]
        process = subprocess.Popen(
            command, cwd=CHECKOUT, pass_fds=[listening.fileno()], stderr=subprocess.DEVNULL
        )
        address: tuple[str, int] = listening.getsockname()
        try:
            assert answer_to(send(address, WHOLE)).endswith(b"5")
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def send(address: tuple[str, int], words: bytes) -> socket.socket:
    client = socket.create_connection(address, PATIENCE_SECONDS)
    client.sendall(words)
    return client


def answer_to(client: socket.socket) -> bytes:
    """All that comes until the server closes."""
    with closing(client):
        return b"".join(iter(lambda: client.recv(4096), b""))


@pytest.mark.parametrize("fragment", [HALF_A_HEADER, HALF_A_BODY], ids=["half a header", "half a body"])
def test_others_are_answered_while_every_thread_waits_for_a_slow_client(server, fragment):
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(send(server, fragment))) for _ in range(THREADS)]
        time.sleep(0.2)  # each has a thread by now

        assert answer_to(send(server, WHOLE)).endswith(b"5")
        for client in slow:
            assert client.recv(4096) == b"" or fragment == HALF_A_BODY


def test_a_client_that_sends_a_byte_now_and_then_is_cut_off_too(server):
    with closing(send(server, HALF_A_HEADER)) as client:
        client.settimeout(0.1)
        for _ in range(10 * PATIENCE_SECONDS):
            try:
                assert client.recv(4096) == b""
                return
            except TimeoutError:
                client.sendall(b"x")

    pytest.fail("It is still being read.")
