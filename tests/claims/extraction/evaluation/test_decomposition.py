"""Scores of taking sentences apart, on a data folder of our own."""

import gzip
import json

import pytest

from claims.extraction.evaluation.scores import measure

SENTENCE = "Anna Lee, a pilot, landed in Bergen."
TOKENS = ["Anna", "Lee", ",", "a", "pilot", ",", "landed", "in", "Bergen", "."]


@pytest.fixture
def values(tmp_path):
    def found(name, file, *records):
        lines = "".join(json.dumps(r) + "\n" for r in records).encode()
        (tmp_path / file).write_bytes(gzip.compress(lines))
        return {r.name: r.value for r in measure([name], tmp_path)}

    return found


def test_propositions_are_compared_by_the_tokens_they_rest_on(values):
    lands, is_a_pilot = [0, 1, 6, 7, 8], [0, 1, 3, 4]
    rates = values("propositions", "decompose_propsegment_dev.jsonl.gz", {
        "sentence": SENTENCE, "tokens": TOKENS, "responses": [[lands, is_a_pilot], [lands, [8]]],
    })  # fmt: skip
    assert rates["PropSegmEnt: F1 at Jaccard 0.8"] == 0.75
    assert rates["PropSegmEnt: F1 of one annotator against another"] == 0.5


def test_content_units_are_found_in_summaries_written_for_a_program(values):
    rates = values("units", "decompose_scu_REALSumm.jsonl.gz", {
        "reference": "<t> The bridge cost $ 4 million , and Anna Lee opened it . </t>",
        "scus": ["The bridge cost $4 million.", "Anna Lee opened the bridge."],
    })  # fmt: skip
    assert rates["content units: F1"] == 1.0


def test_an_added_subject_counts_only_when_it_is_the_very_name(values):
    label = "['Anna Lee (pilot)', 'Anna Lee (singer)']"
    rates = values(
        "subjects", "decontext_molecular_facts.jsonl.gz",
        {"fact": "Anna Lee was a pilot.", "decontext": "Anna Lee was a pilot.", "label": label},
        {"fact": "She landed in Bergen.", "decontext": "Anna Lee landed in Bergen.", "label": label},
        {"fact": "It was raining.", "decontext": "Anna Lee was raining.", "label": label},
        {"fact": "She sang.", "decontext": "Anna Lee, the singer, sang.", "label": label},
    )  # fmt: skip
    assert rates["molecular facts: exact subject"] == 0.5
    assert rates["molecular facts: subjects added that are exact"] == 1.0
