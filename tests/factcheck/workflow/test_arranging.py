"""Claims are merged, split and moved; nothing is lost and each act can be taken back."""

import pytest

from claims.exceptions import BadAnchor, BadClaim
from factcheck.evidence import services as evidence
from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.models import Evidence, FactCheck
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factories import a_claim, a_desk, a_journalist, a_rating, a_reviewer, an_article, some_evidence

pytestmark = pytest.mark.django_db
TEXT = "Road spending rose 12% in 2023, and rail spending fell. In 2023 spending on roads rose by 12%."


@pytest.fixture
def sam():
    return a_journalist()


@pytest.fixture
def article(sam):
    return an_article(by=sam, text=TEXT)


@pytest.fixture
def first(sam, article) -> FactCheck:
    return a_claim(article=article, by=sam, quote="Road spending rose 12% in 2023").factcheck


@pytest.fixture
def second(sam, article) -> FactCheck:
    return a_claim(article=article, by=sam, quote="In 2023 spending on roads rose by 12%").factcheck


def fresh(factcheck: FactCheck) -> FactCheck:
    return FactCheck.objects.select_related("claim__article").get(pk=factcheck.pk)


def test_a_merged_claim_leads_to_the_one_that_stays(sam, first, second):
    workflow.merge(survivor=first, others=[second], by=sam)
    assert fresh(second).claim.merged_into_id == first.claim_id
    assert fresh(second).claim.anchors.get().quote == "In 2023 spending on roads rose by 12%"


def test_what_was_merged_before_follows(sam, article, first, second):
    third = a_claim(article=article, by=sam, quote="rail spending fell").factcheck
    workflow.merge(survivor=second, others=[third], by=sam)
    before = fresh(third).claim.updated_at
    workflow.merge(survivor=first, others=[second], by=sam)
    assert fresh(third).claim.updated_at > before
    assert set(first.claim.merged.values_list("pk", flat=True)) == {second.claim_id, third.claim_id}


def test_a_merged_claims_passages_are_suggested_anew_and_its_judgement_stays_with_it(sam, first, second):
    judged = evidence.accept(evidence=some_evidence(claim=second.claim), stance="contradicts", by=sam)
    useless = evidence.reject(evidence=some_evidence(claim=second.claim), reason="outdated", by=sam)
    workflow.merge(survivor=first, others=[second], by=sam)
    shared = first.claim.evidence.get()
    assert (shared.exact, shared.snapshot_id) == (judged.exact, judged.snapshot_id)
    assert (shared.decision, shared.stance_shown) == ("suggested", False)
    assert set(Evidence.objects.filter(claim=second.claim)) == {judged, useless}


def test_nothing_is_done_to_a_merged_claim_until_it_is_separated(sam, first, second):
    workflow.merge(survivor=first, others=[second], by=sam)
    with pytest.raises(TransitionDenied, match="merged into another one"):
        workflow.propose_verdict(factcheck=fresh(second), rating=a_rating(), conclusion="No.", by=sam)
    with pytest.raises(TransitionDenied, match="merged into another one"):
        workflow.edit_wording(factcheck=fresh(second), text="Other words.", by=sam)
    with pytest.raises(TransitionDenied, match="merged into another one"):
        workflow.drop(factcheck=fresh(second), reason="No source.", by=sam)
    workflow.separate(factcheck=fresh(second), by=sam)
    assert workflow.drop(factcheck=fresh(second), reason="No source.", by=sam).state == State.DROPPED


def test_a_merge_needs_two_claims(sam, first):
    with pytest.raises(Incomplete, match="at least two"):
        workflow.merge(survivor=first, others=[first], by=sam)


def test_a_claim_that_somebody_concluded_about_is_not_merged(sam, first, second):
    workflow.propose_verdict(factcheck=second, rating=a_rating(), conclusion="It did.", by=sam)
    with pytest.raises(TransitionDenied, match="“In review”"):
        workflow.merge(survivor=first, others=[second], by=sam)
    with pytest.raises(TransitionDenied, match="“In review”"):
        workflow.merge(survivor=fresh(second), others=[first], by=sam)


