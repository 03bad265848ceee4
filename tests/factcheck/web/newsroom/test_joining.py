"""On the open card: this is the same as a check that the desk has published; found, joined, separated."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.matching import services as matching
from factcheck.matching.find import Found
from factcheck.matching.models import KnownFactCheck
from factcheck.publication import services as publication
from factcheck.web.newsroom import bench
from factcheck.workflow import services as workflow
from tests.factcheck.publication.cases import Newsroom

SAME = "The same claim: show this verdict"


@pytest.fixture
def newsroom(db) -> Newsroom:
    return Newsroom()


@pytest.fixture
def check(newsroom):
    return newsroom.published()


@pytest.fixture
def claim(newsroom, check):
    """The same once more, in another article, and suggested as a match of the check."""
    claim = newsroom.claim(newsroom.article(title="The speech"), text="Spending on roads has doubled.")
    known = KnownFactCheck.objects.get(factcheck=check.factcheck)
    matching.suggest(claims=[claim.pk], found=[Found(claim.pk, known.pk, 0.9, "test-1")])
    return claim


@pytest.fixture
def sams(newsroom, client_of):
    return client_of(newsroom.sam)


def bench_of(client, claim) -> str:
    return client.get(reverse("workbench", args=[claim.article_id]), {"claim": claim.pk}).content.decode()


def join(client, claim, check):
    return client.post(reverse("join-elsewhere", args=[claim.pk]), {"other": check.factcheck.claim_id})


def test_a_suggested_match_of_the_desks_own_is_joined_and_its_verdict_shown(sams, claim, check):
    assert SAME in bench_of(sams, claim)
    join(sams, claim, check)
    claim.refresh_from_db()
    assert claim.merged_into == check.factcheck.claim
    page = bench_of(sams, claim)
    assert "Spending on roads rose by 12%." in page
    assert reverse("publication", args=[check.slug]) in page
    assert 'As written: “<span dir="auto">Spending on roads doubled in 2025</span>”' in page


def test_the_newer_claim_is_joined_with_the_check_however_they_are_named(sams, newsroom, check):
    older = newsroom.claim(newsroom.article())
    newer = newsroom.published(text="Road spending has doubled.")
    sams.post(reverse("join-elsewhere", args=[newer.factcheck.claim_id]), {"other": older.pk})
    older.refresh_from_db()
    assert older.merged_into_id == newer.factcheck.claim_id


def test_the_list_of_articles_counts_it_by_the_published_verdict(sams, newsroom, claim, check):
    assert listed(sams, claim) == {"unchecked": 1}
    join(sams, claim, check)
    assert listed(sams, claim) == {"refuted": 1}
    assert listed(sams, check.factcheck.claim) == {"refuted": 1}
    publication.withdraw(publication=check, reason="Forged.", by=newsroom.ana)
    assert listed(sams, claim) == {"unchecked": 1}


def listed(client, claim) -> dict[str, int]:
    """What the list of articles says of this claim's article, by family."""
    rows = client.get(reverse("articles")).context["rows"]
    (shares,) = (row["shares"] for row in rows if row["article"].pk == claim.article_id)
    return {share.family: share.count for share in shares if share.count}


def found_in(client, **asked) -> set[str]:
    """The articles that the list finds, by title."""
    return {row["article"].title for row in client.get(reverse("articles"), asked).context["rows"]}


def test_the_list_of_articles_finds_it_by_the_state_of_its_check_and_by_its_words(sams, claim, check):
    assert "The speech" in found_in(sams, state="open")
    assert found_in(sams, state="published") == {"The council's budget"}
    join(sams, claim, check)
    assert "The speech" not in found_in(sams, state="open")
    assert found_in(sams, state="published") == {"The council's budget", "The speech"}
    page = sams.get(reverse("articles"), {"q": "has doubled"}).content.decode()
    assert f'?claim={claim.pk}">{claim.text}</a> <span class="quiet">Published</span>' in page


def test_a_claim_merged_into_another_of_its_own_article_does_not_count(sams, newsroom, claim):
    other = newsroom.claim(claim.article, text="Spending has doubled.")
    workflow.merge(survivor=other.factcheck, others=[claim.factcheck], by=newsroom.sam)
    workflow.drop(factcheck=other.factcheck, reason="A joke.", by=newsroom.sam)
    assert "The speech" not in found_in(sams, state="open")


def test_the_inbox_counts_a_joined_claim_for_nobody(sams, newsroom, claim, check):
    workflow.assign(factcheck=claim.factcheck, to=newsroom.sam, by=newsroom.sam)
    tabs = {tab["slug"]: tab["count"] for tab in sams.get(reverse("inbox")).context["tabs"]}
    assert tabs["yours"] == 1
    join(sams, claim, check)
    tabs = {tab["slug"]: tab["count"] for tab in sams.get(reverse("inbox")).context["tabs"]}
    assert tabs["yours"] == 0


def test_it_is_undone(sams, claim, check):
    join(sams, claim, check)
    undo = sams.session["undo"]
    sams.post(undo["action"], undo["fields"])
    claim.refresh_from_db()
    assert claim.merged_into is None
    assert SAME in bench_of(sams, claim)


def test_the_checks_own_card_separates_it_too(sams, claim, check):
    join(sams, claim, check)
    page = bench_of(sams, check.factcheck.claim)
    assert "The speech" in page
    assert f'id="separate-{claim.pk}"' in page


