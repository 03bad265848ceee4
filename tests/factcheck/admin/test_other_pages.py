import pytest
from django.urls import reverse

from factcheck.accounts.models import Membership, Role, User
from factcheck.integrations.services import create_token
from factcheck.workflow.evidence_rules import EvidenceRule
from factcheck.workflow.models import RatingScale
from jobs.models import Job, State
from tests.factcheck.publication.cases import a_snapshot

pytestmark = pytest.mark.django_db


def act_on(client, name, rows, action):
    picked = {"action": action, "_selected_action": [row.pk for row in rows], "index": 0}
    return client.post(reverse(f"admin:{name}_changelist"), picked, follow=True)


def seen(response):
    return response.content.decode()


def test_shows_a_source_with_its_newest_snapshots(ana):
    snapshot = a_snapshot()
    page = seen(ana.get(reverse("admin:sources_source_change", args=[snapshot.source_id])))
    assert snapshot.body_sha256 in page
    assert reverse("admin:sources_snapshot_change", args=[snapshot.pk]) in page
    assert "Fetched" in page


def test_says_when_the_archive_does_not_hold_a_snapshot(ana):
    page = seen(act_on(ana, "sources_snapshot", [a_snapshot()], "verify"))
    assert 'class="error"' in page


def a_job(newsroom, **values):
    return Job.objects.create(**{"kind": "fetch_source", "key": "source:1", "by": newsroom.ana, **values})


def test_cancels_a_job_that_waits_and_says_why_not_the_other(ana, newsroom):
    waits = a_job(newsroom)
    ended = a_job(newsroom, key="source:2", state=State.DONE, finished_at="2026-01-01T00:00Z")
    page = seen(act_on(ana, "jobs_job", [waits, ended], "cancel"))
    assert "1 will be cancelled." in page
    assert "1 skipped: Only a job that has not ended can be cancelled." in page
    waits.refresh_from_db()
    assert waits.state == State.CANCELLED


def test_tries_a_failed_job_again(ana, newsroom):
    failed = a_job(newsroom, state=State.FAILED, cause="Timed out.", finished_at="2026-01-01T00:00Z")
    assert "1 added again." in seen(act_on(ana, "jobs_job", [failed], "try_again"))
    assert Job.objects.live().get().key == failed.key


def test_a_reviewer_sees_jobs_of_the_own_desks_only(client, newsroom):
    article = newsroom.article()
    a_job(newsroom, by=newsroom.sam, about=article.subject)
    for person, count in [(newsroom.ana, 1), (newsroom.lou, 0)]:
        client.force_login(person)
        shown = client.get(reverse("admin:jobs_job_changelist")).context["cl"]
        assert shown.result_count == count


def test_revokes_a_token(kim, newsroom):
    token, _secret = create_token(owner=newsroom.sam, name="The CMS", scopes=["read"])
    assert "1 revoked. They no longer work." in seen(act_on(kim, "factcheck_apitoken", [token], "revoke"))
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert token.sha256 not in seen(kim.get(reverse("admin:factcheck_apitoken_change", args=[token.pk])))


def test_a_scale_is_changed_until_it_was_published_with(kim, newsroom):
    page = reverse("admin:factcheck_ratingscale_change", args=[newsroom.scale.pk])
    assert 'name="_save"' in seen(kim.get(page))
    newsroom.published()
    assert 'name="_save"' not in seen(kim.get(page))


def test_a_locked_scale_goes_on_as_its_next_version(kim, newsroom):
    newsroom.published()
    act_on(kim, "factcheck_ratingscale", [newsroom.scale], "copy")
    copy = RatingScale.objects.get(version=2)
    assert copy.locked_at is None
    assert copy.ratings.count() == newsroom.scale.ratings.count()
    act_on(kim, "factcheck_ratingscale", [copy], "use")
    assert RatingScale.objects.get(is_default=True) == copy


def rating_rows(scale, numbers):
    """The form of a scale as its page sends it, with other numbers."""
    rows = {"name": scale.name, "slug": scale.slug}
    ratings = list(scale.ratings.all())
    rows |= {"ratings-TOTAL_FORMS": len(ratings), "ratings-INITIAL_FORMS": len(ratings)}
    for index, rating in enumerate(ratings):
        values = {
            "id": rating.pk, "scale": scale.pk, "order": rating.order, "label": rating.label,
            "slug": rating.slug,
            "family": rating.family, "definition": rating.definition,
            "value": numbers.get(rating.slug, rating.value or ""),
        }  # fmt: skip
        rows |= {f"ratings-{index}-{name}": value for name, value in values.items()}
    return rows


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [({"true": 9}, "Number the ratings from 1 without gaps."), ({}, "")],
)
def test_a_scale_has_no_gaps(kim, newsroom, numbers, sentence):
    page = reverse("admin:factcheck_ratingscale_change", args=[newsroom.scale.pk])
    response = kim.post(page, rating_rows(newsroom.scale, numbers))
    assert (sentence in seen(response)) if sentence else response.status_code == 302


def desk_form(newsroom, role):
    member = Membership.objects.get(user=newsroom.sam)
    return {
        "name": "Politics", "slug": "politics", "memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": member.pk, "memberships-0-desk": newsroom.desk.pk,
        "memberships-0-user": newsroom.sam.pk, "memberships-0-role": role,
    }  # fmt: skip


@pytest.mark.parametrize(("role", "admitted"), [(Role.REVIEWER, True), (Role.JOURNALIST, False)])
def test_a_role_opens_and_closes_the_admin(kim, newsroom, role, admitted):
    page = reverse("admin:accounts_desk_change", args=[newsroom.desk.pk])
    assert kim.post(page, desk_form(newsroom, role)).status_code == 302
    assert User.objects.get(pk=newsroom.sam.pk).is_staff is admitted


EVIDENCE_RULE = {"min_independent": 2, "min_primary": 1, "enforcement": "require"}


def test_an_administrator_sets_what_evidence_has_to_be(kim):
    assert kim.post(reverse("admin:factcheck_evidencerule_add"), EVIDENCE_RULE).status_code == 302
    assert EvidenceRule.objects.get().is_required


def test_a_reviewer_reads_what_evidence_has_to_be(ana):
    EvidenceRule.objects.create(**EVIDENCE_RULE)
    assert ana.post(reverse("admin:factcheck_evidencerule_add"), EVIDENCE_RULE).status_code == 403
    assert "Everywhere" in seen(ana.get(reverse("admin:factcheck_evidencerule_changelist")))
