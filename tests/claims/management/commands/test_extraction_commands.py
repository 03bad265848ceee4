"""extract_claims and score_sentences: shapes, errors, exit status."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def run(monkeypatch, capsys, name, given, *arguments):
    """Feed bytes to a command's standard input; its answers and exit status."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    status = 0
    try:
        call_command(name, *arguments)
    except SystemExit as ending:
        status = ending.code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()], status


ARTICLE = "Mayor Anna Lee said on Friday that the bridge cost $4 million."


def test_extract_claims_answers_a_line_for_a_line_in_order(monkeypatch, capsys):
    lines = [
        json.dumps({"id": "a", "text": ARTICLE, "published": "2024-01-12", "extra": 1}),
        json.dumps({"id": "b", "text": ""}),
        json.dumps({"id": "c", "text": "Der Rat hat getagt.", "language": "de"}),
    ]
    (first, empty, german), status = run(
        monkeypatch, capsys, "extract_claims", "\n".join(lines).encode(), "--jsonl"
    )

    assert status == 0
    assert [first["id"], empty["id"], german["id"]] == ["a", "b", "c"]
    claim = next(c for c in first["claims"] if c["quantities"])
    assert set(claim) == {
        "text", "quote", "prefix", "suffix", "start", "end", "kind", "speaker", "cue", "when",
        "quantities", "entities", "checkworthiness", "reasons", "ambiguous", "group",
    }  # fmt: skip
    assert ARTICLE[claim["start"] : claim["end"]] == claim["quote"]
    assert claim["speaker"]["name"] == "Anna Lee"
    assert set(first["attributions"][0]) == {"source", "cue", "content"}
    assert set(first["sentences"][0]) == {"start", "end", "checkworthiness", "set_aside"}
    assert not empty["claims"]
    assert "English only" in german["notices"][0]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"id": 1}', "missing_field"),
        ('{"id": 1, "text": "x", "published": "soon"}', "bad_date"),
        ('{"id": 1, "text": "x", "title": 7}', "bad_field"),
        (json.dumps({"id": 1, "text": "x" * 1_000_001}), "too_long"),
        ("[]", "not_an_object"),
        ("{", "not_json"),
    ],
)
def test_a_bad_line_carries_its_error_and_the_rest_goes_on(monkeypatch, capsys, line, code):
    given = f'{line}\n{{"id": 2, "text": "Anna Lee won."}}'.encode()
    (bad, good), status = run(monkeypatch, capsys, "extract_claims", given, "--jsonl")

    assert bad["error"]["code"] == code
    assert bad["error"]["message"]
    assert good["id"] == 2
    assert status == 1


def test_one_text_is_read_whole(monkeypatch, capsys):
    (answer,), status = run(
        monkeypatch, capsys, "extract_claims", ARTICLE.encode(), "--json", "--published", "2024-01-12"
    )

    assert status == 0
    assert answer["claims"]


@pytest.mark.parametrize("given", [b"\xff\xfe\x00", b"a\0b"])
def test_what_is_not_text_is_refused_with_a_reason(monkeypatch, capsys, given):
    with pytest.raises(CommandError, match="text"):
        run(monkeypatch, capsys, "extract_claims", given)


def test_score_sentences_gives_a_score_and_reasons(monkeypatch, capsys):
    lines = [
        {"id": 1, "text": "Unemployment fell to 4 percent in 2019."},
        {"id": 2, "text": "Thank you very much."},
        {"id": 3},
    ]
    given = "\n".join(map(json.dumps, lines)).encode()
    (fact, thanks, bad), status = run(monkeypatch, capsys, "score_sentences", given, "--jsonl")

    assert fact["checkworthiness"] > 0.5 > thanks["checkworthiness"]
    assert "gives a number" in fact["reasons"]
    assert bad["error"]["code"] == "missing_field"
    assert status == 1
