"""The page of rotten addresses, its CSV, and the desk's figure."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from factcheck.evidence import services as evidence
from sources.models import Source
from tests.factories import a_claim, a_look, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/sources/link-rot/"


def cite(by) -> Source:
    claim = a_claim(article=an_article(by=by), by=by)
    return evidence.accept(evidence=some_evidence(claim=claim), stance="supports", by=by).snapshot.source


def text(answer) -> str:
    return answer.content.decode()


def test_it_says_when_nothing_is_cited_or_rotten(sam, sams):
    assert "Nothing is cited yet" in text(sams.get(PATH))
    cite(sam)
    assert "Nothing is rotten" in text(sams.get(PATH))
    assert "100% of the cited addresses are alive" in text(sams.get("/desk/"))


def test_a_rotten_address_stands_there_with_its_copy(sam, sams):
    source = cite(sam)
    a_look(source, at=datetime(2024, 2, 1, 9, tzinfo=UTC), outcome="gone")
    page = text(sams.get(PATH))
    assert "0 of 1 cited addresses are alive (0%)." in page
    assert "First seen missing in the capture of 1 February 2024, 09:00 UTC." in page
    assert f"/snapshots/{source.snapshots.get().pk}/" in page


def test_the_csv_has_a_row_for_each_and_no_formula(sam, sams):
    source = cite(sam)
    Source.objects.filter(pk=source.pk).update(title="=HYPERLINK(1)")
    a_look(source, at=datetime(2024, 2, 1, 9, tzinfo=UTC), outcome="gone")
    answer = sams.get(PATH, {"format": "csv"})
    [row] = csv.DictReader(text(answer).splitlines())
    assert answer["Content-Type"].startswith("text/csv")
    assert (row["address"], row["title"], row["what"]) == (source.address, "'=HYPERLINK(1)", "gone")


def test_another_desks_citations_are_not_told(sam, stranger, client_of):
    source = cite(sam)
    a_look(source, at=datetime(2024, 2, 1, 9, tzinfo=UTC), outcome="gone")
    assert "Nothing is cited yet" in text(client_of(stranger).get(PATH))
