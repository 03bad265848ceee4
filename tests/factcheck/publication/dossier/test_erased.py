"""A dossier whose evidence rests on a capture that was erased says so, and still holds."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from factcheck.dossier import export_dossier
from factcheck.erasing import erase
from factcheck.publication.dossier import layout
from factcheck.publication.dossier.verify import verify_dossier
from sources.archive import signing_key
from sources.models import Snapshot
from tests.factcheck.publication.dossier.conftest import NOW, Exported, checked, seal
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[False, True], ids=["quoted", "blanked"])
def erased(request, newsroom, demo_site) -> Exported:
    published = checked(newsroom, demo_site.base)
    erase(
        snapshot=Snapshot.objects.get(), by=newsroom.kim, blank_quotes=request.param,
        reason="It named a child.", basis="Art. 17 GDPR", demanded_by="A court",
    )  # fmt: skip
    run_jobs()
    seal()
    out = io.BytesIO()
    export_dossier(factcheck=published.factcheck, out=out, now=NOW)
    with zipfile.ZipFile(out) as bundle:
        return Exported({name: bundle.read(name) for name in bundle.namelist()}, signing_key())


def test_it_holds_the_manifest_alone_and_says_why(erased, tmp_path):
    assert any(name.endswith("/manifest.json") for name in erased.files)
    assert not any(name.endswith("capture.warc.gz") for name in erased.files)
    assert "It named a child." in erased.files["report.html"].decode()
    found = verify_dossier(erased.as_it_is(tmp_path / "d.zip"))
    assert found.ok, [check.found for check in found.checks if not check.ok]
    told = [check.found for check in found.checks]
    assert any("was erased on" in words and "It named a child." in words for words in told)


def test_an_erasure_that_is_not_on_record_is_told(erased, tmp_path):
    made_up = erased.with_json(layout.EVIDENCE, lambda value: value[0]["erased"].update(snapshot=-1))
    found = verify_dossier(made_up.signed_again(tmp_path / "d.zip"))
    assert [check.found for check in found.checks if not check.ok] == [
        f"That {json.loads(erased.files[layout.EVIDENCE])[0]['capture']} was erased is not on record."
    ]
