"""An address is one source, however it is written; private places are refused before anything is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job
from sources import services
from sources.exceptions import BadAddress
from sources.models import Host, Source
from tests.factories import a_journalist

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a",
        "HTTPS://EXAMPLE.org:443/a",
        " https://example.org/a#part ",
        "https://example.org/b/../a",
    ],
)
def test_an_address_is_one_source_however_it_is_written(address: str) -> None:
    first = services.add_source(address="https://example.org/a", by=None)
    assert services.add_source(address=address, by=a_journalist()).pk == first.pk
    assert first.publisher is not None and first.publisher.site == "example.org"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://10.0.0.8/a",
        "http://2130706433/",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user:secret@example.org/",
        "not an address",
        "http://",
    ],
)
def test_refuses_what_must_not_be_fetched(address: str) -> None:
    with pytest.raises(BadAddress, match=r"\w{3,}"):
        services.add_source(address=address, by=None)
    assert not Source.objects.exists()


def test_a_source_that_is_being_fetched_is_not_fetched_twice() -> None:
    source = services.add_source(address="https://example.org/a", by=None)
    jobs = {services.request_fetch(source=source).pk for _ in range(3)}
    assert len(jobs) == Job.objects.count() == 1


def test_following_makes_a_source_due_a_day_later() -> None:
    source = services.add_source(address="https://example.org/a", by=None)
    services.follow(source=source)
    assert source not in Source.objects.due(at=timezone.now())
    assert source in Source.objects.due(at=timezone.now() + timedelta(days=1, minutes=1))


def test_a_hosts_delay_is_its_own() -> None:
    services.set_delay(source=services.add_source(address="https://example.org/a", by=None), seconds=7)
    assert Host.objects.get(name="example.org").delay_seconds == 7
