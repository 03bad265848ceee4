"""./run manage: a command of manage.py with the servers up, those of a running instance or our own."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from config.embedded.instance import AlreadyRunning, Instance, Record
from config.embedded.preparing import Preparation
from config.embedded.processes import let_go_of_terminal
from config.embedded.servers import Addresses, EmbeddedServers
from config.embedded.settings_environment import embeds, for_django

# These look after the schema themselves.
SCHEMA_COMMANDS = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations"}


def manage(arguments: Sequence[str], *, checkout: Path, state: Path) -> int:
    """Run the command where the person stands and return its exit code."""
    if not embeds(os.environ):
        return _run(arguments, checkout=checkout, state=state, addresses=None)
    instance = Instance(state)
    while True:
        try:
            with instance.held():
                return _with_own_servers(instance, arguments, checkout=checkout, state=state)
        except AlreadyRunning:
            pass
        with instance.used():
            record = instance.wait_for_holder()
            if record is not None and record.ready:
                addresses = EmbeddedServers(state).addresses
                return _run(arguments, checkout=checkout, state=state, addresses=addresses, url=record.url)


def _with_own_servers(instance: Instance, arguments: Sequence[str], *, checkout: Path, state: Path) -> int:
    servers = EmbeddedServers(state)
    try:
        servers.start()
        if not SCHEMA_COMMANDS & set(arguments[:1]):
            environment = for_django(os.environ, state=state, addresses=servers.addresses)
            Preparation(checkout, state=state, environment=environment, embedded=True).schema()
        instance.tell(Record(pid=os.getpid(), ready=True))
        code = _run(arguments, checkout=checkout, state=state, addresses=servers.addresses)
        # `./run manage one | ./run manage two`: the second may still be using our servers, and it reads until
        # the last of us has let go of the pipe.
        let_go_of_terminal()
        with instance.unused():
            instance.tell(Record(pid=os.getpid()))
            servers.stop()
        return code
    finally:
        servers.stop()


def _run(
    arguments: Sequence[str], *, checkout: Path, state: Path, addresses: Addresses | None, url: str = ""
) -> int:
    environment = for_django(os.environ, state=state, addresses=addresses, url=url)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, str(checkout / "manage.py"), *arguments], env=environment
    )
    # Ctrl-C reaches the command by the terminal; we stay to stop the servers and to pass its exit code on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    code = process.wait()
    return code if code >= 0 else 128 - code  # as a shell says it: 128 and the signal's number
