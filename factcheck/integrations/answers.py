"""The answers of requests with an Idempotency-Key: found, kept, forgotten.

A key's turn is an advisory lock that ends with the transaction, so that a process that dies leaves neither
half the work nor a key that stays taken.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from factcheck.integrations.exceptions import InFlight, KeyReused
from factcheck.integrations.models import KeptAnswer

# Longer than any client keeps trying; the draft asks that the time be published (docs/api.md).
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Asked:
    """One request: who asks (token:5), under which key, and the hash of all that it asks."""

    caller: str
    key: str
    fingerprint: str


def kept_answer(asked: Asked) -> KeptAnswer | None:
    """What was answered to this request before; None: do it now, in the same transaction.

    Raises InFlight while the first of two is at work, KeyReused for another request.
    """
    if not _take_turn(asked):
        raise InFlight(_("A request with this Idempotency-Key is still at work. Ask again in a moment."))
    kept = KeptAnswer.objects.filter(caller=asked.caller, key=asked.key).first()
    if kept is not None and kept.fingerprint != asked.fingerprint:
        raise KeyReused(
            _("This Idempotency-Key came with another request before. Use a new key for a new request.")
        )
    return kept


def keep_answer(asked: Asked, *, status: int, location: str, body: Any) -> KeptAnswer:
    """Keep what is answered, in the transaction of the work."""
    return KeptAnswer.objects.create(
        caller=asked.caller,
        key=asked.key,
        fingerprint=asked.fingerprint,
        status=status,
        location=location,
        body=body,
    )


def forget_answers(*, now: datetime) -> int:
    """Drop what is older than anyone asks again for. Returns how many."""
    return KeptAnswer.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]


def _take_turn(asked: Asked) -> bool:
    """Whether no other transaction has this key; held until ours ends."""
    name = hashlib.sha256(f"{asked.caller} {asked.key}".encode()).digest()
    number = int.from_bytes(name[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
