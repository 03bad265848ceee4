import socket
import subprocess
import sys
import time
from urllib.request import urlopen

from demo.site import DemoSite, main


def test_it_listens_on_loopback_alone() -> None:
    with DemoSite() as site:
        assert site.address[0] == "127.0.0.1"
        assert site.base == f"http://127.0.0.1:{site.address[1]}"


def test_stopping_does_not_wait_for_the_slow_page() -> None:
    with DemoSite(slow_seconds=60) as site, socket.create_connection(site.address) as reader:
        reader.sendall(b"GET /slow/presidential-elections.html HTTP/1.1\r\nHost: demo\r\n\r\n")
        started = time.monotonic()
    assert time.monotonic() - started < 5


def test_a_port_that_is_taken_is_said_and_ends_with_1(capsys) -> None:
    with DemoSite() as site:
        assert main(["--port", str(site.address[1])]) == 1
    assert "Choose another with --port" in capsys.readouterr().err


def test_the_command_prints_its_address_and_serves() -> None:
    command = [sys.executable, "-m", "demo.site", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            with urlopen(address, timeout=5) as response:
                assert response.status == 200
        finally:
            process.terminate()
