"""Every write is on record, whoever made it and however; and what is on record can't be changed unseen."""

from __future__ import annotations

import pghistory
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from claims.models import Claim
from factcheck.audit.services import verify_audit
from tests.factories import a_claim, a_journalist, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    sam = a_journalist("sam")
    claim = a_claim(article=an_article(by=sam), by=sam)
    seal()
    return claim


def seal() -> None:
    """Events are sealed as a transaction commits; a test's never does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def events(claim: Claim):
    return apps.get_model("audit", "ClaimEvent").objects.filter(pgh_obj_id=claim.pk).order_by("pgh_id")


def test_a_service_write_is_on_record_with_who_and_why(claim):
    with pghistory.context(by=7, door="web"):
        Claim.objects.filter(pk=claim.pk).update(text="Other words.")
    event = events(claim).last()
    assert (event.text, event.pgh_context["by"], event.pgh_context["door"]) == ("Other words.", 7, "web")


def test_a_bulk_write_is_on_record(claim):
    claim.text = "In bulk."
    Claim.objects.bulk_update([claim], ["text"])
    assert events(claim).last().text == "In bulk."


def test_a_write_in_sql_is_on_record(claim):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET text = 'By hand.' WHERE id = %s", [claim.pk])
    assert events(claim).last().text == "By hand."


def test_an_untouched_audit_holds(claim):
    report = verify_audit()
    assert report.findings == ()
    assert report.links > 0
    assert len(report.last_sha256) == 64


@pytest.mark.parametrize("sql", ["UPDATE audit_claimevent SET text = ''", "DELETE FROM audit_claimevent"])
def test_an_event_cannot_be_changed(claim, sql):
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


TAMPERING = {
    "an altered event": (
        ["UPDATE audit_claimevent SET text = 'Other words.'"],
        "the event was altered or removed",
    ),
    "a removed event": (["DELETE FROM audit_claimevent"], "the event was altered or removed"),
    "a removed seal": (
        ["DELETE FROM audit_chainlink WHERE id = (SELECT min(id) + 1 FROM audit_chainlink)"],
        "a seal before it is missing or was replaced",
    ),
    "an altered seal": (
        [
            "UPDATE audit_chainlink SET event_sha256 = repeat('0', 64)"
            " WHERE id = (SELECT min(id) FROM audit_chainlink)"
        ],
        "the seal was altered",
    ),
    "a reordered chain": (
        [
            "UPDATE audit_chainlink SET id = -1 WHERE id = (SELECT max(id) FROM audit_chainlink)",
        ],
        "a seal before it is missing or was replaced",
    ),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_finds_what_somebody_with_the_databases_password_did(claim, how, capsys):
    statements, why = TAMPERING[how]
    with connection.cursor() as cursor:
        for table in ("audit_claimevent", "audit_chainlink"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount > 0
    assert why in {finding.why for finding in verify_audit().findings}
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1
    assert why in capsys.readouterr().out


def test_secrets_are_not_on_record():
    person = apps.get_model("audit", "UserEvent")
    assert {"password", "last_login"}.isdisjoint(field.name for field in person._meta.get_fields())
    token = apps.get_model("audit", "ApiTokenEvent")
    assert "sha256" not in {field.name for field in token._meta.get_fields()}


def test_a_column_added_later_leaves_the_events_before_it_as_they_were_sealed():
    """An event with a default in a column that it never had would no longer hash to its seal."""
    filled = [
        f"{event.__name__}.{field.name}"
        for event in apps.get_app_config("audit").get_models()
        if event.__name__.endswith("Event") and not event._meta.proxy
        for field in event._meta.local_fields
        if not field.name.startswith("pgh_") and (not field.null or field.has_default())
    ]
    assert filled == []
