"""The one door to fact-checks: their state, verdicts, sign-offs, people and talk."""

from factcheck.workflow.services.anchoring import let_go, place_claim
from factcheck.workflow.services.arranging import (
    join_again,
    merge,
    move_words,
    separate,
    split,
)
from factcheck.workflow.services.comparing import SinceReturn, since_return
from factcheck.workflow.services.deciding import (
    propose_verdict,
    return_for_changes,
    sign_off,
    undo_sign_off,
    withdraw_proposal,
)
from factcheck.workflow.services.moving import (
    dismiss,
    drop,
    move,
    open_factcheck,
    open_factchecks,
    reopen,
)
from factcheck.workflow.services.planning import (
    Plan,
    assign,
    hand_back,
    hand_over,
    plan,
    reassign_all,
    remind_of_deadlines,
    set_due,
    set_importance,
    take,
)
from factcheck.workflow.services.renewing import check_anew
from factcheck.workflow.services.signing import content_of, content_sha256
from factcheck.workflow.services.suggesting import (
    accept_passage,
    reconsider_passage,
    reject_passage,
    suggest_by_rules,
)
from factcheck.workflow.services.watching import (
    lift_hidden,
    raise_source_change,
    settle_source_change,
    tell_of_joined,
    tell_of_overtaken_matches,
)
from factcheck.workflow.services.working import comment, edit_wording, take_up_published

__all__ = [
    "Plan",
    "SinceReturn",
    "accept_passage",
    "assign",
    "check_anew",
    "comment",
    "content_of",
    "content_sha256",
    "dismiss",
    "drop",
    "edit_wording",
    "hand_back",
    "hand_over",
    "join_again",
    "let_go",
    "lift_hidden",
    "merge",
    "move",
    "move_words",
    "open_factcheck",
    "open_factchecks",
    "place_claim",
    "plan",
    "propose_verdict",
    "raise_source_change",
    "reassign_all",
    "reconsider_passage",
    "reject_passage",
    "remind_of_deadlines",
    "reopen",
    "return_for_changes",
    "separate",
    "set_due",
    "set_importance",
    "settle_source_change",
    "sign_off",
    "since_return",
    "split",
    "suggest_by_rules",
    "take",
    "take_up_published",
    "tell_of_joined",
    "tell_of_overtaken_matches",
    "undo_sign_off",
    "withdraw_proposal",
]
