"""One next action per claim."""

import pytest

from factcheck.web.newsroom.next_action import Counts, next_action
from factcheck.workflow.statuses import OWNERS, Owner, State


@pytest.mark.parametrize(
    ("state", "counts", "action"),
    [
        (State.SUGGESTED, Counts(unjudged=4), "Decide whether to check it"),
        (State.OPEN, Counts(), "Add a source"),
        (State.OPEN, Counts(unjudged=1), "Judge one passage"),
        (State.OPEN, Counts(supports=1, unjudged=3), "Judge 3 passages"),
        (State.CORRECTING, Counts(contradicts=1), "Propose a verdict"),
        (State.RETURNED, Counts(contradicts=1), "Answer the reviewer, then propose again"),
        (State.DROPPED, Counts(unjudged=2), ""),
    ],
)
def test_the_next_action_follows_from_state_and_evidence(state, counts, action):
    assert next_action(state, counts) == action


def test_every_state_that_is_somebodys_turn_has_an_action():
    assert [
        state for state in State if bool(next_action(state, Counts())) != (OWNERS[state] != Owner.NOBODY)
    ] == []
