"""A web server of two threads that waits a second for a request, and counts what arrives of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from config.web_worker import BoundedWorker

THREADS = 2


class HastyWorker(BoundedWorker):
    arrives_within_seconds = 1.0


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    counted = str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(counted)))])
    return [counted]
