"""What an import reads from: its file, a feed at an address, its archived page, or another server's API."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from factcheck.integrations.importing.answers import read_answers
from factcheck.integrations.importing.feeds import read_feed
from factcheck.integrations.importing.items import Item, Unreadable
from factcheck.integrations.importing.structured import claimreviews_of_page
from factcheck.integrations.importing.tables import read_table
from factcheck.integrations.models import FactCheckImport, ImportForm
from sources import services as sources
from sources.conf import sources_settings
from sources.exceptions import NothingCaptured
from sources.fetching import charset
from sources.fetching.download import FOUND, download
from sources.fetching.types import FetchPolicy, FetchStopped
from sources.models import Snapshot

GOOGLE = "https://factchecktools.googleapis.com"
MAX_ANSWER_BYTES = 10_000_000
# A large feed takes longer than a page.
DOWNLOAD_SECONDS = 240.0


def folder() -> Path:
    """Where the files of imports wait; made when it isn't there."""
    path = Path(settings.IMPORTS["DIR"])
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def items_of(wanted: FactCheckImport) -> Iterator[Iterator[Item]]:
    """Every item, from the first one on. Raises Unreadable, also while they are read."""
    if wanted.form == ImportForm.API:
        yield read_answers(wanted.name, wanted.query, get=_get)
    elif wanted.form == ImportForm.PAGE:
        yield _of_snapshot(wanted.snapshot)
    else:
        _fetch_file(wanted)
        with _opened(wanted) as stream:
            yield read_feed(stream) if wanted.form == ImportForm.FEED else read_table(stream)


def forget_file(wanted: FactCheckImport) -> None:
    """Nobody reads it any more."""
    if wanted.file:
        (folder() / wanted.file).unlink(missing_ok=True)


def _opened(wanted: FactCheckImport) -> io.BufferedReader:
    try:
        return (folder() / wanted.file).open("rb")
    except OSError as error:
        raise Unreadable("The file is not here any more. Hand it in again.") from error


def _fetch_file(wanted: FactCheckImport) -> None:
    """Get what is at an address, unless an earlier attempt did; half a file never passes for a whole one."""
    path = folder() / wanted.file
    if path.exists() or "://" not in wanted.name:
        return
    partly = path.with_suffix(".part")
    with partly.open("wb") as out:
        _download(wanted.name, out, max_bytes=settings.IMPORTS["MAX_BYTES"])
    partly.rename(path)


def _of_snapshot(snapshot: Snapshot | None) -> Iterator[Item]:
    if snapshot is None:
        raise Unreadable("The page was not captured.")
    try:
        with sources.open_original(snapshot) as body:
            text = charset.decode(body.read(), content_type=snapshot.content_type)
    except NothingCaptured as error:
        raise Unreadable(str(error)) from error
    found = claimreviews_of_page(text, address=snapshot.address)
    if not found:
        raise Unreadable("The page has no ClaimReview in it, neither as JSON-LD nor as microdata.")
    for number, review in enumerate(found, start=1):
        yield Item(number, review={**review, "url": review.get("url") or snapshot.address})


def _get(address: str) -> tuple[int, bytes]:
    if (key := settings.IMPORTS["GOOGLE_KEY"]) and address.startswith(f"{GOOGLE}/"):
        address = f"{address}&{urlencode({'key': key})}"
    out = io.BytesIO()
    status = _request(address, out, max_bytes=MAX_ANSWER_BYTES)
    return status, out.getvalue()


def _download(address: str, out: io.BufferedWriter, *, max_bytes: int) -> None:
    status = _request(address, out, max_bytes=max_bytes)
    if status != FOUND:
        raise Unreadable(f"The server answered {status}. Check the address.")


def _request(address: str, out: io.BufferedWriter | io.BytesIO, *, max_bytes: int) -> int:
    conf = sources_settings()
    policy = FetchPolicy(contact=conf.contact, deadline_seconds=DOWNLOAD_SECONDS)
    try:
        return download(address, out, gate=conf.gate(), policy=policy, max_bytes=max_bytes)
    except FetchStopped as stopped:
        raise Unreadable(stopped.cause) from stopped
