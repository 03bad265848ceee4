"""settings.SOURCES, read once and turned into what the steps take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from sources.fetching.address import Gate
from sources.fetching.searxng import Instance
from sources.fetching.types import FetchPolicy


@dataclass(frozen=True)
class SourcesSettings:
    """archive_dir, signing_key: paths; allowed_addresses: "ip:port" pairs that pass the address gate.

    keep_answers_days: how long an answer that became no snapshot stays in the archive; 0 is for ever.
    """

    user_agent: str
    contact: str
    delay_per_host_seconds: float
    deadline_seconds: float
    max_html_bytes: int
    max_pdf_bytes: int
    archive_dir: str
    signing_key: str
    allowed_addresses: tuple[str, ...]
    keep_answers_days: int
    searxng_address: str
    searxng_is_private: bool
    searxng_timeout_seconds: float

    def policy(self) -> FetchPolicy:
        product, _slash, version = self.user_agent.partition("/")
        return FetchPolicy(
            contact=self.contact,
            product=product,
            version=version,
            deadline_seconds=self.deadline_seconds,
            max_bytes=self.max_html_bytes,
            max_document_bytes=self.max_pdf_bytes,
            delay_seconds=self.delay_per_host_seconds,
        )

    def search_instance(self) -> Instance | None:
        """The search engine, if one is set up."""
        if not self.searxng_address:
            return None
        return Instance(self.searxng_address, self.searxng_timeout_seconds, self.searxng_is_private)

    def gate(self) -> Gate:
        return Gate(allowed=frozenset(_exact(pair) for pair in self.allowed_addresses))


@cache
def sources_settings() -> SourcesSettings:
    values = {name.lower(): value for name, value in settings.SOURCES.items()}
    return SourcesSettings(**{**values, "allowed_addresses": tuple(values["allowed_addresses"])})


def _exact(pair: str) -> tuple[str, int]:
    ip, _colon, port = pair.rpartition(":")
    return ip, int(port)
