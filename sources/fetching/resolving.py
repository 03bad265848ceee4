"""From a host name to IP addresses, with a deadline that the system's resolver does not have."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

from sources.fetching.types import FetchStopped, Outcome

# (host, port, timeout_seconds) → IP addresses, best first.
Resolver = Callable[[str, int, float], tuple[str, ...]]


def resolve_by_system(host: str, port: int, timeout_seconds: float) -> tuple[str, ...]:
    """All addresses of a name by getaddrinfo, each once, in the system's order.

    Raises FetchStopped: `dns_failed` when the name has no address or no name server answers, `timed_out`
    when the resolver takes longer. getaddrinfo cannot be cancelled, so it runs in a thread that is left
    behind when late.
    """
    answers: list[tuple[str, ...] | OSError] = []

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as failure:
            answers.append(failure if isinstance(failure, OSError) else OSError(str(failure)))

    thread = threading.Thread(target=look_up, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(timeout_seconds)
    if not answers:
        raise FetchStopped(
            Outcome.TIMED_OUT,
            f"No name server told in time where {host} is: it is tried again later.",
        )
    answer = answers[0]
    if isinstance(answer, OSError) or not answer:
        raise FetchStopped(
            Outcome.DNS_FAILED,
            f"The name {host} leads nowhere on the Internet now: check its spelling, or try again later.",
        )
    return answer
