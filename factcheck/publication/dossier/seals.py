"""The audit's chain as a dossier carries it: the stretch of seals that holds the verdict's events.

A seal is the SHA-256 of the seal before it, the event's table, its number and its hash, joined by “|”. Seals
of other cases' events are there too, or the chain could not be followed; their events are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SealedEvent:
    """One event as it was hashed. text: its row as PostgreSQL wrote it, JSON without nulls."""

    link: int
    table: str
    number: int
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    number: int
    table: str
    event: int
    event_sha256: str


@dataclass(frozen=True)
class Stretch:
    """Consecutive links, with the seals before the first and of the last."""

    before: str
    links: tuple[Link, ...]
    last: str


def last_seal(stretch: Stretch) -> str:
    """The seal that the links lead to, computed anew."""
    seal = stretch.before
    for link in stretch.links:
        # PostgreSQL's concat_ws, which the trigger uses, keeps an empty text before the first bar.
        joined = "|".join((seal, link.table, str(link.event), link.event_sha256))
        seal = hashlib.sha256(joined.encode()).hexdigest()
    return seal


def events_as_lines(events: Iterable[SealedEvent]) -> Iterator[bytes]:
    for event in events:
        line = {"link": event.link, "table": event.table, "number": event.number, "text": event.text}
        yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def events_from_lines(data: bytes) -> list[SealedEvent]:
    """Raises ValueError, KeyError or TypeError for what is not such a file."""
    return [SealedEvent(**json.loads(line)) for line in data.splitlines()]


def stretch_as_lines(stretch: Stretch) -> Iterator[bytes]:
    yield json.dumps({"before": stretch.before, "last": stretch.last}).encode() + b"\n"
    for link in stretch.links:
        yield json.dumps([link.number, link.table, link.event, link.event_sha256]).encode() + b"\n"


def stretch_from_lines(data: bytes) -> Stretch:
    """Raises ValueError, KeyError or TypeError for what is not such a file."""
    head, *lines = data.splitlines()
    ends = json.loads(head)
    return Stretch(ends["before"], tuple(Link(*json.loads(line)) for line in lines), ends["last"])
