"""A claim whose check was withdrawn, checked once more: a new case, and the old one stays as it was."""

from __future__ import annotations

from django.db import transaction

from claims import arranging
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.workflow import policies
from factcheck.workflow.models import FactCheck
from factcheck.workflow.services.moving import open_factchecks
from factcheck.workflow.services.planning import take
from factcheck.workflow.statuses import State


@transaction.atomic
def check_anew(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Open a case for a claim of its own that says the same; returns it, with who asked as its assignee.

    Passages are suggested to it: each is judged anew. Raises NotAllowed, TransitionDenied.
    """
    withdrawn = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_check_anew(withdrawn, by)
    claim = arranging.repeat_claim(claim=withdrawn.claim, by=by)
    open_factchecks(claims=[claim], state=State.OPEN, by=by)
    evidence.share(claim=withdrawn.claim, to=claim)
    anew = FactCheck.objects.get(claim=claim)
    anew.anew_of = withdrawn
    anew.save(update_fields=["anew_of", "updated_at"])
    return take(factcheck=anew, by=by)
