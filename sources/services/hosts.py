"""How the hosts do that we fetch from: their next turn, how their fetches ended, what robots.txt says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Case, Count, F, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _
from redis import Redis
from redis.exceptions import RedisError

from sources.conf import sources_settings
from sources.exceptions import Unexplained
from sources.fetching.address import canonical
from sources.fetching.politeness import RedisTurns
from sources.fetching.robots import RobotsFile, rule
from sources.models import Fetch, Host

FETCHES_SHOWN = 10
COUNTED_FOR = timedelta(hours=24)


@dataclass
class HostLook:
    """One host as its row, its fetches, the turns and robots.txt show it.

    next_turn_at: None while a person has paused it, or when nobody can tell. newest: fetches, the newest
    first. outcomes: how often each in the last 24 hours. robots: what its robots.txt says, in words.
    """

    host: Host
    next_turn_at: datetime | None
    newest: list[Fetch] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)
    robots: str = ""


def look_at_hosts(hosts: Sequence[Host]) -> list[HostLook]:
    """All of them with as many questions to the database, the cache and the store of turns as for one."""
    now = timezone.now()
    turns, robots = _turns(hosts), _robots(hosts)
    looks = {
        host.pk: HostLook(host, _next_turn(host, turns.get(host.pk), now=now), robots=robots[host.pk])
        for host in hosts
    }
    for fetch in _newest(list(looks)):
        if fetch.host_id is not None:
            looks[fetch.host_id].newest.append(fetch)
    for host_id, outcome, times in _outcomes(list(looks), since=now - COUNTED_FOR):
        looks[host_id].outcomes[outcome] = times
    return list(looks.values())


def pause_hosts(*, hosts: Iterable[Host], reason: str) -> int:
    """Fetch nothing from these hosts from now on. Returns how many changed. Raises Unexplained."""
    return _set_paused(hosts, paused=True, reason=reason)


def resume_hosts(*, hosts: Iterable[Host], reason: str) -> int:
    """Fetch from these hosts again. Returns how many changed. Raises Unexplained."""
    return _set_paused(hosts, paused=False, reason=reason)


def count_outcomes(*, since: datetime) -> Iterable[tuple[str, int]]:
    """How the fetches since then ended."""
    fetches = Fetch.objects.filter(started_at__gte=since).order_by()
    return fetches.values_list("outcome").annotate(times=Count("pk"))


def count_hosts(*, now: datetime) -> dict[str, int]:
    """How many hosts are paused by a person, resting after failures, or open."""
    state = Case(
        When(paused=True, then=Value("paused")),
        When(open_until__gt=now, then=Value("resting")),
        default=Value("open"),
    )
    counted = Host.objects.order_by().annotate(state=state).values_list("state").annotate(Count("pk"))
    return {"paused": 0, "resting": 0, "open": 0} | dict(counted)


def _set_paused(hosts: Iterable[Host], *, paused: bool, reason: str) -> int:
    """The audit has who did it; the reason stands beside until the next such act."""
    if not reason.strip():
        raise Unexplained(_("Say why, so that others know when it can be undone."))
    rows = Host.objects.filter(pk__in=[host.pk for host in hosts]).exclude(paused=paused)
    return rows.update(paused=paused, pause_reason=reason.strip())


def _next_turn(host: Host, seconds: float | None, *, now: datetime) -> datetime | None:
    if host.paused or seconds is None:
        return None
    return max(now + timedelta(seconds=seconds), host.open_until or now)


def _turns(hosts: Sequence[Host]) -> dict[int, float]:
    """Seconds until another may ask; of no host when the store does not answer."""
    client = Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2, retry=None)
    try:
        left = RedisTurns(client).left([canonical(f"http://{host.name}").host for host in hosts])
    except RedisError:
        return {}
    return {host.pk: seconds for host, seconds in zip(hosts, left, strict=True)}


def _robots(hosts: Sequence[Host]) -> dict[int, str]:
    origins = {host.pk: [f"{scheme}://{host.name}" for scheme in ("https", "http")] for host in hosts}
    try:
        kept = cache.get_many([f"robots:{origin}" for both in origins.values() for origin in both])
    except RedisError:
        kept = {}
    return {
        pk: next((_said(kept[f"robots:{origin}"]) for origin in both if f"robots:{origin}" in kept), "")
        for pk, both in origins.items()
    }


def _said(kept: dict[str, Any]) -> str:
    file = RobotsFile.from_dict(kept)
    if file.cause:
        return file.cause
    if not file.text.strip():
        return _("forbids nothing")
    ruling = rule(file, address=canonical(f"{file.origin}/"), product=sources_settings().policy().product)
    words = _("has rules, and allows its front page") if ruling.allowed else _("asks robots to stay away")
    if ruling.crawl_delay_seconds is not None:
        words += _("; {seconds} seconds between requests").format(seconds=f"{ruling.crawl_delay_seconds:g}")
    return words


def _newest(ids: list[int]) -> Iterable[Fetch]:
    place = Window(RowNumber(), partition_by=F("host_id"), order_by=[F("started_at").desc(), F("id").desc()])
    return (
        Fetch.objects.filter(host__in=ids)
        .annotate(place=place)
        .filter(place__lte=FETCHES_SHOWN)
        .select_related("source")
        .order_by("host_id", "place")
    )


def _outcomes(ids: list[int], *, since: datetime) -> Iterable[tuple[int, str, int]]:
    counted = Fetch.objects.filter(host__in=ids, started_at__gte=since).order_by()
    return counted.values_list("host_id", "outcome").annotate(times=Count("pk"))
