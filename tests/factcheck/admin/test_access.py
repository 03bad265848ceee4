import pytest
from django.contrib import admin
from django.urls import reverse

from factcheck.admin.access import Looking, reviews_somewhere
from factcheck.models import EvidenceRule, FactCheck

pytestmark = pytest.mark.django_db

REVIEWERS = [
    "claims_article", "claims_claim", "claims_speaker", "claims_topic", "factcheck_factcheck",
    "factcheck_publication", "factcheck_ratingscale", "jobs_job", "sources_source", "sources_snapshot",
    "sources_fetch", "sources_host", "sources_publisher",
]  # fmt: skip
# Log-in attempts have pages of their own, for administrators only.
OURS = [one for one in admin.site._registry.values() if one.opts.app_label != "axes"]
# A rule is a setting: what it asked for is in the audit.
HISTORY = [one for one in OURS if one.model is not EvidenceRule]
ADMINISTRATORS = ["accounts_user", "accounts_desk", "factcheck_apitoken", "pghistory_events"]


@pytest.mark.parametrize("name", REVIEWERS)
def test_a_reviewer_looks_at_lists(ana, newsroom, name):
    newsroom.published()
    assert ana.get(reverse(f"admin:{name}_changelist")).status_code == 200


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_a_reviewer_does_not_look_at_people_tokens_and_audit(ana, name):
    assert ana.get(reverse(f"admin:{name}_changelist")).status_code == 403


@pytest.mark.parametrize("name", [*REVIEWERS, *ADMINISTRATORS])
def test_an_administrator_looks_at_everything(kim, newsroom, name):
    newsroom.published()
    assert kim.get(reverse(f"admin:{name}_changelist")).status_code == 200


def test_a_journalist_is_not_let_in(client, newsroom):
    client.force_login(newsroom.sam)
    assert client.get(reverse("admin:factcheck_factcheck_changelist")).status_code == 302
    newsroom.sam.is_staff = True
    assert not reviews_somewhere(newsroom.sam)


def test_a_journalist_who_is_staff_sees_nothing(client, newsroom):
    newsroom.sam.is_staff = True
    newsroom.sam.save()
    client.force_login(newsroom.sam)
    assert client.get(reverse("admin:factcheck_factcheck_changelist")).status_code == 403


@pytest.mark.parametrize("model_admin", OURS, ids=str)
def test_every_page_follows_memberships(model_admin):
    assert isinstance(model_admin, Looking)


@pytest.mark.parametrize("model_admin", HISTORY, ids=str)
def test_nothing_is_deleted_here_by_anyone(model_admin, rf, newsroom):
    request = rf.get("/admin/")
    request.user = newsroom.kim
    assert not model_admin.has_delete_permission(request)


@pytest.mark.parametrize(
    "name", ["claims_article", "claims_claim", "factcheck_publication", "factcheck_factcheck"]
)
def test_another_desks_rows_are_not_found(client, newsroom, name):
    publication = newsroom.published()
    factcheck = FactCheck.objects.get(pk=publication.factcheck_id)
    keys = {
        "claims_article": factcheck.claim.article_id,
        "claims_claim": factcheck.claim_id,
        "factcheck_publication": publication.pk,
        "factcheck_factcheck": factcheck.pk,
    }
    page = reverse(f"admin:{name}_change", args=[keys[name]])
    client.force_login(newsroom.lou)
    assert client.get(page).status_code == 404
    client.force_login(newsroom.ana)
    assert client.get(page).status_code == 200
