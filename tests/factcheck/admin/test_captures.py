import pytest
from django.urls import reverse

from sources.models import Erasure, Snapshot

pytestmark = pytest.mark.django_db
DEMANDED = {"reason": "It named a child.", "basis": "Art. 17 GDPR", "demanded_by": "A court"}


@pytest.fixture
def check(newsroom):
    return newsroom.published()


@pytest.fixture
def snapshot(check):
    return Snapshot.objects.get()


def page_of(snapshot):
    return reverse("admin:sources_snapshot_change", args=[snapshot.pk])


def erase(client, snapshot, **values):
    return client.post(page_of(snapshot), {f"erase-{field}": value for field, value in values.items()})


def seen(response):
    return response.content.decode()


def test_an_administrator_erases_a_capture_and_reads_what_rested_on_it(kim, check, snapshot):
    before = seen(kim.get(page_of(snapshot)))
    assert check.claim_text in before and "#act-take_down" in before
    assert erase(kim, snapshot, **DEMANDED, blank_quotes="on").status_code == 302
    after = seen(kim.get(page_of(snapshot)))
    assert "1 capture is erased. Backups may still hold what was erased" in after
    assert "It named a child. Basis: Art. 17 GDPR. Demanded by A court." in after
    assert "It is erased already." in after
    assert snapshot.evidence.get().exact == "[erased for legal reasons]"


def test_an_erasure_without_its_basis_is_refused_beside_the_field_and_keeps_its_words(kim, snapshot):
    shown = seen(erase(kim, snapshot, **{**DEMANDED, "basis": ""}))
    assert "Name the law, the order or the right it is based on." in shown
    assert "It named a child." in shown
    assert not Erasure.objects.exists()


def test_a_reviewer_reads_whom_to_ask(ana, snapshot):
    assert "Only an administrator erases a capture for legal reasons. Ask one." in seen(
        ana.get(page_of(snapshot))
    )
    erase(ana, snapshot, **DEMANDED)
    assert not Erasure.objects.exists()


def test_another_desks_reviewer_does_not_read_what_rests_on_it(client, newsroom, check, snapshot):
    client.force_login(newsroom.lou)
    assert check.claim_text not in seen(client.get(page_of(snapshot)))


def test_the_list_says_what_was_erased(kim, snapshot):
    erase(kim, snapshot, **DEMANDED)
    assert "Erased by Kim" in seen(
        kim.get(reverse("admin:sources_snapshot_changelist"), {"erasure__isempty": 0})
    )
