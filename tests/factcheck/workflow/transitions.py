"""Every transition by every role, asked of the policies themselves, as the table in docs/workflow.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.accounts.models import Role, User
from factcheck.publication import services as publication
from factcheck.workflow import policies
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State
from tests.factcheck.publication.cases import Newsroom, a_person

BEGIN, END = "<!-- transitions by role: begin -->", "<!-- transitions by role: end -->"


@dataclass(frozen=True)
class Transition:
    act: str
    before: State
    after: State
    check: policies.Check
    of_correction: bool = False


TRANSITIONS_BY_ACT = (
    Transition("take on", State.SUGGESTED, State.OPEN, policies.check_can_open),
    Transition("dismiss", State.SUGGESTED, State.DISMISSED, policies.check_can_work),
    Transition("propose", State.OPEN, State.IN_REVIEW, policies.check_can_propose),
    Transition("drop", State.OPEN, State.DROPPED, policies.check_can_drop),
    Transition("withdraw the proposal", State.IN_REVIEW, State.OPEN, policies.check_can_withdraw_proposal),
    Transition("sign off", State.IN_REVIEW, State.SIGNED_OFF, policies.check_can_sign_off),
    Transition("return", State.IN_REVIEW, State.RETURNED, policies.check_can_return),
    Transition("propose again", State.RETURNED, State.IN_REVIEW, policies.check_can_propose),
    Transition("drop", State.RETURNED, State.DROPPED, policies.check_can_drop),
    Transition("undo the sign-off", State.SIGNED_OFF, State.IN_REVIEW, policies.check_can_undo_sign_off),
    Transition("return", State.SIGNED_OFF, State.RETURNED, policies.check_can_return),
    Transition("edit the wording", State.SIGNED_OFF, State.OPEN, policies.check_can_edit),
    Transition("publish", State.SIGNED_OFF, State.PUBLISHED, policies.check_can_publish),
    Transition("start a correction", State.PUBLISHED, State.CORRECTING, policies.check_can_correct),
    Transition("withdraw", State.PUBLISHED, State.WITHDRAWN, policies.check_can_withdraw),
    Transition("propose the correction", State.CORRECTING, State.IN_REVIEW, policies.check_can_propose),
    Transition(
        "abandon the correction", State.CORRECTING, State.PUBLISHED, policies.check_can_abandon_correction
    ),
    Transition(
        "take back the correction’s proposal",
        State.IN_REVIEW,
        State.CORRECTING,
        policies.check_can_withdraw_proposal,
        of_correction=True,
    ),
    Transition(
        "edit the correction’s wording",
        State.SIGNED_OFF,
        State.CORRECTING,
        policies.check_can_edit,
        of_correction=True,
    ),
    Transition(
        "abandon the returned correction",
        State.RETURNED,
        State.PUBLISHED,
        policies.check_can_abandon_correction,
        of_correction=True,
    ),
    *(
        Transition(
            "withdraw during a correction",
            state,
            State.WITHDRAWN,
            policies.check_can_withdraw,
            of_correction=True,
        )
        for state in (State.CORRECTING, State.IN_REVIEW, State.RETURNED, State.SIGNED_OFF)
    ),
    Transition("reopen", State.DISMISSED, State.OPEN, policies.check_can_reopen),
    Transition("reopen", State.DROPPED, State.OPEN, policies.check_can_reopen),
)


class Cast:
    """People in every role, and a fact-check in every state for each of two proposers."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.proposers = {newsroom.sam, newsroom.rae}
        uma = a_person("uma", desk=newsroom.desk, role=Role.REVIEWER)
        # A heading, the person, and who proposed what they look at.
        self.roles: list[tuple[str, User, User]] = [
            ("journalist", a_person("kit", desk=newsroom.desk), newsroom.sam),
            ("who proposed", newsroom.sam, newsroom.sam),
            ("reviewer", newsroom.ana, newsroom.sam),
            ("another reviewer", uma, newsroom.sam),
            ("reviewer who proposed", newsroom.rae, newsroom.rae),
            ("administrator", newsroom.kim, newsroom.sam),
            ("another desk's reviewer", newsroom.lou, newsroom.sam),
        ]

    def in_state(self, state: State, proposer: User, *, of_correction: bool = False) -> FactCheck:
        factcheck = self.newsroom.open()
        before = self._path(State.CORRECTING, proposer) if of_correction else []
        after = [] if of_correction and state == State.CORRECTING else self._path(state, proposer)
        for step in [*before, *after]:
            step(FactCheck.objects.get(pk=factcheck.pk))
        return FactCheck.objects.get(pk=factcheck.pk)

    def _path(self, state: State, proposer: User) -> list[Callable[[FactCheck], object]]:
        ana = self.newsroom.ana
        propose = [lambda one: self._propose(one, proposer)]
        sign = [*propose, lambda one: workflow.sign_off(factcheck=one, by=ana)]
        publish = [*sign, lambda one: publication.publish(factcheck=one, by=ana)]
        return {
            State.SUGGESTED: [lambda one: FactCheck.objects.update(state=State.SUGGESTED)],
            State.OPEN: [],
            State.IN_REVIEW: propose,
            State.RETURNED: [
                *propose,
                lambda one: workflow.return_for_changes(factcheck=one, note="Name the year.", by=ana),
            ],
            State.SIGNED_OFF: sign,
            State.PUBLISHED: publish,
            State.CORRECTING: [*publish, lambda one: publication.start_correction(factcheck=one, by=ana)],
            State.DISMISSED: [lambda one: FactCheck.objects.update(state=State.DISMISSED)],
            State.DROPPED: [lambda one: workflow.drop(factcheck=one, reason="A joke.", by=ana)],
        }[state]

    def _propose(self, factcheck: FactCheck, by: User) -> object:
        rating = self.newsroom.rating("false")
        return workflow.propose_verdict(factcheck=factcheck, rating=rating, conclusion="It is not so.", by=by)


def table(newsroom: Newsroom) -> str:
    """Markdown: a row a transition, a column a role; a number leads to the sentence of the refusal."""
    cast, sentences = Cast(newsroom), list[str]()
    heads = [name for name, _person, _proposer in cast.roles]
    lines = [f"| act | from → to | {' | '.join(heads)} |", "|---|---|" + "---|" * len(heads)]
    for one in TRANSITIONS_BY_ACT:
        cells = []
        for _name, person, proposer in cast.roles:
            why = policies.why_not(
                one.check, cast.in_state(one.before, proposer, of_correction=one.of_correction), person
            )
            if why and why not in sentences:
                sentences.append(why)
            cells.append(f"{sentences.index(why) + 1}" if why else "yes")
        lines.append(f"| {one.act} | {one.before} → {one.after} | {' | '.join(cells)} |")
    notes = [f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1)]
    return "\n".join([BEGIN, *lines, "", *notes, END])
