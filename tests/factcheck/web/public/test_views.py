import json
import re

import pytest
from django.urls import reverse

from factcheck.publication import services

pytestmark = pytest.mark.django_db

MARKUP = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HEADING = re.compile(r"<h1><q>(.*?)</q></h1>")
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
def test_pages_open_before_anything_is_published(client, db, name):
    assert client.get(reverse(name)).status_code == 200


def test_ratings_are_explained_from_the_scale(client, newsroom):
    shown = text_of(client.get(reverse("about-ratings")))
    assert all(
        rating.label in shown and rating.definition in shown for rating in newsroom.scale.ratings.all()
    )


def test_the_newsrooms_corrections_policy_is_shown(client, db, settings):
    settings.NEWSROOM = {**settings.NEWSROOM, "CORRECTIONS_POLICY": "We correct within a day."}
    assert "We correct within a day." in text_of(client.get(reverse("about-corrections")))


def test_reading_a_check_needs_as_many_queries_with_more_evidence(
    client, newsroom, django_assert_num_queries
):
    publication = newsroom.published()
    with django_assert_num_queries(1):
        page(client, publication)
