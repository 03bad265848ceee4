"""THE WALK: what follows what, from an article to its evidence. Start reading here.

    start ──────────────────────────> extract_claims ──> find_evidence (everything archived)
                                             ├─────────> compare_claims (with one another)
    change_text ──> follow_claims ────────┘ │
                          └────────────┐    │  hand_in_source ┐
    add_sources, capture_again ──> fetch_source ──> read_snapshot ──> find_evidence (the new page)
    fetch_due_sources ─────────────────┤                  ├─────────> check_passages (accepted earlier)
    follow_due ──> check_list ─────────┘                  └─────────> look_up (of the library's pages)

Each arrow is a job row, written in the transaction that ends the step before it, so the walk goes on
wherever it was interrupted. From there on people decide: factcheck/workflow/statuses.py. What they do is
recorded as notices; each is announced by a job, and told to webhooks by a job for each (deliver_webhook).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from claims import following
from claims import services as claims
from claims.extraction.types import Extraction
from claims.models import Article, ArticleVersion, Claim
from claims.versions.follow import Followed
from claims.versions.kinship import is_another_text
from factcheck import (
    announcing,
    comparing,
    erasing,
    finding,
    intake,
    library,
    password_links,
    searching,
    watch,
    work,
)
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.evidence import watching
from factcheck.evidence.models import Origin
from factcheck.exceptions import Stale
from factcheck.integrations import deliveries, imports
from factcheck.leads import add_sources, add_written_links, articles_with_lead, follow_leads, hand_in_source
from factcheck.workflow import services as workflow
from jobs import services as jobs
from jobs.endings import Again, Ending, GaveUp
from jobs.leases import Lease
from jobs.models import Job, Priority
from jobs.steps import Step, nothing_follows
from sources import services as sources
from sources.fetching.types import RETRIED, CaptureQuality, Outcome
from sources.models import Fetch, Reading, Snapshot, Source

# --- Ways in (and those of leads.py; follow_due, of library.py)

__all__ = [
    "STEPS",
    "add_sources",
    "capture_again",
    "change_text",
    "check_again",
    "extract_again",
    "hand_in_source",
    "start",
    "start_from_address",
    "take_page",
]


@transaction.atomic
def start(
    *,
    text: str,
    desk_id: int,
    by: User,
    title: str = "",
    published_on: date | None = None,
    address: str = "",
    byline: str = "",
    language: str = "",
    source_addresses: Sequence[str] = (),
    captured_at: datetime | None = None,
) -> Article:
    """Add an article and set the walk off. Raises BadArticle, BadAddress, NotAllowed.

    source_addresses: pages to look up for every claim, fetched once the claims are known. captured_at: when
    its page was captured, for a text that was read from one.
    """
    check_can_work_at(by, desk_id)
    leads = [sources.add_source(address=found, by=by) for found in source_addresses]
    article = claims.add_article(
        text=text,
        desk_id=desk_id,
        by=by,
        title=title,
        byline=byline,
        published_on=published_on,
        address=address,
        language=language,
        captured_at=captured_at,
    )
    extract_again(article=article, by_id=by.pk, source_ids=[source.pk for source in leads])
    return article


@transaction.atomic
def start_from_address(
    *,
    address: str,
    desk_id: int,
    by: User,
    published_on: date | None = None,
    source_addresses: Sequence[str] = (),
) -> Job:
    """Fetch a page; what is read from it becomes an article. Raises BadAddress, NotAllowed.

    The jobs are about source:ID until the article is there, and about article:ID from then on.
    """
    check_can_work_at(by, desk_id)
    source = sources.add_source(address=address, by=by)
    for lead in source_addresses:
        sources.add_source(address=lead, by=by)
    article = {
        "desk_id": desk_id,
        "by_id": by.pk,
        "published_on": published_on.isoformat() if published_on else None,
        "source_addresses": list(source_addresses),
    }
    return jobs.add(
        kind="fetch_source",
        key=f"article-from:{source.pk}:{desk_id}",
        payload={"source_id": source.pk, "article": article},
        about=f"source:{source.pk}",
        priority=Priority.PERSON,
        by_id=by.pk,
    )


@transaction.atomic
def change_text(*, article: Article, text: str, by: User) -> Job:
    """Take in what an article says now; its claims follow, or wait for a person.

    Raises BadArticle (also when nothing changed), PutAway, NotAllowed.
    """
    check_can_work_at(by, article.desk_id)
    return _change_text(article, text, by=by)


@transaction.atomic
def capture_again(*, article: Article, by: User) -> Job:
    """Fetch an article's page; when its text reads otherwise now, that becomes a version.

    Another text altogether waits for a person (`take_page`). Raises BadAddress, PutAway, NotAllowed.
    """
    check_can_work_at(by, article.desk_id)
    claims.check_at_hand(article)
    source = sources.add_source(address=article.address, by=by)
    return jobs.add(
        kind="fetch_source",
        key=f"version-from:{source.pk}:{article.pk}",
        payload={"source_id": source.pk, "article": {"id": article.pk, "by_id": by.pk}},
        about=article.subject,
        priority=Priority.PERSON,
        by_id=by.pk,
    )


@transaction.atomic
def take_page(*, article: Article, reading_id: int, by: User) -> Job:
    """Its page's text now is its next version, though another text. Raises Stale, PutAway, NotAllowed."""
    check_can_work_at(by, article.desk_id)
    claims.check_at_hand(article)
    reading = intake.waiting_page(article)
    if reading is None or reading.pk != reading_id:
        raise Stale(_("The page, or the article's text, is another one by now. Look at it again."))
    return _change_text(article, reading.text, by=by, captured_at=reading.snapshot.captured_at)