def test_other_publishers_and_other_desks_checks_have_no_verdict_for_this_article(sams, newsroom, claim):
    KnownFactCheck.objects.update(factcheck=None)
    page = bench_of(sams, claim)
    assert "Perhaps already checked by" in page
    assert SAME not in page


def test_a_withdrawn_check_shows_no_verdict_and_says_so(sams, newsroom, claim, check):
    join(sams, claim, check)
    publication.withdraw(publication=check, reason="The accounts were forged.", by=newsroom.ana)
    page = bench_of(sams, claim)
    assert "its check was withdrawn" in page
    assert "“The accounts were forged.” No verdict stands." in page
    assert "Spending on roads rose by 12%." not in page
    assert reverse("publication", args=[check.slug]) not in page


def test_what_is_joined_with_a_withdrawn_check_waits_in_the_inbox_until_somebody_acts(
    sams, newsroom, claim, check
):
    inbox = reverse("inbox")
    join(sams, claim, check)
    assert "Check withdrawn" not in sams.get(inbox).content.decode()
    publication.withdraw(publication=check, reason="The accounts were forged.", by=newsroom.ana)
    page = sams.get(inbox, {"tab": "withdrawn"}).content.decode()
    assert "The check that it is joined with was withdrawn: “The accounts were forged.”" in page
    assert claim.text in page and "Separate, or check anew" in page
    sams.post(reverse("separate", args=[claim.article_id]), {"claims": claim.pk})
    assert "Check withdrawn" not in sams.get(inbox).content.decode()


def test_the_withdrawn_check_is_made_anew_from_a_claim_that_is_joined_with_it(sams, newsroom, claim, check):
    join(sams, claim, check)
    publication.withdraw(publication=check, reason="The accounts were forged.", by=newsroom.ana)
    kept = check.factcheck.claim
    assert f'action="{reverse("check-anew", args=[kept.pk])}"' in bench_of(sams, claim)
    sams.post(reverse("check-anew", args=[kept.pk]))
    page = bench_of(sams, claim)
    assert "It is checked anew. Separate this claim" in page
    assert reverse("claim", args=[check.factcheck.checked_anew.claim_id]) in page
    assert "check-anew/" not in page


def test_a_joined_claims_address_leads_to_it_in_its_own_article(sams, claim, check):
    join(sams, claim, check)
    assert sams.get(reverse("claim", args=[claim.pk])).url == bench.address_of(claim)


def test_a_withdrawn_check_is_no_longer_suggested(sams, newsroom, claim, check):
    publication.withdraw(publication=check, reason="The accounts were forged.", by=newsroom.ana)
    assert "already checked by" not in bench_of(sams, claim)


def test_a_check_is_no_match_of_itself(sams, check):
    own = check.factcheck.claim
    known = KnownFactCheck.objects.get(factcheck=check.factcheck)
    matching.suggest(claims=[own.pk], found=[Found(own.pk, known.pk, 1.0, "test-1")])
    assert "already checked by" not in bench_of(sams, own)


def found(client, claim, words: str = "") -> str:
    return client.get(reverse("find-check", args=[claim.pk]), {"q": words}).content.decode()


def test_published_checks_are_found_by_the_claims_words_or_by_others(sams, newsroom, claim, check):
    newsroom.published(text="The harbour is closed.")
    assert reverse("find-check", args=[claim.pk]) in bench_of(sams, claim)
    assert f"join-{check.factcheck.claim_id}" in found(sams, claim)
    assert "The harbour is closed." not in found(sams, claim)
    assert "The harbour is closed." in found(sams, claim, "harbour")
    assert "No published check of your desk has these words." in found(sams, claim, "zebra")


def test_neither_withdrawn_nor_unpublished_nor_other_desks_checks_are_found(sams, newsroom, claim, check):
    publication.withdraw(publication=check, reason="Forged.", by=newsroom.ana)
    newsroom.signed_off(text="Spending on roads has doubled twice.")
    assert "No published check of your desk" in found(sams, claim)
    assert "No published check of your desk" in found(sams, claim, "spending")


def test_other_desks_checks_are_not_found(client_of, newsroom, check):
    article = newsroom.article(desk_id=newsroom.other_desk.pk)
    theirs = newsroom.claim(article)
    assert "No published check of your desk" in found(client_of(newsroom.lou), theirs)


def test_a_claim_whose_words_say_nothing_finds_nothing(sams, newsroom, check):
    assert "No published check" in found(sams, newsroom.claim(newsroom.article(), text="It is."))


def test_where_it_can_not_be_joined_the_page_says_why(sams, newsroom, claim, check):
    workflow.propose_verdict(
        factcheck=claim.factcheck, rating=newsroom.rating("false"), conclusion="It did not.", by=newsroom.sam
    )
    page = found(sams, claim)
    assert "only claims that are being worked on can be merged" in page
    assert SAME not in page


def test_another_desks_claim_is_not_there(client_of, newsroom, claim):
    assert client_of(newsroom.lou).get(reverse("find-check", args=[claim.pk])).status_code == 404


def test_the_page_asks_as_often_for_many_checks(sams, newsroom, claim, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(100) as queries:
            found(sams, claim)
        return len(queries)

    one = asked()
    for n in range(4):
        newsroom.published(text=f"Spending on roads doubled {n} times.")
    assert asked() == one
