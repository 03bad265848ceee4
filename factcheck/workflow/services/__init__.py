"""The one door to fact-checks: their state, verdicts, sign-offs, people and talk."""

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
    "move",
    "open_factcheck",
    "open_factchecks",
    "propose_verdict",
    "reopen",
    "return_for_changes",
    "set_due",
    "sign_off",
    "undo_sign_off",
    "withdraw_proposal",
]
