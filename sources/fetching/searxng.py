"""A search by a SearXNG instance (https://docs.searxng.org/dev/search_api.html): what it finds are hints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from sources.fetching import http
from sources.fetching.address import Gate, canonical
from sources.fetching.resolving import Resolver, resolve_by_system
from sources.fetching.types import MEBIBYTE, Fetched, FetchPolicy, FetchStopped

# A search engine takes the start of a longer sentence for all of it.
MAX_QUERY = 300
MAX_RESULTS = 10
# Looked through for that many: an instance may answer with thousands.
MAX_ROWS = 200
MAX_TITLE, MAX_SNIPPET = 300, 500
MAX_ANSWER_BYTES = 2 * MEBIBYTE
RESOLVING_SECONDS = 5.0


@dataclass(frozen=True)
class Result:
    """One thing that a search found, as the provider describes it; nobody has looked at the page yet."""

    address: str
    title: str = ""
    snippet: str = ""


@dataclass(frozen=True)
class Instance:
    """address: its base. is_private: it may stand on our own network, which no page may."""

    address: str
    timeout_seconds: float
    is_private: bool = False


class SearchFailed(Exception):
    """The search gave nothing that can be used; the message is a sentence for a person."""


def search(
    query: str,
    *,
    instance: Instance,
    policy: FetchPolicy,
    gate: Gate,
    resolve: Resolver = resolve_by_system,
) -> list[Result]:
    """What the instance finds, best first; only addresses that the gate lets in. Raises SearchFailed.

    The query leaves for the instance. It gets one request, with no redirect, within its time.
    """
    asked = f"{instance.address.rstrip('/')}/search?" + urlencode({"q": query[:MAX_QUERY], "format": "json"})
    fetched = http.get(
        asked,
        policy=replace(
            policy,
            deadline_seconds=instance.timeout_seconds,
            max_bytes=MAX_ANSWER_BYTES,
            max_redirects=0,
            any_type=True,
            accept="application/json",
        ),
        gate=_gate_to(instance, gate, resolve),
    )
    if not fetched.ok:
        raise SearchFailed(_refused(fetched))
    return list(_admitted(_rows(fetched.body), gate))


def _gate_to(instance: Instance, gate: Gate, resolve: Resolver) -> Gate:
    """The gate that lets in the instance's own (ip, port) and nothing else that is private."""
    if not instance.is_private:
        return gate
    try:
        address = canonical(instance.address)
        found = resolve(address.host, address.port, RESOLVING_SECONDS)
    except FetchStopped as stopped:
        raise SearchFailed(f"The search engine can't be found: {stopped.cause}") from stopped
    return Gate(allowed=[(ip, address.port) for ip in found], resolve=resolve)


def _refused(fetched: Fetched) -> str:
    if fetched.status == 403:
        return (
            "The search engine refuses JSON (it answers 403): an administrator allows `json` under "
            "`search.formats` in its settings.yml."
        )
    return f"The search engine did not answer with results: {fetched.cause}"


def _rows(body: bytes) -> list[Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SearchFailed("The search engine answers with what is no JSON: is it SearXNG?") from error
    rows = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise SearchFailed("The search engine's answer has no results in it: is it SearXNG?")
    return rows[:MAX_ROWS]


def _admitted(rows: list[Any], gate: Gate) -> Iterator[Result]:
    """Each address once, in canonical form; what must not be fetched is left out."""
    seen: set[str] = set()
    for row in rows:
        if len(seen) == MAX_RESULTS:
            return
        try:
            address = str(gate.admit(row["url"]))
        except (FetchStopped, KeyError, TypeError, AttributeError, ValueError):
            continue
        if address not in seen and urlsplit(address).hostname:
            seen.add(address)
            yield Result(address, _line(row.get("title"), MAX_TITLE), _line(row.get("content"), MAX_SNIPPET))


def _line(value: object, most: int) -> str:
    return " ".join(value.replace("\0", "").split())[:most] if isinstance(value, str) else ""
