"""When the text changes, exact words take their claim along; every other claim waits for a person."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims import following, services
from claims.exceptions import BadAnchor, BadArticle, NotWaiting
from claims.models import AnchorFate, Article, ArticleVersion, Claim
from claims.models.fate import FATE_CHOICES
from claims.versions.follow import Fate
from tests.factories import a_claim, a_journalist, an_article

pytestmark = pytest.mark.django_db
TAXES, BRIDGES = "Ana Vale said taxes fell 3% in 2023.", "Bridges, 桥 and 🌉, were built."
VOTE = "The vote is in June."
TEXT = f"{TAXES} {BRIDGES} Nobody was asked about it then. {VOTE}"


@pytest.fixture
def article() -> Article:
    article = an_article(by=a_journalist(), text=TEXT)
    for sentence in (TAXES, BRIDGES, VOTE):
        a_claim(article=article, by=article.created_by, quote=sentence)
    return article


def change(article: Article, text: str) -> ArticleVersion:
    return services.add_version(article=article, text=text, by=article.created_by)


def follow(version: ArticleVersion) -> list[AnchorFate]:
    return following.record_fates(version=version, fates=following.find_fates(version))


def fates(article: Article) -> dict[str, str]:
    version = article.current_version
    return {fate.anchor.quote: fate.fate for fate in AnchorFate.objects.filter(version=version)}


def quotes(version: ArticleVersion) -> list[str]:
    for anchor in version.anchors.all():
        assert version.text[anchor.start : anchor.end] == anchor.quote
    return [anchor.quote for anchor in version.anchors.all()]


def test_exact_words_take_their_claim_along_and_the_rest_waits(article):
    version = change(article, "New first line.\n\n" + TEXT.replace("3%", "4%").replace(" " + VOTE, ""))
    follow(version)
    assert fates(article) == {TAXES: "edited", BRIDGES: "unchanged", VOTE: "deleted"}
    assert quotes(version) == [BRIDGES]
    assert [fate.anchor.quote for fate in following.waiting_of(article)] == [TAXES, VOTE]


def test_the_old_version_keeps_its_anchors(article):
    follow(change(article, "Nothing is left."))
    assert quotes(article.versions.get(number=1)) == [TAXES, BRIDGES, VOTE]


def test_following_twice_adds_nothing(article):
    version = change(article, TEXT.replace("3%", "4%"))
    assert len(follow(version)) == 3
    assert follow(version) == []
    assert len(quotes(version)) == 2


def test_a_person_places_a_claim_and_its_wording_stays(article):
    version = change(article, TEXT.replace("3%", "4%"))
    follow(version)
    fate = following.waiting_of(article).get()
    proposed = fate.places[0]
    quote = version.text[proposed["start"] : proposed["end"]]
    following.place(
        fate=fate, start=proposed["start"], end=proposed["end"], quote=quote, by=article.created_by
    )
    assert quote in quotes(version)
    assert fate.anchor.claim.text == TAXES
    assert not following.waiting_of(article).exists()
    fate.refresh_from_db()
    assert (fate.decision, fate.decided_by) == ("placed", article.created_by)


def test_a_person_leaves_a_claim_out(article):
    follow(change(article, TEXT.replace(" " + VOTE, "")))
    following.leave_out(fate=following.waiting_of(article).get(), by=article.created_by)
    assert not following.waiting_of(article).exists()
    assert fates(article)[VOTE] == "deleted"


def test_what_is_decided_is_decided_once(article):
    follow(change(article, TEXT.replace(" " + VOTE, "")))
    fate = following.waiting_of(article).get()
    following.leave_out(fate=fate, by=article.created_by)
    with pytest.raises(NotWaiting, match="decided already"):
        following.leave_out(fate=fate, by=article.created_by)


def test_a_place_needs_words_of_the_new_text(article):
    follow(change(article, TEXT.replace("3%", "4%")))
    with pytest.raises(BadAnchor):
        following.place(
            fate=following.waiting_of(article).get(), start=0, end=4, quote=TAXES, by=article.created_by
        )
    assert following.waiting_of(article).exists()


def test_words_that_come_back_are_found_again_without_a_person(article):
    follow(change(article, TEXT.replace("3%", "4%")))
    follow(change(article, "Corrected. " + TEXT))
    assert fates(article) == {TAXES: "unchanged", BRIDGES: "unchanged", VOTE: "unchanged"}
    assert not following.waiting_of(article).exists()


def test_what_was_placed_goes_on_from_its_place(article):
    version = change(article, TEXT.replace("3%", "4%"))
    follow(version)
    fate = following.waiting_of(article).get()
    place = fate.places[0]
    following.place(
        fate=fate,
        start=place["start"],
        end=place["end"],
        quote=version.text[place["start"] : place["end"]],
        by=article.created_by,
    )
    newest = change(article, version.text + "\n\nOne more line.")
    follow(newest)
    assert len(quotes(newest)) == 3


def test_what_was_left_out_stays_out(article):
    follow(change(article, TEXT.replace(" " + VOTE, "")))
    following.leave_out(fate=following.waiting_of(article).get(), by=article.created_by)
    newest = change(article, TEXT)
    follow(newest)
    assert quotes(newest) == [TAXES, BRIDGES]


def test_two_changes_before_the_first_was_followed_lose_nobody(article):
    middle = change(article, "Line one. " + TEXT)
    newest = change(article, "Line one. Line two. " + TEXT)
    assert len(follow(newest)) == 3
    assert follow(middle) == []
    assert len(quotes(newest)) == 3


def test_the_same_text_is_no_version(article):
    with pytest.raises(BadArticle, match="Nothing changed"):
        change(article, TEXT)
    assert article.versions.count() == 1


def test_the_words_of_a_merged_claim_wait_as_well(article):
    first, *_rest, last = article.claims.all()
    Claim.objects.filter(pk=last.pk).update(merged_into=first)
    follow(change(article, TEXT.replace(" " + VOTE, "")))
    assert following.waiting_of(article).get().anchor.claim.merged_into == first


def test_every_fate_has_its_label():
    assert {value for value, _label in FATE_CHOICES} == set(Fate)


@pytest.mark.parametrize(
    "values",
    [{"decision": "placed"}, {"fate": "unchanged"}, {"fate": "vanished"}],
    ids=["decided by nobody", "exact, yet decided", "unknown"],
)
def test_the_database_refuses_a_decision_that_cannot_be(article, values):
    follow(change(article, TEXT.replace("3%", "4%")))
    fate = following.waiting_of(article).get()
    if "fate" in values:
        following.leave_out(fate=fate, by=article.created_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnchorFate.objects.filter(pk=fate.pk).update(**values)
