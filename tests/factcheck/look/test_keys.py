"""The table of keys: no two acts on one key where both can be pressed."""

import json
import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

SOURCE = Path(finders.find("factcheck/js/keys.js")).read_text(encoding="utf-8")


def table(name: str) -> object:
    found = re.search(rf"^export const {name} = (.*?);$", SOURCE, flags=re.S | re.M)
    assert found is not None
    return json.loads(found.group(1))


SCOPES: Mapping[str, Sequence[str]] = table("SCOPES")
KEYS: Sequence[Mapping[str, str]] = table("KEYS")


def are_open_together(one: str, other: str) -> bool:
    return one == other or other in SCOPES[one] or one in SCOPES[other]


def clash(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether one key hides the other; "g" would hide "g i"."""
    first, second = one["keys"].split(" "), other["keys"].split(" ")
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter] and are_open_together(one["scope"], other["scope"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("j", "list"), ("j", "workbench"), False),
        (("j", "workbench"), ("j", "everywhere"), True),
        (("y", "passage"), ("y", "workbench"), True),
        (("g", "list"), ("g i", "everywhere"), True),
        (("g i", "everywhere"), ("g a", "everywhere"), False),
    ],
)
def test_a_clash_is_seen(one: tuple[str, str], other: tuple[str, str], expected: bool) -> None:
    first, second = ({"keys": keys, "scope": scope} for keys, scope in (one, other))
    assert clash(first, second) is expected


def test_no_two_keys_clash() -> None:
    clashes = [
        (one["keys"], one["scope"], other["scope"])
        for one, other in combinations(KEYS, 2)
        if clash(one, other)
    ]
    assert clashes == []


def test_every_scope_is_known_and_used() -> None:
    assert {entry["scope"] for entry in KEYS} == set(SCOPES)
    assert {scope for others in SCOPES.values() for scope in others} <= set(SCOPES)


def test_every_key_says_what_it_does() -> None:
    assert all(entry["label"] for entry in KEYS)
