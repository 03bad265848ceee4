"""./run: everything on one machine, until Ctrl-C."""

import argparse
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from config.embedded import processes, services
from config.embedded.instance import AlreadyRunning, Instance, Record
from config.embedded.preparing import Preparation
from config.embedded.servers import EmbeddedServers
from config.embedded.settings_environment import (
    LOOPBACK,
    demo_site,
    embeds,
    for_django,
    port_is_free,
    wants_demo,
)
from config.embedded.supervisor import Supervisor

DEFAULT_PORT = 8000
WEB_SECONDS = 60
PEOPLE_FILE = "demo-people.txt"
LONGEST_LOG_BYTES = 10_000_000


def serve(arguments: Sequence[str], *, checkout: Path, state: Path) -> int:
    """Run until Ctrl-C (or SIGTERM, or the terminal closes). Returns the exit code."""
    parser = argparse.ArgumentParser(prog="./run", description="Start Factcheck on this machine.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="the web server's port (8000)")
    port = parser.parse_args(arguments).port
    instance = Instance(state)
    try:
        with instance.held():
            if not port_is_free(port):
                say(f"Port {port} is taken by another program. Choose another: ./run --port {port + 1}")
                return 1
            return _Run(instance, checkout=checkout, state=state, port=port).until_interrupted()
    except AlreadyRunning as refusal:
        say(str(refusal))
        return 1


def say(line: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class _Run:
    def __init__(self, instance: Instance, *, checkout: Path, state: Path, port: int) -> None:
        self.instance, self.checkout, self.state, self.port = instance, checkout, state, port
        self.url = f"http://localhost:{port}/"
        self.servers = EmbeddedServers(state) if embeds(os.environ) else None
        addresses = self.servers.addresses if self.servers else None
        self.environment = for_django(os.environ, state=state, addresses=addresses, url=self.url)
        self.preparation = Preparation(
            checkout, state=state, environment=self.environment, embedded=self.servers is not None
        )

    def until_interrupted(self) -> int:
        _interrupt_on(signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        _shorten_logs(self.state / "logs")
        supervisor = Supervisor(say)
        try:
            self._start(supervisor)
            supervisor.tend_until(lambda: False)
        except KeyboardInterrupt:
            say("\nStopping.")
        except (OSError, RuntimeError) as failure:
            say(str(failure))
            return 1
        finally:
            _ignore(signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
            self.instance.tell(Record(pid=os.getpid(), url=self.url))
            supervisor.stop()
        return 0

    def _start(self, supervisor: Supervisor) -> None:
        if self.servers:
            say(f"Starting PostgreSQL and Valkey, data in {self.state}")
            supervisor.add(services.server_services(self.servers))
            self.servers.postgres.create_database()
        self.preparation.schema()
        for service in services.client_services(
            checkout=self.checkout, state=self.state, environment=self.environment, port=self.port
        ):
            supervisor.add([service])
            if service.name == services.WEB:  # pages first: the worker's start takes a core for seconds
                self._await_web(supervisor)
        self.instance.tell(Record(pid=os.getpid(), url=self.url, ready=True))
        if wants_demo(self.environment):
            self._load_demo(supervisor)
        self._announce()

    def _await_web(self, supervisor: Supervisor) -> None:
        if not supervisor.tend_until(lambda: _answers(self.port), seconds=WEB_SECONDS):
            log = self.state / "logs" / "web.log"
            raise processes.StartFailed(
                f"The web server did not answer within {WEB_SECONDS} s. "
                f"The end of {log}:\n{processes.tail(log)}"
            )

    def _load_demo(self, supervisor: Supervisor) -> None:
        """With the workers up already, who may have to read the demo's articles and sources."""

        def wait(process: subprocess.Popen[bytes]) -> int:
            supervisor.tend_until(lambda: process.poll() is not None)
            return process.returncode

        try:
            self.preparation.demo(wait)
        except processes.StartFailed as failure:  # the product itself works
            say(str(failure))

    def _announce(self) -> None:
        for line in announcement(self.url, state=self.state, environment=self.environment):
            say(line)


def announcement(url: str, *, state: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """What a person needs to know of an instance that is ready."""
    yield f"Factcheck is at {url}, its administration at {url}admin/"
    people = state / PEOPLE_FILE
    if people.exists():
        yield f"Log in as one of these (from {people}):\n{people.read_text().rstrip()}"
    if wants_demo(environment):
        yield f"The demo's site of made-up sources is at http://{demo_site(state)}"
    yield f"Logs are in {state / 'logs'}. Ctrl-C stops everything."


def _answers(port: int) -> bool:
    """Whether the site answers at all; an error page is an answer."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _interrupt_on(*numbers: signal.Signals) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    for number in numbers:
        # Under nohup the terminal may close; in a background job Ctrl-C is still a wish to stop.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupt)


def _ignore(*numbers: signal.Signals) -> None:
    """A second Ctrl-C must not interrupt the stopping."""
    for number in numbers:
        signal.signal(number, signal.SIG_IGN)


def _shorten_logs(folder: Path) -> None:
    """Set long logs of earlier runs aside, one of each."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LONGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
