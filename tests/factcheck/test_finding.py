"""What is stored of a search for passages."""

from __future__ import annotations

import pytest

from factcheck import finding
from factcheck.evidence.find import Found
from factcheck.models import Evidence, VerdictSuggestion
from factcheck.workflow import services as workflow
from sources.models import Publisher, Source
from tests.factories import a_factcheck, a_journalist, a_snapshot, some_evidence

pytestmark = pytest.mark.django_db

TEXTS = {
    "treasury.example": "Spending on roads rose by 12% in 2023, the treasury's own books show.",
    "audit.example": "Auditors who went through every invoice say that streets cost 12% more in 2023.",
}


def found_again(passage: Evidence, *, result: str) -> Found:
    """The passage, set beside the claim's words: their first one agrees or differs."""
    words = passage.claim.text
    return Found(
        words=words,
        source=passage.snapshot.source,
        snapshot_id=passage.snapshot_id,
        start=passage.start,
        end=passage.end,
        text=passage.exact,
        prefix="",
        suffix="",
        score=0.8,
        stance="supports",
        stance_score=0.9,
        shown=True,
        elements=[{"claim": [0, 8], "passage": [0, 8], "type": "name", "result": result, "reason": ""}],
        suggested_by="test-2",
    )


@pytest.mark.parametrize(("result", "family"), [("agrees", "supported"), ("differs", None)])
def test_what_was_accepted_is_weighed_once_it_was_compared(result, family):
    sam = a_journalist()
    factcheck = a_factcheck(by=sam)
    passages = []
    for site, text in TEXTS.items():
        snapshot = a_snapshot(text=text)
        Source.objects.filter(pk=snapshot.source_id).update(
            publisher=Publisher.objects.create(site=site, name=site)
        )
        passages.append(some_evidence(claim=factcheck.claim, snapshot=snapshot, text=text))
        workflow.accept_passage(passage=passages[-1], stance="supports", by=sam)
    assert not VerdictSuggestion.objects.exists()

    finding.record(None, {factcheck.claim_id: [found_again(one, result=result) for one in passages]})
    suggested = VerdictSuggestion.objects.standing().first()
    assert (suggested.family if suggested else None) == family
