"""The environment variables that our processes hand to Django and Celery."""

import secrets
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from config.embedded.servers import Addresses

LOOPBACK = "127.0.0.1"
# Below the ports that the kernel gives to outgoing connections. Drawn, so that two checkouts hardly meet.
DEMO_PORTS = range(20_000, 30_000)
SECRET_KEY_BYTES = 50


def embeds(environment: Mapping[str, str]) -> bool:
    """Whether the servers are ours to start; False when both addresses are given."""
    return not (environment.get("DATABASE_URL") and environment.get("REDIS_URL"))


def wants_demo(environment: Mapping[str, str]) -> bool:
    """The demo comes with ./run unless FACTCHECK_DEMO says 0, no, off or false."""
    return environment.get("FACTCHECK_DEMO", "1").lower() not in {"0", "no", "off", "false", ""}


def for_django(
    given: Mapping[str, str], *, state: Path, addresses: Addresses | None, url: str = ""
) -> dict[str, str]:
    """The whole environment of a process of ours; what the person has set stays, the addresses aside.

    url is where this instance's pages are, when it serves any.
    """
    demo = {"FACTCHECK_DEMO": "1", "FACTCHECK_DEMO_SITE": demo_site(state)} if wants_demo(given) else {}
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DJANGO_SECRET_KEY": secret_key(state),
        **({"NEWSROOM_ADDRESS": url.rstrip("/")} if url else {}),
        **demo,
    }
    return {
        **defaults,
        **given,
        "FACTCHECK_STATE": str(state),
        **(addresses.environment() if addresses else {}),
    }


def secret_key(state: Path) -> str:
    """Django's secret key, made on the first call and readable by its owner alone."""
    return _kept(state / "secret-key", make=lambda: secrets.token_urlsafe(SECRET_KEY_BYTES))


def demo_site(state: Path) -> str:
    """The demo site's ip:port. It stays the same for good, because archived addresses carry it."""
    return _kept(state / "demo-site", make=lambda: f"{LOOPBACK}:{_free_port()}")


def _kept(file: Path, *, make: Callable[[], str]) -> str:
    if not file.exists():
        half = file.with_suffix(".half")
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
        half.write_text(make())
        half.rename(file)
    return file.read_text()


def port_is_free(port: int) -> bool:
    """Whether a server can listen on this port of the loopback interface."""
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as the server will: TIME_WAIT is no owner
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    while not port_is_free(port := secrets.choice(DEMO_PORTS)):
        pass
    return port
