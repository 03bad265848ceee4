"""A subscription is followed: what is new on its list is archived once, and never more than its limit."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from jobs import services as jobs
from jobs.models import Job
from jobs.models import State as JobState
from sources import services
from sources.exceptions import BadAddress, BadSubscription
from sources.models import Fetch, Publisher, Snapshot, Source, Subscription, SubscriptionItem
from sources.services.following import LONGEST_PAUSE, next_check
from tests.fakes.web import Asked, Page, Web
from tests.inline import run_jobs
from tests.sources.services.conftest import HOST

pytestmark = pytest.mark.django_db
ARTICLE = "<html><body><article><p>{}</p></article></body></html>"


def a_page(number: int) -> Page:
    return Page(ARTICLE.format(f"Figure {number} was published by the office on Friday. " * 20).encode())


def a_feed(*numbers: int, etag: str = "") -> Page:
    items = "".join(
        f"<item><title>Figure {n}</title><link>/figures/{n}</link>"
        f"<pubDate>Fri, {n:02} Jan 2024 10:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    headers = (("ETag", f'"{etag}"'),) if etag else ()
    body = f"<rss><channel><title>Figures</title>{items}</channel></rss>".encode()
    return Page(body, content_type="application/rss+xml", headers=headers)


def publish(site: Web, *numbers: int) -> None:
    """These pages and a feed that lists them."""
    site.sites[HOST] |= {f"/figures/{n}": a_page(n) for n in numbers}
    site.sites[HOST]["/feed"] = a_feed(*numbers)


def follow(site: Web, path: str = "/feed", *, form: str = "feed", **values) -> Subscription:
    values = {"kind": "primary", **values}
    return services.add_subscription(address=site.address(HOST, path), form=form, by=None, **values)


def look(subscription: Subscription) -> Job:
    """One look and all that follows from it; returns the look's own job."""
    job = services.request_check(subscription=subscription)
    run_jobs()
    subscription.refresh_from_db()
    job.refresh_from_db()
    return job


def archived(site: Web) -> set[str]:
    found = Snapshot.objects.values_list("address", flat=True)
    return {address.removeprefix(site.address(HOST, "")) for address in found}


def test_what_a_feed_lists_is_archived_and_read(site):
    publish(site, 1, 2)
    subscription = follow(site)
    look(subscription)

    assert archived(site) == {"/feed", "/figures/1", "/figures/2"}
    page = Source.objects.get(title="Figure 2")
    assert page.kind == "primary"
    assert "Figure 2 was published" in page.snapshots.get().readings.get().text
    assert (subscription.listed, subscription.cause, subscription.failures) == (2, "", 0)
    assert subscription.next_check_at > timezone.now()


def test_a_page_is_archived_once_whoever_lists_it_and_however_often(site):
    publish(site, 1)
    subscription = follow(site)
    look(subscription)
    site.sites[HOST]["/again"] = site.sites[HOST]["/feed"]
    look(subscription)
    look(follow(site, "/again"))

    assert [asked.path for asked in site.asked].count("/figures/1") == 1
    assert SubscriptionItem.objects.count() == 2


def test_never_more_than_its_limit_a_day_the_newest_first(site):
    publish(site, 1, 2, 3, 4, 5)
    subscription = follow(site, items_a_day=2)
    look(subscription)
    look(subscription)
    assert archived(site) == {"/feed", "/figures/5", "/figures/4"}

    subscription.items.exclude(requested_at=None).update(requested_at=timezone.now() - timedelta(hours=25))
    look(subscription)
    assert archived(site) == {"/feed", *(f"/figures/{n}" for n in (2, 3, 4, 5))}


def test_an_unchanged_feed_is_not_sent_again_and_the_waiting_are_worked_off(site):
    publish(site, 1, 2)
    listed = a_feed(1, 2, etag="one")

    def answer(asked: Asked) -> Page:
        return Page(status=304) if asked.headers.get("If-None-Match") == '"one"' else listed

    site.sites[HOST]["/feed"] = answer
    subscription = follow(site, items_a_day=1)
    look(subscription)
    subscription.items.exclude(requested_at=None).update(requested_at=timezone.now() - timedelta(hours=25))
    look(subscription)

    outcomes = subscription.source.fetches.values_list("outcome", flat=True)
    assert list(outcomes) == ["not_modified", "fetched"]
    assert archived(site) >= {"/figures/1", "/figures/2"}


def test_only_what_is_under_its_path(site):
    publish(site, 1)
    others = b"<item><link>/jobs/9</link></item><item><link>http://10.0.0.8/figures/1</link></item></channel>"
    site.sites[HOST]["/feed"] = Page(a_feed(1).body.replace(b"</channel>", others))
    look(follow(site, path_prefix="/figures/"))

    assert archived(site) == {"/feed", "/figures/1"}
    assert SubscriptionItem.objects.count() == 1


