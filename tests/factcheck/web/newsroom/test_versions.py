"""A changed text: what changed is shown, what waits is placed or let go by a person, the rest follows."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims import following
from claims.models import AnchorFate
from claims.services import change_details
from factcheck import pipeline
from factcheck.models import FactCheck
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import SENTENCES, article_with
from tests.factcheck.web.newsroom.test_pages import queries_of
from tests.factories import a_snapshot

FIRST, SECOND = SENTENCES.format(n=10), SENTENCES.format(n=11)


@pytest.fixture
def article(sam):
    return article_with(3, by=sam)


def change(article, text: str) -> None:
    """As the pipeline does, without the search for what is new."""
    pipeline.change_text(article=article, text=text, by=article.created_by)
    version = article.current_version
    following.record_fates(version=version, fates=following.find_fates(version))


def without_first(article) -> str:
    return article.current_version.text.replace(FIRST + " ", "")


def history_of(article) -> str:
    return reverse("article-history", args=[article.pk])


def state_of(fate: AnchorFate) -> str:
    return FactCheck.objects.get(claim=fate.anchor.claim).state


def test_the_history_shows_the_words_that_changed(sams, article):
    change(article, article.current_version.text.replace("rose 10%", "fell 12%"))
    page = sams.get(history_of(article)).content.decode()
    assert "<del>rose 10% </del><ins>fell 12% </ins>" in page
    assert "From version 1 to version 2" in page
    assert "1 edited" in page and "2 unchanged" in page


def test_a_first_version_has_nothing_to_compare_with(sams, article):
    page = sams.get(history_of(article)).content.decode()
    assert "nothing to compare it with" in page
    assert 'id="orphans"' not in page


def test_a_new_text_is_taken_in_from_the_page(sams, article):
    answer = sams.post(reverse("change-text", args=[article.pk]), {"text": "Nothing is left."})
    assert answer.url == history_of(article)
    assert article.current_version.text == "Nothing is left."


def test_a_new_text_is_taken_in_from_a_file(sams, article):
    file = SimpleUploadedFile("new.txt", b"Nothing is left.")
    sams.post(reverse("change-text", args=[article.pk]), {"text": "", "file": file})
    assert article.current_version.text == "Nothing is left."


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Paste the article’s text"), (None, "Nothing changed")], ids=["none", "same"]
)
def test_a_text_that_is_no_new_text_is_refused_in_place(sams, article, text, sentence):
    text = article.current_version.text if text is None else text
    answer = sams.post(reverse("change-text", args=[article.pk]), {"text": text})
    assert answer.status_code == 422
    assert sentence.replace("’", "&#x27;") in answer.content.decode()
    assert article.versions.count() == 1


def test_what_waits_stands_in_the_tray_of_the_workbench(sams, article):
    change(article, without_first(article))
    page = sams.get(reverse("workbench", args=[article.pk])).content.decode()
    assert "One claim is not anchored" in page
    assert "some claims wait for their place" in page
    assert FIRST in page


def test_a_proposal_is_placed_with_one_button(sams, article):
    change(article, article.current_version.text.replace("rose 10%", "rose 12.5%"))
    fate = following.waiting_of(article).get()
    place = fate.places[0]
    quote = article.current_version.text[place["start"] : place["end"]]
    sams.post(reverse("place-claim", args=[fate.pk]), {"start": place["start"], "quote": quote})
    assert "12.5%" in quote
    assert fate.anchor.claim.anchors.get(version=article.current_version).quote == quote
    assert not following.waiting_of(article).exists()


def test_words_that_a_person_pastes_are_a_place_too(sams, article):
    change(article, without_first(article) + " Roads got dearer.")
    fate = following.waiting_of(article).get()
    sams.post(reverse("place-claim", args=[fate.pk]), {"quote": " Roads got dearer. "})
    assert fate.anchor.claim.anchors.get(version=article.current_version).quote == "Roads got dearer."


def test_words_that_are_not_there_are_refused_beside_the_claim(sams, article):
    change(article, without_first(article))
    fate = following.waiting_of(article).get()
    answer = sams.post(reverse("place-claim", args=[fate.pk]), {"quote": "Nowhere."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Select them again" in page
    assert "Nowhere." in page


@pytest.mark.parametrize(
    ("state", "ended_as"),
    [
        (State.SUGGESTED, State.DISMISSED),
        (State.OPEN, State.DROPPED),
        (State.RETURNED, State.DROPPED),
        (State.IN_REVIEW, State.IN_REVIEW),
        (State.SIGNED_OFF, State.SIGNED_OFF),
        (State.PUBLISHED, State.PUBLISHED),
    ],
)
def test_letting_go_ends_only_what_nobody_reviewed(sams, article, state, ended_as):
    change(article, without_first(article))
    fate = following.waiting_of(article).get()
    FactCheck.objects.filter(claim=fate.anchor.claim).update(state=state)
    sams.post(reverse("let-go", args=[fate.pk]))
    assert state_of(fate) == ended_as
    assert not following.waiting_of(article).exists()


def test_letting_go_of_one_place_keeps_a_claim_that_stands_elsewhere(sams, sam, article):
    change(article, without_first(article))
    fate = following.waiting_of(article).get()
    version = article.current_version
    fate.anchor.claim.anchors.create(version=version, start=0, end=3, quote=version.text[:3])
    sams.post(reverse("let-go", args=[fate.pk]))
    assert state_of(fate) == State.OPEN


def test_a_dismissed_claim_does_not_wait(sams, sam, article):
    claim = article.claims.first()
    workflow.drop(factcheck=claim.factcheck, reason="Not ours.", by=sam)
    change(article, without_first(article))
    assert 'id="orphans"' not in sams.get(history_of(article)).content.decode()


def test_an_old_version_is_read_only(sams, article):
    change(article, without_first(article))
    page = sams.get(reverse("workbench", args=[article.pk]), {"version": 1}).content.decode()
    assert "for reading only" in page
    assert page.count('aria-label="Claim ') == 3
    assert "add-claim" not in page


def test_the_newest_version_by_number_is_the_workbench(sams, article):
    page = sams.get(reverse("workbench", args=[article.pk]), {"version": 1}).content.decode()
    assert "add-claim" in page


def test_a_version_that_never_was_is_not_there(sams, article):
    assert sams.get(reverse("workbench", args=[article.pk]), {"version": 9}).status_code == 404


def test_another_text_at_its_address_waits_until_somebody_takes_it_in(sams, article):
    article.address = "https://news.example/roads"
    article.save()
    waiting = a_snapshot(text="Ferries to Norway sail again.", address=article.address).readings.get()
    assert "its page has another text" in sams.get(reverse("workbench", args=[article.pk])).content.decode()
    page = sams.get(history_of(article)).content.decode()
    assert "Its page has another text" in page
    assert reverse("snapshot", args=[waiting.snapshot_id]) in page
    stale = sams.post(reverse("take-page", args=[article.pk]), {"reading": waiting.pk + 1})
    assert stale.status_code == 409
    sams.post(reverse("take-page", args=[article.pk]), {"reading": waiting.pk})
    assert article.current_version.text == "Ferries to Norway sail again."
    assert "another text" not in sams.get(history_of(article)).content.decode()


def test_another_desks_versions_and_fates_are_not_there(article, stranger, client_of):
    change(article, without_first(article))
    fate = following.waiting_of(article).get()
    theirs = client_of(stranger)
    assert theirs.get(history_of(article)).status_code == 404
    for name, pk in [
        ("change-text", article.pk),
        ("capture-again", article.pk),
        ("take-page", article.pk),
        ("place-claim", fate.pk),
        ("let-go", fate.pk),
    ]:
        assert theirs.post(reverse(name, args=[pk])).status_code == 404
    assert following.waiting_of(article).exists()


@pytest.mark.parametrize("name", ["article-history", "workbench"])
def test_many_orphans_ask_as_often_as_few(sam, sams, scale, name):
    few, many = article_with(2, by=sam), article_with(12, by=sam)
    for article in (few, many):
        change(article, "Nothing is left.")
    counts = [queries_of(sams, reverse(name, args=[article.pk])) for article in (few, many)]
    assert counts[0] == counts[1]


def test_what_is_known_about_an_article_is_put_right(sams, article):
    details = {
        "title": "Roads, at last",
        "byline": "Kim Writer",
        "address": "news.example/roads",
        "published_on": "2024-01-12",
    }
    saved = sams.post(reverse("change-details", args=[article.pk]), details)
    assert saved.url == reverse("workbench", args=[article.pk])
    article.refresh_from_db()
    assert (article.title, article.byline, article.address, str(article.published_on)) == (
        "Roads, at last", "Kim Writer", "https://news.example/roads", "2024-01-12",
    )  # fmt: skip
    assert 'value="Roads, at last"' in sams.get(history_of(article)).content.decode()


def test_details_that_somebody_else_changed_meanwhile_are_not_replaced_unseen(sams, article):
    page = sams.get(history_of(article)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page).group(1)
    mine = {"title": "Roads", "byline": "Kim Writer", "address": "", "published_on": "", "seen": seen}
    change_details(article=article, title="Roads, at last", byline="", address="", published_on=None)
    refused = sams.post(reverse("change-details", args=[article.pk]), mine)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "It says now: Roads, at last." in page
    assert 'value="Kim Writer"' in page, "what was typed stays"
    article.refresh_from_db()
    assert article.title == "Roads, at last"
    again = mine | {"seen": re.search(r'name="seen" value="(\w+)"', page).group(1)}
    assert sams.post(reverse("change-details", args=[article.pk]), again).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.byline) == ("Roads", "Kim Writer")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", " ", "Write the article&#x27;s title"),
        ("address", "javascript:alert(1)", "Write a web address"),
        ("address", "ftp://news.example/", "Write a web address"),
        ("published_on", "Thursday", "Enter a valid date."),
    ],
)
def test_details_that_cant_be_are_refused_in_place_and_stay_to_be_mended(
    sams, article, field, typed, sentence
):
    details = {"title": "Roads, at last", "byline": "", "address": "", "published_on": "", field: typed}
    refused = sams.post(reverse("change-details", args=[article.pk]), details)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert page.count(sentence) == 2, "in the alert and at the field"
    article.refresh_from_db()
    assert article.title != "Roads, at last"
