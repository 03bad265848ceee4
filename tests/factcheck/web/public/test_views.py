import html
import json
import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from factcheck.publication import services
from factcheck.workflow import services as workflow
from sources.archive import signing_key
from sources.fetching.manifest import key_id

pytestmark = pytest.mark.django_db

MARKUP = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HEADING = re.compile(r'<h1><q dir="auto">(.*?)</q></h1>')
TAG = re.compile(r'<span class="tag[^"]*">(?:<svg.*?</svg>)?(.*?)</span>')


def page(client, publication, name="publication", **values):
    return client.get(reverse(name, kwargs={"slug": publication.slug, **values}))


def text_of(response):
    return response.content.decode()


def test_a_check_shows_the_claim_the_verdict_and_what_it_rests_on(client, newsroom):
    shown = text_of(page(client, newsroom.published()))
    assert HEADING.search(shown)[1] == "Spending on roads doubled in 2025."
    for words in [
        "Spending on roads rose by 12%.",
        "They were audited.",
        "Spending on roads rose from 100 to 112 million.",
        "https://city.example/accounts",
        "Captured 13 January 2026, 09:14 UTC",
        "a" * 64,
        "Checked by Sam. Signed off by Ana.",
        "The evidence contradicts the claim.",
    ]:
        assert words in shown


def test_a_check_carries_one_claimreview_that_says_what_the_page_says(client, newsroom):
    shown = text_of(page(client, newsroom.published()))
    (markup,) = MARKUP.findall(shown)
    review = json.loads(markup)
    assert review["claimReviewed"] == HEADING.search(shown)[1]
    assert review["reviewRating"]["alternateName"] == TAG.search(shown)[1]


def test_words_in_a_claim_never_end_the_markup(client, newsroom):
    publication = newsroom.published(text="It said </script><b>never</b>.")
    shown = text_of(page(client, publication))
    (markup,) = MARKUP.findall(shown)
    assert json.loads(markup)["claimReviewed"] == "It said </script><b>never</b>."
    assert "<b>never</b>" not in shown


@pytest.mark.parametrize("state", ["open", "proposed", "signed_off"])
def test_nothing_is_public_before_it_is_published(client, newsroom, state):
    factcheck = getattr(newsroom, state)()
    assert "Spending on roads" not in text_of(client.get(reverse("front-page")))
    assert client.get(f"/checks/{factcheck.pk}/").status_code == 404


def test_a_draft_correction_is_not_public(client, newsroom):
    publication = newsroom.published()
    services.start_correction(factcheck=publication.factcheck, by=newsroom.ana)
    newsroom.propose(publication.factcheck, conclusion="Only a draft.")
    assert "Only a draft." not in text_of(page(client, publication))


def test_a_correction_says_what_changed_and_links_the_old_form(client, newsroom):
    publication = newsroom.corrected(newsroom.published())
    shown = text_of(page(client, publication))
    assert "The accounts were revised." in shown
    assert "Spending on roads rose by 12%." in shown
    assert reverse("publication-version", args=[publication.slug, 1]) in shown


def test_an_earlier_form_says_so_and_stays_out_of_search_engines(client, newsroom):
    publication = newsroom.corrected(newsroom.published())
    response = page(client, publication, "publication-version", version=1)
    shown = text_of(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert "Version 1, no longer current" in shown
    assert f'<link rel="canonical" href="{publication.document["url"]}">' in shown
    assert not MARKUP.findall(shown)


def test_the_current_version_has_one_address(client, newsroom):
    publication = newsroom.published()
    response = page(client, publication, "publication-version", version=1)
    assert response["Location"] == reverse("publication", args=[publication.slug])


def test_a_version_that_never_was_is_not_found(client, newsroom):
    assert page(client, newsroom.published(), "publication-version", version=7).status_code == 404


@pytest.mark.parametrize(
    ("name", "values"),
    [("publication", {}), ("publication-json", {}), ("publication-version", {"version": 1})],
)
def test_a_withdrawn_check_says_why_at_every_address(client, newsroom, name, values):
    publication = newsroom.corrected(newsroom.published())
    services.withdraw(publication=publication, reason="The recording was staged.", by=newsroom.ana)
    response = page(client, publication, name, **values)
    assert response.status_code == 410
    assert "The recording was staged." in text_of(response)
    assert not MARKUP.findall(text_of(response))


@pytest.mark.parametrize(
    ("name", "values"),
    [("publication", {}), ("publication-json", {}), ("publication-version", {"version": 1}), ("embed", {})],
)
def test_a_check_taken_down_by_law_says_so_and_repeats_nothing(client, newsroom, name, values):
    publication = newsroom.corrected(newsroom.published())
    newsroom.take_down(publication)
    response = page(client, publication, name, **values)
    assert response.status_code == 451
    assert "A court forbids it for now." in text_of(response)
    assert not any(words in text_of(response) for words in ["roads doubled", "Art. 17", "Hart & Co."])


def test_a_451_names_who_blocks(client, newsroom):
    publication = newsroom.published()
    newsroom.take_down(publication)
    assert page(client, publication)["Link"] == '<http://localhost:8000>; rel="blocked-by"'


def test_what_was_taken_down_comes_back_as_it_was(client, newsroom):
    publication = newsroom.published()
    newsroom.take_down(publication)
    services.lift_takedown(factcheck=publication.factcheck, because="The order was lifted.", by=newsroom.kim)
    assert page(client, publication).status_code == 200


def test_what_was_true_when_it_was_stated_says_since_when_it_is_not(client, newsroom):
    publication = newsroom.published(rating="true")
    services.mark_overtaken(
        publication=publication, on=date(2026, 3, 1), note="The accounts were revised.", by=newsroom.ana
    )
    shown = text_of(page(client, publication))
    assert "“True” when it was stated on 12 January 2026; otherwise since 1 March 2026" in shown
    assert "The accounts were revised." in shown


def test_while_a_changed_source_is_looked_at_the_page_says_so(client, newsroom):
    publication = newsroom.published()
    [passage] = publication.factcheck.claim.evidence.all()
    workflow.raise_source_change(
        factcheck=publication.factcheck,
        evidence=passage,
        at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        kind="altered",
        what="The figure is another one now.",
    )
    shown = text_of(page(client, publication))
    assert "A source of this check has changed" in shown
    assert "We noticed on 1 March 2026, 09:00 UTC and are looking at what it means." in shown


def test_readers_are_not_told_of_a_page_that_hides_from_us_alone(client, newsroom):
    publication = newsroom.published()
    [passage] = publication.factcheck.claim.evidence.all()
    workflow.raise_source_change(
        factcheck=publication.factcheck,
        evidence=passage,
        kind="hidden",
        at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        what="The page answers with a log-in form.",
    )
    assert "has changed" not in text_of(page(client, publication))


def test_the_three_points_stand_before_the_reasoning(client, newsroom):
    factcheck = newsroom.open()
    newsroom.propose(factcheck, in_short="It rose.\n\n It did not double. ")
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)
    shown = text_of(page(client, services.publish(factcheck=factcheck, by=newsroom.ana)))
    assert "<li>It rose.</li>" in shown and "<li>It did not double.</li>" in shown
    assert shown.index("In short") < shown.index("The accounts say so.")