def test_another_desk_merges_and_separates_nothing(sam, first, second):
    lou = a_reviewer("lou", desk=a_desk("Science"))
    with pytest.raises(NotAllowed):
        workflow.merge(survivor=first, others=[second], by=lou)
    workflow.merge(survivor=first, others=[second], by=sam)
    with pytest.raises(NotAllowed):
        workflow.separate(factcheck=fresh(second), by=lou)


def test_only_a_merged_claim_is_separated(sam, first):
    with pytest.raises(TransitionDenied, match="not merged"):
        workflow.separate(factcheck=first, by=sam)


def test_a_split_gives_the_rest_a_case_of_its_own_at_the_same_words(sam, first):
    found = some_evidence(claim=first.claim)
    rest = workflow.split(factcheck=first, text="Road spending rose.", rest="It was 2023.", by=sam)
    assert (fresh(first).claim.text, rest.claim.text) == ("Road spending rose.", "It was 2023.")
    assert (rest.state, rest.claim.split_from_id) == (State.OPEN, first.claim_id)
    assert rest.claim.anchors.get().quote == "Road spending rose 12% in 2023"
    assert rest.claim.evidence.get().snapshot_id == found.snapshot_id


@pytest.mark.parametrize(
    ("text", "rest", "sentence"),
    [
        ("One thing.", "  ", "Write both parts"),
        ("", "One thing.", "Write both parts"),
        ("One thing.", "One  thing. ", "say the same"),
    ],
)
def test_a_split_needs_two_different_parts(sam, first, text, rest, sentence):
    with pytest.raises(BadClaim, match=sentence):
        workflow.split(factcheck=first, text=text, rest=rest, by=sam)
    assert fresh(first).claim.text == "Road spending rose 12% in 2023"


def test_a_split_is_taken_back(sam, first):
    before = first.claim.text
    rest = workflow.split(factcheck=first, text="Road spending rose.", rest="It was 2023.", by=sam)
    workflow.join_again(split_off=rest, text=before, by=sam)
    assert fresh(first).claim.text == before
    assert fresh(rest).claim.merged_into_id == first.claim_id


def test_a_claim_that_was_never_split_is_not_joined(sam, first):
    with pytest.raises(Incomplete, match="not split"):
        workflow.join_again(split_off=first, text="Anything.", by=sam)


def test_a_claims_words_are_moved_and_the_wording_stays(sam, first):
    quote = "Road spending rose 12%"
    workflow.move_words(factcheck=first, start=0, end=len(quote), quote=quote, by=sam)
    anchor = first.claim.anchors.get()
    assert (anchor.quote, anchor.suffix[:8]) == (quote, " in 2023")
    assert fresh(first).claim.text == "Road spending rose 12% in 2023"


def test_words_that_are_not_there_move_nothing(sam, first):
    with pytest.raises(BadAnchor):
        workflow.move_words(factcheck=first, start=0, end=5, quote="Rails", by=sam)
    assert first.claim.anchors.get().quote == "Road spending rose 12% in 2023"


@pytest.mark.parametrize("act", ["split", "move"])
def test_changing_what_was_signed_off_voids_the_sign_off(sam, first, act):
    ana = a_reviewer("ana")
    evidence.accept(evidence=some_evidence(claim=first.claim), stance="supports", by=sam)
    workflow.propose_verdict(factcheck=first, rating=a_rating(), conclusion="It did.", by=sam)
    workflow.sign_off(factcheck=first, by=ana)
    if act == "split":
        workflow.split(factcheck=first, text="Road spending rose.", rest="It was 2023.", by=sam)
    else:
        workflow.move_words(factcheck=first, start=0, end=4, quote="Road", by=sam)
    assert fresh(first).state == State.OPEN
    assert not first.verdicts.filter(signed_off=True).exists()