def test_robots_are_asked_for_the_feed_and_for_what_it_lists(site):
    publish(site, 1)
    site.sites[HOST]["/robots.txt"] = Page(b"User-agent: *\nDisallow: /figures/", content_type="text/plain")
    look(follow(site))
    assert archived(site) == {"/feed"}
    assert Fetch.objects.get(source__title="Figure 1").outcome == "robots_denied"

    site.sites[HOST] = {"/robots.txt": Page(b"User-agent: *\nDisallow: /", content_type="text/plain")}
    site.sites[HOST]["/other"] = a_feed(1)
    cache.clear()
    other = follow(site, "/other")
    look(other)
    assert "robots" in other.cause


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Page(b"<html><head><title>News</title></head></html>"), "it is a web page"),
        (Page(b"no such thing", status=404), "no such page"),
        (Page(b'<!DOCTYPE x [<!ENTITY e "e">]><rss>&e;</rss>'), "declares XML entities"),
        (Page(b"\x1f\x8b rubbish", content_type="application/gzip"), "damaged"),
    ],
)
def test_a_broken_feed_says_what_is_wrong_and_is_looked_at_less_often(site, answer, said):
    site.sites[HOST]["/feed"] = answer
    subscription = follow(site)
    for failures in (1, 2):
        job = look(subscription)
        assert (job.state, subscription.failures) == (JobState.FAILED, failures)
        assert said in job.cause and said in subscription.cause
    assert subscription.next_check_at > timezone.now() + timedelta(hours=3)

    publish(site, 1)
    look(subscription)
    assert (subscription.failures, subscription.cause) == (0, "")


def test_the_pause_after_failures_has_an_end(site):
    now = timezone.now()
    subscription = follow(site)
    assert next_check(subscription, failures=0, now=now) == now + timedelta(hours=1)
    assert next_check(subscription, failures=500, now=now) == now + LONGEST_PAUSE


def a_sitemap(site: Web, *paths: str, of: str = "url", container: str = "urlset") -> bytes:
    rows = "".join(f"<{of}><loc>{site.address(HOST, path)}</loc></{of}>" for path in paths)
    return f"<{container}>{rows}</{container}>".encode()


def test_a_sitemap_index_is_followed_to_its_sitemaps_but_not_to_other_sites(site):
    publish(site, 1, 2)
    index = a_sitemap(site, "/one.xml.gz", "/two.xml", of="sitemap", container="sitemapindex")
    foreign = b"<sitemap><loc>https://elsewhere.example/s.xml</loc></sitemap></sitemapindex>"
    away = b"<url><loc>https://elsewhere.example/a</loc></url></urlset>"
    site.sites[HOST] |= {
        "/index.xml": Page(index.replace(b"</sitemapindex>", foreign), content_type="text/xml"),
        "/one.xml.gz": Page(gzip.compress(a_sitemap(site, "/figures/1")), content_type="application/gzip"),
        "/two.xml": Page(a_sitemap(site, "/figures/2").replace(b"</urlset>", away), content_type="text/xml"),
    }
    look(follow(site, "/index.xml", form="sitemap"))

    assert archived(site) == {"/index.xml", "/one.xml.gz", "/two.xml", "/figures/1", "/figures/2"}


def test_a_followed_page_is_fetched_and_read_itself(site):
    site.sites[HOST]["/law"] = a_page(7)
    subscription = follow(site, "/law", form="page")
    look(subscription)

    assert "Figure 7" in subscription.source.snapshots.get().readings.get().text
    assert services.is_followed(subscription.source)


def test_what_is_off_is_not_due_and_what_is_removed_keeps_its_archive(site):
    publish(site, 1)
    subscription = follow(site, is_on=False)
    assert not Subscription.objects.due(at=timezone.now()).exists()
    services.switch_subscription(subscription=subscription, is_on=True)
    assert list(Subscription.objects.due(at=timezone.now())) == [subscription]

    look(subscription)
    services.remove_subscription(subscription=subscription)
    assert archived(site) == {"/feed", "/figures/1"}


def test_a_subscription_that_is_removed_while_it_is_looked_at_leaves_nothing_undone(site):
    publish(site, 1)
    subscription = follow(site)
    job = services.request_check(subscription=subscription)
    services.remove_subscription(subscription=subscription)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_an_address_is_in_the_library_once_and_passes_the_gate(site):
    follow(site)
    with pytest.raises(BadSubscription, match="already"):
        follow(site)
    with pytest.raises(BadAddress, match="not on the public Internet"):
        services.add_subscription(address="http://10.0.0.8/feed", form="feed", by=None)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"items_a_day": 0}, "items_a_day"), ({"items_a_day": 9999}, "items_a_day"),
     ({"path_prefix": "news"}, "path_prefix"), ({"form": "gopher"}, "form")],
)  # fmt: skip
def test_limits_are_within_bounds(site, values, field):
    with pytest.raises(BadSubscription) as refused:
        follow(site, **values)
    assert refused.value.field == field
    assert not Subscription.objects.exists()


def test_a_publisher_takes_the_name_that_the_library_gives_it_unless_it_has_one(site):
    first = follow(site, publisher="Office of figures")
    follow(site, "/other", publisher="Another name")
    assert Publisher.objects.get(pk=first.source.publisher_id).name == "Office of figures"


def test_limits_change(site):
    subscription = follow(site)
    changed = services.change_subscription(subscription=subscription, items_a_day=3, title="Figures")
    assert (changed.items_a_day, changed.source.title) == (3, "Figures")
    with pytest.raises(BadSubscription):
        services.change_subscription(subscription=subscription, path_prefix="x")
