"""The one door to imports of others' fact-checks: ask for one, run it, see what it brought.

Items are taken in some hundred at a time, each batch with how far the import is in one transaction: an import
that is interrupted goes on from there, and one that is run twice adds nothing.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.integrations.importing import opening
from factcheck.integrations.importing.claimreview import BadItem, read_address, read_claimreview
from factcheck.integrations.importing.items import Item, Unreadable
from factcheck.integrations.models import FactCheckImport, ImportForm
from factcheck.integrations.policies import check_can_import
from factcheck.matching import services as matching
from factcheck.matching.services import Review
from factcheck.workflow import services as workflow
from jobs import services as jobs
from jobs.endings import Ending, GaveUp, Postponed
from jobs.leases import Lease
from jobs.models import Job, Priority
from jobs.steps import Step
from sources import services as sources
from sources.conf import sources_settings
from sources.exceptions import BadAddress
from sources.fetching.types import FetchStopped
from sources.models import Snapshot

KIND = "import_factchecks"
BATCH = 500
# A turn ends after this, so that other jobs have theirs; the next one goes on where it ended.
TURN_SECONDS = 120
STEP_SECONDS = 600
# Enough to mend a file by; more of the same kind tells nothing new.
KEPT_PROBLEMS = 1000
# Longer than anybody waits before they try a failed import again.
FILES_KEPT_FOR = timedelta(days=7)
SEARCHED = {"query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays"}


@transaction.atomic
def import_file(*, file: IO[bytes], name: str, form: str, by: User) -> FactCheckImport:
    """Take a feed's or a table's file; its job reads it. Raises NotAllowed, Incomplete."""
    check_can_import(by)
    if form not in (ImportForm.FEED, ImportForm.CSV):
        raise Incomplete(_("A file is a feed or a table: choose which."), field="form")
    return _asked(FactCheckImport(form=form, name=name[:300] or "-", file=_kept(file, form), by=by))


@transaction.atomic
def import_from_address(
    *, address: str, form: str, by: User, query: dict[str, str] | None = None
) -> FactCheckImport:
    """Take what is at an address. query: what to search for, by API.

    Raises NotAllowed, Incomplete, BadAddress.
    """
    check_can_import(by)
    wanted = FactCheckImport(form=form, name=_admitted(address), query=_searched(form, query or {}), by=by)
    if form == ImportForm.PAGE:
        return _after_capture(wanted)
    if form != ImportForm.API:
        wanted.file = _file_name(form)
    return _asked(wanted)


def forget_files(*, now: datetime) -> int:
    """Drop what waited for a job that never came to its end. Returns how many files that were."""
    old = [
        path
        for path in opening.folder().iterdir()
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - FILES_KEPT_FOR
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def take_page(*, import_id: int, snapshot: Snapshot) -> Job:
    """The page is archived: read what it holds. Called in the transaction that stores its capture."""
    wanted = FactCheckImport.objects.select_related("by").get(pk=import_id)
    wanted.snapshot = snapshot
    wanted.job = _job(wanted)
    wanted.save(update_fields=["snapshot", "job"])
    return wanted.job


# --- Running ---------------------------------------------------------------------------------------


def run(lease: Lease) -> Ending | None:
    """Read items and take them in until the end, or until this turn is over."""
    wanted = FactCheckImport.objects.select_related("by", "snapshot").get(pk=lease.payload["import_id"])
    by_api = wanted.form == ImportForm.API
    if by_api:
        # A search may answer in another order the next time: then nothing may be skipped.
        wanted.position, wanted.failed, wanted.problems = 0, 0, []
    ends_at = time.monotonic() + TURN_SECONDS
    try:
        with opening.items_of(wanted) as items:
            for batch in _batches(itertools.islice(items, wanted.position, None)):
                _take(batch, wanted, lease)
                if time.monotonic() > ends_at and not by_api:
                    return Postponed(after_seconds=0, cause=_("It goes on in a moment."))
    except Unreadable as unreadable:
        return GaveUp(str(unreadable))
    return None


def finish(lease: Lease, _value: Any) -> None:
    wanted = FactCheckImport.objects.get(pk=lease.payload["import_id"])
    wanted.finished_at = timezone.now()
    wanted.save(update_fields=["finished_at"])
    transaction.on_commit(lambda: opening.forget_file(wanted))


STEP = Step(work=run, store=finish, queue="default", seconds=STEP_SECONDS)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Python 3.12 has itertools.batched."""
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, BATCH)):
        yield batch


