import pytest
from django.core.management import CommandError, call_command

from factcheck.workflow import scales
from factcheck.workflow.models import RatingScale


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
