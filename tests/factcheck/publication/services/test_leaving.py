from datetime import date

import pytest

from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.publication import services
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State

pytestmark = pytest.mark.django_db


def test_a_takedown_hides_every_version_and_leaves_the_verdict_as_it_is(newsroom):
    publication = newsroom.corrected(newsroom.published())
    newsroom.take_down(publication)
    assert not Publication.objects.public().exists()
    publication.factcheck.refresh_from_db()
    assert publication.factcheck.state == State.PUBLISHED


def test_a_takedown_keeps_who_demanded_it_on_what_basis_and_who_did_it(newsroom):
    takedown = newsroom.take_down(newsroom.published())
    assert (takedown.basis, takedown.demanded_by, takedown.by) == ("Art. 17", "Hart & Co.", newsroom.kim)


@pytest.mark.parametrize("missing", ["reason", "basis", "demanded_by"])
def test_a_takedown_needs_its_trace(newsroom, missing):
    given = {"reason": "An order.", "basis": "Art. 17", "demanded_by": "A court", missing: " "}
    with pytest.raises(Incomplete) as refused:
        services.take_down(factcheck=newsroom.published().factcheck, by=newsroom.kim, **given)
    assert refused.value.field == missing


def test_only_an_administrator_takes_down(newsroom):
    with pytest.raises(NotAllowed, match="A reviewer can withdraw it"):
        services.take_down(
            factcheck=newsroom.published().factcheck, reason="R", basis="B", demanded_by="D", by=newsroom.ana
        )


def test_what_was_never_published_is_not_taken_down(newsroom):
    with pytest.raises(TransitionDenied, match="never published"):
        services.take_down(
            factcheck=newsroom.signed_off(), reason="R", basis="B", demanded_by="D", by=newsroom.kim
        )


def test_it_is_taken_down_once(newsroom):
    publication = newsroom.published()
    newsroom.take_down(publication)
    with pytest.raises(TransitionDenied, match="taken down already"):
        newsroom.take_down(publication)


def test_lifting_says_why_and_by_whom(newsroom):
    publication = newsroom.published()
    newsroom.take_down(publication)
    lifted = services.lift_takedown(factcheck=publication.factcheck, because="Appeal won.", by=newsroom.kim)
    assert (lifted.lifted_because, lifted.lifted_by) == ("Appeal won.", newsroom.kim)
    assert list(Publication.objects.public()) == [publication]
    with pytest.raises(TransitionDenied, match="not taken down"):
        services.lift_takedown(factcheck=publication.factcheck, because="Again.", by=newsroom.kim)


def test_a_correction_does_not_get_round_a_takedown(newsroom):
    publication = newsroom.published()
    newsroom.take_down(publication)
    newsroom.corrected(publication)
    assert not Publication.objects.public().exists()


def test_overtaken_by_events_keeps_the_rating_and_the_state(newsroom):
    publication = newsroom.published()
    noted = services.mark_overtaken(
        publication=publication, on=date(2026, 3, 1), note=" It rose since. ", by=newsroom.ana
    )
    assert (noted.overtaken_on, noted.overtaken_note) == (date(2026, 3, 1), "It rose since.")
    assert noted.rating == publication.rating


@pytest.mark.parametrize(("on", "note", "field"), [(None, "It rose.", "on"), (date(2026, 3, 1), "", "note")])
def test_overtaken_needs_a_day_and_a_note(newsroom, on, note, field):
    with pytest.raises(Incomplete) as refused:
        services.mark_overtaken(publication=newsroom.published(), on=on, note=note, by=newsroom.ana)
    assert refused.value.field == field


def test_a_journalist_does_not_say_that_events_overtook_it(newsroom):
    with pytest.raises(NotAllowed):
        services.mark_overtaken(
            publication=newsroom.published(), on=date(2026, 3, 1), note="It rose.", by=newsroom.sam
        )


def test_withdrawing_takes_every_version_from_the_public(newsroom):
    first = newsroom.published()
    newsroom.corrected(first)
    withdrawn = services.withdraw(publication=first, reason="The video was staged.", by=newsroom.ana)
    assert (withdrawn.version, withdrawn.withdrawal_reason) == (2, "The video was staged.")
    assert not Publication.objects.public().exists()
    first.factcheck.refresh_from_db()
    assert first.factcheck.state == State.WITHDRAWN
    assert FactCheck.objects.with_status().get().verification_status == "unchecked"


def test_withdrawing_needs_a_reason(newsroom):
    with pytest.raises(Incomplete, match="readers see the reason"):
        services.withdraw(publication=newsroom.published(), reason=" ", by=newsroom.ana)


def test_a_journalist_does_not_withdraw(newsroom):
    with pytest.raises(NotAllowed):
        services.withdraw(publication=newsroom.published(), reason="It is wrong.", by=newsroom.sam)


def told_of(factcheck):
    return list(factcheck.notices.order_by("pk").values_list("event", "words"))[-2:]


def test_a_takedown_and_its_end_are_told(newsroom):
    publication = newsroom.published()
    taken = newsroom.take_down(publication)
    services.lift_takedown(factcheck=publication.factcheck, because="Appeal won.", by=newsroom.kim)
    assert told_of(publication.factcheck) == [
        ("publication.taken_down", taken.reason),
        ("publication.restored", "Appeal won."),
    ]
    assert not publication.factcheck.notices.exclude(held_until=None).exists()


def test_outside_nobody_hears_of_a_takedown_of_what_an_embargo_hides(newsroom):
    publication = newsroom.embargoed()
    newsroom.take_down(publication)
    held = publication.factcheck.notices.get(event="publication.taken_down").held_until
    assert held == publication.embargo_until


def test_a_rating_that_events_overtook_is_told(newsroom):
    publication = newsroom.published()
    services.mark_overtaken(
        publication=publication, on=date(2026, 3, 1), note="The accounts were revised.", by=newsroom.ana
    )
    assert told_of(publication.factcheck)[-1] == ("publication.overtaken", "The accounts were revised.")
