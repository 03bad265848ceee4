"""THE WALK: what follows what, from an article to its evidence. Start reading here.

    start ──> extract_claims ──> find_evidence (everything archived)
                    │
    add_sources ──> fetch_source ──> read_snapshot ──> find_evidence (the new page)

Each arrow is a job row, written in the transaction that ends the step before it, so the walk goes on
wherever it was interrupted. From there on people decide: factcheck/workflow/statuses.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from claims import services as claims
from claims.extraction.pipeline import find_claims
from claims.extraction.types import Extraction
from claims.intake import title_of
from claims.language import vectors
from claims.models import Article, ArticleVersion, Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.evidence import find, passages
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Lead, Origin
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import IN_WORK
from jobs import services as jobs
from jobs.endings import Again, Ending, GaveUp
from jobs.leases import Lease
from jobs.models import Job, Priority
from jobs.steps import Step
from sources import services as sources
from sources.exceptions import BadAddress
from sources.fetching.types import RETRIED, CaptureQuality, FetchStopped, Outcome, ReadPage
from sources.models import Reading, Snapshot, Source

ADDRESS = re.compile(r"https?://[^\s<>\"'”“’)\]]+[^\s<>\"'”“’)\].,;:!?]")
# A page's links that become leads at most, nearest to a claim's words first.
LINKS_AT_MOST = 20


# --- Ways in ---------------------------------------------------------------------------------------


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
) -> Article:
    """Add an article and set the walk off. Raises BadArticle, BadAddress, NotAllowed.

    source_addresses: pages to look up for every claim, fetched once the claims are known.
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
def add_sources(
    *, claims: Sequence[Claim], addresses: Sequence[str], by: User, origin: str = Origin.PERSON
) -> list[Source]:
    """Add leads for these claims (of one article) and queue a fetch for each. Raises BadAddress, NotAllowed.

    All addresses are checked before anything is written.
    """
    article = claims[0].article
    check_can_work_at(by, article.desk_id)
    added = [sources.add_source(address=address, by=by) for address in addresses]
    _follow_leads(claims, added, article=article, by=by, origin=origin)
    return added


def _follow_leads(
    claims_of_it: Sequence[Claim], leads: Sequence[Source], *, article: Article, by: User, origin: str
) -> None:
    for source in leads:
        for claim in claims_of_it:
            evidence.add_lead(claim=claim, source=source, origin=origin, by=by)
        sources.request_fetch(source=source, by_id=by.pk, about=article.subject)


def check_again(*, claim: Claim, by: User) -> Job:
    """Search everything archived once more for a claim's article. Raises NotAllowed."""
    check_can_work_at(by, claim.article.desk_id)
    return _find_evidence(claim.article, priority=Priority.PERSON, by_id=by.pk)


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


def fetch_due_sources(*, now: datetime) -> int:
    """Queue a fetch for every source that is due, and say when it is due next. Returns how many."""
    due = list(Source.objects.due(at=now))
    for source in due:
        with transaction.atomic():
            sources.schedule(source=source, at=now + sources.FOLLOW_EVERY)
            sources.request_fetch(source=source, priority=Priority.SCHEDULED)
    return len(due)


# --- Extracting claims -----------------------------------------------------------------------------


def _extract(lease: Lease) -> Extraction:
    version = ArticleVersion.objects.select_related("article").get(pk=lease.payload["version_id"])
    article = version.article
    return find_claims(
        version.text,
        title=_headline(article, version.text),
        published=article.published_on,
        language=article.language or None,
    )


def _headline(article: Article, text: str) -> str | None:
    """The title, unless it only repeats the text's first sentence, which is a claim like any other."""
    is_sentence = article.title.endswith((".", "!", "?", "…", "”")) or article.title == text.strip()
    return None if is_sentence and article.title == title_of(text) else article.title


def _store_claims(lease: Lease, extraction: Extraction) -> None:
    version = ArticleVersion.objects.select_related("article__created_by").get(pk=lease.payload["version_id"])
    found = claims.record_extraction(version=version, extraction=extraction)
    workflow.open_factchecks(claims=found)
    wanted = list(Source.objects.filter(pk__in=lease.payload.get("source_ids", [])))
    _follow_leads(found, wanted, article=version.article, by=version.article.created_by, origin=Origin.PERSON)
    _add_leads_of_the_text(version)
    _find_evidence(version.article, priority=lease.priority, by_id=lease.by_id)


def _add_leads_of_the_text(version: ArticleVersion) -> None:
    """Addresses written in the article are leads for the claims of their paragraph."""
    article = version.article
    for match in list(ADDRESS.finditer(version.text))[:LINKS_AT_MOST]:
        start, end = _paragraph(version.text, match.start())
        near = article.claims.filter(anchors__version=version, anchors__start__lt=end, anchors__end__gt=start)
        _add_lead_quietly(article, list(near.distinct()), match.group())


def _add_lead_quietly(article: Article, near: list[Claim], address: str) -> None:
    """A link that can't be followed is no reason to stop: it stays in the text."""
    try:
        if near:
            add_sources(claims=near, addresses=[address], by=article.created_by, origin=Origin.ARTICLE)
    except BadAddress:
        return


def _paragraph(text: str, at: int) -> tuple[int, int]:
    before, after = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return max(before, 0), after if after >= 0 else len(text)


# --- Fetching --------------------------------------------------------------------------------------


