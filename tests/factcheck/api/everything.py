"""Something at every address: a desk with work in every state, so that made-up requests find rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import timezone

from factcheck import library
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Origin
from factcheck.integrations import deliveries
from factcheck.integrations.imports import import_from_address
from factcheck.integrations.models import FactCheckImport, Scope
from factcheck.integrations.services import create_token
from factcheck.integrations.suggestions import suggest_verdict
from factcheck.integrations.webhooks import create_webhook
from factcheck.notices import services as notices
from factcheck.notices.events import Event
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State
from jobs.models import ENDED, Job
from jobs.models import State as JobState
from sources.models import Subscription
from tests.factcheck.publication.cases import Newsroom

EVERY_SCOPE = [scope.value for scope in Scope]


@dataclass(frozen=True)
class Caller:
    """What somebody sends along with every request."""

    headers: dict[str, str]
    cookies: dict[str, str]


class Everything(Newsroom):
    """The newsroom's people, and rows of every kind. `known` has them by the names that requests use."""

    def __init__(self) -> None:
        super().__init__()
        self.token, self.secret = create_token(owner=self.sam, name="archive-bot", scopes=EVERY_SCOPE)
        factchecks = [self.open(), self._suggested(), self.proposed(), self.signed_off()]
        publications = [self.corrected(self.published()), self._withdrawn(), self._taken_down()]
        worked_on = factchecks[0]
        passage = worked_on.claim.evidence.get()
        self._talked_about(worked_on, passage.snapshot.source)
        webhooks = [self._webhook(person, worked_on) for person in (self.sam, self.ana, self.kim)]
        jobs = [self._job(worked_on, state) for state in (JobState.QUEUED, JobState.FAILED, JobState.DONE)]
        self.known: Mapping[str, list[Any]] = {
            "articles": [factcheck.claim.article_id for factcheck in factchecks],
            "claims": [factcheck.claim_id for factcheck in factchecks],
            "fact-checks": [factcheck.pk for factcheck in factchecks],
            "evidence": [passage.pk],
            "snapshots": [passage.snapshot_id],
            "sources": [passage.snapshot.source_id],
            "publications": [publication.slug for publication in publications],
            "webhooks": [webhook.pk for webhook in webhooks],
            "imports": [self._import().pk],
            "library": [self._subscription().pk],
            "jobs": [job.pk for job in jobs],
        }

    def callers(self) -> dict[str, Caller]:
        """Everyone who may call, by role."""
        return {
            "anonymous": Caller({}, {}),
            "journalist": self._session(self.sam),
            "reviewer": self._session(self.ana),
            "administrator": self._session(self.kim),
            "another desk's reviewer": self._session(self.lou),
            "token": Caller({"Authorization": f"Bearer {self.secret}"}, {}),
        }

    def _session(self, person: User) -> Caller:
        """Signed in, and able to prove that a page of ours was seen."""
        browser, page = Client(), RequestFactory().get("/")
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        token = get_token(page)
        cookies = {
            "sessionid": browser.cookies["sessionid"].value,
            "csrftoken": page.META["CSRF_COOKIE"],
        }
        return Caller({"X-CSRFToken": token}, cookies)

    def _subscription(self) -> Subscription:
        feed = "https://statistics.example/releases.xml"
        return library.add_subscription(address=feed, form="feed", kind="primary", by=self.ana)

    def _suggested(self) -> FactCheck:
        factcheck = self.open()
        FactCheck.objects.filter(pk=factcheck.pk).update(state=State.SUGGESTED)
        return factcheck

    def _withdrawn(self) -> Any:
        check = self.published()
        publication.withdraw(publication=check, reason="It was a joke.", by=self.ana)
        return check

    def _taken_down(self) -> Any:
        check = self.published()
        self.take_down(check)
        return check

    def _talked_about(self, factcheck: FactCheck, source: Any) -> None:
        evidence.add_lead(claim=factcheck.claim, source=source, origin=Origin.PERSON, by=self.sam)
        workflow.comment(factcheck=factcheck, text="Which roads, @ana?", by=self.sam)
        suggest_verdict(
            factcheck=factcheck, rating="false", conclusion="It is not so.", by=self.sam, token=self.token
        )

    def _webhook(self, owner: User, factcheck: FactCheck) -> Any:
        webhook = create_webhook(
            owner=owner, address="https://paper.example/hook", events=[Event.CLAIM_OPENED]
        )
        deliveries.announce(notices.record(event=Event.CLAIM_OPENED, factcheck=factcheck, by=owner))
        return webhook

    def _import(self) -> FactCheckImport:
        return import_from_address(address="https://checks.example/roads", form="page", by=self.sam)

    def _job(self, factcheck: FactCheck, state: str) -> Job:
        failed, ended = state == JobState.FAILED, state in ENDED
        return Job.objects.create(
            kind="fetch_source",
            key=state,
            about=factcheck.claim.article.subject,
            by=self.sam,
            state=state,
            cause="It answers 404." if failed else "",
            finished_at=timezone.now() if ended else None,
        )
