import pytest

from claims.extraction.parser import DEEPEST, parse
from factcheck.evidence.compare import compare


def depth_of(token):
    return sum(1 for _ in token.ancestors)


def test_no_run_of_signs_is_nested_without_end():
    (doc,) = parse(["🚧" * 1_150 + " The council spent 4 million euros in 2022."])
    assert len(doc) > 1_000
    assert max(depth_of(token) for token in doc) <= DEEPEST + 10, "mending may add a step or two"


def test_a_long_list_keeps_its_tree():
    (doc,) = parse(["The council named " + ", ".join(f"A{n}" for n in range(90)) + " and B."])
    assert len([token for token in doc if token.dep_ == "conj"]) > 50


@pytest.mark.parametrize("run", ["🚧" * 1_150, "“" * 1_150, "$1 " * 380])
def test_a_passage_of_signs_is_compared(run):
    assert compare(
        "The council spent 3 million euros.", run + " The council spent 4 million euros.", published=None
    )
