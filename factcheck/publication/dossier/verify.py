"""Is a dossier what the newsroom exported, and does what it holds agree with itself? Needs no database."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from factcheck.publication.dossier import layout, seals
from factcheck.publication.dossier.layout import canonical, sha256
from sources.fetching.manifest import SignedManifest, key_id
from sources.fetching.verification import Check, Verification, verify_manifest
from sources.fetching.verification import verify as verify_capture

# What a damaged or made-up file raises where it is read.
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)
# Unpacked, no file of a dossier is larger: a capture is held to the fetch's caps. A ZIP bomb ends here.
MAX_FILE_BYTES = 256 * 1024 * 1024


class Dossier:
    """The files of a ZIP, read into memory as they are asked for."""

    def __init__(self, bundle: zipfile.ZipFile) -> None:
        self._bundle = bundle
        self.names = {info.filename for info in bundle.infolist() if not info.is_dir()}

    def read(self, name: str) -> bytes:
        """Raises ValueError for what is missing, damaged or too large."""
        try:
            with self._bundle.open(name) as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except (KeyError, OSError, zipfile.BadZipFile, RuntimeError, EOFError) as missing:
            raise ValueError(f"{name} is missing or damaged.") from missing
        if len(data) > MAX_FILE_BYTES:
            raise ValueError(f"{name} is larger than a dossier's files can be.")
        return data

    def json(self, name: str) -> Any:
        return json.loads(self.read(name))


def verify_dossier(path: Path, *, key: Ed25519PublicKey | None = None) -> Verification:
    """Check everything. key: the newsroom's public key, got from the newsroom; without it the dossier's own
    key is taken, and whose that is remains to be asked.

    A damaged or hostile file gives failed checks, never an exception. Raises OSError when the file can't be
    opened at all.
    """
    try:
        with zipfile.ZipFile(path) as bundle:
            dossier = Dossier(bundle)
            return Verification(checks=tuple(_checks(dossier, key)))
    except zipfile.BadZipFile:
        return Verification(checks=(Check("file", False, "This is not a ZIP file, or it is damaged."),))


def _checks(dossier: Dossier, key: Ed25519PublicKey | None) -> Iterator[Check]:
    yield from _guarded("signature", lambda: _signature(dossier, key))
    yield from _guarded("files", lambda: _files(dossier))
    yield from _guarded("article", lambda: _article(dossier))
    yield from _guarded("claim", lambda: _claim(dossier))
    yield from _guarded("evidence", lambda: _evidence(dossier, key))
    yield from _guarded("sign-off", lambda: _signoffs(dossier))
    yield from _guarded("publication", lambda: _publications(dossier))
    yield from _guarded("audit", lambda: _audit(dossier))


def _guarded(name: str, run: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    try:
        yield from run()
    except UNREADABLE as failure:
        yield Check(name, False, f"This part can't be read: {failure}")


# --- What was exported -----------------------------------------------------------------------------


def _key(dossier: Dossier, given: Ed25519PublicKey | None) -> Ed25519PublicKey:
    if given is not None:
        return given
    key = load_pem_public_key(dossier.read(layout.KEY))
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError(f"{layout.KEY} holds no Ed25519 key.")
    return key


def _signature(dossier: Dossier, given: Ed25519PublicKey | None) -> Iterator[Check]:
    key, stated = _key(dossier, given), dossier.json(layout.SIGNATURE)
    data = layout.INDEX_CONTEXT + dossier.read(layout.INDEX)
    try:
        key.verify(b64decode(stated["signature"], validate=True), data)
    except InvalidSignature:
        yield Check("signature", False, f"The index is not what the key {key_id(key)} signed.")
        return
    whose = "the key that you gave" if given else "compare it with the one that the newsroom publishes"
    yield Check("signature", True, f"The index is signed by the key {key_id(key)}: {whose}.")


def _files(dossier: Dossier) -> Iterator[Check]:
    listed = dossier.json(layout.INDEX)["files"]
    for name in sorted(set(listed) - dossier.names):
        yield Check("files", False, f"{name} was exported and is missing.")
    for name in sorted(dossier.names - set(listed) - {layout.INDEX, layout.SIGNATURE}):
        yield Check("files", False, f"{name} was not exported: somebody added it.")
    for name in sorted(set(listed) & dossier.names):
        if sha256(dossier.read(name)) != listed[name]:
            yield Check("files", False, f"{name} is not what was exported: its hash differs.")
    yield Check("files", True, f"{len(listed)} files are listed with their hashes.")


# --- What was checked ------------------------------------------------------------------------------


def _texts(dossier: Dossier) -> dict[int, str]:
    versions = dossier.json(layout.ARTICLE)["versions"]
    return {version["number"]: dossier.read(version["file"]).decode() for version in versions}


def _article(dossier: Dossier) -> Iterator[Check]:
    texts = _texts(dossier)
    for version in dossier.json(layout.ARTICLE)["versions"]:
        ok = sha256(texts[version["number"]].encode()) == version["sha256"]
        words = "is what was handed in" if ok else "is not the text that was handed in"
        yield Check("article", ok, f"Version {version['number']} of the article {words}.")


def _claim(dossier: Dossier) -> Iterator[Check]:
    texts = _texts(dossier)
    for anchor in dossier.json(layout.CLAIM)["anchors"]:
        ok = texts[anchor["version"]][anchor["start"] : anchor["end"]] == anchor["quote"]
        words = "stands" if ok else "does not stand"
        yield Check("claim", ok, f"“{anchor['quote']}” {words} in version {anchor['version']}.")


def _evidence(dossier: Dossier, given: Ed25519PublicKey | None) -> Iterator[Check]:
    key, seen = _key(dossier, given), set()
    for number, passage in enumerate(dossier.json(layout.EVIDENCE), start=1):
        if erased := passage.get("erased"):
            words = f"Passage {number} stood in a capture that was erased on {erased['at'][:10]}"
            yield Check("evidence", True, f"{words}: {erased['reason']}")
            yield from _left(dossier, passage, key)
            continue
        text = dossier.read(passage["reading"]["file"]).decode()
        ok = sha256(text.encode()) == passage["reading"]["sha256"]
        if not ok:
            yield Check("evidence", ok, f"The text that passage {number} was found in was altered.")
        ok = text[passage["start"] : passage["end"]] == passage["exact"]
        words = "stands" if ok else "does not stand"
        yield Check("evidence", ok, f"Passage {number} {words} in the text that was read from the capture.")
        if passage["capture"] not in seen:
            seen.add(passage["capture"])
            yield from _capture(dossier, passage, key)


def _capture(dossier: Dossier, passage: dict[str, Any], key: Ed25519PublicKey) -> Iterator[Check]:
    folder = passage["capture"]
    signed = SignedManifest.from_bytes(dossier.read(f"{folder}/manifest.json"))
    found = verify_capture(io.BytesIO(dossier.read(f"{folder}/capture.warc.gz")), signed, public_keys=[key])
    for check in found.checks:
        if not check.ok:
            yield Check("capture", False, f"{folder} is not what was captured: {check.found}")
    if found.ok:
        yield Check("capture", True, f"{folder} is what was captured and signed.")
    yield _named(signed, passage)


def _left(dossier: Dossier, passage: dict[str, Any], key: Ed25519PublicKey) -> Iterator[Check]:
    """Of a capture that was erased only the signed manifest."""
    folder = passage["capture"]
    signed = SignedManifest.from_bytes(dossier.read(f"{folder}/manifest.json"))
    ok = verify_manifest(signed, public_keys=[key]).ok
    words = "is what was signed" if ok else "is not what was signed"
    yield Check("capture", ok, f"{folder} was erased; its manifest {words}.")
    yield _named(signed, passage)


def _named(signed: SignedManifest, passage: dict[str, Any]) -> Check:
    ok = (signed.content.get("warc_sha256"), signed.content.get("body_sha256")) == (
        passage["warc_sha256"],
        passage["body_sha256"],
    )
    words = "is" if ok else "is not"
    return Check("capture", ok, f"{passage['capture']} {words} the capture that the evidence names.")


# --- What was decided ------------------------------------------------------------------------------


def _signoffs(dossier: Dossier) -> Iterator[Check]:
    verdicts, signed = dossier.json(layout.VERDICTS), dossier.json(layout.SIGNED)
    people = dossier.json(layout.PEOPLE)
    for verdict in verdicts:
        for signoff in verdict["signoffs"]:
            name = people.get(str(signoff["by"]), signoff["by"])
            # Sign-offs from before contents were kept have none; what they signed is proven by their events.
            if signoff["content"] and sha256(canonical(signoff["content"])) != signoff["content_sha256"]:
                yield Check(
                    "sign-off", False, f"What {name} is said to have seen is not what they decided on."
                )
            if signoff["decision"] == "signed_off":
                ok = signoff["by"] != verdict["proposed_by"]
                words = "somebody else's" if ok else "their own"
                yield Check("sign-off", ok, f"{name} signed off {words} proposal.")
    if signed is None:
        yield Check("sign-off", True, "No sign-off stands now; the audit tells what happened.")
        return
    ok = sha256(canonical(signed["content"])) == signed["content_sha256"]
    words = "is exactly" if ok else "is not"
    yield Check("sign-off", ok, f"What the dossier holds {words} what was signed off.")
    yield _agrees(dossier, signed["content"])


def _agrees(dossier: Dossier, content: dict[str, Any]) -> Check:
    """The readable files say what was signed, whatever the order of the passages."""
    claim, evidence = dossier.json(layout.CLAIM), dossier.json(layout.EVIDENCE)
    verdicts = dossier.json(layout.VERDICTS)
    erased = {one["warc_sha256"] for one in evidence if one.get("erased")}
    passages = sorted(
        (_words_of(one, one["warc_sha256"] in erased), one["stance"], one["warc_sha256"]) for one in evidence
    )
    signed = sorted(
        (_words_of(one, one["snapshot"] in erased), one["stance"], one["snapshot"])
        for one in content["evidence"]
    )
    conclusions = [
        (one["conclusion"], one["reasoning"], one["rating_id"], one["proposed_by"]) for one in verdicts
    ]
    verdict = content["verdict"]
    wanted = (verdict["conclusion"], verdict["reasoning"], verdict["rating"], verdict["proposed_by"])
    ok = claim["text"] == content["claim"]["text"] and passages == signed and wanted in conclusions
    words = "say" if ok else "do not say"
    return Check("sign-off", ok, f"Claim, evidence and verdict {words} what was signed off.")


def _words_of(passage: dict[str, Any], is_erased: bool) -> str:
    """Where a capture was erased its quotations may be, too: where it stood is compared instead."""
    return f"{passage['start']}-{passage['end']}" if is_erased else str(passage["exact"])


def _publications(dossier: Dossier) -> Iterator[Check]:
    publications = dossier.json(layout.PUBLICATIONS)
    for number, publication in enumerate(publications, start=1):
        document = publication["document"]
        ok = sha256(canonical(document)) == publication["document_sha256"]
        words = "is what was published" if ok else "is not what was published: its hash differs"
        yield Check("publication", ok, f"Version {publication['version']} {words}.")
        ok = publication["version"] == document["version"] == number
        if not ok:
            yield Check("publication", ok, f"Version {number} is missing or stands in the wrong place.")
    for before, after in pairwise(publications):
        yield _told(before["document"], after["document"])


def _told(before: dict[str, Any], after: dict[str, Any]) -> Check:
    """A correction says what stood there before."""
    last = after["corrections"][-1]
    ok = all(last[name] == before[name] for name in ("version", "claim", "conclusion"))
    words = "says" if ok else "does not say"
    return Check(
        "publication", ok, f"Version {after['version']} {words} what version {before['version']} said."
    )


# --- What happened ---------------------------------------------------------------------------------


def _audit(dossier: Dossier) -> Iterator[Check]:
    events = seals.events_from_lines(dossier.read(layout.EVENTS))
    stretch = seals.stretch_from_lines(dossier.read(layout.SEALS))
    sealed = {(link.table, link.event): link.event_sha256 for link in stretch.links}
    for event in events:
        if sealed.get((event.table, event.number)) != event.sha256:
            words = f"Event {event.number} of {event.table} is not the one that was sealed."
            yield Check("audit", False, words)
    ok = seals.last_seal(stretch) == stretch.last
    words = "lead to" if ok else "do not lead to"
    yield Check("audit", ok, f"{len(stretch.links)} seals {words} the last one, {stretch.last[:16]}….")
    yield from _recorded(dossier, events)


def _recorded(dossier: Dossier, events: list[seals.SealedEvent]) -> Iterator[Check]:
    """What the readable files say was signed and published is on record as such."""
    rows = [(event.table, json.loads(event.text)) for event in events]
    documents = {row["document_sha256"] for table, row in rows if table == "audit_publicationevent"}
    signed = {row["content_sha256"] for table, row in rows if table == "audit_signoffevent"}
    for publication in dossier.json(layout.PUBLICATIONS):
        ok = publication["document_sha256"] in documents
        words = "is" if ok else "is not"
        yield Check("audit", ok, f"That version {publication['version']} was published {words} on record.")
    hashes = [
        one["content_sha256"] for verdict in dossier.json(layout.VERDICTS) for one in verdict["signoffs"]
    ]
    erased = {row["snapshot_id"] for table, row in rows if table == "audit_erasureevent"}
    for passage in dossier.json(layout.EVIDENCE):
        if passage.get("erased"):
            ok = passage["erased"]["snapshot"] in erased
            words = "is" if ok else "is not"
            yield Check("audit", ok, f"That {passage['capture']} was erased {words} on record.")
    ok = set(hashes) <= signed
    words = "Every" if ok else "Not every"
    yield Check("audit", ok, f"{words} decision on a verdict is on record.")
