"""The table of what runs on one machine. docker-compose.yml has the same processes, one container each."""

import functools
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.embedded import processes
from config.embedded.servers import EmbeddedServers
from config.embedded.settings_environment import LOOPBACK, demo_site, wants_demo
from config.embedded.supervisor import Service

# Every queue that a job step may name; the first are the ones people wait for.
QUEUES = ("default", "extraction", "fetching", "reading", "notification")
WEB_THREADS = 8
WEB_WORKER = "config.web_worker.BoundedWorker"
# Less than the supervisor's own patience (supervisor.GRACE_SECONDS), so that a worker says what it leaves.
WORKER_GRACE_SECONDS = 1.5
# Two jobs at a time fit a laptop: each child holds the language models, about 600 MB.
WORKER_CHILDREN = 2
# gunicorn's own, with the path instead of the request line: a query can hold a key. So has the Dockerfile.
ACCESS_LOG = '%(h)s %(l)s %(u)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s "%(a)s"'

SERVER_WAVE, CLIENT_WAVE = 0, 1
WEB = "web"


def server_services(servers: EmbeddedServers) -> list[Service]:
    """PostgreSQL and Valkey."""
    return [
        Service("PostgreSQL", servers.postgres.start, wave=SERVER_WAVE, stop_signal=signal.SIGINT),
        Service("Valkey", servers.valkey.start, wave=SERVER_WAVE),
    ]


def client_services(
    *, checkout: Path, state: Path, environment: Mapping[str, str], port: int
) -> list[Service]:
    """The demo's site, web, worker and beat."""
    site_port = int(demo_site(state).rpartition(":")[2])
    commands = commands_by_name(state=state, port=port, site_port=site_port)
    if not wants_demo(environment):
        del commands["demo site"]
    logs = state / "logs"
    logs.mkdir(exist_ok=True)
    return [
        Service(
            name,
            functools.partial(
                _start,
                argv,
                log=logs / f"{name.replace(' ', '-')}.log",
                environment=environment,
                cwd=checkout,
            ),
            wave=CLIENT_WAVE,
        )
        for name, argv in commands.items()
    ]


def commands_by_name(*, state: Path, port: int, site_port: int) -> dict[str, list[str]]:
    """The command line of every process that runs our own code."""
    python = [sys.executable, "-P", "-m"]
    return {
        "demo site": [*python, "demo.site", "--port", str(site_port)],
        WEB: [
            *(*python, "gunicorn", "config.wsgi:application"),
            *("--bind", f"{LOOPBACK}:{port}", "--worker-class", WEB_WORKER, "--threads", str(WEB_THREADS)),
            *("--access-logfile", "-", "--access-logformat", ACCESS_LOG, "--graceful-timeout", "2"),
        ],
        "worker": [
            *(*python, "celery", "--app", "config", "worker", "--queues", ",".join(QUEUES)),
            *("--concurrency", str(WORKER_CHILDREN), "--hostname", "worker@localhost"),
            *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
        ],
        "beat": [
            *(*python, "celery", "--app", "config", "beat", "--loglevel", "INFO"),
            *("--schedule", str(state / "beat-schedule"), "--pidfile", ""),
        ],
    }


def _start(
    argv: Sequence[str], *, log: Path, environment: Mapping[str, str], cwd: Path
) -> subprocess.Popen[bytes]:
    ours = {"PYTHONUNBUFFERED": "1", "FACTCHECK_GRACE_SECONDS": str(WORKER_GRACE_SECONDS)}
    return processes.spawn(argv, log=log, env={**environment, **ours}, cwd=cwd)
