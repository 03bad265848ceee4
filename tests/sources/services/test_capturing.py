"""What came is archived before a row says so, and can be proven afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from demo.site import DemoSite
from jobs.endings import Postponed
from sources import archive, services
from sources.fetching.types import Outcome
from sources.models import Fetch, Host, Manifest, Snapshot, Source
from sources.services.capturing import Captured
from tests.factories import a_snapshot

pytestmark = pytest.mark.django_db
PAGE = "/law/relations-act.html"


def captured(site: DemoSite, path: str = PAGE) -> Fetch:
    source = services.add_source(address=site.base + path, by=None)
    result = services.fetch(source)
    assert isinstance(result, Captured)
    return services.record_fetch(source=source, captured=result, job_id=None, attempt=1)


def failed_checks(snapshot: Snapshot) -> set[str]:
    return {check.name for check in services.verify_snapshot(snapshot=snapshot).checks if not check.ok}


@pytest.mark.parametrize(
    ("path", "outcome", "has_snapshot"),
    [
        (PAGE, Outcome.FETCHED, True),
        ("/news/taiwan-summit", Outcome.FETCHED, True),
        ("/news/early-poll.html", Outcome.GONE, False),
        ("/news/lost-interview.html", Outcome.GONE, False),
        ("/private/cables.html", Outcome.ROBOTS_DENIED, False),
    ],
)
def test_every_fetch_is_on_record_with_how_it_ended(demo_site, path, outcome, has_snapshot):
    fetch = captured(demo_site, path)
    assert fetch.outcome == outcome
    assert Snapshot.objects.filter(fetch=fetch).exists() == has_snapshot
    assert bool(fetch.cause) != fetch.succeeded


def test_what_came_can_be_read_and_proven(demo_site):
    snapshot = captured(demo_site).snapshot
    assert failed_checks(snapshot) == set()
    assert "Taiwan" in services.read_snapshot(snapshot).text


def test_manifests_are_a_chain(demo_site):
    for path in (PAGE, "/news/markets.html", "/reference/taiwan.html"):
        captured(demo_site, path)
    links = list(Manifest.objects.order_by("pk"))
    assert [link.previous_sha256 for link in links] == ["", links[0].sha256, links[1].sha256]


def a_byte_of_the_body(snapshot: Snapshot, folder: Path) -> None:
    damage(folder / snapshot.body_name)


def a_byte_of_the_warc(snapshot: Snapshot, folder: Path) -> None:
    damage(folder / snapshot.warc_name)


def a_missing_warc(snapshot: Snapshot, folder: Path) -> None:
    (folder / snapshot.warc_name).unlink()


def another_warc(snapshot: Snapshot, folder: Path) -> None:
    other = Snapshot.objects.exclude(pk=snapshot.pk)[0]
    replace(folder / snapshot.warc_name, (folder / other.warc_name).read_bytes())


def another_manifest(snapshot: Snapshot, folder: Path) -> None:
    other = Snapshot.objects.exclude(pk=snapshot.pk)[0]
    replace(folder / snapshot.manifest.file_name, (folder / other.manifest.file_name).read_bytes())


def another_key(_snapshot: Snapshot, folder: Path) -> None:
    (folder.parent / "keys" / "archive.pem").unlink()
    archive.signing_key.cache_clear()


def a_broken_chain(snapshot: Snapshot, _folder: Path) -> None:
    without_triggers(
        "UPDATE sources_manifest SET sha256 = repeat('0', 64) WHERE id < %s", snapshot.manifest.pk
    )


def a_removed_link(snapshot: Snapshot, _folder: Path) -> None:
    without_triggers("DELETE FROM sources_manifest WHERE id < %s", snapshot.manifest.pk)


DAMAGES: dict[Callable[[Snapshot, Path], None], str] = {
    a_byte_of_the_body: "body file",
    a_byte_of_the_warc: "WARC hash",
    a_missing_warc: "files",
    another_warc: "WARC hash",
    another_manifest: "chain",
    another_key: "signature",
    a_broken_chain: "chain",
    a_removed_link: "chain",
}


@pytest.mark.parametrize("damage_it", DAMAGES, ids=lambda one: one.__name__)
def test_finds_what_was_changed(demo_site, own_archive, damage_it):
    captured(demo_site, "/news/markets.html")
    snapshot = captured(demo_site).snapshot
    damage_it(snapshot, own_archive)
    assert DAMAGES[damage_it] in failed_checks(snapshot)


def test_a_snapshot_without_a_manifest_does_not_hold():
    assert failed_checks(a_snapshot()) == {"manifest"}


@pytest.mark.parametrize("model", [Snapshot, Manifest])
def test_what_was_captured_is_never_edited_or_removed(demo_site, model):
    captured(demo_site)
    field = "address" if model is Snapshot else "file_name"
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        model.objects.update(**{field: "other"})
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_paused_host_is_left_alone(demo_site):
    source = services.add_source(address=demo_site.base + PAGE, by=None)
    services.set_delay(source=source, seconds=0)
    Host.objects.update(paused=True, pause_reason="They asked us to.")
    later = services.fetch(source)
    assert isinstance(later, Postponed) and "paused by a person: They asked us to." in later.cause


def test_an_address_that_turned_private_is_refused_and_on_record():
    source = Source.objects.create(address="http://192.168.1.1/a", title="A router")
    result = services.fetch(source)
    assert isinstance(result, Captured)
    row = services.record_fetch(source=source, captured=result, job_id=None, attempt=1)
    assert row.outcome == Outcome.REFUSED_ADDRESS
    assert row.cause


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    replace(path, bytes(data))


def replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def without_triggers(sql: str, *values: object) -> None:
    """As somebody with the database's own password could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE sources_manifest DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE sources_manifest ENABLE TRIGGER USER")