def test_a_correction_shows_before_and_after_and_how_serious_it_was(client, newsroom):
    shown = text_of(page(client, newsroom.corrected(newsroom.published())))
    ledger = shown[shown.index('id="corrections"') :]
    assert "Major correction, the finding changed" in ledger
    before, after = ledger.index("Spending on roads rose by 12%."), ledger.index("rose by half.")
    assert before < after


def test_a_check_can_be_embedded_and_cited(client, newsroom):
    publication = newsroom.published()
    shown = html.unescape(text_of(page(client, publication)))
    assert f'<iframe src="http://localhost:8000{reverse("embed", args=[publication.slug])}"' in shown
    assert f"version 1, {publication.document['url']}v1/" in shown


def test_an_embed_is_the_only_page_that_others_may_frame(client, newsroom):
    publication = newsroom.published()
    embed, whole = page(client, publication, "embed"), page(client, publication)
    assert "frame-ancestors *;" in embed["Content-Security-Policy"] + ";"
    assert "script-src 'none'" in embed["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]
    assert whole["X-Frame-Options"] == "DENY"


def test_an_embed_shows_the_verdict_without_a_script_or_a_second_claimreview(client, newsroom):
    shown = text_of(page(client, newsroom.published(), "embed"))
    assert "<script" not in shown
    assert TAG.search(shown)[1] == "False"
    assert "Spending on roads rose by 12%." in shown


def test_an_embed_of_a_withdrawn_check_stops_showing_its_verdict(client, newsroom):
    publication = newsroom.published()
    services.withdraw(publication=publication, reason="It was staged.", by=newsroom.ana)
    response = page(client, publication, "embed")
    assert response.status_code == 410
    assert "Spending on roads rose" not in text_of(response)


def test_a_withdrawn_check_is_not_found_by_search(client, newsroom):
    services.withdraw(publication=newsroom.published(), reason="It was staged.", by=newsroom.ana)
    assert "Nothing matches" in text_of(client.get(reverse("front-page"), {"q": "roads"}))


def test_the_document_is_there_for_machines(client, newsroom):
    publication = newsroom.published()
    document = page(client, publication, "publication-json").json()
    assert document["conclusion"] == "Spending on roads rose by 12%."
    assert document["sha256"] == publication.document_sha256


def test_the_newsroom_signs_with_its_own_name(client, newsroom, settings):
    settings.NEWSROOM = {**settings.NEWSROOM, "NAME": "The Harbor Post", "ADDRESS": "https://post.example/"}
    publication = newsroom.published()
    shown = text_of(page(client, publication))
    (markup,) = MARKUP.findall(shown)
    assert json.loads(markup)["author"]["name"] == "The Harbor Post"
    assert json.loads(markup)["url"] == f"https://post.example/checks/{publication.slug}/"
    assert "The Harbor Post" in text_of(client.get(reverse("front-page")))


@pytest.mark.parametrize("name", ["front-page", "about-ratings", "about-corrections", "about-method"])
def test_pages_open_before_anything_is_published(client, db, own_archive, name):
    assert client.get(reverse(name)).status_code == 200


def test_ratings_are_explained_from_the_scale(client, newsroom):
    shown = text_of(client.get(reverse("about-ratings")))
    assert all(
        rating.label in shown and rating.definition in shown for rating in newsroom.scale.ratings.all()
    )


def test_the_key_that_dossiers_are_checked_with_is_public(client, db, own_archive):
    shown = text_of(client.get(reverse("about-method")))
    assert "-----BEGIN PUBLIC KEY-----" in shown
    assert key_id(signing_key().public_key()) in shown


def test_the_newsrooms_corrections_policy_is_shown(client, db, settings):
    settings.NEWSROOM = {**settings.NEWSROOM, "CORRECTIONS_POLICY": "We correct within a day."}
    assert "We correct within a day." in text_of(client.get(reverse("about-corrections")))


def test_reading_a_check_needs_as_many_queries_with_more_evidence(
    client, newsroom, django_assert_num_queries
):
    publication = newsroom.published()
    with django_assert_num_queries(2):
        page(client, publication)


def test_an_address_that_nothing_is_at_says_so_and_leads_on(client, db):
    answer = client.get("/checks/no-such-check/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert 'name="q"' in answer.content.decode()
