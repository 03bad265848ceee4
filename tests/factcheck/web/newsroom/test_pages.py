"""Every page opens, hides other desks' work, and asks as often for thirty claims as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.models import EvidenceRule
from factcheck.workflow import services as workflow
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_snapshot, some_evidence

SIGNED_IN = ["inbox", "articles", "new-article", "sources", "profile", "tokens"]


@pytest.mark.parametrize("name", SIGNED_IN)
def test_a_page_opens_for_who_works_here(sams, name):
    assert sams.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", [name for name in SIGNED_IN if name != "inbox"])
def test_a_page_sends_strangers_to_the_log_in(client, db, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_the_first_address_is_the_front_page_for_readers_and_the_inbox_for_who_works_here(client, sams):
    assert "Inbox" not in client.get("/").content.decode()
    assert "<h1>Inbox</h1>" in sams.get("/").content.decode()


def test_an_empty_inbox_leads_to_the_first_checked_article(sams):
    assert "Your first checked article" in sams.get("/").content.decode()


def test_another_desks_article_and_all_that_hangs_on_it_are_not_there(sam, stranger, client_of):
    article = article_with(1, by=sam)
    claim = article.claims.get()
    evidence = claim.evidence.get()
    theirs = client_of(stranger)
    for name, pk in [("workbench", article.pk), ("progress", article.pk), ("claim", claim.pk)]:
        assert theirs.get(reverse(name, args=[pk])).status_code == 404
    for name, pk in [
        ("add-claim", article.pk),
        ("propose", claim.pk),
        ("edit", claim.pk),
        ("accept", evidence.pk),
    ]:
        assert theirs.post(reverse(name, args=[pk])).status_code == 404
    assert article.title not in theirs.get(reverse("articles")).content.decode()


def test_the_workbench_marks_the_claims_and_opens_the_one_that_is_asked_for(sam, sams):
    article = article_with(2, by=sam)
    claim = article.claims.first()
    page = sams.get(reverse("workbench", args=[article.pk]), {"claim": claim.pk}).content.decode()
    assert page.count('<mark class="hl') >= 2
    assert page.count('aria-label="Claim 1: No verdict yet, open"') == 1
    assert "Propose a verdict" in page
    assert claim.evidence.get().exact in page


def test_a_snapshot_shows_what_is_quoted_from_it(sam, sams):
    evidence = article_with(1, by=sam).claims.get().evidence.get()
    page = sams.get(reverse("snapshot", args=[evidence.snapshot_id])).content.decode()
    assert "This is a record, not the live page" in page
    assert '<mark class="hl' in page


def test_a_source_lists_the_claims_that_rely_on_it(sam, sams):
    evidence = article_with(1, by=sam).claims.get().evidence.get()
    sams.post(reverse("accept", args=[evidence.pk]), {"stance": "supports"})
    page = sams.get(reverse("source", args=[evidence.snapshot.source_id])).content.decode()
    assert evidence.claim.text in page


def queries_of(client, address: str) -> int:
    client.get(address)  # whatever is read once per process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["workbench", "progress"])
def test_a_long_article_asks_as_often_as_a_short_one(sam, sams, scale, name):
    few, many = article_with(3, by=sam, passages=2), article_with(30, by=sam, passages=2)
    counts = [
        queries_of(sams, f"{reverse(name, args=[article.pk])}?claim={article.claims.first().pk}")
        for article in (few, many)
    ]
    assert counts[0] == counts[1]


def test_a_claim_with_many_passages_asks_as_often_as_one_with_few(sam, sams, scale):
    few, many = (article_with(1, by=sam, passages=n).claims.get() for n in (2, 12))
    assert queries_of(sams, reverse("claim", args=[few.pk])) == queries_of(
        sams, reverse("claim", args=[many.pk])
    )


@pytest.mark.parametrize("address", ["/?tab=yours", "/?tab=suggested", "/articles/", "/sources/"])
def test_lists_ask_as_often_for_many_rows_as_for_few(sam, sams, address):
    article_with(2, by=sam)
    few = queries_of(sams, address)
    for _ in range(4):
        article_with(4, by=sam)
    assert queries_of(sams, address) == few


def test_a_source_page_asks_as_often_for_many_snapshots(sam, sams):
    snapshot = a_snapshot()
    few = queries_of(sams, reverse("source", args=[snapshot.source_id]))
    claim = article_with(1, by=sam).claims.get()
    for _ in range(5):
        some_evidence(claim=claim)
    assert queries_of(sams, reverse("source", args=[snapshot.source_id])) == few


def test_articles_are_found_by_words_of_title_or_claims_and_by_state(sam, sams):
    article_with(1, by=sam)
    for query, there in [
        ("q=roads", True),
        ("q=zebras", False),
        ("state=open", True),
        ("state=in_review", False),
    ]:
        page = sams.get(f"{reverse('articles')}?{query}").content.decode()
        assert ("No article fits" not in page) is there


def test_the_profile_keeps_time_zone_and_theme_and_refuses_a_zone_that_is_none(sam, sams):
    good = {"first_name": "Sam", "last_name": "", "time_zone": "Europe/Berlin", "theme": "dark"}
    assert sams.post(reverse("profile"), good).status_code == 302
    changed = User.objects.get(pk=sam.pk)
    assert (changed.time_zone, changed.theme, changed.keyboard_shortcuts) == ("Europe/Berlin", "dark", False)
    refused = sams.post(reverse("profile"), {**good, "time_zone": "Mars/Olympus"})
    assert refused.status_code == 422
    assert "is not a time zone" in refused.content.decode()


def test_a_token_is_shown_once_and_can_be_revoked(sam, sams):
    sams.post(reverse("tokens"), {"name": "scraper", "scopes": ["read"]})
    assert 'id="new-token"' in sams.get(reverse("tokens")).content.decode()
    assert 'id="new-token"' not in sams.get(reverse("tokens")).content.decode()
    sams.post(reverse("revoke-token", args=[sam.api_tokens.get().pk]))
    assert sam.api_tokens.get().revoked_at is not None


def test_a_token_says_when_it_expires_and_that_it_has(sam, sams):
    for name, expires_on in (("scraper", "2999-05-12"), ("importer", "")):
        sams.post(reverse("tokens"), {"name": name, "scopes": ["read"], "expires_on": expires_on})
    page = sams.get(reverse("tokens")).content.decode()
    assert "12 May 2999" in page
    assert "expired" not in page
    sam.api_tokens.filter(name="scraper").update(expires_at="2024-01-12T09:00:00Z")
    assert "expired" in sams.get(reverse("tokens")).content.decode()


def test_another_persons_token_is_not_there(sam, ana, sams, client_of):
    sams.post(reverse("tokens"), {"name": "scraper", "scopes": ["read"]})
    assert client_of(ana).post(reverse("revoke-token", args=[sam.api_tokens.get().pk])).status_code == 404


def test_help_is_one_page_and_linked_from_every_page(sams):
    page = sams.get(reverse("help")).content.decode()
    assert "what it never does" in page
    assert f'href="{reverse("help")}"' in sams.get(reverse("articles")).content.decode()


def test_the_open_card_shows_which_part_no_passage_speaks_to_and_what_is_missing(sam, sams, scale):
    article = article_with(1, by=sam, passages=0)
    claim = article.claims.get()
    start = claim.text.index("2023")
    silent = {"claim": [start, start + 4], "evidence": None, "type": "date", "result": "not mentioned"}
    some_evidence(claim=claim, elements=[silent])
    EvidenceRule.objects.create(min_independent=2, min_primary=0, enforcement="require")

    page = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "One part that no passage speaks to" in page
    assert "Missing for publication" in page
    assert "2 independent sources: 0 so far" in page


def test_a_search_leads_to_the_claims_themselves(sam, sams):
    article = article_with(3, by=sam)
    claim = article.claims.get(text__contains="11%")
    page = sams.get(reverse("articles"), {"q": "rose 11%"}).content.decode()
    assert f'href="{reverse("workbench", args=[article.pk])}?claim={claim.pk}"' in page
    assert page.count("?claim=") == 1
    assert "?claim=" not in sams.get(reverse("articles")).content.decode()


def test_who_proposes_without_a_passage_reads_that_it_cant_be_signed_off(sam, sams, scale):
    claim = article_with(1, by=sam).claims.get()
    address, warning = reverse("claim", args=[claim.pk]), "No passage is accepted yet, and"
    assert warning in sams.get(address).content.decode()
    workflow.accept_passage(passage=claim.evidence.get(), stance="supports", by=sam)
    assert warning not in sams.get(address).content.decode()
