"""The scores on a data folder of our own."""

import gzip
import json
from pathlib import Path

import pytest

from claims.extraction.evaluation import datasets, wording
from claims.extraction.evaluation.intervals import Counts, f1, precision, rate, recall
from claims.extraction.evaluation.scores import measure

TEXT = "Anna Lee said the bridge cost 4 million dollars."
NOTES = "T1\tSource 0 8\tx\nT2\tCue 9 13\tsaid\nT3\tContent 14 47\tx\nE1\tAttribution:T2 Content:T3 Source:T1"


def write(folder, name, *records):
    lines = "".join(json.dumps(r) + "\n" for r in records).encode()
    (folder / name).write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "gum_dev.jsonl.gz", {
        "id": "a", "text": TEXT, "published": "2024-01-12", "sentences": [[0, len(TEXT)]], "dates": [],
    })  # fmt: skip
    write(tmp_path, "quotes_polnear_dev.jsonl.gz", {
        "doc": "b", "text": TEXT,
        "ann": NOTES,
    })  # fmt: skip
    write(tmp_path, "gold_articles.jsonl", {"doc": "a", "annotated_until": len(TEXT), "claims": [
        {"claim": "The bridge cost 4 million dollars.", "start": 14, "end": 48, "checkworthy": 2,
         "speaker": "Anna Lee"},
        {"claim": "The bridge fell.", "start": 14, "end": 48, "checkworthy": 2, "speaker": None},
    ]})  # fmt: skip
    write(
        tmp_path,
        "checkworthy_ct24_dev-test.jsonl.gz",
        {"text": "Prices rose by 4 percent in 2019.", "label": "Yes"},
    )
    return tmp_path


def test_a_missing_claim_costs_recall_and_a_found_one_keeps_precision(folder):
    rates = {r.name: r.value for r in measure(["claims"], folder)}
    assert rates["claims, strict: precision"] == 1.0
    assert rates["claims, strict: recall of check-worthy"] == 0.5


def test_a_reported_claim_told_without_its_speaker_is_counted(folder):
    rates = {r.name: r.value for r in measure(["claims"], folder)}
    assert rates["claims: reported ones told with their speaker"] == 1.0


def test_listed_news_is_measured_on_its_own_texts_and_held_out_apart(folder):
    articles = list(datasets.records(datasets.LISTED_NEWS.parent, datasets.LISTED_NEWS.name))
    texts = [{"doc": a["doc"], "text": TEXT.ljust(a["annotated_until"])} for a in articles]
    write(folder, "quotes_polnear_train.jsonl.gz", *texts)
    names = {rate.name for rate in measure(["news"], folder)}
    assert {
        "news, loose: precision",
        "news, read, loose: precision",
        "news, held out, loose: precision",
    } <= names


def test_listed_claims_lie_in_the_part_that_was_read_and_say_what_they_are():
    articles = list(datasets.records(datasets.LISTED_NEWS.parent, datasets.LISTED_NEWS.name))
    assert len({a["doc"] for a in articles}) == len(articles) == 88
    for article in articles:
        for claim in article["claims"]:
            assert 0 <= claim["start"] < claim["end"] <= article["annotated_until"]
            assert claim["claim"].endswith((".", "!", "?", '"'))
            assert claim["checkworthy"] in {0, 1, 2}


def test_written_articles_have_their_claims_in_their_own_words():
    articles = [article for article, _, _ in datasets.written_news()]
    assert len({a["doc"] for a in articles}) == len(articles) == 164
    for article in articles:
        for claim in article["claims"]:
            quote = article["text"][claim["start"] : claim["end"]]
            assert quote and quote == quote.strip()
            assert claim["checkworthy"] in {0, 1, 2}


