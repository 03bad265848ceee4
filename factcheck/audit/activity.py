"""Who did what about a claim, at a desk or as a person, the newest first, as the audit has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet

from claims.models import Article, ArticleVersion, Claim, ClaimAnchor
from factcheck.accounts.models import User
from factcheck.models import (
    Assignment,
    Comment,
    Evidence,
    FactCheck,
    Lead,
    Publication,
    Signoff,
    Verdict,
)

# The way from each table to the claim and to the article that it belongs to; "" when it belongs to none.
CLAIM, ARTICLE = "claim", "article"
WAYS: dict[type, dict[str, str]] = {
    Article: {CLAIM: "", ARTICLE: "pgh_obj"},
    ArticleVersion: {CLAIM: "", ARTICLE: "article"},
    Claim: {CLAIM: "pgh_obj", ARTICLE: "article"},
    ClaimAnchor: {CLAIM: "claim", ARTICLE: "claim__article"},
    FactCheck: {CLAIM: "claim", ARTICLE: "claim__article"},
    Lead: {CLAIM: "claim", ARTICLE: "claim__article"},
    Evidence: {CLAIM: "claim", ARTICLE: "claim__article"},
    Verdict: {CLAIM: "factcheck__claim", ARTICLE: "factcheck__claim__article"},
    Signoff: {CLAIM: "verdict__factcheck__claim", ARTICLE: "verdict__factcheck__claim__article"},
    Assignment: {CLAIM: "factcheck__claim", ARTICLE: "factcheck__claim__article"},
    Comment: {CLAIM: "factcheck__claim", ARTICLE: "factcheck__claim__article"},
    Publication: {CLAIM: "factcheck__claim", ARTICLE: "factcheck__claim__article"},
}
# The door of what a worker did; `by` then names the person whom it worked for.
MACHINES_DOOR = "job:"
# What changes with every change says nothing.
SILENT = {"row_version", "updated_at", "waiting_since"}
# Where a row says in words what it is, the first that is not empty.
WORDS = ("note", "conclusion", "exact", "text", "quote", "title", "slug")


@dataclass(frozen=True)
class Change:
    """One field of a row: what it was and what it is."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Deed:
    """One recorded write. who: "" when no person caused it; claim_id: None when it is about no claim."""

    at: datetime
    who: str
    door: str
    act: str
    what: str
    words: str
    claim_id: int | None
    changes: tuple[Change, ...]

    @property
    def by_machine(self) -> bool:
        """A worker did it, for `who`."""
        return self.door.startswith(MACHINES_DOOR)


def activity(
    *,
    desk_ids: Sequence[int],
    claim_id: int | None = None,
    person_id: int | None = None,
    with_machine: bool = True,
    offset: int = 0,
    limit: int,
) -> list[Deed]:
    """At most `limit` deeds at these desks after the first `offset`, narrowed to a claim or a person.

    with_machine: what workers did as well, which is most of what is written.
    Two queries a table, however many rows.
    """
    found: list[tuple[type, Any]] = []
    for model, ways in WAYS.items():
        if claim_id is not None and not ways[CLAIM]:
            continue
        rows = _events(model).filter(**_wanted(ways, desk_ids, claim_id, person_id))
        if not with_machine:
            rows = rows.exclude(pgh_context__door__startswith=MACHINES_DOOR)
        if ways[CLAIM]:
            rows = rows.annotate(of_claim=F(f"{ways[CLAIM]}_id"))
        found += [(model, event) for event in rows.order_by("-pgh_id")[: offset + limit]]
    found.sort(key=lambda one: (one[1].pgh_created_at, one[1].pgh_id), reverse=True)
    return _deeds(found[offset : offset + limit])


def _wanted(
    ways: Mapping[str, str], desk_ids: Sequence[int], claim_id: int | None, person_id: int | None
) -> dict[str, Any]:
    wanted: dict[str, Any] = {f"{ways[ARTICLE]}__desk__in": desk_ids}
    if claim_id is not None:
        wanted[ways[CLAIM]] = claim_id
    if person_id is not None:
        wanted["pgh_context__by"] = person_id
    return wanted


def _events(model: type) -> QuerySet[Any]:
    return apps.get_model("audit", f"{model.__name__}Event")._default_manager.all()


def _deeds(found: Sequence[tuple[type, Any]]) -> list[Deed]:
    ids = {by for _model, event in found if (by := (event.pgh_context or {}).get("by"))}
    names = {person.pk: person.name for person in User.objects.filter(pk__in=ids)}
    earlier = _earlier(found)
    return [_deed(model, event, names, earlier.get((model, event.pgh_id))) for model, event in found]


def _earlier(found: Sequence[tuple[type, Any]]) -> dict[tuple[type, int], Any]:
    """The event before each, of the same row."""
    before: dict[tuple[type, int], Any] = {}
    for model in {model for model, _event in found}:
        rows = {event.pgh_obj_id for other, event in found if other is model}
        last: dict[int, Any] = {}
        for event in _events(model).filter(pgh_obj_id__in=rows).order_by("pgh_id"):
            if event.pgh_obj_id in last:
                before[model, event.pgh_id] = last[event.pgh_obj_id]
            last[event.pgh_obj_id] = event
    return before


def _deed(model: Any, event: Any, names: Mapping[int, str], before: Any) -> Deed:
    context = event.pgh_context or {}
    return Deed(
        at=event.pgh_created_at,
        who=names.get(context.get("by") or 0, ""),
        door=context.get("door", ""),
        act=event.pgh_label,
        what=str(model._meta.verbose_name),
        words=_words(event),
        claim_id=getattr(event, "of_claim", None),
        changes=_changes(before, event) if event.pgh_label == "update" else (),
    )


def _words(event: Any) -> str:
    """What the row itself says, if anything."""
    return next((str(value) for name in WORDS if (value := getattr(event, name, ""))), "")


def _changes(before: Any, after: Any) -> tuple[Change, ...]:
    fields: Iterable[Any] = [field for field in after._meta.local_fields if field.name not in SILENT]
    ours = [field for field in fields if not field.name.startswith("pgh_")]
    pairs = [(field, getattr(before, field.attname, None), getattr(after, field.attname)) for field in ours]
    return tuple(Change(str(field.verbose_name), was, now) for field, was, now in pairs if was != now)
