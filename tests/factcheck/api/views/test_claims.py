"""Claims: listed with place, state and status; narrowed; suggested."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Claim
from factcheck.api.filters import _claims_with_words
from factcheck.evidence import consistency
from factcheck.models import Lead
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State
from jobs.models import Job
from tests.factories import a_claim, a_rating, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/api/v1/claims/"
TEXT = "Ünlü 🙂 said: roads cost 12% more. The council approved the budget."
QUOTE = "roads cost 12% more"


def ids(answer):
    return [claim["id"] for claim in answer.json()["results"]]


@pytest.fixture
def article(sam):
    return an_article(by=sam, text=TEXT)


def body_of(article, **changes):
    start = TEXT.index(QUOTE)
    return {"article": article.pk, "quote": QUOTE, "start": start, "end": start + len(QUOTE), **changes}


def test_a_suggested_claim_stands_at_its_words_in_code_points(api, article):
    answer = api.post(
        PATH, body_of(article, text="Roads cost 12% more.", kind="quantity", speaker="Ünlü"), format="json"
    )

    claim = answer.json()
    assert answer.status_code == 201
    assert type(answer["Location"]) is str  # WSGI refuses a subclass
    assert answer["Location"] == claim["url"] == f"http://testserver/api/v1/claims/{claim['id']}/"
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"] == QUOTE
    assert claim["prefix"] == TEXT[: claim["start"]][-32:]
    assert (claim["text"], claim["kind"], claim["speaker"]["name"]) == (
        "Roads cost 12% more.",
        "quantity",
        "Ünlü",
    )
    assert (claim["state"], claim["verification_status"], claim["added_by"]) == (
        "suggested",
        "unchecked",
        "sam",
    )
    assert claim["version"] == 1
    assert api.get(claim["url"]).json() == claim


def searched_for(claim_id):
    """How often the archive is to be searched for this claim."""
    return Job.objects.filter(kind="find_evidence", payload__claim_id=claim_id).count()


def test_a_claim_that_a_program_suggests_is_looked_up_in_the_archive(api, article):
    claim = api.post(PATH, body_of(article), format="json").json()
    assert searched_for(claim["id"]) == 1


def test_a_claim_in_new_words_is_looked_up_anew(api, article):
    claim = api.post(PATH, body_of(article), format="json").json()
    edited = api.patch(claim["url"], {"text": "Roads cost more."}, format="json", headers={"If-Match": "*"})
    assert edited.status_code == 200
    assert searched_for(claim["id"]) == 2


def test_words_that_moved_are_found_where_they_stand_alone(api, article):
    claim = api.post(PATH, body_of(article, start=0, end=len(QUOTE)), format="json").json()

    assert claim["start"] == TEXT.index(QUOTE)


@pytest.mark.parametrize("changes", [{"quote": "roads cost 13% more"}, {"quote": "o", "start": 0, "end": 1}])
def test_words_that_are_not_there_are_a_conflict(api, article, changes):
    answer = api.post(PATH, body_of(article, **changes), format="json")

    assert answer.status_code == 409
    assert answer.json()["type"].endswith(":bad-anchor")
    assert not Claim.objects.exists()


def test_the_same_words_may_be_suggested_twice(api, article):
    assert [api.post(PATH, body_of(article), format="json").status_code for _ in range(2)] == [201, 201]


def test_the_status_is_that_of_the_signed_off_verdict_only(api, sam, ana, article):
    claim = a_claim(article=article, by=sam, quote=QUOTE)
    factcheck = FactCheck.objects.get(claim=claim)
    some_evidence(
        claim=claim,
        decision="accepted",
        stance_accepted="contradicts",
        decided_by=sam,
        decided_at=timezone.now(),
    )
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="They did not.", by=sam)
    proposed = api.get(f"{PATH}{claim.pk}/").json()
    workflow.sign_off(factcheck=factcheck, by=ana)
    signed = api.get(f"{PATH}{claim.pk}/").json()

    assert (proposed["state"], proposed["verification_status"]) == ("in_review", "unchecked")
    assert (signed["state"], signed["verification_status"]) == ("signed_off", "refuted")
    assert signed["updated_at"] > proposed["updated_at"]
    assert ids(api.get(PATH, {"verification_status": "refuted"})) == [claim.pk]
    assert ids(api.get(PATH, {"verification_status": "unchecked"})) == []


def test_a_claim_without_a_case_is_suggested_and_unchecked(api, sam, article):
    claim = a_claim(article=article, by=sam, quote=QUOTE)
    FactCheck.objects.all().delete()

    shown = api.get(f"{PATH}{claim.pk}/").json()
    assert (shown["state"], shown["verification_status"], shown["fact_check"]) == (
        "suggested",
        "unchecked",
        None,
    )


def test_claims_are_narrowed_by_what_they_are(api, sam, article):
    one = api.post(PATH, body_of(article, kind="quantity", speaker="Ünlü"), format="json").json()["id"]
    two = a_claim(
        article=an_article(by=sam), by=sam, quote="The council approved the budget", state=State.OPEN
    ).pk

    for query, expected in [
        ({"article": article.pk}, [one]),
        ({"state": "open"}, [two]),
        ({"state": ["open", "suggested"]}, [two, one]),
        ({"kind": "quantity"}, [one]),
        ({"speaker": "ünlü"}, [one]),
        ({"q": "cost of bridges"}, []),
        ({"q": "road costs"}, [one]),
        ({"q": "ünlü"}, [one]),
        ({"q": '"approved the budget" -road'}, [two]),
        ({"updated_since": "2100-01-01T00:00:00Z"}, []),
        ({"updated_since": "2000-01-01"}, [two, one]),
        ({"article": 2**62}, []),
    ]:
        assert ids(api.get(PATH, query)) == expected, query


def test_a_change_of_the_case_counts_as_a_change_of_the_claim(api, sam, article):
    claim = a_claim(article=article, by=sam, quote=QUOTE, state=State.OPEN)
    FactCheck.objects.update(updated_at=timezone.now() - timezone.timedelta(days=2))
    Claim.objects.update(updated_at=timezone.now() - timezone.timedelta(days=2))
    since = {"updated_since": (timezone.now() - timezone.timedelta(days=1)).isoformat()}
    assert ids(api.get(PATH, since)) == []

    workflow.drop(factcheck=FactCheck.objects.get(claim=claim), reason="Not ours.", by=sam)

    assert ids(api.get(PATH, since)) == [claim.pk]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "done"),
        ("verification_status", "true"),
        ("kind", "x"),
        ("article", "x"),
        ("article", str(2**70)),
        ("status", "open"),
    ],
)
def test_a_bad_filter_is_named(api, name, value):
    answer = api.get(PATH, {name: value})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == name


def test_a_claim_is_opened_dropped_and_reopened(api, article):
    claim = api.post(PATH, body_of(article), format="json").json()
    acts = [("open", {}), ("drop", {"reason": "Nobody said so."}), ("reopen", {})]

    states = [api.post(f"{claim['url']}{act}/", body, format="json").json()["state"] for act, body in acts]

    assert states == ["open", "dropped", "open"]


def test_a_suggested_claim_is_dismissed_with_a_reason(api, article):
    claim = api.post(PATH, body_of(article), format="json").json()

    assert api.post(f"{claim['url']}dismiss/", {}, format="json").status_code == 400
    answer = api.post(f"{claim['url']}dismiss/", {"reason": "An opinion."}, format="json")
    assert answer.json()["state"] == "dismissed"
    assert FactCheck.objects.get().state_reason == "An opinion."


def test_an_act_that_its_state_does_not_allow_is_a_conflict(api, article):
    claim = api.post(PATH, body_of(article), format="json").json()
    answer = api.post(f"{claim['url']}reopen/", format="json")

    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "transition-denied")


def test_words_are_looked_up_in_an_index(api, article):
    found = Claim.objects.filter(pk__in=_claims_with_words("budget").values("pk"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "claim_words" in found.explain()


def test_another_desks_claim_does_not_exist(api, other_desk, article):
    claim = api.post(PATH, body_of(article), format="json").json()

    for act in ("open", "dismiss", "drop", "reopen"):
        assert other_desk.post(f"{claim['url']}{act}/", {"reason": "x"}, format="json").status_code == 404
    change = other_desk.patch(claim["url"], {"text": "x"}, format="json", headers={"If-Match": "*"})
    assert change.status_code == 404


def test_what_says_otherwise_is_among_the_findings(api, sam):
    one, other = "The fire in Porto killed 12 people.", "The fire in Porto killed 15 people."
    article = an_article(by=sam, text=f"{one} {other}")
    first, second = (a_claim(article=article, by=sam, quote=quote) for quote in (one, other))
    claims = list(article.claims.select_related("speaker"))
    consistency.record(claims=claims, found=consistency.find(claims))

    [found] = api.get(f"{PATH}{second.pk}/findings/").json()["contradictions"]
    assert (found["claim"], found["words"], found["other_words"]) == (first.pk, "15", "12")
    assert second.text[found["start"] : found["end"]] == "15"


def test_sources_are_searched_for_and_leads_told(api, sam):
    claim = a_claim(article=an_article(by=sam), by=sam)
    answer = api.post(f"/api/v1/claims/{claim.pk}/search/")
    assert (answer.status_code, answer.json()["kind"]) == (202, "search_sources")
    source = a_snapshot().source
    Lead.objects.create(claim=claim, source=source, origin="search", rank=2, snippet="So it says.")
    [lead] = api.get(f"/api/v1/claims/{claim.pk}/leads/").json()["results"]
    assert (lead["source"], lead["origin"], lead["rank"], lead["snippet"]) == (
        source.pk, "search", 2, "So it says.")  # fmt: skip


def test_who_says_it_is_put_right_and_the_words_stay(api, sam, article):
    claim = a_claim(article=article, by=sam)
    path = f"{PATH}{claim.pk}/"
    change = {"format": "json", "headers": {"If-Match": "*"}}
    assert api.get(path).json()["speaker"] is None

    shown = api.patch(path, {"speaker": "Jo Harbor"}, **change).json()
    assert (shown["speaker"]["name"], shown["text"]) == ("Jo Harbor", claim.text)
    shown = api.patch(path, {"text": "The budget passed."}, **change).json()
    assert (shown["speaker"]["name"], shown["text"]) == ("Jo Harbor", "The budget passed.")
    assert api.patch(path, {"speaker": ""}, **change).json()["speaker"] is None
    refused = api.patch(path, {}, **change)
    assert (refused.status_code, refused.json()["detail"]) == (400, "Say what to change: text, speaker.")
