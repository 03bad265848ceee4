"""Servers for one test run: their place is settled when the settings load, they start when pytest does."""

import os
import secrets
import shutil
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

from config.embedded.folders import make_state_folder
from config.embedded.processes import alive
from config.embedded.servers import EmbeddedServers

STATE_VARIABLE = "FACTCHECK_TEST_STATE"
PREFIX = "factcheck-test"
VALKEY_DATABASES = 16  # its own default


def reserve(environment: MutableMapping[str, str] = os.environ) -> None:
    """Name this run's servers in the environment, before the settings read it.

    Sets DATABASE_URL, REDIS_URL, FACTCHECK_BROKER_URL and FACTCHECK_STATE to a folder under /tmp that does
    not exist yet. Processes started from this one inherit the names. Servers of your own, named by
    DATABASE_URL and REDIS_URL, are left as they are.
    """
    if environment.get("DATABASE_URL") and environment.get("REDIS_URL"):
        return
    name = f"{PREFIX}-{os.geteuid()}-{os.getpid()}-{secrets.token_hex(4)}"
    state = Path(tempfile.gettempdir()) / name
    environment.update(EmbeddedServers(state).addresses.environment())
    environment.update({STATE_VARIABLE: str(state), "FACTCHECK_STATE": str(state)})


def own_database(url: str, environment: MutableMapping[str, str] = os.environ) -> str:
    """Our Valkey's address, with a database of its own for each process of pytest-xdist ("gw0", "gw1")."""
    number = int(environment.get("PYTEST_XDIST_WORKER", "gw-1")[2:]) + 1
    return url.replace("?db=0", f"?db={number % VALKEY_DATABASES}")


def start(environment: MutableMapping[str, str] = os.environ) -> EmbeddedServers | None:
    """Start what reserve() named; None when the environment names other servers."""
    if STATE_VARIABLE not in environment:
        return None
    remove_abandoned()
    state = Path(environment[STATE_VARIABLE])
    make_state_folder(state)
    servers = EmbeddedServers(state, durable=False)
    servers.start()
    return servers


def stop(servers: EmbeddedServers, environment: MutableMapping[str, str] = os.environ) -> None:
    """Stop them and remove everything they wrote."""
    servers.stop()
    shutil.rmtree(environment[STATE_VARIABLE], ignore_errors=True)


def remove_abandoned() -> None:
    """Remove the folders of our own test runs that were killed; the servers died with them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}-{os.geteuid()}-*-*"):
        pid = int(folder.name.split("-")[3])
        if not alive(pid):
            shutil.rmtree(folder, ignore_errors=True)