@transaction.atomic
def _take(batch: Sequence[Item], wanted: FactCheckImport, lease: Lease) -> None:
    """One batch, and how far it is. Raises LeaseLost and Cancelled before anything is written."""
    reviews, gone, problems = _sorted(batch)
    done, failed = wanted.position + len(batch), wanted.failed + len(problems)
    lease.progress(done=done, failed=failed, now=_("{done} read").format(done=f"{done:,}"))
    remembered = matching.remember(reviews=reviews, by=wanted.by)
    wanted.added += len(remembered.added)
    wanted.changed += len(remembered.changed)
    forgotten = matching.forget_addresses(addresses=gone, imported_by=wanted.by) if gone else ()
    wanted.withdrawn += len(forgotten)
    workflow.tell_of_overtaken_matches(known=[*remembered.rated_anew, *forgotten])
    wanted.position, wanted.failed = done, failed
    wanted.problems = (wanted.problems + problems)[:KEPT_PROBLEMS]
    wanted.save(update_fields=["position", "added", "changed", "withdrawn", "failed", "problems"])


def _sorted(batch: Sequence[Item]) -> tuple[list[Review], list[str], list[dict[str, Any]]]:
    """What to remember, which addresses to forget, and what is wrong with the rest."""
    reviews: list[Review] = []
    gone: list[str] = []
    problems: list[dict[str, Any]] = []
    for item in batch:
        try:
            if item.gone:
                gone.append(read_address(item.gone))
            else:
                reviews.append(_review(item))
        except BadItem as bad:
            problems.append({"line": item.line, "cause": str(bad)})
    return reviews, gone, problems


def _review(item: Item) -> Review:
    if item.problem:
        raise BadItem(item.problem)
    review = read_claimreview(item.review)
    if review.url.startswith(settings.NEWSROOM["ADDRESS"].rstrip("/") + "/"):
        raise BadItem("It is one of this newsroom's own.")
    return review


# --- Asking ----------------------------------------------------------------------------------------


def _asked(wanted: FactCheckImport) -> FactCheckImport:
    wanted.save()
    wanted.job = _job(wanted)
    wanted.save(update_fields=["job"])
    return wanted


def _after_capture(wanted: FactCheckImport) -> FactCheckImport:
    """The page is fetched and archived first, as every page is."""
    source = sources.add_source(address=wanted.name, by=wanted.by)
    wanted.save()
    wanted.job = jobs.add(
        kind="fetch_source",
        key=f"import:{wanted.pk}",
        payload={"source_id": source.pk, "import_id": wanted.pk},
        about=f"source:{source.pk}",
        priority=Priority.PERSON,
        by_id=wanted.by_id,
    )
    wanted.save(update_fields=["job"])
    return wanted


def _job(wanted: FactCheckImport) -> Job:
    return jobs.add(
        kind=KIND,
        key=f"import:{wanted.pk}",
        payload={"import_id": wanted.pk},
        about=f"import:{wanted.pk}",
        by_id=wanted.by_id,
    )


def _admitted(address: str) -> str:
    try:
        return str(sources_settings().gate().admit(address))
    except FetchStopped as refusal:
        raise BadAddress(refusal.cause) from refusal


def _searched(form: str, query: dict[str, str]) -> dict[str, str]:
    wanted = {name: value for name, value in query.items() if name in SEARCHED and value}
    if form == ImportForm.API and not {"query", "reviewPublisherSiteFilter"} & wanted.keys():
        raise Incomplete(_("Say what to search for: words, or a publisher's site."), field="query")
    return wanted


def _kept(file: IO[bytes], form: str) -> str:
    """Copy what was handed in to where the worker finds it. Raises Incomplete when it is too large."""
    name, left = _file_name(form), settings.IMPORTS["MAX_BYTES"]
    with (opening.folder() / name).open("xb") as out:
        while chunk := file.read(1_000_000):
            left -= len(chunk)
            if left < 0:
                break
            out.write(chunk)
    if left < 0:
        (opening.folder() / name).unlink()
        raise Incomplete(
            _("The file has more than {limit} MB. Split it.").format(
                limit=settings.IMPORTS["MAX_BYTES"] // 10**6
            ),
            field="file",
        )
    return name


def _file_name(form: str) -> str:
    return f"{uuid4().hex}.{form}"
