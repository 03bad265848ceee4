"""Which part of a claim which passages speak to. Pure: takes elements as they are stored with passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# spaCy's labels of names that say where.
PLACES = frozenset({"GPE", "LOC", "FAC"})

# An element or an entity, as it is kept in JSON.
Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One element of the claim, and the passages, by key, that bear it out, that say otherwise, and that are
    silent.
    """

    start: int
    end: int
    words: str
    type: str
    agree: tuple[int, ...]
    differ: tuple[int, ...]
    silent: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        """Whether no passage speaks to it."""
        return not self.agree and not self.differ


def coverage(
    claim: str,
    passages: Mapping[int, Iterable[Mapping[str, Any]]],
    *,
    entities: Sequence[Mapping[str, Any]] = (),
) -> tuple[Part, ...]:
    """The claim's parts in the order they stand. `passages`: elements by the passage's key.

    `entities`: the claim's names with their labels, by which places are told from the other names. Elements
    that don't fit the claim's words (it was reworded since) are left out.
    """
    found: dict[tuple[int, int, str], dict[int, str]] = {}
    for key, elements in passages.items():
        for element in elements:
            start, end = element["claim"]
            if 0 <= start < end <= len(claim):
                found.setdefault((start, end, element["type"]), {})[key] = element["result"]
    named = {claim[one["start"] : one["end"]] for one in entities if one.get("label") in PLACES}
    return tuple(
        _part(claim, span, results, list(passages), named) for span, results in sorted(found.items())
    )


def _part(
    claim: str,
    element: tuple[int, int, str],
    results: Mapping[int, str],
    keys: Sequence[int],
    places: set[str],
) -> Part:
    start, end, kind = element
    words = claim[start:end]
    # A passage that has no such element at all is as silent as one that says so.
    told = {key: results.get(key, "not mentioned") for key in keys}
    return Part(
        start=start,
        end=end,
        words=words,
        type="place" if kind == "name" and words in places else kind,
        agree=tuple(key for key, result in told.items() if result == "agrees"),
        differ=tuple(key for key, result in told.items() if result == "differs"),
        silent=tuple(key for key, result in told.items() if result == "not mentioned"),
    )
