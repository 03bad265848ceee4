from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from warcio.archiveiterator import ArchiveIterator

from sources.fetching.archive import Capture, write_capture
from sources.fetching.http import get
from sources.fetching.manifest import SignedManifest
from sources.fetching.storage import DiskStore
from sources.fetching.types import Fetched, FetchPolicy, Outcome, Validators
from sources.fetching.verification import Verification, verify
from tests.fakes.web import Asked, Page, Web

POLICY = FetchPolicy(contact="mail@newsroom.example", delay_seconds=0)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TEXT = b"<!doctype html><title>A page</title><p>Some words.</p>" * 20


def unchanged(asked: Asked) -> Page:
    return Page(status=304) if "If-None-Match" in asked.headers else Page(TEXT)


SITE = {
    "/start": Page(b"Moved.", status=301, headers=(("Location", "/packed"),)),
    "/packed": Page(
        gzip.compress(TEXT, mtime=0), headers=(("Content-Encoding", "gzip"), ("X-Name", "Gr\xf6\xdfe"))
    ),
    "/unchanged": unchanged,
    "/gone": Page(b"No longer here.", status=410),
}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web({"example.org": SITE}) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path)


def fetch(web: Web, path: str, validators: Validators | None = None) -> Fetched:
    return get(web.address("example.org", path), policy=POLICY, gate=web.gate, validators=validators)


def capture(fetched: Fetched, store: DiskStore) -> Capture:
    return write_capture(fetched, store=store, key=KEY, software=POLICY.user_agent, now=NOW)


def records(store: DiskStore, name: str) -> list[tuple[str, dict[str, str], bytes]]:
    with store.open(name) as file:
        return [
            (record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read())
            for record in ArchiveIterator(file, no_record_parse=True)
        ]


def test_holds_every_hop_as_it_went_over_the_wire(web: Web, store: DiskStore) -> None:
    fetched = fetch(web, "/start")
    kept = records(store, capture(fetched, store).warc_name)

    assert [kind for kind, _, _ in kept] == ["warcinfo", "response", "request", "response", "request"]
    assert [block for _, _, block in kept[1:]] == [
        block for hop in fetched.hops for block in (hop.response, hop.request)
    ]
    assert gzip.decompress(kept[3][2].split(b"\r\n\r\n", 1)[1]) == TEXT


def test_names_address_ip_and_sha256_of_every_record(web: Web, store: DiskStore) -> None:
    for _, headers, _ in records(store, capture(fetch(web, "/start"), store).warc_name)[1:]:
        assert headers["WARC-Target-URI"].startswith("http://example.org:")
        assert headers["WARC-IP-Address"] == "127.0.0.1"
        assert headers["WARC-Block-Digest"].startswith("sha256:")


