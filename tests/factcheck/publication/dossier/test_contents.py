import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from factcheck.dossier import export_dossier
from factcheck.exceptions import Incomplete
from factcheck.models import Publication
from factcheck.publication.dossier.verify import verify_dossier
from tests.factcheck.publication.dossier.conftest import NOW, checked, seal

pytestmark = pytest.mark.django_db


def test_holds_all_that_is_behind_the_verdict(exported):
    names = set(exported.files)
    assert {"article/version-1.txt", "claim/claim.json", "workflow/signed.json", "report.html"} <= names
    assert sum(name.endswith("capture.warc.gz") for name in names) == 1
    publications = json.loads(exported.files["publication/publications.json"])
    assert [one["version"] for one in publications] == [1, 2]
    report = exported.files["report.html"].decode()
    for words in ["Spending on roads doubled in 2025.", "$300 million", "Ana", "The accounts were revised."]:
        assert words in report


def test_says_beside_a_sign_off_who_of_the_two_invited_the_other(exported):
    sentence = "Ana invited Sam to this newsroom."
    verdicts = json.loads(exported.files["workflow/verdicts.json"])
    assert {one["acquainted"] for verdict in verdicts for one in verdict["signoffs"]} == {sentence}
    assert exported.files["report.html"].decode().count(sentence) == sum(
        len(verdict["signoffs"]) for verdict in verdicts
    )


def test_keeps_readers_contacts_and_the_desks_talk_out_of_it(exported):
    everything = b"".join(exported.files.values())
    assert b"It says 15%." in everything
    assert b"jo@reader.example" not in everything
    assert b"Between us." not in everything


def test_another_cases_events_are_not_in_it_but_their_seals_are(exported):
    events = [json.loads(line) for line in exported.files["audit/events.jsonl"].splitlines()]
    links = exported.files["audit/seals.jsonl"].splitlines()[1:]
    assert {event["table"] for event in events} >= {"audit_claimevent", "audit_signoffevent"}
    assert "audit_userevent" not in {event["table"] for event in events}
    assert len(links) > len(events)


def test_nothing_is_exported_before_there_is_a_verdict(newsroom):
    with pytest.raises(Incomplete, match="Nobody has proposed a verdict yet"):
        export_dossier(factcheck=newsroom.open(), out=io.BytesIO(), now=NOW)


def test_a_capture_that_the_archive_lost_is_named(newsroom, own_archive):
    factcheck = newsroom.published().factcheck
    with pytest.raises(Incomplete, match="no longer holds the capture of"):
        export_dossier(factcheck=factcheck, out=io.BytesIO(), now=NOW)


def test_one_command_writes_it_and_another_checks_it(newsroom, demo_site, tmp_path, capsys):
    publication = checked(newsroom, demo_site.base)
    seal()
    path = tmp_path / "dossier.zip"
    call_command("export_dossier", publication.slug, into=path)
    call_command("verify_dossier", path, quiet=True)
    assert "The dossier holds." in capsys.readouterr().out
    with pytest.raises(CommandError, match="there already"):
        call_command("export_dossier", str(publication.factcheck_id), into=path)
    with pytest.raises(CommandError, match="There is no fact-check “nowhere”"):
        call_command("export_dossier", "nowhere")


def test_a_reviewer_gets_it_by_one_button(client, newsroom, demo_site, tmp_path):
    publication = checked(newsroom, demo_site.base)
    seal()
    address = reverse("admin:factcheck_publication_dossier", args=[publication.pk])
    client.force_login(newsroom.ana)
    newsroom.ana.is_staff = True
    newsroom.ana.save()
    page = reverse("admin:factcheck_publication_change", args=[publication.pk])
    assert address in client.get(page).content.decode()
    response = client.get(address)
    path = tmp_path / "dossier.zip"
    path.write_bytes(b"".join(response.streaming_content))
    assert verify_dossier(path).ok
    assert zipfile.ZipFile(path).testzip() is None


def test_another_desks_reviewer_does_not_get_it(client, newsroom, demo_site):
    publication = checked(newsroom, demo_site.base)
    newsroom.lou.is_staff = True
    newsroom.lou.save()
    client.force_login(newsroom.lou)
    address = reverse("admin:factcheck_publication_dossier", args=[publication.pk])
    assert client.get(address).status_code == 404
    assert Publication.objects.filter(pk=publication.pk).exists()
