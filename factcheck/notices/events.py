"""What can happen to a fact-check that others are told of. The names are public: webhooks carry them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    CLAIM_OPENED = "claim.opened", _("Claim taken on")
    CLAIM_DISMISSED = "claim.dismissed", _("Claim dismissed")
    CLAIM_DROPPED = "claim.dropped", _("Claim dropped")
    PROPOSED = "factcheck.proposed", _("Verdict proposed")
    TAKEN_BACK = "factcheck.taken_back", _("Proposal withdrawn")
    RETURNED = "factcheck.returned", _("Returned for changes")
    SIGNED_OFF = "factcheck.signed_off", _("Signed off")
    UNDONE = "factcheck.undone", _("Sign-off undone")
    VOIDED = "factcheck.voided", _("Sign-off void after an edit")
    PUBLISHED = "publication.published", _("Published")
    CORRECTION_STARTED = "publication.correcting", _("Correction started")
    CORRECTION_ABANDONED = "publication.kept", _("Correction abandoned")
    CORRECTED = "publication.corrected", _("Correction published")
    WITHDRAWN = "publication.withdrawn", _("Withdrawn")
    TAKEN_DOWN = "publication.taken_down", _("Taken down for legal reasons")
    RESTORED = "publication.restored", _("Shown again after a takedown")
    OVERTAKEN = "publication.overtaken", _("Rating overtaken by events")
    REPORTED = "publication.reported", _("A reader reports an error")
    SOURCE_CHANGED = "source.changed", _("Source changed")
    SNAPSHOT_CLEARED = "snapshot.cleared", _("Capture cleared from the archive")
    MATCH_OVERTAKEN = "match.overtaken", _("A matched fact-check is rated otherwise")
    JOINED_CHANGED = "joined.changed", _("The check that a claim is joined with changed")
    MENTIONED = "comment.mentioned", _("You were mentioned")
    ASSIGNED = "assignment.made", _("Assigned to you")
    UNASSIGNED = "assignment.ended", _("No longer assigned to you")
    DEADLINE_NEAR = "deadline.near", _("Deadline near")
