"""What an answer means for the fetch: its outcome by the status, and the sentence that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sources.fetching.body import WHOLE_PAGE_STATUSES
from sources.fetching.content_type import sniff
from sources.fetching.exchange import Answer
from sources.fetching.types import FetchPolicy, Outcome, Validators

# Told to come again: request timeout and too early (RFC 9110, 15.5.9; RFC 8470, 5.2).
TRY_AGAIN_STATUSES = frozenset({408, 425})
EMPTY_STATUSES = frozenset({204, 205})
LOGIN_STATUSES = frozenset({401, 402, 403, 407})


@dataclass(frozen=True)
class Result:
    """Outcome and cause of a fetch, with the body and its real type when there is one."""

    outcome: Outcome
    cause: str = ""
    body: bytes = b""
    content_type: str = ""


def result_of(answer: Answer, *, host: str, conditional: bool, policy: FetchPolicy) -> Result:
    """What the last answer of a fetch amounts to."""
    status = answer.status
    if status in WHOLE_PAGE_STATUSES or status in EMPTY_STATUSES:
        return _page(answer, host=host, policy=policy)
    if status == 304 and conditional:
        return Result(Outcome.NOT_MODIFIED)
    outcome, sentence = _refused(status)
    return Result(outcome, sentence.format(host=host, status=status))


def validators_of(answer: Answer) -> Validators:
    """What to ask "has it changed?" with next time."""
    return Validators(etag=answer.header("etag"), last_modified=answer.header("last-modified"))


def retry_after_seconds(answer: Answer, *, now: datetime) -> float | None:
    """Retry-After in seconds from `now`, from either of its forms (RFC 9110, 10.2.3); None when it says
    nothing.
    """
    value = (answer.header("retry-after") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _page(answer: Answer, *, host: str, policy: FetchPolicy) -> Result:
    declared = answer.header("content-type") or ""
    if policy.any_type:
        return Result(Outcome.FETCHED, body=answer.body, content_type=declared)
    found = None if answer.hop.cut else sniff(answer.body, declared=declared)
    if found is None:
        shown = declared.split(";")[0].strip()[:60] or "of no stated type"
        return Result(
            Outcome.NOT_TEXT,
            f"What {host} sends ({shown}) is not a text that can be read: "
            "give the address of a page or PDF, or upload a file.",
        )
    return Result(Outcome.FETCHED, body=answer.body, content_type=found)


def _refused(status: int) -> tuple[Outcome, str]:
    if status in (404, 410):
        return Outcome.GONE, (
            "{host} has no such page (it answers {status}): check the address, or look for an archived copy."
        )
    if status == 429:
        return (
            Outcome.RATE_LIMITED,
            "{host} asks for fewer requests (it answers 429): it is tried again later.",
        )
    if status in LOGIN_STATUSES:
        return Outcome.CLIENT_ERROR, (
            "{host} does not show this page to us (it answers {status}): open it yourself and upload a copy."
        )
    if status in TRY_AGAIN_STATUSES or status >= 500:
        return (
            Outcome.SERVER_ERROR,
            "{host} has trouble of its own (it answers {status}): it is tried again later.",
        )
    return Outcome.CLIENT_ERROR, (
        "{host} does not give out this page (it answers {status}): check the address, or upload a copy."
    )
