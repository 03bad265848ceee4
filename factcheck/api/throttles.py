"""How many requests a caller may make in a minute; the rest are told when to come back (429)."""

from __future__ import annotations

import time

import structlog
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from factcheck.api.idempotency import caller_of

log = structlog.get_logger(__name__)

WINDOW_SECONDS = 60


class CallerRate(BaseThrottle):
    """Counts by token, by person, or by address for those who name neither."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        known = request.user.is_authenticated
        caller = caller_of(request) if known else f"address:{self.get_ident(request)}"
        limit = settings.API["REQUESTS_PER_MINUTE" if known else "PUBLIC_REQUESTS_PER_MINUTE"]
        return self._count(caller) <= limit

    def wait(self) -> float:
        """Seconds until the next minute starts; at least one."""
        return max(1.0, WINDOW_SECONDS - time.time() % WINDOW_SECONDS)

    def _count(self, caller: str) -> int:
        """This minute's requests, this one included. While the cache is away nobody is held back."""
        key = f"api-rate:{caller}:{int(time.time() // WINDOW_SECONDS)}"
        try:
            cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
            return cache.incr(key)
        except (RedisError, ValueError) as failure:
            log.warning("rate not counted", caller=caller, error=str(failure))
            return 0
