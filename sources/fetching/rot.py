"""What became of an address that somebody cites: is what answers there still the page?"""

from __future__ import annotations

from urllib.parse import urlsplit

from sources.fetching.hosts import registrable_host


def leads_elsewhere(asked: str, answered: str) -> bool:
    """Whether an address sends on to something else than its page: another site, or a site's front page.

    `http` to `https`, a new path or a trailing slash on the same site are the page's own moves.
    """
    if not answered or asked == answered:
        return False
    before, after = urlsplit(asked), urlsplit(answered)
    if registrable_host(before.hostname or "") != registrable_host(after.hostname or ""):
        return True
    was_deeper = before.path.strip("/") or before.query
    return bool(was_deeper) and not after.path.strip("/") and not after.query
