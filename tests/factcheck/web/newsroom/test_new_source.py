"""A journalist hands in what has no address, beside adding sources by theirs; no other desk finds it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Origin
from factcheck.models import Evidence
from jobs.models import Job
from sources.models import Snapshot, Source
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_claim, a_reviewer, an_article
from tests.inline import run_jobs
from tests.sources.fetching.reading.test_documents import locked_pdf, pdf, words, zip_bomb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_archive")]
TOLD = "The treasurer told us that spending on roads rose 15% in 2023."
GIVEN = {
    "form": "interview",
    "title": "Interview with the treasurer",
    "publisher": "Jo Roe",
    "dated": "2026-03-14",
    "kind": "primary",
    "transcript": TOLD,
    "note": "By telephone, Sam asked.",
    "claim": "",
}


@pytest.fixture
def claim(sam):
    return article_with(1, by=sam).claims.get()


@pytest.fixture
def sams(client_of, sam):
    return client_of(sam)


def hand_in(client, of, **values: Any):
    return client.post(reverse("new-source", args=[of.article_id]), {**GIVEN, **values})


def shown(client, name: str, pk: int) -> str:
    answer = client.get(reverse(name, args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_ways_to_add_sources_lead_to_it(sams, claim):
    address = reverse("new-source", args=[claim.article_id])
    page = sams.get(reverse("workbench", args=[claim.article_id]), {"claim": claim.pk}).content.decode()
    assert f'href="{address}"' in page
    assert f'href="{address}?claim={claim.pk}"' in page
    assert f'<option value="{claim.pk}" selected' in sams.get(address, {"claim": claim.pk}).content.decode()


def test_it_is_archived_read_and_judged_as_any_source(sams, claim, sam):
    answer = hand_in(sams, claim, claim=claim.pk)
    assert answer["Location"] == f"{reverse('workbench', args=[claim.article_id])}?claim={claim.pk}"
    run_jobs()
    bench = sams.get(answer["Location"]).content.decode()
    for told in (
        "The treasurer told us",
        "Jo Roe",
        "Interview, 14 March 2026",
        "handed in",
        "Interview with the treasurer",
    ):
        assert told in bench, told
    suggested = Evidence.objects.get(exact=TOLD)
    sams.post(reverse("accept", args=[suggested.pk]), {"stance": "contradicts"})
    assert suggested in Evidence.objects.accepted()


def test_its_pages_say_what_it_is_and_lead_to_no_address(sams, claim):
    hand_in(sams, claim)
    run_jobs()
    source, snapshot = Source.objects.get(address=None), Snapshot.objects.get(source__address=None)
    pages = [
        shown(sams, "source", source.pk),
        shown(sams, "snapshot", snapshot.pk),
        sams.get(reverse("sources")).content.decode(),
    ]
    for page in pages:
        assert "Interview, 14 March 2026" in page
        assert "urn:source" not in page
        assert 'href=""' not in page
    assert reverse("fetch-again", args=[source.pk]) not in pages[0]
    assert reverse("use-archived-copy", args=[source.pk]) not in pages[0]
    assert "typed or pasted by the person who handed them in" in pages[1]
    assert "By telephone, Sam asked." in pages[1]
    assert "Handed in by Sam." in pages[1]


def test_how_its_reading_goes_is_told_on_its_page(sams, claim):
    hand_in(sams, claim)
    source = Source.objects.get(address=None)
    assert "<dd>Reading</dd>" in shown(sams, "source", source.pk)
    job = Job.objects.filter(kind="read_snapshot")
    job.update(state="failed", cause="The archive's disk is gone.", finished_at=timezone.now())
    page = shown(sams, "source", source.pk).replace("&#x27;", "'")
    assert "<dd>Failed: The archive's disk is gone.</dd>" in page
    assert "Hand in another file or text" in page


def test_for_every_claim_of_the_article_unless_one_is_chosen(sams, sam):
    article = article_with(3, by=sam)
    hand_in(sams, article.claims.first())
    assert Source.objects.get(address=None).leads.count() == 3


def test_an_article_without_claims_says_so(sams, sam):
    article = an_article(by=sam)
    answer = sams.post(reverse("new-source", args=[article.pk]), GIVEN)
    assert answer.status_code == 422
    assert "There is no claim to check yet" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"form": ""}, "Choose what it is."),
        ({"title": ""}, "Write a title"),
        ({"publisher": ""}, "Say who stands behind it"),
        ({"note": ""}, "Say how it reached you"),
        ({"dated": "last May"}, "2026-03-14, 2026-03 or 2026"),
        ({"transcript": ""}, "Choose a file, or type or paste"),
        ({"file": ("a.pdf", pdf(b"")), "transcript": ""}, "If it is a scan, type the words"),
        ({"file": ("a.pdf", locked_pdf()), "transcript": ""}, "locked with a password"),
        ({"file": ("a.docx", zip_bomb()), "transcript": ""}, "larger when unpacked"),
        ({"file": ("a.txt", b"\x7fELF\x00\x01"), "transcript": ""}, "This kind of file"),
        ({"file": ("a.txt", b""), "transcript": ""}, "The file is empty"),
        ({"file": ("a.pdf", pdf(words(TOLD)))}, "The file has words of its own"),
        ({"claim": "999999"}, "not one of the available choices"),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(sams, claim, values, sentence):
    if file := values.get("file"):
        values = {**values, "file": SimpleUploadedFile(*file)}
    answer = hand_in(sams, claim, **values)
    page = answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 422
    assert sentence in page
    assert GIVEN["dated"] in page or "last May" in page
    assert not Source.objects.filter(address=None).exists()


def test_whoever_chose_a_file_is_told_to_choose_it_again(sams, claim):
    file = SimpleUploadedFile("a.pdf", pdf(words(TOLD)))
    answer = hand_in(sams, claim, title="", transcript="", file=file)
    assert "Choose the file again" in answer.content.decode()


def test_a_file_above_the_limit_is_refused_without_being_read_whole(sams, claim, monkeypatch):
    file = SimpleUploadedFile("a.txt", b"word " * 10_400_000)
    answer = hand_in(sams, claim, transcript="", file=file)
    assert answer.status_code == 422
    assert "larger than 50 MB" in answer.content.decode()


def test_a_nul_in_the_title_is_refused(sams, claim):
    assert hand_in(sams, claim, title="a\0b").status_code == 400
    assert not Source.objects.filter(address=None).exists()


def test_another_desk_finds_no_trace_of_it(sams, claim, client_of, stranger):
    hand_in(sams, claim)
    run_jobs()
    source, snapshot = Source.objects.get(address=None), Snapshot.objects.get(source__address=None)
    theirs = client_of(stranger)
    own = a_claim(article=an_article(by=stranger), by=stranger)

    assert hand_in(theirs, claim).status_code == 404
    for name, pk in [
        ("new-source", claim.article_id),
        ("source", source.pk),
        ("compare-snapshots", source.pk),
        ("snapshot", snapshot.pk),
        ("snapshot-original", snapshot.pk),
        ("snapshot-warc", snapshot.pk),
    ]:
        assert theirs.get(reverse(name, args=[pk])).status_code == 404, name
    for name, pk in [
        ("correct-source", source.pk),
        ("upload-copy", source.pk),
        ("use-archived-copy", source.pk),
        ("fetch-again", source.pk),
        ("use-as-evidence", snapshot.pk),
    ]:
        assert theirs.post(reverse(name, args=[pk]), {"claim": own.pk}).status_code == 404, name
    assert "Interview" not in theirs.get(reverse("sources")).content.decode()


def test_whose_desk_reads_it_too_may_see_it(sams, claim, client_of, stranger):
    hand_in(sams, claim)
    source = Source.objects.get(address=None)
    own = a_claim(article=an_article(by=stranger), by=stranger)
    evidence.add_lead(claim=own, source=source, origin=Origin.PERSON)
    assert client_of(stranger).get(reverse("source", args=[source.pk])).status_code == 200


def test_a_wrong_file_is_replaced_and_what_was_quoted_from_it_says_so(sams, claim):
    hand_in(sams, claim, claim=claim.pk)
    run_jobs()
    old, source = Snapshot.objects.get(source__address=None), Source.objects.get(address=None)
    right = SimpleUploadedFile("right.txt", b"Spending on roads rose 14% in 2023, the treasurer wrote later.")
    answer = sams.post(reverse("upload-copy", args=[source.pk]), {"note": "The right one.", "file": right})
    assert answer["Location"] == reverse("source", args=[source.pk])
    run_jobs()
    assert "Another file was handed in since" in shown(sams, "snapshot", old.pk)
    assert "Another file was handed in since" not in shown(sams, "snapshot", Snapshot.objects.latest("pk").pk)
    bench = sams.get(reverse("workbench", args=[claim.article_id]), {"claim": claim.pk}).content.decode()
    assert bench.count("Another file was handed in since") == 1
    assert "the treasurer wrote later" in bench


def test_what_is_said_of_it_is_corrected_and_that_is_undone(sams, claim):
    hand_in(sams, claim)
    source = Source.objects.get(address=None)
    before = {name: GIVEN[name] for name in ("title", "kind", "form", "publisher", "dated")}
    changed = {**before, "publisher": "Jo Rowe", "dated": "2026-03", "form": "document"}
    sams.post(reverse("correct-source", args=[source.pk]), changed)
    page = shown(sams, "source", source.pk)
    assert "Jo Rowe · Document, March 2026" in page
    assert 'name="publisher" value="Jo Roe"' in page
    answer = sams.post(reverse("correct-source", args=[source.pk]), {**changed, "dated": "soon"})
    assert answer.status_code == 422
    assert 'value="soon"' in answer.content.decode()


def test_a_reviewer_of_the_desk_sees_it_in_the_admin_and_no_other_does(sams, claim, client_of, sam, stranger):
    hand_in(sams, claim)
    pages = {
        "source": Source.objects.get(address=None).pk,
        "snapshot": Snapshot.objects.get(source__address=None).pk,
        "publisher": Source.objects.get(address=None).publisher_id,
    }
    ana = a_reviewer("rae", desk=sam.desks.get())
    other = a_reviewer("lou", desk=stranger.desks.get())
    User.objects.update(is_staff=True)
    for model, pk in pages.items():
        change, listed = (f"admin:sources_{model}_{page}" for page in ("change", "changelist"))
        assert client_of(ana).get(reverse(change, args=[pk])).status_code == 200, model
        assert client_of(other).get(reverse(change, args=[pk])).status_code == 404, model
        told = "Jo Roe" if model == "publisher" else GIVEN["title"]
        assert told in client_of(ana).get(reverse(listed)).content.decode(), model
        assert told not in client_of(other).get(reverse(listed)).content.decode(), model
