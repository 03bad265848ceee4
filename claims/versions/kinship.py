"""Whether a text can be another version of an article, or is another text altogether. Pure."""

from __future__ import annotations

from claims.language.shingles import shared, shingles

# Of 13,366 pairs of different articles none shares more than 0.03; articles with every fourth word changed
# share 0.15 at least with what they were.
HARDLY_ANYTHING = 0.1


def is_another_text(before: str, after: str) -> bool:
    """True when hardly anything of the one is in the other: as a version, it would move every claim."""
    return shared(shingles(before), shingles(after)) < HARDLY_ANYTHING
