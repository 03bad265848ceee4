"""Which claims there are: merge those that say the same, split one that says two things, move its words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from claims import arranging
from claims.services import edit_claim
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.exceptions import Incomplete
from factcheck.workflow import policies
from factcheck.workflow.models import FactCheck
from factcheck.workflow.services.moving import open_factchecks
from factcheck.workflow.services.working import change_what_is_checked, change_words, check_is_as_seen
from factcheck.workflow.statuses import IN_WORK, State


@transaction.atomic
def merge(*, survivor: FactCheck, others: Sequence[FactCheck], by: User) -> FactCheck:
    """Make several claims one, of one article or of several. The others become places where the survivor
    stands, keep their words in their own article, and lead to it; a verdict of it that is published is
    theirs at once.

    Their passages are suggested to a survivor that is being worked on, for what was judged was another
    wording. Raises NotAllowed, TransitionDenied, Incomplete when there is nothing to merge.
    """
    locked = _locked([survivor, *others])
    stays = next(one for one in locked if one.pk == survivor.pk)
    merged = [one for one in locked if one.pk != survivor.pk]
    if not merged:
        raise Incomplete(_("Choose at least two claims to merge."), field="claim")
    policies.check_can_take_in(stays, by)
    for other in merged:
        policies.check_can_merge(other, by)
        policies.check_same_desk(stays, other)
        if stays.state in IN_WORK:
            evidence.share(claim=other.claim, to=stays.claim)
    arranging.merge_claims(into=stays.claim, merged=[other.claim for other in merged])
    return survivor


@transaction.atomic
def separate(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Take a merge back for one claim; it stands as it stood before. Raises NotAllowed, TransitionDenied."""
    locked = _locked([factcheck])[0]
    policies.check_can_separate(locked, by)
    arranging.separate_claim(claim=locked.claim)
    factcheck.claim.refresh_from_db(fields=["merged_into", "updated_at"])
    return factcheck


@transaction.atomic
def split(
    *, factcheck: FactCheck, text: str, rest: str, by: User, row_version: int | None = None
) -> FactCheck:
    """Keep one part of what a claim says and open a case for the rest; returns that one.

    Its passages are suggested to the new claim too. row_version: the version the person saw; Stale when it
    is no longer the newest. Raises NotAllowed, TransitionDenied, BadClaim.
    """
    locked = _locked([factcheck])[0]
    policies.check_can_edit(locked, by)
    check_is_as_seen(locked, row_version)
    claim = locked.claim
    split_off = arranging.split_claim(claim=claim, text=text, rest=rest, by=by)
    open_factchecks(claims=[split_off], state=State.OPEN, by=by)
    evidence.share(claim=claim, to=split_off)
    change_words(locked, by=by)
    factcheck.refresh_from_db()
    return FactCheck.objects.get(claim=split_off)


@transaction.atomic
def join_again(*, split_off: FactCheck, text: str, by: User, row_version: int | None = None) -> FactCheck:
    """Take a split back: the first part says `text` again, the rest is merged into it.

    row_version: of the first part, as the person left it; Stale when it was changed since. Raises NotAllowed,
    TransitionDenied, Incomplete when the claim was never split off.
    """
    parent = split_off.claim.split_from
    if parent is None:
        raise Incomplete(_("This claim was not split from another one."))
    check_is_as_seen(_locked([parent.factcheck])[0], row_version)
    merge(survivor=parent.factcheck, others=[split_off], by=by)
    policies.check_can_edit(parent.factcheck, by)
    edit_claim(claim=parent, text=text, by=by)
    change_words(parent.factcheck, by=by)
    return parent.factcheck


@transaction.atomic
def move_words(*, factcheck: FactCheck, start: int, end: int, quote: str, by: User) -> FactCheck:
    """Anchor a claim to other words of the article. Raises NotAllowed, TransitionDenied, BadAnchor."""
    locked = _locked([factcheck])[0]
    policies.check_can_edit(locked, by)
    arranging.move_anchor(claim=locked.claim, start=start, end=end, quote=quote)
    change_what_is_checked(locked, by=by)
    factcheck.refresh_from_db()
    return factcheck


def _locked(factchecks: Sequence[FactCheck]) -> list[FactCheck]:
    """Locked in one order, so that two people's merges wait for each other.

    Read once they are locked: a lock that was waited for brings what is joined to its row as it was before.
    """
    wanted = FactCheck.objects.filter(pk__in=[one.pk for one in factchecks]).order_by("pk")
    list(wanted.select_for_update(no_key=True).values_list("pk"))
    return list(wanted.select_related("claim__article"))
