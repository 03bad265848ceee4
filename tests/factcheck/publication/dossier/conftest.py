"""A dossier of a fact-check that was published, corrected and reported, on a page that was captured."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from factcheck import pipeline
from factcheck.dossier import export_dossier
from factcheck.evidence import services as evidence
from factcheck.models import Comment
from factcheck.publication import services as publication
from factcheck.publication.dossier import layout
from factcheck.publication.dossier.archive import Entry, write
from factcheck.workflow import services as workflow
from sources.archive import signing_key
from sources.models import Snapshot
from tests.factcheck.publication.cases import Newsroom
from tests.inline import run_jobs

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = "/defense/arms-notification-23-71.html"
WORDS = "$300 million"
_built: list[Any] = []


@dataclass(frozen=True)
class Exported:
    """The files of a dossier by name, and the newsroom's key."""

    files: dict[str, bytes]
    key: Ed25519PrivateKey

    def changed(self, name: str, change: Callable[[bytes], bytes]) -> Exported:
        return replace(self, files={**self.files, name: change(self.files[name])})

    def with_json(self, name: str, change: Callable[[Any], Any]) -> Exported:
        def rewrite(data: bytes) -> bytes:
            value = json.loads(data)
            change(value)
            return json.dumps(value).encode()

        return self.changed(name, rewrite)

    def without(self, name: str) -> Exported:
        return replace(self, files={key: data for key, data in self.files.items() if key != name})

    def as_it_is(self, path: Path) -> Path:
        """Somebody without the key: the index stays as it was."""
        with zipfile.ZipFile(path, "w") as bundle:
            for name, data in self.files.items():
                bundle.writestr(name, data)
        return path

    def signed_again(self, path: Path, key: Ed25519PrivateKey | None = None) -> Path:
        """Somebody with a key: index and signature fit what the files hold now."""
        own = {layout.INDEX, layout.SIGNATURE, layout.KEY}
        kept = {name: data for name, data in self.files.items() if name not in own}
        entries = [Entry(name, partial(io.BytesIO, data)) for name, data in kept.items()]
        with path.open("wb") as out:
            write(entries, out, about={}, key=key or self.key, now=NOW)
        return path


@pytest.fixture
def exported(request: pytest.FixtureRequest) -> Exported:
    """Built once: what checks it needs no database."""
    if not _built:
        request.getfixturevalue("demo_site")
        _built.append(_build(request.getfixturevalue("newsroom"), request.getfixturevalue("demo_site").base))
    return _built[0]


def checked(newsroom: Newsroom, base: str) -> Any:
    """A published fact-check whose evidence stands on a captured page."""
    claim = newsroom.claim()
    pipeline.add_sources(claims=[claim], addresses=[base + PAGE], by=newsroom.sam)
    run_jobs()
    snapshot = Snapshot.objects.get()
    start = snapshot.readings.get().text.index(WORDS)
    passage = evidence.suggest_by_hand(
        claim=claim, snapshot=snapshot, start=start, end=start + len(WORDS), by=newsroom.sam
    )
    evidence.accept(evidence=passage, stance="contradicts", by=newsroom.sam)
    newsroom.propose(claim.factcheck)
    workflow.sign_off(factcheck=claim.factcheck, by=newsroom.ana)
    return publication.publish(factcheck=claim.factcheck, by=newsroom.ana)


def seal() -> None:
    """Events are sealed as a transaction commits; a test's never does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _build(newsroom: Newsroom, base: str) -> Exported:
    newsroom.sam.invited_by = newsroom.ana
    newsroom.sam.save()
    first = checked(newsroom, base)
    publication.report_error(publication=first, text="It says 15%.", contact="jo@reader.example")
    newsroom.corrected(first)
    workflow.comment(factcheck=first.factcheck, text="Between us.", by=newsroom.sam)
    assert Comment.objects.exists()
    seal()
    out = io.BytesIO()
    export_dossier(factcheck=first.factcheck, out=out, now=NOW)
    with zipfile.ZipFile(out) as bundle:
        return Exported({name: bundle.read(name) for name in bundle.namelist()}, signing_key())
