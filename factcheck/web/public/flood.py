"""How often one sender may do something: counted in the cache, forgotten when the window ends."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """No more than `times` in a window of `seconds`, for what `name` stands for."""

    name: str
    times: int
    seconds: int


def allows(limit: Limit, subject: str) -> bool:
    """Count one more for this subject; False once it is past the limit."""
    key = f"flood:{limit.name}:{salted_hmac(limit.name, subject).hexdigest()}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        return cache.incr(key) <= limit.times
    except ValueError:  # The window ended between the two: this is the first of the next.
        return True


def sender_of(request: HttpRequest) -> str:
    """The address that a request came from: as our outermost proxy saw it, nothing that a sender wrote."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    proxies: int = settings.PROXIES
    if proxies and len(forwarded) >= proxies and forwarded[-proxies].strip():
        return forwarded[-proxies].strip()
    return str(request.META["REMOTE_ADDR"])
