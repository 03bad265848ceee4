"""Is the audit what it was when it was written?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

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
