"""The scores on a data folder of our own."""

import gzip
import json
import random

import pytest

from claims.extraction.evaluation.datasets import MissingDataError
from factcheck.evaluation.changes import change_number, negate
from factcheck.evaluation.datasets import STANCE_SETS, spaced
from factcheck.evaluation.scores import measure


def pairs_about(bridge):
    return [
        {"claim": f"{bridge} cost 4 million dollars.", "evidence": f"{bridge} cost 4 million dollars.",
         "label": "supports"},
        {"claim": f"{bridge} cost 4 million dollars.", "evidence": f"{bridge} cost 9 million dollars.",
         "label": "refutes"},
    ]  # fmt: skip


PAIRS = pairs_about("The bridge")
# Of those a model learns from, a part is held out: among so many there are some.
MANY_PAIRS = [pair for town in ("Aarhus", "Bergen", "Cadiz", "Dresden", "Evora", "Faro", "Ghent", "Haifa",
                                "Izmir", "Jena", "Kiel", "Lille")
              for pair in pairs_about(f"The bridge of {town}")]  # fmt: skip


def write(folder, name, *records):
    lines = "".join(json.dumps(r) + "\n" for r in records).encode()
    (folder / name).write_bytes(gzip.compress(lines))


@pytest.fixture
def folder(tmp_path):
    for name in STANCE_SETS:
        write(tmp_path, f"stance_{name}.jsonl.gz", *MANY_PAIRS)
    heap = [{"claim": "The harbour was closed.", "evidence": ["They shut the harbour."], "label": "supports",
             "distractors": ["Wheat prices fell.", "It rained."]}]  # fmt: skip
    write(tmp_path, "stance_fm2_dev.jsonl.gz", *heap)
    write(tmp_path, "entail_wice_dev.jsonl.gz", {
        "claim": "The harbour was closed.", "evidence": ["It rained.", "They closed the harbour."],
        "supporting": [[1]],
    })  # fmt: skip
    write(tmp_path, "match_clef20t2_claims.jsonl.gz",
          {"id": "a", "claim": "The harbour was closed.", "title": "Was the port shut?"},
          {"id": "b", "claim": "Wheat prices fell.", "title": "Is bread cheap?"})  # fmt: skip
    for split in ("dev", "train"):
        write(tmp_path, f"match_clef20t2_{split}.jsonl.gz", {"text": "they shut the port", "gold": ["a"]})
    write(tmp_path, "match_politifact_debates.jsonl.gz", {
        "sentence": "Bread is cheap.", "verified_claim": "Wheat prices fell.",
        "verified_claim_article_title": "Is bread cheap?",
    })  # fmt: skip
    sites = ["https://one.example/a", "https://two.example/b"]
    write(tmp_path, "endtoend_factcheckgpt.jsonl.gz", {"sentences": {"sentence1": {
        "claims_factuality_label": [False, True, True, "unknown"],
        "stance_claim_autoEvid": [["refute"] * 2, ["refute"] * 2, ["completely-support"] * 2, []],
        "auto_evidence_url": [sites, sites, [sites[0]] * 2, []],
    }}})  # fmt: skip
    return tmp_path


def values(name, folder):
    return {rate.name: rate.value for rate in measure([name], folder)}


def test_a_passage_is_looked_for_in_its_page_and_among_all_pages(folder):
    assert values("passages", folder) == {"WiCE, within a page: MRR": 1.0, "FM2, across pages: MRR": 1.0}


def test_a_difference_is_right_when_people_said_that_the_pair_contradicts(folder):
    found = values("comparison", folder)
    assert found["a number that differs: is contradicted"] == 1.0
    assert found["contradicted pairs: a difference is named"] == 1.0
    assert found["a number changed: still called supported"] == 0.0
    assert found["a number changed: a difference is named"] == 1.0


def test_what_is_shown_is_measured_apart_from_what_is_likeliest(folder):
    found = values("stance", folder)
    assert found["fever_symmetric_dev: contradicts shown, right"] == 1.0
    assert found["fever_symmetric_dev: contradicts shown, of all there"] == 1.0
    assert found["fever_symmetric_dev: likeliest, macro-F1"] == 1.0


def test_the_right_known_claim_counts_by_its_place(folder):
    assert set(values("matching", folder).values()) == {1.0}


def test_a_twin_of_the_named_claim_is_right_too(folder):
    claims = [{"id": name, "claim": claim, "title": ""} for name, claim in
              (("twin", "The harbour 'was' closed."), ("a", 'The harbour "was" closed.'))]  # fmt: skip
    write(folder, "match_clef20t2_claims.jsonl.gz", *claims)
    assert values("matching", folder)["tweets, dev: MRR@5"] == 1.0


def test_a_sentence_with_several_claims_is_asked_once_for_all_of_them(folder):
    lines = [{"sentence": "Bread is cheap.", "verified_claim": claim, "verified_claim_article_title": ""}
             for claim in ("Bread is cheap.", "Bread costs little.")]  # fmt: skip
    write(folder, "match_politifact_debates.jsonl.gz", *lines)
    found = {rate.name: rate for rate in measure(["matching"], folder)}
    assert found["debates: hit@5"].documents == 1
    assert found["debates: of all named claims, among the first 5"].value == 1.0


def test_a_missing_set_says_where_it_belongs(tmp_path):
    with pytest.raises(MissingDataError, match="--data"):
        list(measure(["matching"], tmp_path))


def test_a_sample_is_the_same_every_time(folder):
    write(folder, "stance_emergent.jsonl.gz", *PAIRS * 20)
    first, again = (list(measure(["stance"], folder, sample=5)) for _ in range(2))
    assert first == again
    assert max(rate.documents for rate in first) == 5


@pytest.mark.parametrize("claim", ["It cost 4.5 million.", "In 1994 it had 1,200 rooms.", "She won 7 times."])
def test_a_changed_number_is_another_number(claim):
    changed = change_number(claim, random.Random(1))
    assert changed is not None
    assert changed != claim


def test_a_claim_without_a_number_can_not_be_changed():
    assert change_number("The bridge fell.", random.Random(1)) is None


def test_negating_puts_a_negation_in_or_takes_it_out():
    assert negate("The bridge was not closed.", random.Random(1)) == "The bridge was closed."
    assert negate("The bridge was closed.", random.Random(1)) in (
        "The bridge was not closed.", "The bridge was never closed.",
    )  # fmt: skip
    assert negate("The bridge fell.", random.Random(1)) is None


def test_tokenised_text_is_read_as_plain_text():
    assert spaced("It did n't rain -LRB- 2004 -RRB- , he said .") == "It didn't rain (2004), he said."


def test_verdicts_are_suggested_from_two_hosts_and_right_when_people_concluded_the_same(folder):
    found = values("verdicts", folder)
    assert found["verdicts: suggested"] == pytest.approx(2 / 3)
    assert found["verdicts: refuted suggested, right"] == 0.5
