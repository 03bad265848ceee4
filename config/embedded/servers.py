"""Both embedded servers together, and their addresses."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.embedded.accounts import server_account
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey


@dataclass(frozen=True)
class Addresses:
    """Where the servers answer, as the settings read it from the environment."""

    database_url: str
    redis_url: str
    broker_url: str

    def environment(self) -> dict[str, str]:
        """The variables that lead Django and Celery to these servers."""
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "FACTCHECK_BROKER_URL": self.broker_url,
        }


class EmbeddedServers:
    """PostgreSQL and Valkey with their data under one state folder."""

    def __init__(self, state: Path, *, durable: bool = True) -> None:
        account = server_account()
        self.postgres = Postgres(state / "postgres", account=account, durable=durable)
        self.valkey = Valkey(state / "valkey", account=account, durable=durable)
        self._running: list[tuple[Postgres | Valkey, subprocess.Popen[bytes]]] = []

    @property
    def addresses(self) -> Addresses:
        """Known before anything has started: they follow from the state folder."""
        return Addresses(
            database_url=self.postgres.url, redis_url=self.valkey.url, broker_url=self.valkey.broker_url
        )

    def start(self) -> None:
        """Start both and make sure the database exists. Raises StartFailed."""
        for server in (self.postgres, self.valkey):
            self._running.append((server, server.start()))
        self.postgres.create_database()

    def stop(self) -> None:
        """Stop what start() started; doing it twice is harmless."""
        while self._running:
            server, process = self._running.pop()
            server.stop(process)
