"""Is the audit what it was when it was written? And what does it say of one case, for others to check?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from factcheck.publication.dossier.seals import Link, SealedEvent, Stretch

# A link is sound when its event still hashes to what was sealed, and it follows the link before it.
UNSOUND = """
WITH links AS (
    SELECT id, event_table, event_id, event_sha256, previous_sha256, sha256,
           lag(sha256, 1, '') OVER (ORDER BY id) AS before
    FROM audit_chainlink
)
SELECT id, event_table, event_id,
       CASE
         WHEN previous_sha256 <> before THEN 'a seal before it is missing or was replaced'
         WHEN sha256 <> audit_link_sha256(previous_sha256, event_table, event_id, event_sha256)
         THEN 'the seal was altered'
         ELSE 'the event was altered or removed'
       END
FROM links
WHERE previous_sha256 <> before
   OR sha256 <> audit_link_sha256(previous_sha256, event_table, event_id, event_sha256)
   OR event_sha256 IS DISTINCT FROM audit_event_sha256(event_table, event_id)
ORDER BY id
"""
# The same text that audit_event_sha256 hashes; connections are in UTC, as that function is.
SEALED_EVENTS = """
SELECT link.id, link.event_table, link.event_id, jsonb_strip_nulls(to_jsonb(event))::text
FROM {table} event
JOIN audit_chainlink link ON link.event_table = %s AND link.event_id = event.pgh_id
WHERE event.pgh_obj_id = ANY(%s)
"""
STRETCH = """
SELECT id, event_table, event_id, event_sha256, previous_sha256, sha256
FROM audit_chainlink WHERE id BETWEEN %s AND %s ORDER BY id
"""
COUNT_AND_LAST = """
SELECT count(*), coalesce((SELECT sha256 FROM audit_chainlink ORDER BY id DESC LIMIT 1), '')
FROM audit_chainlink
"""


@dataclass(frozen=True)
class Finding:
    """One event whose seal does not hold, and why."""

    link: int
    event_table: str
    event_id: int
    why: str


@dataclass(frozen=True)
class AuditReport:
    """links: how many seals were checked; last_sha256: note it down elsewhere, and cutting the end shows."""

    links: int
    last_sha256: str
    findings: tuple[Finding, ...]


def verify_audit() -> AuditReport:
    """Check every seal against its event and against the seal before it."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_AND_LAST)
        links, last = cursor.fetchone()
        cursor.execute(UNSOUND)
        findings = tuple(Finding(*row) for row in cursor.fetchall())
    return AuditReport(links=links, last_sha256=last, findings=findings)


def events_of(rows: Sequence[Model]) -> list[SealedEvent]:
    """What is on record of these rows, as it was sealed, in the order of the seals."""
    found: list[SealedEvent] = []
    for model, ids in _by_model(rows).items():
        table = f"audit_{model.__name__.lower()}event"
        with connection.cursor() as cursor:
            cursor.execute(SEALED_EVENTS.format(table=table), [table, ids])
            found += [SealedEvent(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda event: event.link)


def stretch_of(events: Sequence[SealedEvent]) -> Stretch:
    """The part of the chain from the first of these events to the last, other cases' seals included."""
    if not events:
        return Stretch(before="", links=(), last="")
    with connection.cursor() as cursor:
        cursor.execute(STRETCH, [events[0].link, events[-1].link])
        rows = cursor.fetchall()
    links = tuple(Link(number, table, event, sha256) for number, table, event, sha256, _, _ in rows)
    return Stretch(before=rows[0][4], links=links, last=rows[-1][5])


def _by_model(rows: Sequence[Model]) -> dict[type[Model], list[int]]:
    found: dict[type[Model], list[int]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row.pk)
    return found
