"""Mark-up that other publishers' tools write here, page by page."""

from __future__ import annotations

import pytest

from factcheck.exceptions import Incomplete, NotAllowed, Stale
from factcheck.integrations.exceptions import Exists
from factcheck.integrations.models import MarkupPage
from factcheck.integrations.pages import create_page, delete_page, pages_of, update_page
from factcheck.matching.models import KnownFactCheck
from tests.factories import a_journalist

pytestmark = pytest.mark.django_db
PAGE = "https://checks.example/roads"


@pytest.fixture
def bo(db):
    return a_journalist("bo")


def a_markup(*claims: str, **changed) -> dict:
    markups = [
        {"claimReviewed": claim, "rating": {"textualRating": "False"}} for claim in claims or ("One.",)
    ]
    return {"pageUrl": PAGE, "publishDate": "2026-02-03", "claimReviewMarkups": markups} | changed


def known() -> dict[str, bool]:
    """The claims known, and whether their publishers still stand by them."""
    return {row.claim_reviewed: row.withdrawn_at is None for row in KnownFactCheck.objects.all()}


def test_a_page_becomes_known_fact_checks_of_its_publisher(bo):
    page = create_page(markup=a_markup("One.", "Two.", claimReviewAuthor={"name": "Checks"}), by=bo)

    assert (page.url, page.site, page.version) == (PAGE, "checks.example", 1)
    assert known() == {"One.": True, "Two.": True}
    row = KnownFactCheck.objects.get(claim_reviewed="One.")
    assert (row.publisher, row.url, row.family, row.imported_by) == ("Checks", PAGE, "refuted", bo)
    assert row.factcheck is None


def test_everything_that_a_mark_up_says_is_kept_as_claim_review(bo):
    one = {
        "claimReviewed": "One.",
        "url": f"{PAGE}#one",
        "claimDate": "2026-01-02",
        "claimLocation": "At a rally",
        "claimFirstAppearance": "https://social.example/1",
        "claimAppearances": ["https://social.example/2"],
        "claimAuthor": {"name": "Jo", "jobTitle": "Mayor", "sameAs": "https://jo.example/"},
        "rating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "textualRating": "False"},
    }
    create_page(markup=a_markup(claimReviewMarkups=[one]), by=bo)

    assert KnownFactCheck.objects.get().raw == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{PAGE}#one",
        "claimReviewed": "One.",
        "datePublished": "2026-02-03",
        "itemReviewed": {
            "@type": "Claim",
            "name": "At a rally",
            "datePublished": "2026-01-02",
            "author": {"@type": "Person", "name": "Jo", "jobTitle": "Mayor", "sameAs": "https://jo.example/"},
            "firstAppearance": {"@type": "CreativeWork", "url": "https://social.example/1"},
            "appearance": [{"@type": "CreativeWork", "url": "https://social.example/2"}],
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": "False",
        },
    }


def test_an_update_replaces_everything(bo):
    page = create_page(markup=a_markup("One.", "Two."), by=bo)

    page = update_page(page=page, markup=a_markup("Two.", "Three."), version=1, by=bo)

    assert page.version == 2
    assert known() == {"One.": False, "Two.": True, "Three.": True}


def test_an_update_of_another_version_changes_nothing(bo):
    page = create_page(markup=a_markup("One."), by=bo)
    update_page(page=page, markup=a_markup("Two."), version=1, by=bo)

    with pytest.raises(Stale):
        update_page(page=page, markup=a_markup("Three."), version=1, by=bo)
    assert "Three." not in known()


def test_a_deleted_page_is_matched_to_no_more_until_it_comes_again(bo):
    page = create_page(markup=a_markup("One."), by=bo)
    delete_page(page=page, by=bo)
    assert known() == {"One.": False}
    assert not MarkupPage.objects.exists()

    create_page(markup=a_markup("One."), by=bo)
    assert known() == {"One.": True}


def test_only_who_wrote_a_page_or_an_administrator_changes_it(bo):
    page = create_page(markup=a_markup(), by=bo)
    other = a_journalist("other", desk=bo.desks.get())
    with pytest.raises(NotAllowed):
        update_page(page=page, markup=a_markup("Two."), version=1, by=other)
    with pytest.raises(NotAllowed):
        delete_page(page=page, by=other)

    other.is_superuser = True
    delete_page(page=page, by=other)
    assert known() == {"One.": False}


def test_a_page_is_there_once_in_whatever_spelling(bo):
    create_page(markup=a_markup(), by=bo)

    with pytest.raises(Exists):
        create_page(markup=a_markup(pageUrl="HTTPS://checks.example:443/./roads#two"), by=bo)
    assert pages_of(url="https://CHECKS.example/roads#x").count() == 1
    assert pages_of(site="www.checks.example").count() == 1
    assert pages_of(site="cks.example").count() == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pageUrl": "ftp://checks.example/"}, "pageUrl"),
        ({"claimReviewMarkups": [{"rating": {"textualRating": "False"}}]}, "claimReviewMarkups.0"),
        ({"claimReviewMarkups": [{"claimReviewed": "One."}]}, "claimReviewMarkups.0"),
        (
            {
                "claimReviewMarkups": [
                    {"claimReviewed": "A.", "url": "https://b.example/", "rating": {"textualRating": "False"}}
                ]
            },
            "claimReviewMarkups.0.url",
        ),
    ],
)
def test_what_cannot_be_a_fact_check_is_refused_with_its_place(bo, changed, field):
    with pytest.raises(Incomplete) as refused:
        create_page(markup=a_markup(**changed), by=bo)
    assert refused.value.field == field
    assert known() == {}
