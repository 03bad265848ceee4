"""The slow half of every step: what it does without a transaction, before pipeline.py stores it.

Each takes the job's lease and returns a value, or an Ending. None of them writes, or knows what follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from claims import following
from claims.conf import claims_settings
from claims.extraction.pipeline import find_claims
from claims.extraction.types import Extraction
from claims.extractors import model as language_model
from claims.intake import title_of
from claims.language import vectors
from claims.models import Article, ArticleVersion, Claim
from claims.versions.follow import Followed
from factcheck.accounts.models import User
from factcheck.evidence import find, passages, watching
from factcheck.notices import mail
from factcheck.notices.mail import Letter
from factcheck.notices.models import Notice
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import IN_WORK, State
from jobs.endings import Again
from jobs.leases import Lease
from sources import services as sources
from sources.fetching.types import FetchStopped, ReadPage
from sources.models import Reading, Snapshot, Source

# Passages of one page, some 500 printed pages: a vector each took 29 ms on a busy core, and a step has 300 s.
SEARCHED_AT_MOST = 6_000
# Claims in work that a new page of the library is compared with, the newest first: each costs a search.
LOOKED_UP_AT_MOST = 500


def extract(lease: Lease) -> Extraction:
    version = ArticleVersion.objects.select_related("article").get(pk=lease.payload["version_id"])
    article = version.article
    found = find_claims(
        version.text,
        title=_headline(article, version.text),
        published=article.published_on,
        language=article.language or None,
    )
    settings = claims_settings()
    if settings.endpoint is None:
        return found
    return language_model.find_claims(
        version.text, endpoint=settings.endpoint, rules=found, seconds=settings.model_article_seconds
    )


def _headline(article: Article, text: str) -> str | None:
    """The title, unless it only repeats the text's first sentence, which is a claim like any other."""
    is_sentence = article.title.endswith((".", "!", "?", "…", "”")) or article.title == text.strip()
    return None if is_sentence and article.title == title_of(text) else article.title


def find_fates(lease: Lease) -> dict[int, Followed]:
    return following.find_fates(ArticleVersion.objects.get(pk=lease.payload["version_id"]))


def fetch(lease: Lease) -> Any:
    source = Source.objects.get(pk=lease.payload["source_id"])
    return sources.fetch(source, copy_address=lease.payload.get("copy_address", ""))


def check_list(lease: Lease) -> Any:
    return sources.check(Source.objects.get(pk=lease.payload["source_id"]))


@dataclass(frozen=True)
class Pages:
    """A page as it was read, cut into passages, with a vector each, by model."""

    page: ReadPage
    windows: tuple[passages.Passage, ...]
    vectors: dict[str, Any]


@dataclass(frozen=True)
class Unreadable:
    """A page that can't be read, and why."""

    cause: str


def read_page(lease: Lease) -> Pages | Unreadable:
    snapshot = Snapshot.objects.get(pk=lease.payload["snapshot_id"])
    try:
        page = sources.read_snapshot(snapshot)
    except FetchStopped as stopped:
        return Unreadable(stopped.cause)
    everything = passages.split(page.text)
    windows = everything[:SEARCHED_AT_MOST]
    if len(everything) > len(windows):
        page = replace(page, cause=_only_beginning(windows[-1].end))
    texts = [window.text for window in windows]
    models = sources.models_to_write(vectors.MODELS)
    return Pages(page, windows, {model: vectors.embed(texts, model=model) for model in models})


def _only_beginning(end: int) -> str:
    return _(
        "Only its first {n} characters are searched for passages; quote what stands further on by hand."
    ).format(n=f"{end:,}")


def compare(lease: Lease) -> list[watching.Checked]:
    """What became of the passages that were accepted from earlier captures of this page."""
    reading = Reading.objects.select_related("snapshot").get(pk=lease.payload["reading_id"])
    return watching.check(watching.accepted_before(reading.snapshot), reading=reading)


def search(lease: Lease) -> dict[int, list[find.Found]]:
    article = Article.objects.get(pk=lease.payload["article_id"])
    open_claims = article.claims.filter(factcheck__state__in=IN_WORK, merged_into=None)
    if only := lease.payload.get("claim_id"):
        # A claim whose correction was abandoned says again what it said.
        states = {*IN_WORK, State.PUBLISHED}
        open_claims = article.claims.filter(factcheck__state__in=states, pk=only)
    reading_id, published = lease.payload["reading_id"], article.published_on
    found: dict[int, list[find.Found]] = {}
    everything = list(open_claims.order_by("pk"))
    for done, claim in enumerate(everything):
        lease.progress(done=done, total=len(everything), now=claim.text)
        found |= find.find([claim], published=published, reading_id=reading_id)
        if reading_id is None:
            # First, so that what the search says of the same passage counts.
            found[claim.pk] = [*find.compare_again(claim, published=published), *found[claim.pk]]
    return found


def look_up(lease: Lease) -> dict[int, list[find.Found]]:
    """What a page of the library says of the claims that are in work, whoever's they are."""
    cases = FactCheck.objects.at_hand().filter(state__in=IN_WORK)
    in_work = Claim.objects.filter(factcheck__in=cases, merged_into=None)
    newest = in_work.select_related("article").order_by("-pk")[:LOOKED_UP_AT_MOST]
    found: dict[int, list[find.Found]] = {}
    for published, claims in groupby(
        sorted(newest, key=_published_on), key=lambda claim: claim.article.published_on
    ):
        found |= find.find(list(claims), published=published, reading_id=lease.payload["reading_id"])
    # Nobody asked for this page: it is suggested only where it speaks of the same thing.
    return {pk: likely for pk, each in found.items() if (likely := [one for one in each if one.is_likely])}


def _published_on(claim: Claim) -> date:
    return claim.article.published_on or date.min


def notice(lease: Lease) -> Notice:
    return Notice.objects.get(pk=lease.payload["notice_id"])


def mail_notices(lease: Lease) -> Letter | Again | None:
    """Send what a person has not read. A worker that dies between this and its record sends it twice."""
    letter = mail.compose(User.objects.get(pk=lease.payload["person_id"]))
    try:
        if letter is not None:
            mail.send(letter)
    except OSError as error:
        return Again(str(error))
    return letter
