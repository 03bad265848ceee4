"""docs/fetching.md shows what the tests run through: each list's length, each behaviour's outcome."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.fakes.hostile import BEHAVIOURS, GROUPS
from tests.sources.fetching.test_address import LITERALS, MALFORMED, MIXED
from tests.sources.fetching.test_address_whatwg import FAILURES, SAME_HOST
from tests.sources.fetching.test_special import DISGUISED, RANGES, UNROUTED_IPV6

PAGE = Path(__file__).resolve().parents[3] / "docs/fetching.md"
COMMAND = "./run test tests/sources/fetching/test_documented.py --write-docs"
LISTS = {
    "Addresses of private places, in every notation": len(LITERALS),
    "What is no plain web address: schemes, ports, user-info, control characters": len(MALFORMED),
    "Addresses that the WHATWG's test data calls failures": len(FAILURES),
    "Special ranges of IANA and others: first, middle and last address of each": 3 * len(RANGES),
    "IPv6 addresses that carry or stand for a private one; clouds' own addresses": len(DISGUISED),
    "IPv6 outside the public space": len(UNROUTED_IPV6),
    "Names of which one answer of several is bad": len(MIXED),
}


def attacks() -> str:
    """Every one of these is refused before a connection is opened."""
    rows = [f"| {what} | {count} | {count} |" for what, count in LISTS.items()]
    total = sum(LISTS.values())
    return "\n".join(
        ["| Attack | Tried | Refused |", "|---|---|---|", *rows, f"| **All** | **{total}** | **{total}** |"]
    )


def hostile() -> str:
    """The behaviours by their kind, and how many there are."""
    kinds = [(group.__name__.replace("_", " "), list(group())) for group in GROUPS]
    rows = [
        f"| {kind} | {outcome} | {', '.join(name for name, _act, _outcome in of_outcome)} |"
        for kind, behaviours in kinds
        for outcome, of_outcome in groupby(sorted(behaviours, key=_outcome), key=_outcome)
    ]
    return "\n".join(
        [f"{len(BEHAVIOURS)} behaviours.", "", "| Kind | Outcome | Behaviours |", "|---|---|---|", *rows]
    )


def _outcome(described: tuple) -> str:
    return str(described[2])


@pytest.mark.parametrize("table", [attacks, hostile], ids=lambda table: table.__name__)
def test_the_documentation_shows_what_was_tried(table, request: pytest.FixtureRequest) -> None:
    begin, end = f"<!-- {table.__name__}: begin -->\n", f"<!-- {table.__name__}: end -->"
    before, rest = PAGE.read_text().split(begin)
    after = rest.split(end)[1]
    if request.config.getoption("write_docs"):
        PAGE.write_text(f"{before}{begin}{table()}\n{end}{after}")
    assert f"{begin}{table()}\n{end}" in PAGE.read_text(), f"Run {COMMAND}"


def test_no_attack_is_listed_twice() -> None:
    assert len(set(FAILURES)) == len(FAILURES)
    assert SAME_HOST, "what the standard reads as a good address is read as it says"