def _fetch(lease: Lease) -> Any:
    return sources.fetch(Source.objects.get(pk=lease.payload["source_id"]))


def _store_fetch(lease: Lease, captured: Any) -> Ending | None:
    source = Source.objects.get(pk=lease.payload["source_id"])
    row = sources.record_fetch(source=source, captured=captured, job_id=lease.job_id, attempt=lease.attempt)
    fetched = captured.fetched
    if fetched.outcome is Outcome.FETCHED:
        _read(row.snapshot, lease)
        return None
    if fetched.outcome is Outcome.NOT_MODIFIED:
        _use_last_snapshot(source, lease)
        return None
    if fetched.outcome in RETRIED:
        return Again(fetched.cause, after_seconds=fetched.retry_after_seconds)
    return GaveUp(fetched.cause)


def _use_last_snapshot(source: Source, lease: Lease) -> None:
    snapshot = source.snapshots.first()
    if snapshot is not None:
        _read(snapshot, lease)


def _read(snapshot: Snapshot, lease: Lease) -> None:
    jobs.add(
        kind="read_snapshot",
        key=f"snapshot:{snapshot.pk}:{lease.about}",
        payload={"snapshot_id": snapshot.pk, "article": lease.payload.get("article")},
        about=lease.about,
        priority=lease.priority,
        by_id=lease.by_id,
    )


# --- Reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pages:
    """A page as it was read, cut into passages, with a vector each."""

    page: ReadPage
    windows: tuple[passages.Passage, ...]
    vectors: Any


def _read_page(lease: Lease) -> _Pages | GaveUp:
    snapshot = Snapshot.objects.get(pk=lease.payload["snapshot_id"])
    try:
        page = sources.read_snapshot(snapshot)
    except FetchStopped as stopped:
        return GaveUp(stopped.cause)
    windows = passages.split(page.text)
    return _Pages(page=page, windows=windows, vectors=vectors.embed([window.text for window in windows]))


def _store_reading(lease: Lease, read: _Pages) -> Ending | None:
    snapshot = Snapshot.objects.select_related("source").get(pk=lease.payload["snapshot_id"])
    reading = sources.record_reading(
        snapshot=snapshot,
        page=read.page,
        windows=read.windows,
        vectors=read.vectors,
        vector_model=vectors.MODEL_VERSION,
    )
    if wanted := lease.payload.get("article"):
        return _start_from_reading(reading, wanted)
    for article in _articles_with_lead(snapshot.source):
        _find_evidence(article, reading=reading, priority=lease.priority, by_id=lease.by_id)
    return None


def _start_from_reading(reading: Reading, wanted: dict[str, Any]) -> Ending | None:
    if reading.quality != CaptureQuality.OK.value:
        return GaveUp(reading.cause or _("The page could not be read as an article. Paste its text instead."))
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
    )
    return None


def _articles_with_lead(source: Source) -> list[Article]:
    with_lead = Lead.objects.filter(source=source).values("claim__article")
    return list(Article.objects.filter(pk__in=with_lead))


# --- Finding evidence ------------------------------------------------------------------------------


def _find_evidence(
    article: Article, *, priority: int, by_id: int | None, reading: Reading | None = None
) -> Job:
    where = f"reading:{reading.pk}" if reading else "archive"
    return jobs.add(
        kind="find_evidence",
        key=f"article:{article.pk}:{where}",
        payload={"article_id": article.pk, "reading_id": reading.pk if reading else None},
        about=article.subject,
        # A search takes far longer than a fetch: the pages that a person waits for come first.
        priority=max(priority, Priority.PIPELINE),
        by_id=by_id,
    )


def _search(lease: Lease) -> dict[int, list[find.Found]]:
    article = Article.objects.get(pk=lease.payload["article_id"])
    open_claims = article.claims.filter(factcheck__state__in=IN_WORK, merged_into=None).order_by("pk")
    found: dict[int, list[find.Found]] = {}
    everything = list(open_claims)
    for done, claim in enumerate(everything):
        lease.progress(done=done, total=len(everything), now=claim.text)
        found |= find.find([claim], published=article.published_on, reading_id=lease.payload["reading_id"])
    return found


def _store_evidence(_lease: Lease, found: dict[int, list[find.Found]]) -> None:
    for claim in Claim.objects.filter(pk__in=found):
        evidence.suggest(claim=claim, found=found[claim.pk])


# --- The table -------------------------------------------------------------------------------------


def _as_job(store: Callable[[Lease, Any], Ending | None]) -> Callable[[Lease, Any], Ending | None]:
    """What a job writes is on record as the job's, for the person who asked for it."""

    def stored(lease: Lease, value: Any) -> Ending | None:
        with pghistory.context(by=lease.by_id, door=f"job:{lease.kind}", job=lease.job_id):
            return store(lease, value)

    return stored


# seconds: the hard limit of a step; extraction reads a book's worth, a fetch has its own deadline within it.
STEPS = {
    "extract_claims": Step(work=_extract, store=_as_job(_store_claims), queue="extraction", seconds=600),
    "fetch_source": Step(work=_fetch, store=_as_job(_store_fetch), queue="fetching", seconds=90),
    "read_snapshot": Step(work=_read_page, store=_as_job(_store_reading), queue="reading", seconds=300),
    "find_evidence": Step(work=_search, store=_as_job(_store_evidence), queue="extraction", seconds=600),
}
