"""The values that reading a feed or sitemap gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Item:
    """One page that a feed or sitemap lists. published: None when it doesn't say; summary: its own HTML."""

    address: str
    title: str = ""
    published: datetime | None = None
    summary: str = field(default="", repr=False)


@dataclass(frozen=True)
class Listing:
    """What a feed or sitemap says: its items, and the sitemaps that an index names, as they come."""

    title: str
    items: tuple[Item, ...]
    sitemaps: tuple[Item, ...] = ()
