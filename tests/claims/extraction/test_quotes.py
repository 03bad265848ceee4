import pytest

from claims.extraction.quotes import find_quotations


def quoted(*paragraphs):
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return [[text[s:e] for s, e in q.parts] for q in find_quotations(text, spans)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (['He said “yes” and "no".'], [["“yes”"], ['"no"']]),
        (["“One,", "“two,", "“three.”"], [["“One,", "“two,", "“three.”"]]),
        (["“Never closed.", "Not quoted."], [["“Never closed."]]),
        (['It is 6" long.'], []),
        (["He said ''yes,'' then ''no.''"], [["''yes,''"], ["''no.''"]]),
        (["A mark that closes nothing.”"], []),
    ],
)
def test_quotations_run_through_paragraphs_that_open_anew(paragraphs, expected):
    assert quoted(*paragraphs) == expected
