"""What the readers of imports have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Unreadable(Exception):
    """A file or an answer that can't be read on; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to import. line: where it stands, the number of the line or of the feed's element.

    review: a ClaimReview as it came. Instead of one there is gone, the address of one that was taken back, or
    problem, why there is nothing to import here.
    """

    line: int
    review: Any = None
    gone: str = ""
    problem: str = ""
