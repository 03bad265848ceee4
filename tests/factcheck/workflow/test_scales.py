import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from factcheck.exceptions import Incomplete
from factcheck.publication.claimreview import claimreview
from factcheck.workflow import scales
from factcheck.workflow.models import AVERITEC_CLASSES, RatingScale


@pytest.mark.parametrize("slug", scales.PRESETS)
def test_numbers_run_from_one_without_gaps(slug):
    numbers = sorted(rating.value for rating in scales.PRESETS[slug].ratings if rating.value is not None)
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("slug", scales.PRESETS)
def test_the_undecided_and_the_uncheckable_have_no_number(slug):
    off_the_line = {"unproven", "not_rated"}
    assert all(
        rating.value is None for rating in scales.PRESETS[slug].ratings if rating.family in off_the_line
    )


@pytest.mark.parametrize("slug", scales.PRESETS)
def test_better_numbers_stand_for_better_families(slug):
    order = ["refuted", "mixed", "supported"]
    numbered = [rating for rating in scales.PRESETS[slug].ratings if rating.value is not None]
    families = [order.index(rating.family) for rating in sorted(numbered, key=lambda rating: rating.value)]
    assert families == sorted(families)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", scales.PRESETS)
def test_loads_every_preset_into_the_database(slug):
    scale = scales.load(slug)
    assert [rating.label for rating in scale.ratings.all()] == [
        rating.label for rating in scales.PRESETS[slug].ratings
    ]


@pytest.mark.django_db
def test_loading_twice_leaves_what_is_there():
    scale = scales.load("five-point")
    scale.ratings.filter(slug="true").update(label="Correct")
    assert scales.load("five-point") == scale
    assert RatingScale.objects.count() == 1
    assert scale.ratings.get(value=5).label == "Correct"


@pytest.mark.django_db
def test_the_first_scale_is_in_use_and_a_second_one_waits():
    assert scales.load("five-point").is_default
    assert not scales.load("averitec").is_default


@pytest.mark.django_db
def test_names_the_scales_there_are_when_one_is_unknown():
    with pytest.raises(CommandError, match=r"no scale “seven-point”. Choose one of: five-point"):
        call_command("load_scale", "seven-point")


@pytest.mark.parametrize("slug", scales.PRESETS)
def test_a_class_of_averitec_is_one_of_its_four(slug):
    known = {name for name, _label in AVERITEC_CLASSES}
    assert {rating.averitec for rating in scales.PRESETS[slug].ratings} <= known | {""}


def test_averitecs_own_scale_maps_to_all_of_its_classes():
    assert {rating.averitec for rating in scales.PRESETS["averitec"].ratings} == {
        name for name, _label in AVERITEC_CLASSES
    }


@pytest.mark.parametrize(
    "change", [{"label": "Wrong"}, {"family": "mixed"}, {"value": 4}, {"definition": "Else."}]
)
def test_a_rating_that_was_published_with_is_never_mapped_anew(newsroom, change):
    rating = newsroom.published().rating
    with pytest.raises(IntegrityError, match="locked scale"), transaction.atomic():
        newsroom.scale.ratings.filter(pk=rating.pk).update(**change)
    with pytest.raises(IntegrityError, match="locked scale"), transaction.atomic():
        newsroom.scale.ratings.filter(slug="true").delete()


def test_a_new_mapping_is_a_new_version_and_leaves_what_was_concluded(newsroom):
    published = newsroom.published()
    copy = scales.next_version(newsroom.scale)
    copy.ratings.filter(slug="false").update(label="Wrong", family="mixed")
    scales.use(copy)
    published.refresh_from_db()
    assert published.rating.label == "False"
    assert published.document["rating"]["label"] == "False"
    assert (copy.version, copy.is_default, copy.locked_at) == (2, True, None)
    assert copy.ratings.get(slug="true").averitec_label == "Supported"


def test_a_retired_rating_stays_where_it_was_used_and_takes_nothing_new(newsroom):
    rating = newsroom.published().rating
    newsroom.scale.ratings.filter(pk=rating.pk).update(retired=True)
    with pytest.raises(Incomplete, match="“False” is retired"):
        newsroom.proposed(rating="false")


def test_readers_of_a_conclusion_only_scale_see_no_label(newsroom, client):
    newsroom.scale = scales.load("conclusion-only")
    document = newsroom.published(rating="refuted").document
    assert document["rating"]["label"] == "Our conclusion"
    assert (document["rating"]["family"], document["rating"]["value"]) == ("not_rated", None)
    review = claimreview(document)["reviewRating"]
    assert review["alternateName"] == "Spending on roads rose by 12%."
    assert "ratingValue" not in review
