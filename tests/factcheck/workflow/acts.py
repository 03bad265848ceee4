"""People at work on a fact-check: every act, the states it is for, and a path into every state."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.evidence import services as evidence
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import IN_WORK, State
from tests.factories import a_desk, a_factcheck, a_journalist, a_rating, a_reviewer, some_evidence


class Newsroom:
    """Sam writes, Ana and Rae review, Lou works at another desk."""

    def __init__(self) -> None:
        desk = a_desk("Politics")
        self.sam = a_journalist("sam", desk=desk)
        self.ana = a_reviewer("ana", desk=desk)
        self.rae = a_reviewer("rae", desk=desk)
        self.lou = a_reviewer("lou", desk=a_desk("Science"))

    def factcheck(self, state: State = State.OPEN) -> FactCheck:
        """A fact-check in that state, brought there as people would bring it."""
        factcheck = a_factcheck(by=self.sam, state=State.SUGGESTED)
        for step in PATHS[state]:
            step(self, factcheck)
            factcheck.refresh_from_db()
        return fresh(factcheck)

    def open(self, factcheck: FactCheck) -> None:
        workflow.open_factcheck(factcheck=factcheck, by=self.sam)

    def dismiss(self, factcheck: FactCheck) -> None:
        workflow.dismiss(factcheck=factcheck, reason="Not worth it.", by=self.sam)

    def drop(self, factcheck: FactCheck) -> None:
        workflow.drop(factcheck=factcheck, reason="No source exists.", by=self.sam)

    def reopen(self, factcheck: FactCheck) -> None:
        workflow.reopen(factcheck=factcheck, by=self.sam)

    def accept(self, factcheck: FactCheck) -> None:
        found = some_evidence(claim=factcheck.claim)
        evidence.accept(evidence=found, stance="contradicts", by=self.sam)

    def propose(self, factcheck: FactCheck) -> None:
        workflow.propose_verdict(
            factcheck=factcheck, rating=a_rating(), conclusion="It rose by 15%.", by=self.sam
        )

    def withdraw_proposal(self, factcheck: FactCheck) -> None:
        workflow.withdraw_proposal(factcheck=factcheck, by=self.sam)

    def sign_off(self, factcheck: FactCheck) -> None:
        workflow.sign_off(factcheck=factcheck, by=self.ana)

    def return_it(self, factcheck: FactCheck) -> None:
        workflow.return_for_changes(factcheck=factcheck, note="Name the year.", by=self.ana)

    def undo(self, factcheck: FactCheck) -> None:
        workflow.undo_sign_off(factcheck=factcheck, by=self.ana)

    def edit(self, factcheck: FactCheck) -> None:
        workflow.edit_wording(factcheck=factcheck, text="Spending on roads rose 12% in 2023.", by=self.sam)

    def publish(self, factcheck: FactCheck) -> None:
        note = "The year was wrong." if factcheck.publications.exists() else ""
        publication.publish(factcheck=factcheck, by=self.ana, correction_note=note)

    def correct(self, factcheck: FactCheck) -> None:
        publication.start_correction(factcheck=factcheck, by=self.ana)

    def abandon(self, factcheck: FactCheck) -> None:
        publication.abandon_correction(factcheck=factcheck, by=self.ana)

    def withdraw(self, factcheck: FactCheck) -> None:
        current = factcheck.publications.filter(is_current=True).first()
        publication.withdraw(publication=current, reason="The source retracted it.", by=self.ana)


Act = Callable[[Newsroom, FactCheck], None]
IN_REVIEW: list[Act] = [Newsroom.open, Newsroom.accept, Newsroom.propose]
PATHS: dict[State, list[Act]] = {
    State.SUGGESTED: [],
    State.OPEN: [Newsroom.open],
    State.IN_REVIEW: IN_REVIEW,
    State.RETURNED: [*IN_REVIEW, Newsroom.return_it],
    State.SIGNED_OFF: [*IN_REVIEW, Newsroom.sign_off],
    State.PUBLISHED: [*IN_REVIEW, Newsroom.sign_off, Newsroom.publish],
    State.CORRECTING: [*IN_REVIEW, Newsroom.sign_off, Newsroom.publish, Newsroom.correct],
    State.DISMISSED: [Newsroom.dismiss],
    State.DROPPED: [Newsroom.open, Newsroom.drop],
    State.WITHDRAWN: [*IN_REVIEW, Newsroom.sign_off, Newsroom.publish, Newsroom.withdraw],
}
# Every act of a person, the states it is for, and where it leads.
ACTS: dict[str, tuple[Act, dict[State, State]]] = {
    "open": (Newsroom.open, {State.SUGGESTED: State.OPEN}),
    "dismiss": (Newsroom.dismiss, {State.SUGGESTED: State.DISMISSED}),
    "drop": (Newsroom.drop, {State.OPEN: State.DROPPED, State.RETURNED: State.DROPPED}),
    "reopen": (Newsroom.reopen, {State.DISMISSED: State.OPEN, State.DROPPED: State.OPEN}),
    "propose": (Newsroom.propose, dict.fromkeys(sorted(IN_WORK), State.IN_REVIEW)),
    "withdraw proposal": (Newsroom.withdraw_proposal, {State.IN_REVIEW: State.OPEN}),
    "sign off": (Newsroom.sign_off, {State.IN_REVIEW: State.SIGNED_OFF}),
    "return": (
        Newsroom.return_it,
        {State.IN_REVIEW: State.RETURNED, State.SIGNED_OFF: State.RETURNED},
    ),
    "undo sign-off": (Newsroom.undo, {State.SIGNED_OFF: State.IN_REVIEW}),
    "edit": (Newsroom.edit, {**{state: state for state in sorted(IN_WORK)}, State.SIGNED_OFF: State.OPEN}),
    "publish": (Newsroom.publish, {State.SIGNED_OFF: State.PUBLISHED}),
    "correct": (Newsroom.correct, {State.PUBLISHED: State.CORRECTING}),
    "abandon correction": (Newsroom.abandon, {State.CORRECTING: State.PUBLISHED}),
}


def fresh(factcheck: FactCheck) -> FactCheck:
    return FactCheck.objects.get(pk=factcheck.pk)


def status_of(factcheck: FactCheck) -> str:
    return FactCheck.objects.with_status().get(pk=factcheck.pk).verification_status
