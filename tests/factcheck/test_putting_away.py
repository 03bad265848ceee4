"""An article that is done is put away by anybody of its desk; what was published of it stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.exceptions import PutAway
from claims.language import vectors
from claims.models import Article
from factcheck import pipeline, putting_away, work
from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.models import FactCheck
from factcheck.publication import services as publication
from factcheck.publication.models import Publication
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import UNFINISHED, State
from jobs.leases import Lease
from sources.models import Passage
from tests.factcheck.workflow.acts import Newsroom
from tests.factories import a_claim, a_journalist, a_snapshot, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Newsroom:
    return Newsroom()


def put_away(factcheck: FactCheck, desk: Newsroom) -> Article:
    return putting_away.put_away(article=factcheck.claim.article, by=desk.sam)


@pytest.mark.parametrize("state", sorted(State))
def test_it_is_put_away_once_nothing_of_it_is_in_anybodys_hands(desk, state):
    factcheck = desk.factcheck(state)
    if state in UNFINISHED - {State.SUGGESTED}:
        with pytest.raises(TransitionDenied, match="One claim of it is still being checked"):
            put_away(factcheck, desk)
    else:
        assert put_away(factcheck, desk).put_away_by == desk.sam


def test_who_put_it_away_first_stays_and_both_acts_are_in_the_audit(desk):
    article = put_away(desk.factcheck(State.SUGGESTED), desk)
    first = article.put_away_at
    putting_away.put_away(article=article, by=desk.ana)
    assert (article.put_away_at, article.put_away_by) == (first, desk.sam)
    putting_away.take_back(article=article, by=desk.ana)
    events = apps.get_model("audit", "ArticleEvent")._default_manager.filter(pgh_obj_id=article.pk)
    assert list(events.order_by("pgh_id").values_list("put_away_by", flat=True)) == [None, desk.sam.pk, None]


def test_it_counts_as_changed_for_programs(desk):
    article = desk.factcheck(State.DISMISSED).claim.article
    Article.objects.update(updated_at=timezone.now() - timedelta(days=1))
    putting_away.put_away(article=article, by=desk.sam)
    assert article.updated_at > timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("act", [putting_away.put_away, putting_away.take_back])
def test_another_desk_does_neither(desk, act):
    article = desk.factcheck(State.SUGGESTED).claim.article
    with pytest.raises(NotAllowed):
        act(article=article, by=desk.lou)


def test_the_database_knows_who_and_when_or_neither(desk):
    article = desk.factcheck(State.SUGGESTED).claim.article
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(put_away_at=timezone.now())


def test_it_takes_no_new_text_until_it_is_taken_back(desk):
    article = put_away(desk.factcheck(State.SUGGESTED), desk)
    Article.objects.update(address="https://news.example/roads")
    article.refresh_from_db()
    for act in (
        lambda: pipeline.change_text(article=article, text="Another text.", by=desk.sam),
        lambda: pipeline.capture_again(article=article, by=desk.sam),
        lambda: pipeline.take_page(article=article, reading_id=1, by=desk.sam),
    ):
        with pytest.raises(PutAway, match="Take it back first"):
            act()
    putting_away.take_back(article=article, by=desk.sam)
    pipeline.change_text(article=article, text="Another text.", by=desk.sam)
    assert article.current_version.number == 2


def test_its_published_check_stays_and_is_corrected_where_everybody_sees_it(desk):
    factcheck = desk.factcheck(State.PUBLISHED)
    article = put_away(factcheck, desk)
    assert Publication.objects.public().filter(factcheck=factcheck).exists()
    publication.start_correction(factcheck=factcheck, by=desk.ana)
    assert FactCheck.objects.at_hand().filter(claim__article=article, state=State.CORRECTING).exists()


def test_nobody_is_reminded_of_what_is_suggested_in_it(desk):
    factcheck = desk.factcheck(State.SUGGESTED)
    soon = timezone.now() + timedelta(hours=1)
    workflow.set_due(factcheck=factcheck, due_at=soon, by=desk.sam)
    put_away(factcheck, desk)
    assert workflow.remind_of_deadlines(now=timezone.now()) == 0
    putting_away.take_back(article=factcheck.claim.article, by=desk.sam)
    assert workflow.remind_of_deadlines(now=timezone.now()) == 1


def test_pages_of_the_library_are_not_compared_with_it():
    sam = a_journalist()
    claim = a_claim(article=an_article(by=sam), by=sam, state=State.SUGGESTED)
    reading = a_snapshot(text=claim.text).readings.get()
    [vector] = vectors.embed([claim.text], model=vectors.MODEL_VERSION)
    Passage.objects.create(
        reading=reading, index=0, start=0, end=len(claim.text), text=claim.text, vector=vector,
        vector_model=vectors.MODEL_VERSION,
    )  # fmt: skip
    lease = Lease(1, uuid4(), "look_up", {"reading_id": reading.pk}, "", 50, 1, 3, None)
    assert list(work.look_up(lease)) == [claim.pk]
    putting_away.put_away(article=claim.article, by=sam)
    assert work.look_up(lease) == {}
