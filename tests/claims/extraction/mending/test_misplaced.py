"""What was done, told of the thing that it was done to."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [claim.text for claim in find_claims(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Emissions rose to 37.8 billion tonnes, driven by coal use in Asia.",
        "Sales climbed to 9 million euros, boosted by a weak dollar.",
        "Support for the party rose to 31 percent, fuelled by anger over rents.",
    ],
)
def test_what_moved_a_figure_is_kept_with_what_rose(text):
    assert told(text) == [text]


def test_what_was_built_is_told_of_what_was_bought():
    assert (
        told("They bought 3 ships, built by a yard in Ulsan.")[-1] == "3 ships were built by a yard in Ulsan."
    )
