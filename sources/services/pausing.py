"""People stop and resume the fetching from a host."""

from __future__ import annotations

from collections.abc import Iterable

from sources.models import Host


def set_paused(*, hosts: Iterable[Host], paused: bool) -> int:
    """Fetch nothing from these hosts from now on, or fetch again. Returns how many changed."""
    ids = [host.pk for host in hosts]
    return Host.objects.filter(pk__in=ids).exclude(paused=paused).update(paused=paused)
