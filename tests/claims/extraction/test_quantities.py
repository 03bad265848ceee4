import pytest

from claims.extraction.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$4.5m", "4500000", "USD"),
        ("€3 billion", "3000000000", "EUR"),
        ("A$20 million", "20000000", "AUD"),
        ("25%", "25", "percent"),
        ("3.5 per cent", "3.5", "percent"),
        ("0.1 percentage points", "0.1", "percentage point"),
        ("more than 700 people", ">700", "people"),
        ("at least 12", ">=12", ""),
        ("nearly 2,000 votes", "~2000", "vote"),
        ("from 5 to 7 percent", "5..7", "percent"),
        ("twenty-nine people", "29", "people"),
        ("three out of five", "3/5", "ratio"),
        ("two-thirds of seats", "2/3", "ratio"),
        ("a quarter of voters", "1/4", "ratio"),
        ("14 years old", "14", "years old"),
    ],
)
def test_an_amount_has_its_value_and_unit(text, value, unit):
    (found,) = find_quantities(text)
    assert (found.value, found.unit) == (value, unit)
    assert text[found.start : found.end].strip() == found.text


@pytest.mark.parametrize("text", ["in 2016", "on May 3", "at 8:30 p.m.", "3 March 2019", "one of them"])
def test_dates_and_times_are_no_amounts(text):
    assert find_quantities(text) == ()
