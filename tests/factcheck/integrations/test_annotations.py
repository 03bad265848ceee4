"""Articles as W3C Web Annotations."""

from __future__ import annotations

import pytest

from claims.arranging import merge_claims
from claims.services import add_version
from factcheck.integrations.annotations import annotation_page
from tests.factcheck.publication.cases import PASSAGE, QUOTE, TEXT, Newsroom, a_snapshot

pytestmark = pytest.mark.django_db
BEFORE = "Über 🙂 roads. " + "x" * 40 + " "


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def page_of(article) -> dict:
    return annotation_page(
        article, address=lambda name, *args: f"https://f.example/{name}/{'/'.join(map(str, args))}/"
    )


def test_a_page_holds_each_claim_by_its_words_and_by_its_place(newsroom):
    claim = newsroom.claim()

    page = page_of(claim.article)

    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["partOf"]["type"], page["partOf"]["total"]) == (
        "AnnotationPage",
        "AnnotationCollection",
        1,
    )
    (item,) = page["items"]
    assert item["type"] == "Annotation"
    assert item["id"].startswith(f"https://f.example/api:claim-detail/{claim.pk}/#")
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("describing", claim.text),
        ("classifying", "unchecked"),
    ]
    assert item["target"]["source"] == "https://paper.example/budget"
    assert item["target"]["state"]["cached"].endswith(f"article-version-detail/{claim.article_id}/1/")
    quote, place = item["target"]["selector"]
    assert quote["exact"] == QUOTE == TEXT[place["start"] : place["end"]]
    assert TEXT.startswith(
        quote["prefix"] + quote["exact"] + quote["suffix"], place["start"] - len(quote["prefix"])
    )


def test_a_signed_off_claim_is_classified_by_its_verdict(newsroom):
    factcheck = newsroom.signed_off()

    (item, _passage) = page_of(factcheck.claim.article)["items"]

    assert item["body"][1]["value"] == "refuted"


def test_a_claim_that_is_checked_with_one_of_another_article_has_its_status_and_passages(newsroom):
    factcheck = newsroom.signed_off()
    joined = newsroom.claim()
    merge_claims(into=factcheck.claim, merged=[joined])

    item, passage = page_of(joined.article)["items"]

    assert item["id"].startswith(f"https://f.example/api:claim-detail/{joined.pk}/#")
    assert item["body"][1]["value"] == "refuted"
    assert passage["body"][0]["source"].endswith(f"claim-detail/{factcheck.claim_id}/")


def test_a_claim_that_was_merged_into_one_of_its_own_article_is_not_told_twice(newsroom):
    kept = newsroom.claim()
    merge_claims(into=kept, merged=[newsroom.claim(kept.article, text="The same once more.")])

    (item,) = page_of(kept.article)["items"]

    assert item["id"].startswith(f"https://f.example/api:claim-detail/{kept.pk}/#")


def test_accepted_passages_stand_where_they_were_read_in_code_points(newsroom):
    claim = newsroom.claim()
    snapshot = a_snapshot(text=BEFORE + PASSAGE + " And more after it, much more than that.")
    from factcheck.evidence import services as evidence

    suggested = evidence.suggest_by_hand(
        claim=claim, snapshot=snapshot, start=len(BEFORE), end=len(BEFORE) + len(PASSAGE), by=newsroom.sam
    )
    assert len(page_of(claim.article)["items"]) == 1
    evidence.accept(evidence=suggested, stance="contradicts", by=newsroom.sam)

    passage = page_of(claim.article)["items"][1]

    quote, place = passage["target"]["selector"]
    assert quote["exact"] == PASSAGE
    assert quote["prefix"] == BEFORE[-32:]
    assert quote["suffix"] == " And more after it, much more than that."[:32]
    assert place == {"type": "TextPositionSelector", "start": len(BEFORE), "end": len(BEFORE) + len(PASSAGE)}
    assert [body.get("value") or body["source"] for body in passage["body"]] == [
        f"https://f.example/api:claim-detail/{claim.pk}/",
        "contradicts",
    ]


def test_only_the_newest_version_is_annotated(newsroom):
    claim = newsroom.claim()
    add_version(article=claim.article, text="Something else was said.", by=newsroom.sam)

    assert page_of(claim.article)["items"] == []
