"""Picked claims are dismissed or merged together, one is split or gets other words; each has its undo."""

import pytest
from django.urls import reverse

from claims.models import Claim
from factcheck.models import FactCheck
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from jobs.models import Job
from tests.factcheck.web.newsroom.conftest import SENTENCES, article_with
from tests.factories import a_claim, an_article


@pytest.fixture
def article(sam):
    return article_with(3, by=sam)


@pytest.fixture
def claims(article):
    return list(article.claims.order_by("pk"))


@pytest.fixture
def suggestions(sam):
    text = " ".join(SENTENCES.format(n=n) for n in range(3))
    article = an_article(by=sam, text=text)
    for n in range(3):
        a_claim(article=article, by=sam, quote=SENTENCES.format(n=n), state=State.SUGGESTED)
    return list(article.claims.order_by("pk"))


def undo(client):
    return client.post(client.session["undo"]["action"], client.session["undo"]["fields"])


def states(claims) -> list[str]:
    return [FactCheck.objects.get(claim=claim).state for claim in claims]


def test_the_claim_that_stays_is_asked_for_before_a_merge(sams, article, claims):
    page = sams.get(reverse("choose-survivor", args=[article.pk]), {"claim": [claims[0].pk, claims[2].pk]})
    assert page.status_code == 200
    assert page.content.decode().count('name="survivor"') == 2
    answer = sams.post(reverse("merge", args=[article.pk]), {"claim": [claims[0].pk, claims[2].pk]})
    assert answer.status_code == 422
    assert "Choose the claim that stays." in answer.content.decode()


def test_one_picked_claim_is_nothing_to_merge(sams, article, claims):
    page = sams.get(reverse("choose-survivor", args=[article.pk]), {"claim": [claims[0].pk]})
    assert page.status_code == 422
    assert "Pick at least two claims to merge." in page.content.decode()


def test_a_merge_leaves_one_card_with_two_marks_and_the_old_address_leads_to_it(sams, article, claims):
    picked = {"claim": [claims[0].pk, claims[2].pk], "survivor": claims[0].pk}
    sams.post(reverse("merge", args=[article.pk]), picked)
    page = sams.get(reverse("workbench", args=[article.pk])).content.decode()
    assert page.count('class="card ') == 2
    assert 'id="m1"' in page
    assert 'id="m1-2"' in page
    old = sams.get(reverse("claim", args=[claims[2].pk]))
    assert old.url == reverse("claim", args=[claims[0].pk])


def test_a_merge_is_undone(sams, article, claims):
    picked = {"claim": [one.pk for one in claims], "survivor": claims[1].pk}
    sams.post(reverse("merge", args=[article.pk]), picked)
    assert sams.session["said"] == "2 claims merged."
    undo(sams)
    assert not article.claims.exclude(merged_into=None).exists()


def test_a_claim_of_another_article_cant_be_picked(sams, sam, article, claims):
    other = article_with(1, by=sam).claims.get()
    picked = {"claim": [claims[0].pk, other.pk], "survivor": other.pk}
    assert sams.post(reverse("merge", args=[article.pk]), picked).status_code == 422
    other.refresh_from_db()
    assert other.merged_into_id is None


def test_suggestions_are_dismissed_together_for_one_reason_and_come_back_together(sams, suggestions):
    article = suggestions[0].article
    page = sams.get(reverse("choose-dismissed", args=[article.pk]), {"claim": suggestions[0].pk})
    assert page.content.decode().count(" checked") == 1
    chosen = {"claim": [one.pk for one in suggestions[:2]], "reason": "Known to everybody."}
    sams.post(reverse("dismiss-picked", args=[article.pk]), chosen)
    assert states(suggestions) == ["dismissed", "dismissed", "suggested"]
    assert sams.session["said"] == "2 claims dismissed."
    undo(sams)
    assert states(suggestions) == ["open", "open", "suggested"]


def test_dismissing_together_needs_claims_and_a_reason(sams, suggestions):
    address = reverse("dismiss-picked", args=[suggestions[0].article_id])
    none = sams.post(address, {"reason": "Known."})
    assert (none.status_code, "Choose the claims to dismiss first." in none.content.decode()) == (422, True)
    bare = sams.post(address, {"claim": [suggestions[0].pk], "reason": ""})
    assert (bare.status_code, "Write why" in bare.content.decode()) == (422, True)
    assert states(suggestions) == ["suggested"] * 3


def test_what_is_being_checked_is_left_and_counted(sams, sam, suggestions):
    workflow.open_factcheck(factcheck=suggestions[0].factcheck, by=sam)
    chosen = {"claim": [one.pk for one in suggestions], "reason": "Known."}
    sams.post(reverse("dismiss-picked", args=[suggestions[0].article_id]), chosen)
    assert sams.session["said"] == "2 claims dismissed. One was left: it is being checked."


def test_an_undo_that_names_nothing_says_so(sams, article):
    answer = sams.post(reverse("reopen-listed", args=[article.pk]), {"claims": "0 x"})
    assert answer.status_code == 422
    assert "nothing to undo" in answer.content.decode()


def test_both_parts_of_a_split_are_looked_up_in_their_own_words(sams, claims):
    sams.post(reverse("split", args=[claims[0].pk]), {"text": "Spending rose.", "rest": "It was 2023."})
    jobs = Job.objects.filter(kind="find_evidence").values_list("payload__claim_id", flat=True)
    assert set(jobs) == {claims[0].pk, Claim.objects.latest("pk").pk}


def test_a_split_is_undone(sams, claims):
    claim = claims[0]
    before = claim.text
    sams.post(reverse("split", args=[claim.pk]), {"text": "Spending rose.", "rest": "It was 2023."})
    assert claim.article.claims.count() == 4
    undo(sams)
    claim.refresh_from_db()
    assert claim.text == before
    assert claim.article.claims.filter(merged_into=None).count() == 3


def test_a_refused_split_keeps_both_texts(sams, claims):
    page = sams.post(reverse("split", args=[claims[0].pk]), {"text": "Kept words.", "rest": ""})
    assert page.status_code == 422
    assert "Kept words." in page.content.decode()


def test_an_edge_of_the_words_moves_and_moves_back(sams, claims):
    claim = claims[1]
    before = claim.anchors.get().quote
    sams.post(reverse("move-words", args=[claim.pk]), {"edge": "start", "step": "1"})
    assert claim.anchors.get().quote == before.removeprefix("The ")
    undo(sams)
    assert claim.anchors.get().quote == before


def test_a_claim_gets_the_selected_words(sams, claims):
    text = claims[0].article.current_version.text
    start = text.index("spending")
    chosen = {"start": start, "end": start + 8, "quote": "spending"}
    sams.post(reverse("move-words", args=[claims[0].pk]), chosen)
    assert claims[0].anchors.get().start == start


def test_another_desk_finds_nothing_to_arrange(client_of, stranger, article, claims):
    client = client_of(stranger)
    for name in ("choose-survivor", "choose-dismissed"):
        assert client.get(reverse(name, args=[article.pk])).status_code == 404
    for name in ("merge", "separate", "dismiss-picked", "reopen-listed"):
        assert client.post(reverse(name, args=[article.pk])).status_code == 404
    for name in ("split", "join-again", "move-words"):
        assert client.post(reverse(name, args=[claims[0].pk])).status_code == 404
