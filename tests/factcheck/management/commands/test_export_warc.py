"""What was captured leaves as WARC that other people's tools open and find nothing wrong with."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core.management import CommandError, call_command

from sources import services
from sources.fetching.manifest import SignedManifest
from sources.fetching.verification import verify
from sources.models import Snapshot
from sources.services.capturing import Captured
from tests.factories import a_claim, a_journalist, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
PAGES = ("/law/relations-act.html", "/news/taiwan-summit")
OPERATIONS = Path(__file__).resolve().parents[4] / "docs" / "operations.md"
WARCIO = Path(sys.executable).parent / "warcio"


@pytest.fixture
def snapshots(demo_site) -> list[Snapshot]:
    """The second page answers with a redirect: its WARC holds two requests and two answers."""
    return [captured(demo_site.base + path) for path in PAGES]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the page's commands need openssl")
def test_a_folder_of_captures_is_checked_by_the_documented_commands_and_a_forgery_is_not(snapshots, tmp_path):
    folder = tmp_path / "captures"
    export(snapshot=[one.pk for one in snapshots], folder=folder)
    [commands] = re.findall(r"^```bash\n(.*?)^```", OPERATIONS.read_text("utf-8"), re.DOTALL | re.MULTILINE)

    def check() -> str:
        done = subprocess.run(
            ["bash", "-c", commands], cwd=folder, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout

    assert check().count("Signature Verified Successfully") == check().count(": OK") == 2
    manifest = folder / f"snapshot-{snapshots[0].pk}.manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"status":200', '"status":201'), "utf-8")
    (folder / f"snapshot-{snapshots[1].pk}.warc.gz").write_bytes(b"something else")
    assert check().count("Signature Verified Successfully") == 1
    assert ": OK" not in check()


def captured(address: str) -> Snapshot:
    source = services.add_source(address=address, by=None)
    found = services.fetch(source)
    assert isinstance(found, Captured)
    return services.record_fetch(source=source, captured=found, job_id=None, attempt=1).snapshot


def export(**options: object) -> str:
    out = io.StringIO()
    call_command("export_warc", stdout=out, **options)
    return out.getvalue()


def warcio(*arguments: object) -> str:
    done = subprocess.run(
        [WARCIO, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def indexed(path: Path) -> list[dict[str, str]]:
    lines = warcio("index", "--fields", "warc-type,warc-target-uri,http:status", path).splitlines()
    return [json.loads(line) for line in lines]


def test_one_warc_of_many_captures_is_opened_by_warcio(snapshots, tmp_path):
    path = tmp_path / "all.warc.gz"
    assert export(snapshot=[one.pk for one in snapshots], into=path).startswith("2 captures")

    assert "fail" not in warcio("check", "--verbose", path)
    records = indexed(path)
    assert [record["warc-type"] for record in records].count("warcinfo") == 2
    answers = [
        (record["warc-target-uri"], record["http:status"])
        for record in records
        if record["warc-type"] == "response"
    ]
    assert answers[0] == (snapshots[0].address, "200")
    assert answers[-1] == (snapshots[1].address, "200")
    assert len(answers) >= 2


def test_a_damaged_warc_is_what_warcio_finds(snapshots, tmp_path):
    path = tmp_path / "all.warc.gz"
    export(snapshot=[snapshots[0].pk], into=path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    done = subprocess.run([WARCIO, "check", path], capture_output=True, check=False, timeout=60)
    assert done.returncode != 0


def test_a_folder_holds_each_capture_with_what_proves_it(snapshots, tmp_path):
    folder = tmp_path / "export"
    export(source=[one.source_id for one in snapshots], folder=folder)

    key = load_pem_public_key((folder / "newsroom.pem").read_bytes())
    for snapshot in snapshots:
        warc = folder / f"snapshot-{snapshot.pk}.warc.gz"
        warcio("check", warc)
        signed = SignedManifest.from_bytes((folder / f"snapshot-{snapshot.pk}.manifest.json").read_bytes())
        with warc.open("rb") as file:
            assert verify(file, signed, public_keys=[key]).ok


def test_a_claim_brings_what_its_evidence_quotes(snapshots, tmp_path):
    sam = a_journalist()
    claim = a_claim(article=an_article(by=sam), by=sam)
    some_evidence(claim=claim, snapshot=snapshots[1])
    path = tmp_path / "claim.warc.gz"
    assert export(claim=[claim.pk], into=path).startswith("1 captures")
    assert any(record.get("warc-target-uri") == snapshots[1].address for record in indexed(path))


def test_what_is_there_is_never_written_over(snapshots, tmp_path):
    path = tmp_path / "mine.warc.gz"
    path.write_text("mine")
    with pytest.raises(CommandError, match="there already"):
        export(snapshot=[snapshots[0].pk], into=path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("place", ["into", "folder"])
def test_a_capture_that_the_archive_lost_leaves_no_half_an_export(snapshots, tmp_path, place):
    lost = a_snapshot()
    path = tmp_path / "half"
    with pytest.raises(CommandError, match="does not hold this file any more"):
        export(snapshot=[snapshots[0].pk, lost.pk], **{place: path})
    assert not path.exists()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"snapshot": [999_999]}, "No snapshot 999999"),
        ({"claim": [999_998]}, "No claim 999998"),
        ({}, "There is no capture"),
    ],
)
def test_what_is_not_there_is_named(tmp_path, asked, why):
    with pytest.raises(CommandError, match=why):
        export(into=tmp_path / "none.warc.gz", **asked)
