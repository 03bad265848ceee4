from dataclasses import replace

import pytest

from factcheck.matching import services as matching
from factcheck.matching.models import KnownFactCheck
from factcheck.matching.services import Review
from factcheck.workflow.statuses import Family

pytestmark = pytest.mark.django_db

HARBOUR = Review(
    claim_reviewed="The harbour was closed to cruise ships.",
    url="https://checks.example/harbour",
    publisher="Checks",
    rating_text="False",
    family=Family.REFUTED,
    raw={"@type": "ClaimReview"},
)


def test_importing_twice_adds_nothing():
    first = matching.remember(reviews=[HARBOUR])
    second = matching.remember(reviews=[HARBOUR])

    assert len(first.added) == 1
    assert (second.added, second.changed, second.rated_anew) == ((), (), ())
    assert KnownFactCheck.objects.get().rating_text == "False"


def test_two_claims_of_one_page_are_two_rows():
    matching.remember(reviews=[HARBOUR, replace(HARBOUR, claim_reviewed="The harbour was sold.")])
    assert KnownFactCheck.objects.filter(url=HARBOUR.url).count() == 2


def test_a_new_rating_is_taken_in_and_named():
    (pk,) = matching.remember(reviews=[HARBOUR]).added
    again = matching.remember(reviews=[replace(HARBOUR, rating_text="True", family=Family.SUPPORTED)])

    assert (again.added, again.changed, again.rated_anew) == ((), (pk,), (pk,))
    assert KnownFactCheck.objects.get().family == Family.SUPPORTED


def test_a_new_headline_is_no_new_rating():
    matching.remember(reviews=[HARBOUR])
    again = matching.remember(reviews=[replace(HARBOUR, title="Was the harbour closed?")])

    assert (len(again.changed), again.rated_anew) == (1, ())


def test_of_two_in_one_import_the_last_counts():
    matching.remember(reviews=[HARBOUR, replace(HARBOUR, rating_text="Half true", family=Family.MIXED)])
    assert KnownFactCheck.objects.get().rating_text == "Half true"


def test_families_fit_their_column():
    longest = KnownFactCheck._meta.get_field("family").max_length
    assert all(len(family) <= longest for family in Family.values)
