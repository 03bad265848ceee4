"""The whole state machine on one screen: whose turn it is, and what may follow what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    OPEN = "open", _("Open")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    SIGNED_OFF = "signed_off", _("Signed off")
    PUBLISHED = "published", _("Published")
    CORRECTING = "correcting", _("Being corrected")
    DISMISSED = "dismissed", _("Dismissed")
    DROPPED = "dropped", _("Dropped")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Owner(models.TextChoices):
    JOURNALIST = "journalist", _("Journalist")
    REVIEWER = "reviewer", _("Reviewer")
    NOBODY = "nobody", _("Nobody")


OWNERS = {
    State.SUGGESTED: Owner.JOURNALIST,
    State.OPEN: Owner.JOURNALIST,
    State.IN_REVIEW: Owner.REVIEWER,
    State.RETURNED: Owner.JOURNALIST,
    State.SIGNED_OFF: Owner.REVIEWER,
    State.PUBLISHED: Owner.NOBODY,
    State.CORRECTING: Owner.JOURNALIST,
    State.DISMISSED: Owner.NOBODY,
    State.DROPPED: Owner.NOBODY,
    State.WITHDRAWN: Owner.NOBODY,
}

# Where a correction goes that is neither published nor returned: on, or away with what is published.
OF_A_CORRECTION = {State.CORRECTING, State.WITHDRAWN}

TRANSITIONS: dict[State, set[State]] = {
    State.SUGGESTED: {State.OPEN, State.DISMISSED},
    State.OPEN: {State.IN_REVIEW, State.DROPPED},
    State.IN_REVIEW: {State.SIGNED_OFF, State.RETURNED, State.OPEN, *OF_A_CORRECTION},
    State.RETURNED: {State.IN_REVIEW, State.DROPPED, State.PUBLISHED, State.WITHDRAWN},
    State.SIGNED_OFF: {State.PUBLISHED, State.RETURNED, State.IN_REVIEW, State.OPEN, *OF_A_CORRECTION},
    State.PUBLISHED: {State.CORRECTING, State.WITHDRAWN},
    State.CORRECTING: {State.IN_REVIEW, State.PUBLISHED, State.WITHDRAWN},
    State.DISMISSED: {State.OPEN},
    State.DROPPED: {State.OPEN},
    State.WITHDRAWN: set(),
}

# A journalist still works on these: wording, evidence and verdict may change.
IN_WORK = {State.SUGGESTED, State.OPEN, State.RETURNED, State.CORRECTING}

# Nobody checks these any more, and readers don't see a verdict of them.
ENDED = {State.DISMISSED, State.DROPPED, State.WITHDRAWN}
# Somebody has still to do something.
UNFINISHED = {state for state, owner in OWNERS.items() if owner != Owner.NOBODY}


class Family(models.TextChoices):
    """What a verdict amounts to, whatever a scale calls it. Fixed in code; labels are data."""

    SUPPORTED = "supported", _("Supported")
    MIXED = "mixed", _("Mixed")
    REFUTED = "refuted", _("Refuted")
    UNPROVEN = "unproven", _("Unproven")
    NOT_RATED = "not_rated", _("Not rated")


# A claim's verification status while it has no signed-off verdict.
UNCHECKED = "unchecked"
