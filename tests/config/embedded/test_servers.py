import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config.embedded.processes import StartFailed, alive, wait_until
from config.embedded.servers import EmbeddedServers
from config.embedded.testing import own_database, remove_abandoned, reserve


def make_state() -> Path:
    """A folder that root's servers can reach: pytest's own are closed to other accounts."""
    folder = Path(tempfile.mkdtemp(prefix="fc-"))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def state() -> Iterator[Path]:
    folder = make_state()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def servers() -> Iterator[EmbeddedServers]:
    folder = make_state()
    running = EmbeddedServers(folder, durable=False)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(folder)


def connect(servers):
    return psycopg.connect(host=str(servers.postgres.sockets), user="app", dbname="factcheck")


def test_the_database_sorts_by_code_point_and_has_the_extensions(servers):
    with connect(servers) as connection:
        ordered = connection.execute(
            "SELECT string_agg(x, '' ORDER BY x) FROM unnest('{b,B,a,é,z}'::text[]) x"
        )
        assert ordered.fetchone() == ("Babzé",)
        for extension in ("vector", "pg_trgm", "unaccent", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {extension}")


def test_valkey_refuses_writes_rather_than_forget_when_memory_is_short(servers):
    with redis.Redis.from_url(servers.valkey.url) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_neither_server_listens_on_the_network(servers):
    with connect(servers) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    with redis.Redis.from_url(servers.valkey.url) as client:
        assert client.config_get("port") == {"port": "0"}


@pytest.mark.skipif(os.geteuid() != 0, reason="a normal user's servers run as that user")
def test_roots_servers_do_not_run_as_root(servers):
    for name in ("postgres", "valkey"):
        data = getattr(servers, name).data
        assert data.stat().st_uid != 0
        assert data.stat().st_mode & 0o777 == 0o700


def test_only_their_account_can_reach_the_sockets(servers):
    for folder in (servers.postgres.sockets, servers.valkey.socket.parent):
        assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_a_new_start_takes_over_from_servers_that_a_killed_run_left(state):
    left = subprocess.run(
        [sys.executable, "-c", LEAVE_SERVERS, str(state)], capture_output=True, text=True, check=True
    )
    pids = [int(pid) for pid in left.stdout.split()]
    assert all(alive(pid) for pid in pids)
    servers = EmbeddedServers(state, durable=False)
    servers.start()
    try:
        assert not any(alive(pid) for pid in pids)
        with connect(servers) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        servers.stop()


# Nothing here dies with its parent, as if the kernel had not kept its promise.
LEAVE_SERVERS = """
import ctypes, pathlib, sys
from config.embedded import processes
from config.embedded.servers import EmbeddedServers
processes.PR_SET_PDEATHSIG = 999
servers = EmbeddedServers(pathlib.Path(sys.argv[1]), durable=False)
servers.start()
print(*(process.pid for _, process in servers._running))
sys.stdout.flush()
import os
os._exit(0)
"""


def test_a_server_is_started_when_the_children_of_a_killed_one_are_gone(state):
    servers = EmbeddedServers(state, durable=False)
    server = servers.postgres.start()
    children = [
        int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    ]
    for child in children:
        os.kill(child, signal.SIGSTOP)  # as one that is still writing
    server.kill()
    server.wait()
    threading.Timer(1, lambda: [os.kill(child, signal.SIGCONT) for child in children]).start()
    servers.postgres.stop(servers.postgres.start())


@pytest.mark.slow
def test_a_foreign_process_with_the_recorded_pid_is_left_alone(state):
    servers = EmbeddedServers(state, durable=False)
    servers.start()
    pid_file = (servers.postgres.data / "postmaster.pid").read_text()
    servers.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (servers.postgres.data / "postmaster.pid").write_text(
            pid_file.replace(pid_file.splitlines()[0], str(stranger.pid), 1)
        )
        servers.start()
        servers.stop()
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.slow
def test_an_interrupted_first_start_is_begun_again(state):
    servers = EmbeddedServers(state, durable=False)
    (servers.postgres.data / "base").mkdir(parents=True)
    (servers.postgres.data / "half-written").touch()
    servers.start()
    servers.stop()
    assert (servers.postgres.data / "PG_VERSION").exists()


@pytest.mark.slow
def test_a_server_that_can_not_start_says_why(state):
    servers = EmbeddedServers(state, durable=False)
    servers.start()
    servers.stop()
    (servers.postgres.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(StartFailed, match="no_such_setting"):
        servers.start()


@pytest.mark.slow
def test_the_servers_die_with_whoever_started_them(state):
    starter = LEAVE_SERVERS.replace("processes.PR_SET_PDEATHSIG = 999", "")
    left = subprocess.run(
        [sys.executable, "-c", starter, str(state)], capture_output=True, text=True, check=True
    )
    pids = [int(pid) for pid in left.stdout.split()]
    assert wait_until(lambda: not any(alive(pid) for pid in pids), seconds=6)


def test_a_killed_test_runs_folder_is_removed_and_a_living_ones_is_not():
    environment = {}
    reserve(environment)
    living = Path(environment["FACTCHECK_TEST_STATE"])
    living.mkdir()
    with subprocess.Popen(["sleep", "0"]) as dead:
        dead.wait()
    abandoned = living.with_name(living.name.replace(f"-{os.getpid()}-", f"-{dead.pid}-"))
    abandoned.mkdir()
    remove_abandoned()
    assert living.exists()
    assert not abandoned.exists()
    living.rmdir()


def test_a_test_run_leaves_servers_of_ones_own_alone():
    environment = {"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r/0"}
    reserve(environment)
    assert environment == {"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r/0"}


def test_processes_that_run_tests_side_by_side_have_databases_of_their_own_in_valkey():
    url = "unix:///run/valkey.sock?db=0"
    assert own_database(url, {}) == url
    beside = {own_database(url, {"PYTEST_XDIST_WORKER": name}) for name in ("gw0", "gw1")}
    assert beside == {"unix:///run/valkey.sock?db=1", "unix:///run/valkey.sock?db=2"}