@transaction.atomic
def check_again(*, claim: Claim, by: User) -> Job:
    """Search everything archived once more for a claim, and compare it with the others. Raises NotAllowed."""
    check_can_work_at(by, claim.article.desk_id)
    comparing.request(claim.article, priority=Priority.PERSON, by_id=by.pk)
    return finding.request(claim.article, claim=claim, priority=Priority.PERSON, by_id=by.pk)


def extract_again(*, article: Article, by_id: int | None, source_ids: Sequence[int] = ()) -> Job:
    """Find the claims of an article's newest version; what people did stays.

    source_ids: sources that become leads for every claim that is found.
    """
    version = article.current_version
    return jobs.add(
        kind="extract_claims",
        key=f"version:{version.pk}",
        payload={"version_id": version.pk, "source_ids": list(source_ids)},
        about=article.subject,
        priority=Priority.PERSON,
        by_id=by_id,
    )


# --- Extracting claims -----------------------------------------------------------------------------


def _store_claims(lease: Lease, extraction: Extraction) -> None:
    version = ArticleVersion.objects.select_related("article__created_by").get(pk=lease.payload["version_id"])
    found = claims.record_extraction(version=version, extraction=extraction)
    workflow.open_factchecks(claims=found)
    wanted = list(Source.objects.filter(pk__in=lease.payload.get("source_ids", [])))
    follow_leads(found, wanted, article=version.article, by=version.article.created_by, origin=Origin.PERSON)
    add_written_links(version)
    finding.request(version.article, priority=lease.priority, by_id=lease.by_id)
    comparing.request(version.article, priority=lease.priority, by_id=lease.by_id)


# --- Following claims into a changed text ------------------------------------------------------------


def _change_text(article: Article, text: str, *, by: User, captured_at: datetime | None = None) -> Job:
    version = claims.add_version(article=article, text=text, by=by, captured_at=captured_at)
    return jobs.add(
        kind="follow_claims",
        key=f"version:{version.pk}",
        payload={"version_id": version.pk},
        about=article.subject,
        priority=Priority.PERSON,
        by_id=by.pk,
    )


def _store_fates(lease: Lease, fates: dict[int, Followed]) -> None:
    version = ArticleVersion.objects.get(pk=lease.payload["version_id"])
    following.record_fates(version=version, fates=fates)
    extract_again(article=version.article, by_id=lease.by_id)


# --- Fetching --------------------------------------------------------------------------------------


def _store_fetch(lease: Lease, captured: Any) -> Ending | None:
    source = Source.objects.get(pk=lease.payload["source_id"])
    row = sources.record_fetch(
        source=source,
        captured=captured,
        job_id=lease.job_id,
        attempt=lease.attempt,
        by_id=lease.by_id,
    )
    if not row.of_copy:
        watch.after_fetch(source)
    fetched = captured.fetched
    if fetched.outcome is Outcome.FETCHED:
        _captured(row.snapshot, lease)
        return None
    if fetched.outcome is Outcome.NOT_MODIFIED:
        last = source.snapshots.fetched().first()
        if last is not None and lease.priority != Priority.SCHEDULED:
            _captured(last, lease)
        return None
    if fetched.outcome in RETRIED:
        return Again(fetched.cause, after_seconds=fetched.retry_after_seconds)
    return GaveUp(fetched.cause)


def _captured(snapshot: Snapshot, lease: Lease) -> None:
    """It is read; where somebody wants the fact-checks that it holds, they are imported."""
    _read(snapshot, lease)
    if import_id := lease.payload.get("import_id"):
        imports.take_page(import_id=import_id, snapshot=snapshot)


def _read(snapshot: Snapshot, lease: Lease) -> None:
    sources.request_reading(
        snapshot=snapshot,
        about=lease.about,
        priority=lease.priority,
        by_id=lease.by_id,
        article=lease.payload.get("article"),
    )


# --- Reading ---------------------------------------------------------------------------------------


