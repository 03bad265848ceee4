"""The commands that read and write JSON Lines: shapes, errors, exit status."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def run(monkeypatch, capsys, name, lines, *arguments):
    """Feed `lines` to a command's standard input; give back its answers and exit status."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
    status = 0
    try:
        call_command(name, *arguments)
    except SystemExit as ending:
        status = ending.code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()], status


def test_compare_evidence_says_stance_scores_and_elements(monkeypatch, capsys):
    line = {"id": "a", "claim": "Prices rose by 12 percent on Thursday.", "published": "2024-01-12",
            "evidence": "Prices rose by 15 percent on 11 January 2024.", "extra": 1}  # fmt: skip
    (answer,), status = run(monkeypatch, capsys, "compare_evidence", [json.dumps(line)], "--jsonl")

    assert status == 0
    assert set(answer) == {"id", "stance", "scores", "shown", "elements"}
    assert set(answer["scores"]) == {"supports", "contradicts", "context"}
    assert answer["elements"][0] == {
        "claim": [15, 25], "evidence": [15, 25], "type": "number", "result": "differs",
        "note": "the claim says 12 percent, the passage 15 percent",
    }  # fmt: skip
    assert [e["result"] for e in answer["elements"] if e["type"] == "date"] == ["agrees"]


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        ("compare_evidence", '{"id": 1, "claim": "x"}', "missing_field"),
        ("compare_evidence", '{"id": 1, "claim": "x", "evidence": "y", "published": "soon"}', "bad_date"),
        ("compare_evidence", "not json", "not_json"),
        ("find_passages", '{"id": 1, "claim": "x", "sentences": "y"}', "missing_field"),
        ("find_passages", "[]", "not_an_object"),
    ],
)
def test_a_bad_line_is_answered_and_the_others_too(monkeypatch, capsys, name, line, code):
    good = '{"id": "good", "claim": "a", "evidence": "b", "sentences": ["b"]}'
    answers, status = run(monkeypatch, capsys, name, [line, good])

    assert status == 1
    assert answers[0]["error"]["code"] == code
    assert answers[1]["id"] == "good"
    assert "error" not in answers[1]


def test_find_passages_ranks_every_sentence(monkeypatch, capsys):
    line = {
        "id": "a",
        "claim": "The harbour was closed.",
        "sentences": ["Wheat is dear.", "They closed the harbour."],
    }
    (answer,), status = run(monkeypatch, capsys, "find_passages", [json.dumps(line)])

    assert status == 0
    assert answer["ranking"] == [1, 0]
    assert answer["scores"][1] > answer["scores"][0]


def test_match_claims_gives_the_top_twenty(monkeypatch, capsys, tmp_path):
    known = tmp_path / "known.jsonl"
    known.write_text(
        "\n".join(json.dumps({"id": i, "text": f"Claim {i} about the harbour."}) for i in range(30)), "utf-8"
    )
    (answer,), status = run(
        monkeypatch, capsys, "match_claims", ['{"id": "q", "text": "claim 7"}'], str(known)
    )

    assert status == 0
    assert answer["matches"][0]["id"] == 7
    assert len(answer["matches"]) == 20


def test_known_claims_that_cannot_be_read_say_which_line(monkeypatch, capsys, tmp_path):
    known = tmp_path / "known.jsonl"
    known.write_text('{"id": 1, "text": "a"}\n{"id": 2}\n', "utf-8")
    with pytest.raises(CommandError, match="Line 2 of the known claims"):
        run(monkeypatch, capsys, "match_claims", [], str(known))


@pytest.mark.parametrize("name", ["compare_evidence", "find_passages"])
def test_a_missing_file_is_bad_input(name):
    with pytest.raises(CommandError, match="can't be read"):
        call_command(name, "/nowhere.jsonl")
