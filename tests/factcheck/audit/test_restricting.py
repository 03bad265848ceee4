"""Whoever has the web server's password can neither change, forge nor avoid the audit."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from claims.models import Claim
from factcheck.audit.restricting import restrict
from factcheck.audit.services import verify_audit
from tests.factcheck.audit.test_audit import seal
from tests.factories import a_claim, a_journalist, an_article

pytestmark = pytest.mark.django_db
ROLE = "web_of_a_test"


@pytest.fixture
def claim():
    sam = a_journalist("sam")
    claim = a_claim(article=an_article(by=sam), by=sam)
    seal()
    restrict(role=ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    return claim


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_role_does_the_products_work_and_it_is_on_record(claim):
    Claim.objects.filter(pk=claim.pk).update(text="Other words.")
    seal()
    events = apps.get_model("audit", "ClaimEvent").objects.filter(pgh_obj_id=claim.pk)
    assert events.latest("pgh_id").text == "Other words."
    assert verify_audit().findings == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_claimevent SET text = ''",
        "DELETE FROM audit_claimevent",
        "TRUNCATE audit_claimevent",
        "INSERT INTO audit_claimevent (pgh_label, text) VALUES ('insert', 'forged')",
        "UPDATE audit_chainlink SET sha256 = ''",
        "DELETE FROM audit_chainlink",
        "SELECT audit_seal('audit_claimevent', 1)",
        "ALTER TABLE claims_claim DISABLE TRIGGER USER",
        "ALTER TABLE audit_claimevent DISABLE TRIGGER USER",
        "DROP TABLE audit_claimevent CASCADE",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION audit_event_sha256(t text, i bigint) RETURNS text"
        " LANGUAGE sql AS 'SELECT ''x'''",
    ],
)
def test_the_role_can_neither_change_nor_forge_what_is_on_record(claim, statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        run(statement)


def test_no_session_talks_a_trigger_into_looking_away(claim):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', '{' || string_agg(tgname, ',') || '}', true)"
            " FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'"
        )
    Claim.objects.filter(pk=claim.pk).update(text="Unseen.")
    assert apps.get_model("audit", "ClaimEvent").objects.filter(text="Unseen.").exists()


def test_it_can_be_run_after_every_migration():
    restrict(role=ROLE)
    restrict(role=ROLE, password="another")
