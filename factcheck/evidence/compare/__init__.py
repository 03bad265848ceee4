"""Compare a claim with a passage and say, element by element, what agrees and what differs.

`compare` reads both texts and sets numbers, dates, names, negation, modality, quantifiers and speakers of the
claim beside those of the passage. Two elements are compared only when they play the same part in the same
statement; what the passage does not speak of is "not mentioned", never "differs".
"""

from datetime import date

from factcheck.evidence.compare.amounts import find_amounts
from factcheck.evidence.compare.dates import compare_dates
from factcheck.evidence.compare.moments import find_moments, spans
from factcheck.evidence.compare.names import compare_names, find_names
from factcheck.evidence.compare.numbers import compare_numbers
from factcheck.evidence.compare.polarity import compare_polarity
from factcheck.evidence.compare.predicates import find_predicates
from factcheck.evidence.compare.quantifiers import compare_quantifiers, find_quantifiers
from factcheck.evidence.compare.reading import Reading, read
from factcheck.evidence.compare.reports import compare_reports
from factcheck.evidence.compare.speakers import compare_speakers
from factcheck.evidence.compare.types import Element, Kind, Result

__all__ = ["Element", "Kind", "Result", "compare", "compare_readings"]


def compare(claim: str, passage: str, *, published: date | None = None) -> tuple[Element, ...]:
    """The elements of `claim` in the order they stand, each with what `passage` says of it.

    `published`: the day the claim was published; its "Thursday" is read against it.
    """
    return compare_readings(read(claim), read(passage), published=published)


def compare_readings(
    claim: Reading, passage: Reading, *, published: date | None = None
) -> tuple[Element, ...]:
    """As `compare`, for texts that are already parsed."""
    our_dates, their_dates = find_moments(claim.text, published=published), find_moments(passage.text)
    our_names, their_names = find_names(claim), find_names(passage)
    our_amounts = find_amounts(claim.text, taken=spans(our_dates))
    their_amounts = find_amounts(passage.text, taken=spans(their_dates))
    elements = [
        *compare_numbers(claim, passage, our_amounts, their_amounts, our_names),
        *compare_dates(claim, passage, our_dates, their_dates),
        *compare_names(claim, passage, our_names, their_names),
        *compare_polarity(find_predicates(claim), find_predicates(passage))[0],
        *compare_reports(claim, passage),
        *compare_quantifiers(
            claim, passage, find_quantifiers(claim), find_quantifiers(passage), their_amounts
        ),
        *compare_speakers(claim, passage, our_names, their_names),
    ]
    return tuple(sorted(elements, key=lambda e: (e.claim, e.type)))
