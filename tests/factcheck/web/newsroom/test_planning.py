"""Who has a claim, by when it is due, how much it matters: on its card, and for several at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import Desk
from factcheck.models import FactCheck
from factcheck.notices.events import Event
from factcheck.notices.models import InboxEntry
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_claim, a_desk, a_factcheck, a_journalist, an_article

PASSED = "2024-01-12T09:30"


@pytest.fixture
def kit(sam):
    return a_journalist("kit")


@pytest.fixture
def claim(sam):
    return article_with(1, by=sam).claims.get()


def case(claim) -> FactCheck:
    return FactCheck.objects.get(claim=claim)


def give(claim, to, *, by) -> None:
    workflow.assign(factcheck=case(claim), to=to, by=by)


def told(person) -> list[tuple[str, str]]:
    entries = InboxEntry.objects.filter(person=person).order_by("pk")
    return [(entry.notice.event, entry.notice.words) for entry in entries.select_related("notice")]


def undo(client) -> None:
    """Press the undo that the last act offered."""
    offered = client.session["undo"]
    client.post(offered["action"], offered["fields"])


def page_of(client, claim) -> str:
    return client.get(reverse("claim", args=[claim.pk])).content.decode()


def test_what_nobody_has_is_taken_with_one_button_and_given_back(sam, sams, claim):
    assert "Nobody has it" in page_of(sams, claim)
    sams.post(reverse("take-over", args=[claim.pk]))
    assert case(claim).assignee == sam
    page = page_of(sams, claim)
    assert "You have it now." in page
    assert "Sam took it" in page
    undo(sams)
    assert case(claim).assignee is None


def test_what_somebody_has_is_taken_over_once_they_are_named(sam, sams, kit, claim):
    give(claim, kit, by=kit)
    assert "Kit works on it, and is told that you take it over." in page_of(sams, claim)
    refused = sams.post(reverse("take-over", args=[claim.pk]))
    assert refused.status_code == 409
    assert "Kit has “" in refused.content.decode()
    assert case(claim).assignee == kit

    sams.post(reverse("take-over", args=[claim.pk]), {"had": kit.pk, "reason": "Kit is at the trial."})
    assert case(claim).assignee == sam
    assert told(kit) == [(Event.UNASSIGNED, "Kit is at the trial.")]
    undo(sams)
    assert case(claim).assignee == kit


def test_a_claim_is_handed_to_a_member_of_the_desk_with_a_word_of_why(sam, sams, kit, ana, claim):
    give(claim, kit, by=kit)
    sams.post(
        reverse("hand-over", args=[claim.pk]), {"had": kit.pk, "to": ana.pk, "reason": "Ana knows budgets."}
    )
    assert case(claim).assignee == ana
    assert told(ana) == [(Event.ASSIGNED, "Ana knows budgets.")]
    assert told(kit) == [(Event.UNASSIGNED, "Ana knows budgets.")]
    assert "Sam gave it to Ana" in page_of(sams, claim)


def test_a_claim_is_left_to_nobody(sam, sams, claim):
    give(claim, sam, by=sam)
    sams.post(reverse("hand-over", args=[claim.pk]), {"had": sam.pk, "to": "nobody"})
    assert case(claim).assignee is None
    assert "Sam left it to nobody" in page_of(sams, claim)


def test_who_gets_it_has_to_be_said_and_of_the_desk_and_there(sams, stranger, kit, claim):
    address = reverse("hand-over", args=[claim.pk])
    for to, sentence in (("", "Choose who gets it."), (stranger.pk, "Choose somebody of this desk.")):
        refused = sams.post(address, {"to": to, "reason": "Kept words"})
        assert refused.status_code == 422
        assert sentence in refused.content.decode()
        assert "Kept words" in refused.content.decode()
    kit.absent_until = timezone.localdate() + timedelta(days=3)
    kit.save()
    assert "Kit is away until" in sams.post(address, {"to": kit.pk}).content.decode()
    assert case(claim).assignee is None


def test_nothing_is_taken_back_that_somebody_else_has_since(sam, sams, kit, claim):
    sams.post(reverse("take-over", args=[claim.pk]))
    offered = sams.session["undo"]
    give(claim, kit, by=kit)
    refused = sams.post(offered["action"], offered["fields"])
    assert refused.status_code == 409
    assert case(claim).assignee == kit


@pytest.mark.parametrize("name", ["hand-back", "plan-as-before"])
@pytest.mark.parametrize("before", ["", "999:", "no:sense", "{claim}:2:yesterday", "{claim}:2:2031-05-12"])
def test_an_undo_that_is_none_of_ours_changes_nothing(sams, claim, name, before):
    give(claim, None, by=claim.article.created_by)
    sams.post(reverse(name), {"before": before.format(claim=claim.pk)})
    now = case(claim)
    assert (now.assignee, now.due_at, now.importance) == (None, None, 2)


def test_deadline_and_importance_are_set_by_the_desks_clocks_and_taken_back(sam, sams, claim):
    Desk.objects.update(time_zone="Europe/Berlin")
    sam.time_zone = "America/New_York"
    sam.save()
    address = reverse("plan", args=[claim.pk])
    assert "by the clocks of Europe/Berlin" in page_of(sams, claim)
    sams.post(address, {"due_at": "2031-05-12T09:30", "importance": "3"})
    assert case(claim).due_at.isoformat() == "2031-05-12T07:30:00+00:00"
    page = page_of(sams, claim)
    assert "12 May 2031, 09:30 Europe/Berlin" in page
    assert 'value="2031-05-12T09:30"' in page
    listed = "12 May, 09:30 Europe/Berlin"
    assert listed in sams.get(reverse("workbench", args=[claim.article_id])).content.decode()
    assert case(claim).importance == 3
    page = page_of(sams, claim)
    assert "12 May 2031, 09:30" in page
    assert 'value="2031-05-12T09:30"' in page
    assert "importance: high" in page
    sams.post(address, {"due_at": "", "importance": "1"})
    undo(sams)
    assert (case(claim).due_at.isoformat(), case(claim).importance) == ("2031-05-12T07:30:00+00:00", 3)


def test_a_plan_that_is_no_time_or_no_importance_is_refused_in_place(sams, claim):
    refused = sams.post(reverse("plan", args=[claim.pk]), {"due_at": "soon", "importance": "3"})
    assert refused.status_code == 422
    assert "Enter a valid date/time." in refused.content.decode()
    sams.post(reverse("plan", args=[claim.pk]), {"due_at": "", "importance": "9"})
    assert case(claim).importance == 2


def test_what_is_done_offers_no_handing_over(sams, claim):
    workflow.drop(factcheck=case(claim), reason="A joke.", by=claim.article.created_by)
    assert "Hand it over" not in page_of(sams, claim)


def test_another_desks_claims_are_not_there(client_of, stranger, claim):
    kims = client_of(stranger)
    for name in ("take-over", "hand-over", "plan"):
        assert kims.post(reverse(name, args=[claim.pk])).status_code == 404
    kims.post(reverse("plan-picked"), {"claim": f"{claim.pk}:", "importance": "3"})
    assert case(claim).importance == 2


def test_several_are_handed_over_at_once_and_back_to_whom_they_were(sam, sams, kit, ana, client_of):
    first, second = article_with(2, by=sam).claims.order_by("pk")
    elsewhere = article_with(1, by=sam).claims.get()
    give(second, kit, by=kit)
    asked = sams.get(reverse("hand-over-picked"), {"claim": [first.pk, second.pk, elsewhere.pk]})
    page = asked.content.decode()
    assert "Kit has it" in page
    assert f'value="{second.pk}:{kit.pk}" checked' in page

    picks = [f"{first.pk}:", f"{second.pk}:{kit.pk}", f"{elsewhere.pk}:"]
    values = {"claim": picks, "to": ana.pk, "reason": "The night shift.", "back": "/claims/?whose=mine"}
    assert sams.post(reverse("hand-over-picked"), values).url == "/claims/?whose=mine"
    assert {case(one).assignee for one in (first, second, elsewhere)} == {ana}
    assert "Ana has 3 claims more." in sams.get("/claims/").content.decode()
    undo(sams)
    assert [case(one).assignee for one in (first, second, elsewhere)] == [None, kit, None]


def test_of_several_all_are_handed_over_or_none(sam, sams, kit):
    first, second = article_with(2, by=sam).claims.order_by("pk")
    give(second, kit, by=kit)
    values = {"claim": [f"{first.pk}:", f"{second.pk}:"], "to": sam.pk}
    refused = sams.post(reverse("hand-over-picked"), values)
    assert refused.status_code == 409
    assert case(first).assignee is None
    assert f'value="{second.pk}:{kit.pk}"' in refused.content.decode(), "now as it is"


def test_nothing_picked_is_told(sams, claim):
    assert "Nothing is picked" in sams.get(reverse("hand-over-picked")).content.decode()
    refused = sams.post(reverse("plan-picked"), {"importance": "3"})
    assert refused.status_code == 422
    assert "Choose the claims first." in refused.content.decode()


def test_a_picked_claim_that_is_checked_as_another_one_stands_for_that(sam, sams, kit):
    stays, goes = article_with(2, by=sam).claims.order_by("pk")
    workflow.merge(survivor=stays.factcheck, others=[goes.factcheck], by=sam)
    picked = sams.get(reverse("hand-over-picked"), {"claim": goes.pk}).context["picked"]
    assert [one.claim_id for one in picked] == [stays.pk]


def test_several_get_a_deadline_and_keep_what_is_left_empty(sam, sams):
    first, second = article_with(2, by=sam).claims.order_by("pk")
    workflow.set_importance(factcheck=second.factcheck, importance=3, by=sam)
    picks = [f"{first.pk}:", f"{second.pk}:"]
    sams.post(reverse("plan-picked"), {"claim": picks, "due_at": PASSED, "importance": ""})
    assert {case(one).due_at.isoformat() for one in (first, second)} == {"2024-01-12T09:30:00+00:00"}
    assert [case(one).importance for one in (first, second)] == [2, 3]
    sams.post(reverse("plan-picked"), {"claim": picks, "no_deadline": "on"})
    assert {case(one).due_at for one in (first, second)} == {None}
    undo(sams)
    assert {case(one).due_at.isoformat() for one in (first, second)} == {"2024-01-12T09:30:00+00:00"}
    refused = sams.post(reverse("plan-picked"), {"claim": picks})
    assert "Write a deadline, or choose an importance." in refused.content.decode()


def test_a_suggested_claim_that_is_given_to_somebody_waits_for_them(sam, kit, client_of):
    claim = a_claim(article=article_with(1, by=sam).claims.get().article, by=sam, state=State.SUGGESTED)
    give(claim, kit, by=sam)
    assert claim.text in client_of(kit).get("/?tab=yours").content.decode()


def test_the_workbench_shows_and_narrows_by_who_has_them_and_by_when(sam, sams, kit):
    article = article_with(4, by=sam)
    mine, kits, late, free = article.claims.order_by("pk")
    give(mine, sam, by=sam)
    give(kits, kit, by=kit)
    workflow.set_due(factcheck=late.factcheck, due_at=timezone.now() - timedelta(hours=1), by=sam)
    workflow.set_due(factcheck=free.factcheck, due_at=timezone.now() + timedelta(days=9), by=sam)
    address = reverse("workbench", args=[article.pk])
    whole = sams.get(address).content.decode()
    assert "Kit checks it" in whole
    assert "overdue since" in whole
    assert whole.count("due ") >= 2

    def shown(show: str) -> list[str]:
        return [card.claim.pk for card in sams.get(address, {"show": show}).context["cards"]]

    assert shown("mine") == [mine.pk]
    assert shown("nobodys") == [late.pk, free.pk]
    assert shown("overdue") == [late.pk]
    for card in (mine, late):
        workflow.drop(factcheck=case(card), reason="A joke.", by=sam)
    assert (shown("mine"), shown("overdue")) == ([], []), "nobody has anything to do about them"


def test_a_stranger_is_never_offered(sams, kit, claim):
    a_factcheck(by=a_journalist("lou", desk=a_desk("Science")))
    page = page_of(sams, claim)
    assert ">Kit</option>" in page
    assert ">Sam (you)</option>" in page
    assert ">Lou</option>" not in page


def test_for_claims_of_desks_in_several_zones_a_deadline_is_typed_by_ones_own_clock(sam, sams, claim):
    Desk.objects.update(time_zone="Europe/Berlin")
    science = a_desk("Science")
    science.memberships.create(user=sam)
    theirs = a_journalist("theo", desk=science)
    other = a_claim(article=an_article(by=theirs), by=theirs)
    assert "By the clocks of Europe/Berlin" in picked_page(sams, claim)
    assert "By the clocks of UTC" in picked_page(sams, claim, other)


def picked_page(client, *claims) -> str:
    return client.get(reverse("plan-picked"), {"claim": [one.pk for one in claims]}).content.decode()
