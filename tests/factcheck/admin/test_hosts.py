"""Whoever looks after the fetching sees each host's next turn, outcomes and robots.txt, and can pause it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from factcheck.audit.models import AUDITED
from sources.fetching.robots import RobotsFile
from sources.models import Fetch, Host, Source
from tests.factcheck.admin.test_other_pages import act_on, seen

pytestmark = pytest.mark.django_db
LIST = "admin:sources_host_changelist"


def a_host(name: str = "city.example", **values: object) -> Host:
    return Host.objects.create(name=name, **values)


def fetched(host: Host, outcome: str, *, cause: str = "", ago: timedelta = timedelta(minutes=5)) -> Fetch:
    source, _ = Source.objects.get_or_create(address=f"https://{host.name}/")
    return Fetch.objects.create(
        source=source, host=host, outcome=outcome, cause=cause, started_at=timezone.now() - ago
    )


def robots_say(host: Host, text: str, *, cause: str = "") -> None:
    origin = f"https://{host.name}"
    file = RobotsFile(origin=origin, text=text, cause=cause, expires_at=timezone.now() + timedelta(hours=1))
    cache.set(f"robots:{origin}", file.as_dict(), timeout=60)


def test_shows_how_the_fetches_from_a_host_ended(ana):
    host = a_host()
    fetched(host, "fetched", ago=timedelta(hours=2))
    fetched(host, "fetched", ago=timedelta(hours=1))
    fetched(host, "timed_out", cause="city.example took longer than 30 seconds.")
    fetched(host, "server_error", ago=timedelta(days=2))
    page = seen(ana.get(reverse(LIST)))
    assert "Fetched 2, Timed out 1" in page
    assert "took longer than 30 seconds" in page


@pytest.mark.parametrize(
    ("text", "cause", "words"),
    [
        ("", "", "forbids nothing"),
        ("User-agent: *\nDisallow: /", "", "asks robots to stay away"),
        ("User-agent: *\nDisallow: /a\nCrawl-delay: 7", "", "allows its front page; 7 seconds"),
        ("", "city.example could not be asked.", "could not be asked"),
    ],
)
def test_shows_what_robots_txt_says(ana, text, cause, words):
    host = a_host()
    robots_say(host, text, cause=cause)
    assert words in seen(ana.get(reverse(LIST)))


def test_shows_until_when_a_host_rests(ana):
    a_host(failures=6, open_until=timezone.now() + timedelta(hours=1))
    assert "after 6 failures in a row" in seen(ana.get(reverse(LIST)))


def test_the_list_asks_as_often_for_many_hosts_as_for_one(ana, django_assert_num_queries):
    fetched(a_host(), "fetched")
    ana.get(reverse(LIST))
    with django_assert_num_queries(QUERIES):
        ana.get(reverse(LIST))
    for number in range(20):
        host = a_host(f"city{number}.example")
        for _ in range(3):
            fetched(host, "timed_out")
    with django_assert_num_queries(QUERIES):
        ana.get(reverse(LIST))


QUERIES = 9


def test_pausing_and_resuming_ask_why_and_show_it(kim):
    host = a_host()
    asked = act_on(kim, "sources_host", [host], "pause")
    assert "city.example" in seen(asked) and "Why" in seen(asked)
    host.refresh_from_db()
    assert not host.paused

    without = decide(kim, host, "pause", reason=" ")
    assert without.status_code == 422
    assert "Say why" in seen(without)

    assert "1 paused." in seen(decide(kim, host, "pause", reason="They asked us to wait."))
    host.refresh_from_db()
    assert (host.paused, host.pause_reason) == (True, "They asked us to wait.")
    assert "They asked us to wait." in seen(kim.get(reverse(LIST)))

    assert "1 resumed." in seen(decide(kim, host, "resume", reason="Their new server is up."))
    host.refresh_from_db()
    assert (host.paused, host.pause_reason) == (False, "Their new server is up.")


def test_who_paused_a_host_and_why_is_in_the_audit(kim, newsroom):
    host = a_host()
    decide(kim, host, "pause", reason="They asked us to wait.")
    assert Host in AUDITED
    event = apps.get_model("audit", "HostEvent").objects.order_by("pk").last()
    assert (event.paused, event.pause_reason) == (True, "They asked us to wait.")
    assert event.pgh_context["by"] == newsroom.kim.pk


def test_a_reviewer_does_not_pause_a_host(ana):
    assert act_on(ana, "sources_host", [a_host()], "pause").status_code == 403


def test_one_host_has_its_newest_fetches(ana):
    host = a_host()
    fetched(host, "dns_failed", cause="There is no host of this name.")
    page = seen(ana.get(reverse("admin:sources_host_change", args=[host.pk])))
    assert "Host not found" in page and "There is no host of this name." in page


def decide(client, host: Host, action: str, *, reason: str):
    given = {"action": action, "_selected_action": [host.pk], "index": 0, "apply": "1", "reason": reason}
    return client.post(reverse(LIST), given, follow=True)
