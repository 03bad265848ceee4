"""Requests made up from the schema, by everyone who may call: whatever comes, the answer is as promised.

Half of them name rows that exist, the others whatever the schema allows, or forbids. Each sees the same rows:
what it wrote is undone. `-s` shows how many there were and how they ended.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as openapi

from tests.factcheck.api.everything import Caller, Everything
from tests.factcheck.publication.cases import PASSAGE, QUOTE, TEXT

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PROMISES = [
    not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
]
# For each operation and kind (what the schema allows, what it forbids); every role sends each.
EXAMPLES = 5
ALIKE_EACH_TIME = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# In a body, the names of rows that exist already, and what fits them.
NAMED = {"article": "articles", "claim": "claims", "snapshot": "snapshots"}
FITTING = {
    "address": "https://paper.example/other",
    "archived_at": "https://archive.example/2026/https://paper.example/budget",
    "rating": "false",
    "desk": "politics",
    "language": "en",
    "source_addresses": ["https://city.example/accounts"],
    "conclusion": "It is not so.",
}


@pytest.fixture(scope="module")
def operations() -> list[schemathesis.APIOperation]:
    """Every operation of the schema, before the application itself: no server between.

    Without its security, or made-up tokens would come along.
    """
    described = SchemaGenerator().get_schema(request=None, public=True)
    for path in described["paths"].values():
        for operation in path.values():
            operation.pop("security")
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture
def everything(db: None) -> Iterator[Everything]:
    """Every request comes in on the connection, and in the transaction, of the test, and unlogged."""
    logging.disable(logging.CRITICAL)
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield Everything()
    for end in ends:
        end.connect(close_old_connections)
    logging.disable(logging.NOTSET)


def test_no_made_up_request_gets_an_answer_that_the_schema_does_not_promise(
    everything: Everything, operations: list[schemathesis.APIOperation]
) -> None:
    callers, faults = everything.callers(), list[str]()
    statuses = {role: Counter[int]() for role in callers}
    for operation in operations:
        for mode in GenerationMode:
            try:
                _ask(operation, mode, callers, everything.known, statuses)
            except Unsatisfiable:
                assert mode is GenerationMode.NEGATIVE, operation.label  # nothing about it can be wrong
            except BaseExceptionGroup as found:
                faults += [f"{operation.label} ({mode.value}): {fault!r}" for fault in found.exceptions]
    for role, counted in statuses.items():
        sys.stdout.write(f"\n{role}: {counted.total()} requests, {dict(sorted(counted.items()))}")

    assert not faults, "\n\n".join(faults)
    assert all(counted.total() > len(operations) * EXAMPLES for counted in statuses.values())


def _ask(
    operation: schemathesis.APIOperation,
    mode: GenerationMode,
    callers: Mapping[str, Caller],
    known: Mapping[str, list[Any]],
    statuses: Mapping[str, Counter[int]],
) -> None:
    @ALIKE_EACH_TIME
    @given(case=operation.as_strategy(mode), exists=st.booleans(), which=st.integers(0, 11))
    def ask(case: Case, exists: bool, which: int) -> None:
        if exists:
            _name_rows_that_exist(case, mode, known, which)
        for role, caller in callers.items():
            with transaction.atomic():
                answer = case.call(headers=dict(caller.headers), cookies=caller.cookies)
                transaction.set_rollback(True)
            statuses[role][answer.status_code] += 1
            case.validate_response(answer, checks=PROMISES)

    ask()


def _name_rows_that_exist(
    case: Case, mode: GenerationMode, known: Mapping[str, list[Any]], which: int
) -> None:
    """In the address and as what was seen; in a body that the schema allows too, with what fits them."""

    def one_of(kind: str) -> Any:
        return known[kind][which % len(known[kind])]

    kind = case.operation.path.removeprefix("/api/v1/").partition("/")[0]
    for name in case.path_parameters or {}:
        case.path_parameters[name] = 1 if name == "number" else one_of(kind)
    if "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = "*"
    if mode is GenerationMode.NEGATIVE:
        return
    case.query = {}
    if isinstance(case.body, dict):
        case.body |= {name: one_of(NAMED[name]) for name in NAMED.keys() & case.body.keys()}
        case.body |= {name: FITTING[name] for name in FITTING.keys() & case.body.keys()}
        case.body |= {"claims": [one_of("claims")]} if "claims" in case.body else {}
        case.body |= _quoted(case.body) if "quote" in case.body else {}


def _quoted(body: Mapping[str, Any]) -> dict[str, Any]:
    """Words where they stand."""
    quote, text = (PASSAGE, PASSAGE) if "snapshot" in body else (QUOTE, TEXT)
    start = text.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote)}