def _store_reading(lease: Lease, read: work.Pages | work.Unreadable) -> Ending | None:
    snapshot = Snapshot.objects.select_related("source", "fetch").get(pk=lease.payload["snapshot_id"])
    if isinstance(read, work.Unreadable):
        watch.after_failed_reading(snapshot)
        return GaveUp(read.cause)
    reading = sources.record_reading(
        snapshot=snapshot, page=read.page, windows=read.windows, vectors=read.vectors
    )
    watch.check_passages(reading, lease)
    if wanted := lease.payload.get("article"):
        return _take_article(reading, wanted)
    _take_changes(reading)
    for article in articles_with_lead(snapshot.source):
        finding.request(article, reading=reading, priority=lease.priority, by_id=lease.by_id)
    library.look_up_claims(reading, lease)
    return None


def _take_article(reading: Reading, wanted: dict[str, Any]) -> Ending | None:
    """A page that was captured as an article: a new one, or what an article says now."""
    if reading.quality != CaptureQuality.OK.value:
        return GaveUp(reading.cause or _("The page could not be read as an article. Paste its text instead."))
    if "id" in wanted:
        by = User.objects.get(pk=wanted["by_id"])
        return _take_text(reading, Article.objects.get(pk=wanted["id"]), by=by)
    _start_from_reading(reading, wanted)
    return None


def _start_from_reading(reading: Reading, wanted: dict[str, Any]) -> None:
    asked = date.fromisoformat(wanted["published_on"]) if wanted["published_on"] else None
    start(
        text=reading.text,
        desk_id=wanted["desk_id"],
        by=User.objects.get(pk=wanted["by_id"]),
        title=reading.title,
        byline=reading.byline,
        published_on=asked or reading.published_on,
        address=reading.snapshot.source.address or "",
        language=reading.language,
        source_addresses=wanted["source_addresses"],
        captured_at=reading.snapshot.captured_at,
    )


def _take_changes(reading: Reading) -> None:
    """Articles that were read from this page take its new text; those handed in, or put away, stay."""
    if reading.quality != CaptureQuality.OK.value:
        return
    of_page = Article.objects.filter(address=reading.snapshot.source.address or None, put_away_at=None)
    for article in of_page.select_related("created_by"):
        captured_at = article.current_version.captured_at
        if captured_at is not None and captured_at < reading.snapshot.captured_at:
            _take_text(reading, article, by=article.created_by)


def _take_text(reading: Reading, article: Article, *, by: User) -> Ending | None:
    """A text with hardly anything of the article in it may be another page's: it waits for a person."""
    current = article.current_version.text
    if reading.text == current:
        return None
    if article.put_away_at is not None:
        return GaveUp(_("The article was put away meanwhile. Take it back to have what its page says now."))
    if is_another_text(current, reading.text):
        return GaveUp(_("The page has another text than the article. Its page of versions asks what to do."))
    _change_text(article, reading.text, by=by, captured_at=reading.snapshot.captured_at)
    return None


def _store_drift(lease: Lease, checked: list[watching.Checked]) -> None:
    fetches = Fetch.objects.select_related("source")
    watch.after_comparison(fetch=fetches.get(snapshot__readings=lease.payload["reading_id"]), checked=checked)


# --- The table -------------------------------------------------------------------------------------


def _as_job(store: Callable[[Lease, Any], Ending | None]) -> Callable[[Lease, Any], Ending | None]:
    """What a job writes is on record as the job's, for the person who asked for it."""

    def stored(lease: Lease, value: Any) -> Ending | None:
        with pghistory.context(by=lease.by_id, door=f"job:{lease.kind}", job=lease.job_id):
            return store(lease, value)

    return stored


# seconds: the hard limit of a step; extraction reads a book's worth, a fetch has its own deadline within it.
STEPS = {
    "extract_claims": Step(work=work.extract, store=_as_job(_store_claims), queue="extraction", seconds=600),
    "follow_claims": Step(work=work.find_fates, store=_as_job(_store_fates), queue="extraction", seconds=300),
    "fetch_source": Step(work=work.fetch, store=_as_job(_store_fetch), queue="fetching", seconds=90),
    "check_list": Step(work=work.check_list, store=_as_job(library.store_list), queue="fetching", seconds=90),
    "read_snapshot": Step(work=work.read_page, store=_as_job(_store_reading), queue="reading", seconds=300),
    "check_passages": Step(work=work.compare, store=_as_job(_store_drift), queue="reading", seconds=300),
    finding.KIND: Step(work=work.search, store=_as_job(finding.record), queue="extraction", seconds=600),
    comparing.KIND: Step(comparing.find, _as_job(comparing.record), queue="extraction", seconds=300),
    "look_up": Step(work=work.look_up, store=_as_job(finding.record), queue="extraction", seconds=600),
    searching.KIND: Step(searching.search, _as_job(searching.record), queue="fetching", seconds=90),
    "mail_notices": Step(work.mail_notices, _as_job(announcing.record_mailed), queue="notification"),
    "announce": Step(work=work.notice, store=_as_job(announcing.announce), queue="notification", seconds=30),
    erasing.KIND: Step(work=erasing.remove_files, store=nothing_follows, seconds=600),
    deliveries.KIND: deliveries.STEP,
    password_links.KIND: password_links.STEP,
    imports.KIND: imports.STEP,
}
