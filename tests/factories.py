"""Objects for tests, made through the services as the product makes them."""

from __future__ import annotations

import hashlib
import itertools
from datetime import datetime
from typing import Any

from claims import services as claims
from claims.models import Article, Claim
from factcheck.accounts.models import Desk, Role, User
from factcheck.accounts.services import add_desk, add_person
from factcheck.evidence.models import Evidence
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Rating, RatingScale
from factcheck.workflow.statuses import Family, State
from sources.models import Fetch, Reading, Snapshot, Source

_number = itertools.count(1)
TEXT = "The council approved the budget on Tuesday. The mayor said spending on roads rose 12% in 2023."
PASSWORD = "correct horse battery staple"


def a_desk(name: str = "Newsroom") -> Desk:
    return add_desk(name=name, slug=name.lower().replace(" ", "-"))


def a_person(
    username: str = "", *, desk: Desk | None = None, role: str = Role.JOURNALIST, **values: Any
) -> User:
    username = username or f"person{next(_number)}"
    return add_person(
        username=username,
        password=PASSWORD,
        desk=desk or a_desk(),
        role=role,
        first_name=username.capitalize(),
        email=f"{username}@newsroom.example",
        **values,
    )


def a_journalist(username: str = "sam", **values: Any) -> User:
    return a_person(username, role=Role.JOURNALIST, **values)


def a_reviewer(username: str = "ana", **values: Any) -> User:
    return a_person(username, role=Role.REVIEWER, **values)


def an_article(*, by: User, text: str = TEXT, **values: Any) -> Article:
    desk = by.desks.first()
    assert desk is not None
    return claims.add_article(text=text, desk_id=desk.pk, by=by, **values)


def a_claim(*, article: Article, by: User, quote: str = "", state: State = State.OPEN) -> Claim:
    text = article.current_version.text
    quote = quote or text.split(".")[0]
    start = text.index(quote)
    claim = claims.add_claim(article=article, start=start, end=start + len(quote), quote=quote, by=by)
    workflow.open_factchecks(claims=[claim], state=state)
    return claim


def a_factcheck(*, by: User, state: State = State.OPEN) -> FactCheck:
    return a_claim(article=an_article(by=by), by=by, state=state).factcheck


def a_snapshot(*, text: str = "Spending on roads rose 15% in 2023.", address: str = "") -> Snapshot:
    """A snapshot as rows; its files are not in the archive."""
    number = next(_number)
    source = Source.objects.create(
        address=address or f"https://stats.example/{number}", title=f"Page {number}"
    )
    fetch = Fetch.objects.create(source=source, outcome="fetched", started_at="2024-01-12T09:00:00Z")
    snapshot = Snapshot.objects.create(
        source=source,
        fetch=fetch,
        captured_at="2024-01-12T09:00:00Z",
        address=source.address or "",
        content_type="text/html",
        body_sha256=f"{number:064x}",
        body_bytes=1,
        body_name="",
        warc_name="",
        warc_sha256=f"{number:064x}",
    )
    Reading.objects.create(
        snapshot=snapshot, reader="reader-1", quality="ok", text=text, text_sha256="0" * 64
    )
    return snapshot


def a_look(
    source: Source, *, at: datetime, outcome: str = "fetched", text: str = "", quality: str = "ok"
) -> Fetch:
    """A later fetch of a source as rows; one that was fetched has a snapshot with this text."""
    fetch = Fetch.objects.create(source=source, outcome=outcome, started_at=at)
    if outcome != "fetched":
        return fetch
    number = next(_number)
    snapshot = Snapshot.objects.create(
        source=source,
        fetch=fetch,
        captured_at=at,
        address=source.address or "",
        content_type="text/plain",
        body_sha256=f"{number:064x}",
        body_bytes=len(text),
        body_name="",
        warc_name="",
        warc_sha256=f"{number:064x}",
    )
    Reading.objects.create(
        snapshot=snapshot,
        reader="reader-1",
        quality=quality,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return fetch


def some_evidence(
    *,
    claim: Claim,
    text: str = "Spending on roads rose 15% in 2023.",
    snapshot: Snapshot | None = None,
    **values: Any,
) -> Evidence:
    return Evidence.objects.create(
        claim=claim,
        snapshot=snapshot or a_snapshot(text=text),
        start=0,
        end=len(text),
        exact=text,
        suggested_by="test-1",
        score=0.7,
        **values,
    )


def a_rating(label: str = "False", *, family: str = Family.REFUTED, value: int | None = 1) -> Rating:
    scale, _ = RatingScale.objects.get_or_create(slug="test-scale", defaults={"name": "Test scale"})
    rating, _ = Rating.objects.get_or_create(
        scale=scale,
        slug=label.lower().replace(" ", "-"),
        defaults={
            "label": label,
            "definition": f"It is {label}.",
            "family": family,
            "value": value,
            "order": value or 9,
        },
    )
    return rating
