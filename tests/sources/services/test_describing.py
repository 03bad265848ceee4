"""A source without an address says what it is, whose, from when and how it came; that can be put right."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from sources import services
from sources.exceptions import BadAddress, BadSource
from sources.models import Publisher, Source

pytestmark = pytest.mark.django_db
CALL = {
    "form": "interview",
    "title": "Interview with the harbour master",
    "publisher": "Ann Lee",
    "note": "By telephone, recorded with her consent.",
    "dated": "2026-03-14",
}


def add(**values: str) -> Source:
    described = services.Description(**{**CALL, **values})
    return services.add_source_without_address(described=described, by=None)


def test_it_is_kept_as_it_was_described_and_never_fetched() -> None:
    source = add(title=" Interview  with the harbour master ")
    source.refresh_from_db()
    assert (source.form, source.title, source.dated) == ("interview", CALL["title"], "2026-03-14")
    assert source.publisher is not None and (source.publisher.name, source.publisher.site) == (
        "Ann Lee",
        None,
    )
    with pytest.raises(BadAddress, match="Hand in a file instead"):
        services.request_fetch(source=source)
    services.follow(source=source)
    source.refresh_from_db()
    assert source.next_fetch_at is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("form", "web_page", "interview, a document, an e-mail, a book or a data set"),
        ("form", "rumour", "Choose whether"),
        ("title", " ", "only its title says so"),
        ("title", "x" * 501, "at most 500"),
        ("publisher", "\t", "a person or an organisation"),
        ("publisher", "x" * 201, "at most 200"),
        ("dated", "14.3.2026", "2026-03-14, 2026-03 or 2026"),
        ("dated", "2026-02-30", "2026-03-14, 2026-03 or 2026"),
        ("dated", "2026-13", "2026-03-14, 2026-03 or 2026"),
        ("note", "", "how it reached you"),
        ("note", "x" * 2001, "at most 2000"),
        ("kind", "best", "what kind of source"),
    ],
)
def test_what_it_lacks_is_said_with_the_field(field: str, value: str, sentence: str) -> None:
    with pytest.raises(BadSource, match=sentence) as refusal:
        add(**{field: value})
    assert refusal.value.field == field
    assert not Source.objects.exists()


@pytest.mark.parametrize("dated", ["", "2026", "2026-03", " 2026-03-14 "])
def test_a_date_may_be_a_day_a_month_a_year_or_unknown(dated: str) -> None:
    assert add(dated=dated).dated == dated.strip()


def test_who_stands_behind_it_is_one_however_the_name_is_written() -> None:
    page = services.add_source(address="https://stats.example/a", by=None)
    assert page.publisher is not None
    assert add(publisher="Stats.example").publisher == page.publisher
    Publisher.objects.filter(pk=page.publisher.pk).update(name="Office of Statistics")
    assert add(publisher="office of statistics").publisher == page.publisher
    assert add(publisher="Ann Lee").publisher == add(publisher="ann  lee").publisher
    assert Publisher.objects.count() == 2


def test_everything_that_is_said_of_it_can_be_put_right() -> None:
    source = services.correct_source(
        source=add(), title="Minutes", form="document", publisher="Port", dated="2026", kind="primary"
    )
    source.refresh_from_db()
    said = (source.title, source.form, str(source.publisher), source.dated, source.kind)
    assert said == ("Minutes", "document", "Port", "2026", "primary")


@pytest.mark.parametrize("field", ["form", "publisher", "dated"])
def test_a_pages_address_says_what_it_is_and_whose(field: str) -> None:
    page = services.add_source(address="https://stats.example/a", by=None)
    with pytest.raises(BadSource, match="A page's address says") as refusal:
        services.correct_source(source=page, **{field: "2026"})
    assert refusal.value.field == field


def test_the_database_refuses_a_date_that_no_calendar_has_and_two_of_one_name() -> None:
    with pytest.raises(IntegrityError, match="source_dated"), transaction.atomic():
        Source.objects.filter(pk=add().pk).update(dated="soon")
    add()
    with pytest.raises(IntegrityError, match="publisher_without_site"), transaction.atomic():
        Publisher.objects.create(name="ANN LEE")
