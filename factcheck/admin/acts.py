"""What a reviewer can do to a fact-check: each act asks a policy and calls a service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck import pipeline
from factcheck.accounts.models import User
from factcheck.exceptions import FactcheckError
from factcheck.publication import services as publication
from factcheck.publication.models import Severity
from factcheck.workflow import policies
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Settlement
from factcheck.workflow.statuses import State


@dataclass(frozen=True)
class Asked:
    """What came with the press of a button: the words and the choice beside it, and the hash of what was on
    the screen.
    """

    words: str
    content_sha256: str
    choice: str = ""


@dataclass(frozen=True)
class Act:
    """words_label: what the field beside the button asks for; "" when the button stands alone.

    choices: what can be chosen beside it, values with their words; the first is what most acts mean.
    """

    name: str
    label: str | Promise
    done: str | Promise
    check: policies.Check
    run: Callable[[FactCheck, User, Asked], object]
    words_label: str | Promise = ""
    words_needed: bool = False
    look: str = ""
    choices_label: str | Promise = ""
    choices: Sequence[tuple[str, str | Promise]] = ()


def _abandon_correction(factcheck: FactCheck, by: User, _asked: Asked) -> object:
    abandoned = publication.abandon_correction(factcheck=factcheck, by=by)
    pipeline.check_again(claim=factcheck.claim, by=by)
    return abandoned


def _withdraw(factcheck: FactCheck, by: User, asked: Asked) -> object:
    policies.check_can_withdraw(factcheck, by)
    return publication.withdraw(
        publication=factcheck.publications.get(is_current=True), reason=asked.words, by=by
    )


SIGN_OFF = Act(
    "sign_off", _("Sign off"), _("Signed off."), policies.check_can_sign_off,
    lambda factcheck, by, asked: workflow.sign_off(
        factcheck=factcheck, by=by, content_sha256=asked.content_sha256, note=asked.words
    ),
    words_label=_("Note for the record (not needed)"), look="primary",
)  # fmt: skip
RETURN = Act(
    "return", _("Return for changes"), _("Returned."), policies.check_can_return,
    lambda factcheck, by, asked: workflow.return_for_changes(factcheck=factcheck, note=asked.words, by=by),
    words_label=_("What has to change"), words_needed=True,
)  # fmt: skip
UNDO = Act(
    "undo", _("Undo the sign-off"), _("The sign-off is undone; it is in review again."),
    policies.check_can_undo_sign_off,
    lambda factcheck, by, asked: workflow.undo_sign_off(factcheck=factcheck, by=by),
)  # fmt: skip
PUBLISH = Act(
    "publish", _("Publish"), _("Published. Readers see it now, or when its embargo ends."),
    policies.check_can_publish,
    lambda factcheck, by, asked: publication.publish(factcheck=factcheck, by=by), look="primary",
)  # fmt: skip
PUBLISH_CORRECTION = Act(
    "publish_correction", _("Publish the correction"),
    _("The correction is published. Readers see it now, or the one before until its embargo ends."),
    policies.check_can_publish,
    lambda factcheck, by, asked: publication.publish(
        factcheck=factcheck, by=by, correction_note=asked.words, severity=asked.choice
    ),
    words_label=_("What was corrected. Readers see this"), words_needed=True, look="primary",
    choices_label=_("How serious it was. Readers see this"),
    choices=[("", _("As the rating says: major when it changed")), *Severity.choices],
)  # fmt: skip
START_CORRECTION = Act(
    "start_correction", _("Start a correction"), _("A journalist can correct it now. The public page stays."),
    policies.check_can_correct,
    lambda factcheck, by, asked: publication.start_correction(factcheck=factcheck, by=by),
)  # fmt: skip
ABANDON_CORRECTION = Act(
    "abandon_correction", _("Abandon the correction"), _("The published version stands as it was."),
    policies.check_can_abandon_correction,
    _abandon_correction,
)  # fmt: skip
WITHDRAW = Act(
    "withdraw", _("Withdraw"), _("Withdrawn. Its address now says why."), policies.check_can_withdraw,
    _withdraw,
    words_label=_("Why it is withdrawn. Readers see this"), words_needed=True, look="danger",
)  # fmt: skip
CHECK_ANEW = Act(
    "check_anew", _("Check it anew"), _("A new claim that says the same is open for a journalist."),
    policies.check_can_check_anew,
    lambda factcheck, by, asked: workflow.check_anew(factcheck=factcheck, by=by),
)  # fmt: skip
KEEP_VERDICT = Act(
    "keep_verdict", _("The verdict stands"), _("Settled. It is written down with your name."),
    policies.check_can_settle_source_change,
    lambda factcheck, by, asked: workflow.settle_source_change(
        factcheck=factcheck, settlement=Settlement.KEPT, note=asked.words, by=by
    ),
    words_label=_("What you found where the source changed"), words_needed=True,
)  # fmt: skip
OPEN_AGAIN = Act(
    "open_again", _("Open it again"), _("A journalist works on it again."),
    policies.check_can_settle_source_change,
    lambda factcheck, by, asked: workflow.settle_source_change(
        factcheck=factcheck, settlement=Settlement.REOPENED, note=asked.words, by=by
    ),
    words_label=_("What has to change"), words_needed=True,
)  # fmt: skip
COMMENT = Act(
    "comment", _("Comment"), _("Comment added."), policies.check_can_work,
    lambda factcheck, by, asked: workflow.comment(factcheck=factcheck, text=asked.words, by=by),
    words_label=_("Comment, seen by the desk"), words_needed=True,
)  # fmt: skip

ACTS = {
    act.name: act
    for act in (
        SIGN_OFF, RETURN, UNDO, PUBLISH, PUBLISH_CORRECTION, START_CORRECTION, ABANDON_CORRECTION, WITHDRAW,
        CHECK_ANEW, KEEP_VERDICT, OPEN_AGAIN, COMMENT,
    )
}  # fmt: skip


def acts_for(factcheck: FactCheck, *, published_before: bool) -> tuple[Act, ...]:
    """The acts that make sense in this state, whoever looks; a refusal is shown in the button's place."""
    publish = PUBLISH_CORRECTION if published_before else PUBLISH
    settle = (KEEP_VERDICT, OPEN_AGAIN) if factcheck.source_changed_at else ()
    stands = policies.is_published(factcheck)
    of_state: dict[State, tuple[Act, ...]] = {
        State.IN_REVIEW: (SIGN_OFF, RETURN),
        State.RETURNED: (ABANDON_CORRECTION,) if stands else (),
        State.SIGNED_OFF: (publish, UNDO, RETURN),
        State.PUBLISHED: (START_CORRECTION,),
        State.CORRECTING: (ABANDON_CORRECTION,),
        State.WITHDRAWN: (CHECK_ANEW,),
    }
    return settle + of_state.get(State(factcheck.state), ()) + ((WITHDRAW,) if stands else ())


@dataclass(frozen=True)
class Offer:
    """An act as the page shows it: a button, or the sentence that says why not."""

    act: Act
    why_not: str
    words: str = ""
    wrong: str = ""


def offers(factcheck: FactCheck, user: User, *, published_before: bool) -> list[Offer]:
    return [
        Offer(act, policies.why_not(act.check, factcheck, user))
        for act in acts_for(factcheck, published_before=published_before)
    ]


def perform(act: Act, *, factcheck: FactCheck, by: User, asked: Asked) -> str:
    """Do it; returns "" or the sentence that says why not."""
    try:
        act.run(factcheck, by, asked)
    except FactcheckError as refusal:
        return str(refusal)
    return ""