def test_written_articles_are_measured_without_a_folder(tmp_path, monkeypatch):
    claim = {"claim": "The bridge cost 4 million dollars.", "start": 14, "end": 48, "checkworthy": 2}
    article = {"doc": "a", "text": TEXT, "held_out": True, "claims": [claim | {"speaker": "Anna Lee"}]}
    write(tmp_path, "two.jsonl.gz", article, article | {"held_out": False})
    monkeypatch.setattr(datasets, "WRITTEN_NEWS", tmp_path / "two.jsonl.gz")
    rates = {rate.name: rate.value for rate in measure(["written"], tmp_path / "nowhere")}
    assert rates["written, held out, strict: precision"] == 1.0


def test_articles_of_our_own_hold_what_was_reached():
    rates = {r.name: r.value for r in measure(["claims"], Path("tests/data/annotated"))}
    assert rates["claims: reported ones told with their speaker"] == 1.0
    assert rates["claims, loose: precision"] >= 0.93
    assert rates["claims, loose: recall of check-worthy"] >= 0.92
    assert rates["claims, strict: precision"] >= 0.8
    assert rates["claims, strict: recall of check-worthy"] >= 0.75


def test_attributions_are_compared_by_characters(folder):
    assert [r.value for r in measure(["attributions"], folder)] == [1.0, 1.0]


def test_a_marked_text_with_a_line_end_of_its_own_is_read(folder):
    broken = NOTES.replace("\nT", "\nThe rest of a quoted text.\n\nT", 1)
    assert broken != NOTES
    write(folder, "quotes_polnear_dev.jsonl.gz", {"doc": "b", "text": TEXT, "ann": broken})
    assert [r.value for r in measure(["attributions"], folder)] == [1.0, 1.0]


def test_every_named_score_says_how_many_documents_it_saw(folder):
    (found,) = measure(["checkworthiness"], folder)
    assert (found.value, found.documents) == (1.0, 1)


def test_a_missing_set_says_where_it_belongs(tmp_path):
    with pytest.raises(datasets.MissingDataError, match="--data"):
        list(measure(["facts"], tmp_path))


def test_rates_of_counts():
    counts = [Counts(1, 2, 4), Counts(2, 2, 2)]
    assert (precision(counts), recall(counts), f1(counts)) == (0.75, 0.5, 0.6)
    assert rate("x", counts, f1).low <= 0.6 <= rate("x", counts, f1).high


def test_wordings_agree_only_with_the_same_numbers_and_the_same_denial():
    assert wording.agree("It cost 4 dollars", "The cost was 4 dollars")
    assert not wording.agree("It cost 4 dollars", "It cost 5 dollars")
    assert not wording.agree("It fell", "It did not fall")
    assert wording.overlap("The bridge failed", "bridge failing") == 1.0


def test_a_transcript_is_scored_by_the_rank_of_what_deserves_a_check(tmp_path):
    checkable, courtesy = "Unemployment rose by 4 percent in 2019.", "Thank you, and good evening."
    write(tmp_path, "checkworthy_clef20t5_train.jsonl.gz", *(
        {"doc": doc, "text": text, "label": str(int(text == wanted))}
        for doc, wanted in (("a", checkable), ("b", courtesy)) for text in (courtesy, checkable)
    ))  # fmt: skip
    assert [r.value for r in measure(["transcripts"], tmp_path)] == [0.75]


def test_articles_held_out_are_told_apart_from_those_that_were_read(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets, "HELD_OUT", frozenset({"kept"}))
    listed = {"claim": "The bridge cost 4 million dollars.", "start": 0, "end": 34, "checkworthy": 2}
    write(tmp_path, "gold_articles.jsonl", *(
        {"doc": doc, "text": text, "published": "2024-01-12", "claims": [listed]}
        for doc, text in (("kept", "It rained in 9 towns on Monday."), ("read", listed["claim"]))
    ))  # fmt: skip
    rates = {r.name: r.value for r in measure(["claims"], tmp_path)}
    found = [rates[f"claims{split}, loose: precision"] for split in ("", ", read", ", held out")]
    assert found == [0.5, 1.0, 0.0]
