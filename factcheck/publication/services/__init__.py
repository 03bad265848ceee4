"""The one door to what the public sees."""

from factcheck.publication.services.leaving import lift_takedown, mark_overtaken, take_down, withdraw
from factcheck.publication.services.publishing import (
    abandon_correction,
    publish,
    set_embargo,
    start_correction,
)

__all__ = [
    "abandon_correction",
    "lift_takedown",
    "mark_overtaken",
    "publish",
    "set_embargo",
    "start_correction",
    "take_down",
    "withdraw",
]
