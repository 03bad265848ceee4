"""The pairs that the stance model learns from, on a data folder of our own."""

import gzip
import json
import random
import re
from collections import Counter

import pytest

from training import stance_pairs
from training.stance_pairs import CONTEXT, CONTRADICTS, SUPPORTS, Pair

TOWNS = ("Aarhus", "Bergen", "Cadiz", "Dresden", "Evora", "Faro", "Ghent", "Haifa", "Izmir", "Jena")
RIVERS = ("Amu", "Bug", "Cam", "Don", "Ebro", "Fulda", "Garonne", "Havel", "Isar", "Jordan")


def chance():
    return random.Random(1)


def write(folder, name, rows):
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (folder / name).write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A few of each set: towns on rivers, told in our own words."""
    made = tmp_path_factory.mktemp("data")
    fever = [
        {"claim": f"{town} lies on the river {river}.", "label": "supports" if there == river else "refutes",
         "evidence": f"{town} is a port on the {there}, a river."}
        for town in TOWNS for there in RIVERS[:4] for river in RIVERS[:4]
    ]  # fmt: skip
    write(made, "stance_fever_dev_2way.jsonl.gz", fever)
    write(made, "stance_fever_symmetric_dev.jsonl.gz", [row | {"id": "1"} for row in fever[-8:]])
    write(made, "stance_fm2_dev.jsonl.gz", [
        {"claim": f"A mill was built in {town} in 1840.", "label": "supports",
         "evidence": [f"The mill of {town} dates from 1840."],
         "distractors": [f"{town} has two windmills by the old harbour."]}
        for town in TOWNS
    ])  # fmt: skip
    write(made, "stance_factcheckgpt.jsonl.gz", [
        {"claim": f"{town} has a bridge.", "evidence": f"No bridge was built in {town}.", "label": "refute"}
        for town in TOWNS
    ])  # fmt: skip
    write(made, "endtoend_factcheckgpt.jsonl.gz", [
        {"prompt": "Where?", "sentences": {"sentence1": {"decontext": "Faro lies in Portugal, by the sea.",
                                                         "claims": ["Faro lies in Portugal."]}}}
    ])  # fmt: skip
    write(made, "nli_conjnli_train.jsonl.gz", [
        {"premise": f"{town} has a fort.", "hypothesis": f"{town} has a fort and a mint.", "label": "neutral"}
        for town in TOWNS
    ])  # fmt: skip
    write(made, "entail_wice_dev.jsonl.gz", [
        {"id": "dev1", "claim": "The tower burnt down in 1910.", "label": "supported", "supporting": [[1]],
         "evidence": ["Welcome to the page about the old harbour town.", "In 1910 the tower burnt down."]}
    ])  # fmt: skip
    write(made, "decompose_factscore.jsonl.gz", [
        {"model": "one", "topic": town, "sentences": [
            {"text": f"Anna Holm was born in {town} in 1901.",
             "human": [{"text": f"Anna Holm was born in {town}."}, {"text": "Anna Holm was born in 1901."}]},
            {"text": "Later she sold paintings to museums abroad.",
             "human": [{"text": "She sold paintings to museums."}]},
        ]}
        for town in TOWNS
    ])  # fmt: skip
    text = "The council opened a school in Haifa. It was later sold to a bank."
    write(made, "gum_dev.jsonl.gz", [{"id": "d", "text": text, "sentences": [[0, 37], [38, 66]]}])
    write(made, "gold_articles.jsonl", [
        {"doc": "d", "claims": [{"claim": "The school was sold to a bank.", "start": 38, "speaker": None}]}
    ])  # fmt: skip
    return made


@pytest.fixture(scope="module")
def pairs(folder):
    return stance_pairs.load(folder)


def plain(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


def test_what_is_learnt_shares_no_claim_and_no_passage_with_what_is_held_out(pairs):
    learnt = [pair for pair in pairs if pair.part == "train"]
    held_out = [pair for pair in pairs if pair.part == "held out"]

    assert learnt
    assert held_out
    assert not {plain(p.claim) for p in learnt} & {plain(p.claim) for p in held_out}
    assert not {plain(p.passage) for p in learnt} & {plain(p.passage) for p in held_out}


def test_the_same_files_give_the_same_pairs(folder, pairs):
    assert stance_pairs.load(folder) == pairs


def test_a_style_has_all_labels_in_like_numbers(pairs):
    counts = Counter(p.label for p in pairs if p.part == "train" and p.style == "biography")

    assert set(counts) == {SUPPORTS, CONTRADICTS, CONTEXT}
    assert max(counts.values()) <= min(counts.values()) * 3 // 2


def test_a_claim_read_in_a_sentence_is_borne_out_by_it_and_left_open_by_another(pairs):
    sold = [p for p in pairs if p.claim == "She sold paintings to museums."]

    assert {p.label for p in sold if "sold paintings" in p.passage} == {SUPPORTS}
    assert {p.label for p in sold if "sold paintings" not in p.passage} <= {CONTEXT}


def test_other_passages_are_of_the_same_topic():
    found = stance_pairs._other_passages(
        [
            Pair("Ann sings.", "Ann is a singer.", SUPPORTS, "x", style="s", topic="Ann"),
            Pair(
                "Ann is tall.", "At six feet she towers above others.", SUPPORTS, "x", style="s", topic="Ann"
            ),
            Pair("Bob sings.", "Bob is a singer.", SUPPORTS, "x", style="s", topic="Bob"),
        ],
        chance(),
    )

    assert {(p.claim, p.passage, p.label) for p in found} == {
        ("Ann sings.", "At six feet she towers above others.", CONTEXT),
        ("Ann is tall.", "Ann is a singer.", CONTEXT),
    }


def test_a_refuted_claim_that_is_negated_is_supported():
    refuted = Pair("The mill was sold.", "The mill was never sold.", CONTRADICTS, "x")
    [found] = stance_pairs._changes([refuted], chance())

    assert found.label == SUPPORTS
    assert re.fullmatch(r"The mill was (not|never) sold\.", found.claim)


def test_a_word_that_the_passage_has_is_turned_into_its_opposite():
    change = stance_pairs.change_to_opposite

    assert change("Prices rose.", "In May prices rose again.", chance()) == "Prices fell."
    assert change("Prices rose.", "In May prices were up.", chance()) is None
    assert change("Prices rose.", "Prices rose, then fell.", chance()) is None


def test_a_claim_about_somebody_else_keeps_the_rest():
    names = ["Anna Holm", "Carl Berg"]
    changed = stance_pairs.change_subject(
        "Anna Holm was born here.", "Anna Holm was born here.", names, chance()
    )

    assert changed == "Carl Berg was born here."
    assert stance_pairs.change_subject("She was born here.", "She was born here.", names, chance()) is None


def test_an_added_detail_is_one_that_the_passage_says_nothing_about():
    claim, details = "The mill was sold to a bank.", [" in Haifa"]

    assert stance_pairs.add_detail(claim, "A bank bought it.", details, chance()) == (
        "The mill was sold to a bank in Haifa."
    )
    assert stance_pairs.add_detail(claim, "A bank of Haifa bought it.", details, chance()) is None
