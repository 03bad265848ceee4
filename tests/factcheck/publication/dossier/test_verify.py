"""Whoever alters a dossier is told of, with or without the newsroom's key, in a sentence."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from factcheck.publication.dossier import layout
from factcheck.publication.dossier.layout import canonical, sha256
from factcheck.publication.dossier.verify import verify_dossier

pytestmark = pytest.mark.django_db


def wrong(path, **options):
    """The sentences of what does not hold."""
    return [check.found for check in verify_dossier(path, **options).checks if not check.ok]


def flip(data):
    """One bit of the last byte, which is a letter or part of a compressed record."""
    return data[:-1] + bytes([data[-1] ^ 1])


def capture_of(exported, name):
    (found,) = [one for one in exported.files if one.endswith(name)]
    return found


def test_an_untouched_dossier_holds(exported, tmp_path):
    assert wrong(exported.as_it_is(tmp_path / "d.zip"), key=exported.key.public_key()) == []


def test_without_the_newsrooms_key_it_says_which_key_to_compare(exported, tmp_path):
    found = verify_dossier(exported.as_it_is(tmp_path / "d.zip"))
    assert found.ok
    assert "compare it with the one that the newsroom publishes" in found.checks[0].found


# --- Without the key -------------------------------------------------------------------------------


def test_any_file_that_is_altered_is_named(exported, tmp_path):
    for name in set(exported.files) - {layout.INDEX, layout.SIGNATURE}:
        said = wrong(exported.changed(name, flip).as_it_is(tmp_path / "d.zip"), key=exported.key.public_key())
        assert f"{name} is not what was exported: its hash differs." in said


def test_any_file_that_is_missing_is_named(exported, tmp_path):
    for name in set(exported.files) - {layout.INDEX, layout.SIGNATURE}:
        said = wrong(exported.without(name).as_it_is(tmp_path / "d.zip"), key=exported.key.public_key())
        assert f"{name} was exported and is missing." in said


def test_a_file_that_was_added_is_named(exported, tmp_path):
    exported.files["evidence/99/reading.txt"] = b"More."
    try:
        said = wrong(exported.as_it_is(tmp_path / "d.zip"))
    finally:
        del exported.files["evidence/99/reading.txt"]
    assert "evidence/99/reading.txt was not exported: somebody added it." in said


def test_an_index_that_was_made_to_fit_is_not_the_one_that_was_signed(exported, tmp_path):
    def fit(index):
        index["about"]["claim"] = "Another claim."

    said = wrong(exported.with_json(layout.INDEX, fit).as_it_is(tmp_path / "d.zip"))
    assert any("The index is not what the key" in sentence for sentence in said)


def test_a_forger_with_a_key_of_their_own_is_told_from_the_newsroom(exported, tmp_path):
    forged = exported.changed("article/version-1.txt", flip)
    path = forged.signed_again(tmp_path / "d.zip", key=Ed25519PrivateKey.generate())
    said = wrong(path, key=exported.key.public_key())
    assert any("The index is not what the key" in sentence for sentence in said)
    # Even for who asks nobody for the key: the captures were signed by another one.
    assert any("which is not among the known public keys" in sentence for sentence in wrong(path))


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_said_to_be_none(tmp_path, data):
    path = tmp_path / "d.zip"
    path.write_bytes(data)
    assert wrong(path) == ["This is not a ZIP file, or it is damaged."]


def test_a_made_up_file_gives_sentences_not_errors(exported, tmp_path):
    for name in exported.files:
        for data in (b"", b"[1]", b"null", b'{"files": 3}', b"\xff\xfe"):
            assert wrong(exported.changed(name, lambda _old, data=data: data).as_it_is(tmp_path / "d.zip"))


# --- With the key: an insider who signs the altered dossier again ----------------------------------


def put(*way):
    """A change of one value deep in a JSON file; the last of `way` is the new value."""
    *path, last, value = way

    def change(data):
        for step in path:
            data = data[step]
        data[last] = value

    return change


def first_reading(files):
    return next(name for name in files if name.endswith("reading.txt"))


def reworded(document, hash_too):
    def change(publications):
        publications[-1]["document"].update(document)
        if hash_too:
            publications[-1]["document_sha256"] = sha256(canonical(publications[-1]["document"]))

    return change


def a_quiet_correction(publications):
    last = publications[-1]
    last["document"]["corrections"][-1]["conclusion"] = "It rose a little."
    last["document_sha256"] = sha256(canonical(last["document"]))


def a_signer_who_proposed(verdicts):
    verdicts[0]["signoffs"][0]["by"] = verdicts[0]["proposed_by"]


JSON_TAMPERING = {
    "a claim that stands elsewhere": (
        layout.CLAIM, put("anchors", 0, "start", 3), "does not stand in version 1",
    ),
    "a claim in other words": (
        layout.CLAIM, put("text", "Spending fell."), "do not say what was signed off",
    ),
    "a passage in other words": (
        layout.EVIDENCE, put(0, "exact", "$900 million"), "Passage 1 does not stand in the text",
    ),
    "a passage that says the opposite": (
        layout.EVIDENCE, put(0, "stance", "supports"), "do not say what was signed off",
    ),
    "a passage of another capture": (
        layout.EVIDENCE, put(0, "body_sha256", "0" * 64), "is not the capture that the evidence names",
    ),
    "another conclusion": (
        layout.VERDICTS, put(-1, "conclusion", "It fell."), "do not say what was signed off",
    ),
    "another rating": (layout.VERDICTS, put(-1, "rating_id", 0), "do not say what was signed off"),
    "a sign-off of one's own": (layout.VERDICTS, a_signer_who_proposed, "signed off their own proposal"),
    "a sign-off that never was": (
        layout.VERDICTS, put(0, "signoffs", 0, "content_sha256", "0" * 64),
        "Not every decision on a verdict is on record",
    ),
    "an earlier sign-off of something else": (
        layout.VERDICTS, put(0, "signoffs", 0, "content", "claim", "text", "It fell."),
        "What Ana is said to have seen is not what they decided on.",
    ),
    "other content than was signed": (
        layout.SIGNED, put("content", "claim", "text", "It fell."), "is not what was signed off",
    ),
    "a published document in other words": (
        layout.PUBLICATIONS, reworded({"conclusion": "It fell."}, hash_too=False),
        "Version 2 is not what was published: its hash differs",
    ),
    "a published document with a hash that fits": (
        layout.PUBLICATIONS, reworded({"conclusion": "It fell."}, hash_too=True),
        "That version 2 was published is not on record",
    ),
    "an earlier version that is kept quiet": (
        layout.PUBLICATIONS, lambda publications: publications.pop(0),
        "Version 1 is missing or stands in the wrong place",
    ),
    "a correction that says something else stood there": (
        layout.PUBLICATIONS, a_quiet_correction, "Version 2 does not say what version 1 said",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", JSON_TAMPERING)
def test_an_insider_who_alters_what_was_decided_is_caught(exported, tmp_path, how):
    name, change, sentence = JSON_TAMPERING[how]
    said = wrong(exported.with_json(name, change).signed_again(tmp_path / "d.zip"))
    assert any(sentence in found for found in said), said


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        (lambda files: "article/version-1.txt", "is not the text that was handed in"),
        (first_reading, "The text that passage 1 was found in was altered"),
        (
            lambda files: next(name for name in files if name.endswith("capture.warc.gz")),
            "is not what was captured",
        ),
        (
            lambda files: next(name for name in files if name.endswith("manifest.json")),
            "This part can't be read",
        ),
    ],
    ids=["the article", "the text of a page", "a capture", "a manifest"],
)
def test_an_insider_who_alters_a_text_or_a_capture_is_caught(exported, tmp_path, find, sentence):
    said = wrong(exported.changed(find(exported.files), flip).signed_again(tmp_path / "d.zip"))
    assert any(sentence in found for found in said), said


def altered_event(exported):
    """The event of the last publication says somebody else published it; its hash no longer fits."""
    lines = exported.files[layout.EVENTS].splitlines()
    at = max(n for n, line in enumerate(lines) if b"audit_publicationevent" in line)
    event = json.loads(lines[at])
    row = json.loads(event["text"])
    row["published_by_id"] = 0
    event["text"] = json.dumps(row)
    lines[at] = json.dumps(event).encode()
    return exported.changed(layout.EVENTS, lambda _old: b"\n".join(lines)), event


def test_an_event_that_was_altered_is_not_the_one_that_was_sealed(exported, tmp_path):
    forged, event = altered_event(exported)
    said = wrong(forged.signed_again(tmp_path / "d.zip"))
    number = event["number"]
    assert f"Event {number} of audit_publicationevent is not the one that was sealed." in said


def test_an_event_and_its_seal_that_were_altered_break_the_chain(exported, tmp_path):
    forged, event = altered_event(exported)
    lines = forged.files[layout.SEALS].splitlines()
    for n, line in enumerate(lines[1:], start=1):
        link = json.loads(line)
        if link[1:3] == [event["table"], event["number"]]:
            lines[n] = json.dumps([*link[:3], sha256(event["text"].encode())]).encode()
    forged = forged.changed(layout.SEALS, lambda _old: b"\n".join(lines))
    said = wrong(forged.signed_again(tmp_path / "d.zip"))
    assert any("do not lead to the last one" in found for found in said)


def test_a_seal_that_was_taken_out_breaks_the_chain(exported, tmp_path):
    def cut(data):
        lines = data.splitlines()
        return b"\n".join([*lines[:2], *lines[3:]])

    said = wrong(exported.changed(layout.SEALS, cut).signed_again(tmp_path / "d.zip"))
    assert any("do not lead to the last one" in found for found in said)


# --- The command -----------------------------------------------------------------------------------


def test_the_command_says_that_it_holds_without_asking_the_database(
    exported, tmp_path, capsys, django_assert_num_queries
):
    path = exported.as_it_is(tmp_path / "d.zip")
    with django_assert_num_queries(0):
        call_command("verify_dossier", path, quiet=True)
    assert capsys.readouterr().out == "The dossier holds.\n"


def test_the_command_ends_with_1_and_the_sentence(exported, tmp_path, capsys):
    path = exported.changed("article/version-1.txt", flip).as_it_is(tmp_path / "d.zip")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_dossier", path)
    assert ended.value.code == 1
    assert "WRONG files: article/version-1.txt is not what was exported" in capsys.readouterr().out


def test_the_command_ends_with_2_for_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("verify_dossier", tmp_path / "none.zip")
    assert refused.value.returncode == 2
