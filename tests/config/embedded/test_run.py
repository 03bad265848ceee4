"""./run itself, as a person uses it: started, asked, interrupted, killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.instance import Instance
from config.embedded.processes import alive, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

RUN = Path(__file__).resolve().parents[3] / "run"
# What the test run itself has set would lead ./run to the tests' servers and settings.
TESTS_OWN = (
    *("DATABASE_URL", "REDIS_URL", "FACTCHECK_BROKER_URL", "FACTCHECK_TEST_STATE"),
    *("DJANGO_SETTINGS_MODULE", "PYTHONPATH"),
)
# The first start migrates; on a busy machine that alone takes minutes.
START_SECONDS = 300


class Checkout:
    """One state folder and the ./run commands on it."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.port = free_port()
        self.environment = {name: value for name, value in os.environ.items() if name not in TESTS_OWN}
        self.environment |= {
            "FACTCHECK_STATE": str(state),
            "FACTCHECK_VENV": sys.prefix,
            "FACTCHECK_DEMO": "0",
        }

    def start(self) -> subprocess.Popen[bytes]:
        """./run in the background, its pages being served."""
        with (self.state / "out").open("ab") as output:
            process = subprocess.Popen(
                [RUN, "--port", str(self.port)], env=self.environment, stdout=output, stderr=output, cwd="/"
            )
        assert wait_until(lambda: process.poll() is not None or self.ready(process), seconds=START_SECONDS)
        assert process.poll() is None, (self.state / "out").read_text()
        return process

    def ready(self, process: subprocess.Popen[bytes]) -> bool:
        record = Instance(self.state).record()
        return record is not None and record.ready and record.pid == process.pid

    def call(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """./run with arguments, to its end."""
        return subprocess.run(
            [RUN, *arguments],
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )

    def processes(self) -> dict[int, str]:
        """Every living process that has this state folder in its environment or its arguments."""
        return {pid: line for pid, line in living_processes() if str(self.state) in line}


def living_processes() -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            told = (entry / "cmdline").read_bytes() + b"\0" + (entry / "environ").read_bytes()
        except OSError:
            continue
        if alive(int(entry.name)) and int(entry.name) != os.getpid():
            yield int(entry.name), told.replace(b"\0", b" ").decode(errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def prepared() -> Iterator[Checkout]:
    """One state folder for all tests here, migrated once."""
    state = Path(tempfile.mkdtemp(prefix="fc-run-"))
    state.chmod(0o711)
    checkout = Checkout(state)
    assert checkout.call("manage", "check").returncode == 0
    yield checkout
    shutil.rmtree(state)


@pytest.fixture
def checkout(prepared: Checkout) -> Iterator[Checkout]:
    (prepared.state / "out").unlink(missing_ok=True)
    yield prepared
    for pid in prepared.processes():
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not prepared.processes(), seconds=10)


def test_it_serves_restarts_what_crashes_and_stops_on_ctrl_c(checkout):
    process = checkout.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{checkout.port}/") as page:
        assert page.status == 200

    worker = next(pid for pid, line in checkout.processes().items() if " worker --queues" in line)
    os.kill(worker, signal.SIGKILL)
    assert wait_until(lambda: "worker ended" in (checkout.state / "out").read_text(), seconds=5)
    assert wait_until(
        lambda: any(
            pid > worker and " worker --queues" in line for pid, line in checkout.processes().items()
        ),
        seconds=10,
    )

    second = checkout.call("--port", str(free_port()))
    assert second.returncode == 1
    assert f"already running at http://localhost:{checkout.port}/ (process {process.pid})" in second.stdout

    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == 0
    assert time.monotonic() - started < 6
    assert checkout.processes() == {}


def test_killed_it_leaves_nothing_and_starts_again_at_once(checkout):
    process = checkout.start()
    process.kill()
    process.wait()
    killed_at = time.monotonic()
    assert wait_until(lambda: not checkout.processes(), seconds=6), checkout.processes()
    assert time.monotonic() - killed_at < 6

    again = checkout.start()
    again.kill()
    again.wait()
    # At once: the clean-up of the killed run still goes on.
    third = checkout.start()
    third.send_signal(signal.SIGTERM)
    assert third.wait(timeout=15) == 0


def test_a_taken_port_is_named_with_the_way_out(checkout):
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", checkout.port))
        listener.listen()
        refused = checkout.call("--port", str(checkout.port))
    assert refused.returncode == 1
    assert f"Port {checkout.port} is taken" in refused.stdout
    assert f"./run --port {checkout.port + 1}" in refused.stdout


def test_manage_brings_the_servers_up_for_one_command_and_takes_them_down(checkout):
    asked = checkout.call("manage", "shell", "-c", COUNT_MIGRATIONS)
    assert asked.returncode == 0, asked.stderr
    assert int(asked.stdout.split()[-1]) > 0
    assert checkout.processes() == {}


def test_manage_passes_input_and_exit_code_through(checkout):
    failed = checkout.call("manage", "shell", stdin="import sys; sys.exit(3)\n")
    assert failed.returncode == 3


def test_manage_uses_the_servers_of_a_running_instance(checkout):
    process = checkout.start()
    asked = checkout.call("manage", "shell", "-c", COUNT_MIGRATIONS)
    assert asked.returncode == 0, asked.stderr
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.wait(timeout=15)


def test_two_manage_commands_in_a_pipe_share_the_servers(checkout):
    """The first writes more than a pipe holds, so it ends only if the second can start beside it."""
    write = f"{RUN} manage shell -c 'print(\"x\" * 500_000)'"
    read = f"{RUN} manage shell -c '{COUNT_MIGRATIONS}; import sys; print(len(sys.stdin.read()) >= 500_000)'"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{write} | {read}"],
        env=checkout.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )
    assert done.stdout.split()[-1] == "True", done.stderr


COUNT_MIGRATIONS = (
    "from django.db.migrations.recorder import MigrationRecorder as R; print(R.Migration.objects.count())"
)


def test_an_unknown_command_is_a_usage_error(checkout):
    unknown = checkout.call("serev")
    assert unknown.returncode == 2
    assert "./run help" in unknown.stderr


def test_help_needs_no_environment(checkout):
    asked = subprocess.run(
        [RUN, "help"],
        env={**checkout.environment, "FACTCHECK_VENV": "/nowhere"},
        capture_output=True,
        check=True,
    )
    assert b"./run manage" in asked.stdout
