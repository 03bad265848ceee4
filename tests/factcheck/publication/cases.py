"""A desk with its people, and fact-checks on it as far along as a test needs them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from claims.models import Article, Claim
from claims.services import add_article, add_claim
from factcheck.accounts.models import Desk, Membership, Role, User
from factcheck.evidence import services as evidence_services
from factcheck.evidence.models import Evidence
from factcheck.publication import services as publication_services
from factcheck.publication.models import Publication, Takedown
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Rating
from factcheck.workflow.statuses import State
from sources.models import Fetch, Publisher, Reading, Snapshot, Source

TEXT = "The council met on Monday. Spending on roads doubled in 2025, the mayor said. It was late."
QUOTE = "Spending on roads doubled in 2025"
PASSAGE = "Spending on roads rose from 100 to 112 million."
CAPTURED_AT = datetime(2026, 1, 13, 9, 14, tzinfo=UTC)


def a_person(username: str, *, desk: Desk | None = None, role: str = Role.JOURNALIST, **values: Any) -> User:
    person = User.objects.create(username=username, first_name=username.title(), **values)
    if desk:
        Membership.objects.create(desk=desk, user=person, role=role)
    return person


class Newsroom:
    """One desk: Sam writes, Ana and Rae review, Kim administers; Lou is of another desk."""

    def __init__(self) -> None:
        self.desk = Desk.objects.create(name="Politics", slug="politics")
        self.other_desk = Desk.objects.create(name="Science", slug="science")
        self.sam = a_person("sam", desk=self.desk)
        self.ana = a_person("ana", desk=self.desk, role=Role.REVIEWER)
        self.rae = a_person("rae", desk=self.desk, role=Role.REVIEWER)
        self.lou = a_person("lou", desk=self.other_desk, role=Role.REVIEWER)
        self.kim = a_person("kim", is_superuser=True, is_staff=True)
        self.scale = scales.load("five-point")

    def rating(self, slug: str) -> Rating:
        return self.scale.ratings.get(slug=slug)

    def article(self, **values: Any) -> Article:
        given = {"title": "The council's budget", "published_on": date(2026, 1, 12), "language": "en"}
        return add_article(**{"text": TEXT, "desk_id": self.desk.pk, "by": self.sam, **given, **values})

    def claim(self, article: Article | None = None, *, text: str = "", speaker: str = "Jo Harbor") -> Claim:
        article = article or self.article(address="https://paper.example/budget")
        start = TEXT.index(QUOTE)
        claim = add_claim(
            article=article,
            start=start,
            end=start + len(QUOTE),
            quote=QUOTE,
            by=self.sam,
            text=text or f"{QUOTE}.",
            speaker=speaker,
        )
        workflow.open_factchecks(claims=[claim], state=State.OPEN)
        return Claim.objects.get(pk=claim.pk)

    def evidence(self, claim: Claim, *, snapshot: Snapshot | None = None) -> Evidence:
        snapshot = snapshot or a_snapshot()
        evidence = evidence_services.suggest_by_hand(
            claim=claim, snapshot=snapshot, start=0, end=len(PASSAGE), by=self.sam
        )
        return evidence_services.accept(evidence=evidence, stance="contradicts", by=self.sam)

    def open(self, **values: Any) -> FactCheck:
        claim = self.claim(**values)
        self.evidence(claim)
        return claim.factcheck

    def proposed(self, *, rating: str = "false", **values: Any) -> FactCheck:
        factcheck = self.open(**values)
        self.propose(factcheck, rating=rating)
        return factcheck

    def propose(
        self, factcheck: FactCheck, *, rating: str = "false", conclusion: str = "", in_short: str = ""
    ) -> None:
        workflow.propose_verdict(
            factcheck=factcheck,
            rating=self.rating(rating),
            conclusion=conclusion or "Spending on roads rose by 12%.",
            in_short=in_short,
            reasoning="The accounts say so.\n\nThey were audited.",
            by=self.sam,
        )

    def signed_off(self, **values: Any) -> FactCheck:
        factcheck = self.proposed(**values)
        workflow.sign_off(factcheck=factcheck, by=self.ana)
        return factcheck

    def published(self, **values: Any) -> Publication:
        return publication_services.publish(factcheck=self.signed_off(**values), by=self.ana)

    def embargoed(self, **values: Any) -> Publication:
        """Published, and not to be seen until tomorrow."""
        factcheck = self.signed_off(**values)
        publication_services.set_embargo(
            factcheck=factcheck, until=timezone.now() + timedelta(days=1), by=self.ana
        )
        return publication_services.publish(factcheck=factcheck, by=self.ana)

    def corrected_and_signed_off(self, publication: Publication, *, rating: str = "half-true") -> FactCheck:
        factcheck = publication.factcheck
        publication_services.start_correction(factcheck=factcheck, by=self.ana)
        self.propose(factcheck, rating=rating, conclusion="Spending on roads rose by half.")
        workflow.sign_off(factcheck=factcheck, by=self.ana)
        return factcheck

    def corrected(
        self, publication: Publication, *, rating: str = "half-true", severity: str = ""
    ) -> Publication:
        return publication_services.publish(
            factcheck=self.corrected_and_signed_off(publication, rating=rating),
            by=self.ana,
            correction_note="The accounts were revised.",
            severity=severity,
        )

    def take_down(self, publication: Publication) -> Takedown:
        return publication_services.take_down(
            factcheck=publication.factcheck,
            reason="A court forbids it for now.",
            basis="Art. 17",
            demanded_by="Hart & Co.",
            by=self.kim,
        )


def a_snapshot(address: str = "https://city.example/accounts", *, text: str = PASSAGE) -> Snapshot:
    """A page as it was fetched once, with its text read."""
    publisher, _ = Publisher.objects.get_or_create(site="city.example", defaults={"name": "The city"})
    source, _ = Source.objects.get_or_create(
        address=address, defaults={"title": "Accounts 2025", "publisher": publisher, "kind": "primary"}
    )
    fetch = Fetch.objects.create(source=source, outcome="fetched", status=200, started_at=CAPTURED_AT)
    snapshot = Snapshot.objects.create(
        source=source,
        fetch=fetch,
        captured_at=CAPTURED_AT,
        address=address,
        content_type="text/html",
        body_sha256="a" * 64,
        body_bytes=1200,
        body_name="aa/body",
        warc_name="aa/warc",
        warc_sha256="b" * 64,
    )
    Reading.objects.create(
        snapshot=snapshot, reader="test", quality="ok", title="Accounts 2025", text=text, text_sha256="c" * 64
    )
    return snapshot
