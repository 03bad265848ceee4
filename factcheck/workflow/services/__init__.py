"""The one door to fact-checks: their state, verdicts, sign-offs, people and talk."""

from factcheck.workflow.services.arranging import (
    join_again,
    merge,
    move_words,
    separate,
    split,
)
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
from factcheck.workflow.services.signing import content_sha256
from factcheck.workflow.services.working import assign, comment, edit_wording, set_due

__all__ = [
    "assign",
    "comment",
    "content_sha256",
    "dismiss",
    "drop",
    "edit_wording",
    "join_again",
    "merge",
    "move",
    "move_words",
    "open_factcheck",
    "open_factchecks",
    "propose_verdict",
    "reopen",
    "return_for_changes",
    "separate",
    "set_due",
    "sign_off",
    "split",
    "undo_sign_off",
    "withdraw_proposal",
]
