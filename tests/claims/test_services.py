"""Articles are kept as they came, claims stand in their exact words, and people's work stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from claims import services
from claims.exceptions import BadAnchor, BadArticle, BadClaim
from claims.extraction.types import ExtractedClaim, ExtractedSentence, Extraction, Speaker
from claims.models import Article, Claim
from tests.factories import a_journalist, an_article

pytestmark = pytest.mark.django_db
TEXT = "Ana Vale said taxes fell 3% in 2023. Bridges, 桥 and 🌉, were built. Taxes fell again."
QUOTE = "taxes fell 3% in 2023"


@pytest.fixture
def article() -> Article:
    return an_article(by=a_journalist(), text=TEXT)


def found(text: str = "Taxes fell 3% in 2023.", *, quote: str = QUOTE) -> ExtractedClaim:
    start = TEXT.index(quote)
    return ExtractedClaim(
        text=text,
        quote=quote,
        prefix=TEXT[max(0, start - 32) : start],
        suffix=TEXT[start + len(quote) :][:32],
        start=start,
        end=start + len(quote),
        kind="quantity",
        speaker=Speaker(name="Ana Vale", start=0, end=8),
        cue=(9, 13),
        when=(),
        quantities=(),
        entities=(),
        checkworthiness=0.9,
        reasons=("a number",),
        ambiguous=(),
        group=0,
    )


def extraction(*claims: ExtractedClaim) -> Extraction:
    sentence = ExtractedSentence(start=0, end=len(TEXT), checkworthiness=0.9, set_aside=None)
    return Extraction(
        language="en", claims=claims, attributions=(), sentences=(sentence,), notices=("Note.",)
    )


def record(article: Article, *claims: ExtractedClaim) -> list[Claim]:
    return services.record_extraction(version=article.current_version, extraction=extraction(*claims))


def test_stores_a_claim_in_the_articles_exact_words(article: Article) -> None:
    [claim] = record(article, found(), found("Bridges were built.", quote="Bridges, 桥 and 🌉, were built"))[
        :1
    ]
    for anchor in (one for claim in article.claims.all() for one in claim.anchors.all()):
        assert TEXT[anchor.start : anchor.end] == anchor.quote
    assert claim.speaker is not None and claim.speaker.name == "Ana Vale"
    assert claim.added_by is None


def test_extracting_twice_adds_nothing(article: Article) -> None:
    record(article, found())
    assert record(article, found()) == []
    assert article.claims.count() == 1
    assert article.current_version.sentences.count() == 1


def test_extracting_again_adds_only_what_is_new(article: Article) -> None:
    record(article, found())
    new = record(article, found(), found("Taxes fell again.", quote="Taxes fell again"))
    assert [claim.text for claim in new] == ["Taxes fell again."]


def test_a_persons_wording_survives_another_extraction(article: Article) -> None:
    [claim] = record(article, found())
    services.edit_claim(claim=claim, text="Taxes fell by 3% in 2023.", by=article.created_by)
    record(article, found())
    claim.refresh_from_db()
    assert (claim.text, claim.extracted_text) == ("Taxes fell by 3% in 2023.", "Taxes fell 3% in 2023.")


def test_notices_and_language_are_kept_on_the_article(article: Article) -> None:
    record(article, found())
    article.refresh_from_db()
    assert (article.language, article.notices) == ("en", ["Note."])


@pytest.mark.parametrize("quote", ["桥 and 🌉", "Taxes fell again.", TEXT[:8], TEXT])
def test_anchors_are_code_points(article: Article, quote: str) -> None:
    start = TEXT.index(quote)
    claim = services.add_claim(
        article=article, start=start, end=start + len(quote), quote=quote, by=article.created_by
    )
    anchor = claim.anchors.get()
    assert (anchor.start, anchor.end, anchor.quote) == (start, start + len(quote), quote)
    assert TEXT.startswith(anchor.prefix + quote + anchor.suffix, start - len(anchor.prefix))


def test_finds_the_words_when_the_offsets_are_off(article: Article) -> None:
    claim = services.add_claim(article=article, start=0, end=5, quote=QUOTE, by=article.created_by)
    assert claim.anchors.get().start == TEXT.index(QUOTE)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 5, "not in the text"), (3, 9, ""), (0, 5, "fell"), (-5, -1, "fell"), (999, 1004, "fell")],
    ids=["absent", "empty", "twice", "negative", "past the end"],
)
def test_refuses_words_that_cannot_be_placed(article: Article, start: int, end: int, quote: str) -> None:
    with pytest.raises(BadAnchor, match="Select them again"):
        services.add_claim(article=article, start=start, end=end, quote=quote, by=article.created_by)
    assert not article.claims.exists()


@pytest.mark.parametrize("values", [{"kind": "nonsense"}])
def test_refuses_a_kind_it_does_not_know(article: Article, values: dict[str, Any]) -> None:
    with pytest.raises(BadClaim, match="nonsense"):
        services.add_claim(
            article=article,
            start=TEXT.index(QUOTE),
            end=TEXT.index(QUOTE) + len(QUOTE),
            quote=QUOTE,
            by=article.created_by,
            **values,
        )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_readers_are_led_to_web_pages_alone(article: Article, address: str) -> None:
    with pytest.raises(BadArticle, match="http"):
        an_article(by=a_journalist("kim"), address=address)
    with pytest.raises(BadArticle, match="http"):
        services.change_details(article=article, title="T", byline="", address=address, published_on=None)
    assert (
        an_article(by=a_journalist("ana"), address=" HTTPS://a.example/x ").address == "HTTPS://a.example/x"
    )


def test_refuses_an_empty_wording(article: Article) -> None:
    [claim] = record(article, found())
    with pytest.raises(BadClaim, match="can't be empty"):
        services.edit_claim(claim=claim, text=" \n", by=article.created_by)


def test_a_version_is_never_edited(article: Article) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        article.versions.update(text="Other words.")


def test_the_database_refuses_a_claim_that_nobody_found(article: Article) -> None:
    with pytest.raises(IntegrityError, match="claim_from_machine_or_person"), transaction.atomic():
        Claim.objects.create(article=article, text="From nowhere.")


def test_a_text_without_a_title_takes_its_first_line() -> None:
    article = an_article(by=a_journalist(), text="\n\n  Bridges open \n\nOn Monday.")
    assert article.title == "Bridges open"
    assert article.current_version.text == "\n\n  Bridges open \n\nOn Monday."
