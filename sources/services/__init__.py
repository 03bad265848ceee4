"""The one door to sources: the library, fetching, reading, proving."""

from sources.services.capturing import fetch, record_fetch
from sources.services.library import add_source, count_failure, request_fetch, schedule
from sources.services.proving import verify_snapshot
from sources.services.reading import read_snapshot, record_reading, searchable_passages

__all__ = [
    "add_source",
    "count_failure",
    "fetch",
    "read_snapshot",
    "record_fetch",
    "record_reading",
    "request_fetch",
    "schedule",
    "searchable_passages",
    "verify_snapshot",
]
