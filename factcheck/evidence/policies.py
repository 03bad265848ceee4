"""Who may read which sources, who may judge evidence, and when."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at, desk_ids_of
from factcheck.evidence.models import Contradiction, Lead
from factcheck.exceptions import TransitionDenied

# The fact-check's states in which its evidence may change. Named as the workflow names them, which lies
# above; a test holds the two together.
OPEN_STATES = {"suggested", "open", "returned", "correcting"}


def read_by(user: User, *, source: str = "") -> Q:
    """Of sources, those that this person may read: their desks', and what they handed in themselves.

    source: the way to the source, as in "snapshot__source__".
    """
    return read_at(desk_ids_of(user), source=source) | Q(**{f"{source}added_by": user})


def read_at(desk_ids: Iterable[int], *, source: str = "") -> Q:
    """What stands at an address is everybody's to read; an interview or a letter is its desks' alone."""
    handed_in = Lead.objects.filter(source=OuterRef(f"{source}pk"), claim__article__desk_id__in=desk_ids)
    return Q(**{f"{source}address__isnull": False}) | Q(Exists(handed_in))


def check_can_judge(claim: Claim, user: User) -> None:
    """Members of the claim's desk judge its evidence. Raises NotAllowed."""
    check_can_work_at(user, claim.article.desk_id)


def check_judgement_open(claim: Claim) -> None:
    """Evidence under review or published stays as it was signed. Raises TransitionDenied."""
    factcheck = getattr(claim, "factcheck", None)
    if factcheck is not None and factcheck.state not in OPEN_STATES:
        raise TransitionDenied(
            _("This claim is “{state}”, so its evidence stays as it is.{way}").format(
                state=factcheck.get_state_display(), way=_way_to_judge(factcheck.state)
            )
        )


def _way_to_judge(state: str) -> str:
    """The sentence that says what would open it again, with a space before; "" where nothing does."""
    ways = {
        "in_review": _("To judge it, withdraw the proposal or have it returned first."),
        "signed_off": _("To judge it, have a reviewer return the claim first."),
        "published": _("To judge it, have a reviewer start a correction first."),
        "dismissed": _("To judge it, check the claim after all."),
        "dropped": _("To judge it, check the claim after all."),
    }
    return f" {ways[state]}" if state in ways else ""


def check_can_settle_contradiction(contradiction: Contradiction, user: User) -> None:
    """Members of either claim's desk say whether two claims contradict each other. Raises NotAllowed."""
    check_can_work_at(user, contradiction.claim.article.desk_id)