@pytest.mark.parametrize("path", ["/start", "/packed", "/gone"])
def test_warcio_itself_finds_nothing_wrong(web: Web, store: DiskStore, tmp_path: Path, path: str) -> None:
    name = capture(fetch(web, path), store).warc_name
    warcio = Path(sys.executable).with_name("warcio")

    done = subprocess.run(
        [warcio, "check", "-v", tmp_path / name], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    assert "digest pass" in done.stdout
    assert "failed" not in done.stdout


def test_an_answer_of_not_modified_is_a_revisit(web: Web, store: DiskStore) -> None:
    fetched = fetch(web, "/unchanged", Validators(etag='"v1"'))
    assert fetched.outcome is Outcome.NOT_MODIFIED

    kind, headers, _ = records(store, capture(fetched, store).warc_name)[1]

    assert kind == "revisit"
    assert headers["WARC-Profile"].endswith("server-not-modified")


def test_an_answer_that_was_cut_says_so(web: Web, store: DiskStore) -> None:
    fetched = fetch(web, "/packed")
    cut = replace(fetched, hops=(replace(fetched.hops[0], cut="time"),))

    assert records(store, capture(cut, store).warc_name)[1][1]["WARC-Truncated"] == "time"


def test_is_stored_by_what_it_contains(web: Web, store: DiskStore, tmp_path: Path) -> None:
    done = capture(fetch(web, "/packed"), store)
    digest = done.warc_sha256

    assert done.warc_name == f"sha256/{digest[:2]}/{digest[2:4]}/{digest}.warc.gz"
    assert (tmp_path / done.warc_name).stat().st_size == done.warc_bytes
    assert (tmp_path / done.manifest_name).read_bytes() == done.manifest.as_bytes()


def test_nothing_that_came_is_nothing_to_archive(web: Web, store: DiskStore) -> None:
    fetched = Fetched(address="x", final_address="x", outcome=Outcome.DNS_FAILED)

    with pytest.raises(ValueError, match="nothing to archive"):
        capture(fetched, store)


def test_verifies_from_its_two_files_alone(web: Web, store: DiskStore, tmp_path: Path) -> None:
    done = capture(fetch(web, "/start"), store)
    signed = SignedManifest.from_bytes((tmp_path / done.manifest_name).read_bytes())

    found = checked((tmp_path / done.warc_name).read_bytes(), signed)

    assert found.ok, found.checks
    assert len(found.checks) == 6
    assert "have not changed since they were signed" in found.proves


def test_sees_any_byte_that_was_changed(web: Web, store: DiskStore, tmp_path: Path) -> None:
    done = capture(fetch(web, "/start"), store)
    good = (tmp_path / done.warc_name).read_bytes()

    for place in range(0, len(good), 37):
        bad = bytearray(good)
        bad[place] ^= 1
        assert not checked(bytes(bad), done.manifest).ok


@pytest.mark.parametrize(
    "bad", [b"", b"not a WARC", b"\x1f\x8b", gzip.compress(b"WARC/1.1\r\n\r\n", mtime=0)]
)
def test_a_file_that_is_no_warc_fails_and_does_not_raise(web: Web, store: DiskStore, bad: bytes) -> None:
    assert not checked(bad, capture(fetch(web, "/packed"), store).manifest).ok


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "http://example.org/other"),
        ("archived_at", "2020-01-01T00:00:00.000000+00:00"),
        ("status", 404),
        ("hops", []),
        ("hops", "nonsense"),
        ("format", "other/1"),
        ("extra", 0.5),
    ],
)
def test_sees_a_manifest_that_was_changed(
    web: Web, store: DiskStore, tmp_path: Path, field: str, value: object
) -> None:
    done = capture(fetch(web, "/packed"), store)
    changed = replace(done.manifest, content={**done.manifest.content, field: value})

    found = checked((tmp_path / done.warc_name).read_bytes(), changed)

    assert {"manifest hash", "signature"} <= {check.name for check in found.checks if not check.ok}


def test_a_manifest_signed_by_somebody_else_is_not_ours(web: Web, store: DiskStore, tmp_path: Path) -> None:
    done = write_capture(
        fetch(web, "/packed"),
        store=store,
        key=Ed25519PrivateKey.generate(),
        software=POLICY.user_agent,
        now=NOW,
    )

    found = checked((tmp_path / done.warc_name).read_bytes(), done.manifest)

    assert [check.name for check in found.checks if not check.ok] == ["signature"]


def test_a_manifest_names_the_one_before_it(web: Web, store: DiskStore) -> None:
    first = capture(fetch(web, "/packed"), store).manifest
    second = write_capture(
        fetch(web, "/packed"), store=store, key=KEY, software="x", now=NOW, previous=first.sha256
    )

    assert second.manifest.content["previous"] == first.sha256


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", json.dumps({"manifest": 1}).encode()])
def test_refuses_a_file_that_is_no_manifest(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"give the \.manifest\.json"):
        SignedManifest.from_bytes(data)


def checked(warc: bytes, signed: SignedManifest) -> Verification:
    return verify(
        io.BytesIO(warc), signed, public_keys=[Ed25519PrivateKey.generate().public_key(), KEY.public_key()]
    )
