"""Everything behind one verdict, with its audit, as one file that an assessor can check without us."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_review_at
from factcheck.audit.services import events_of, stretch_of
from factcheck.exceptions import Incomplete
from factcheck.publication.dossier import archive, contents, layout, seals
from factcheck.publication.dossier.archive import Entry
from factcheck.publication.dossier.seals import SealedEvent
from factcheck.workflow.models import FactCheck
from sources.archive import signing_key


def check_can_export_dossier(factcheck: FactCheck, user: User) -> None:
    """It holds names and unpublished work: a reviewer of the desk answers for it. Raises NotAllowed."""
    check_can_review_at(user, factcheck.claim.article.desk_id)


def export_dossier(*, factcheck: FactCheck, out: IO[bytes], now: datetime) -> None:
    """Write the dossier as a ZIP. Raises Incomplete when there is no verdict, or a capture was lost."""
    if not factcheck.verdicts.exists():
        raise Incomplete(_("Nobody has proposed a verdict yet, so there is nothing behind it."))
    about = {"claim": factcheck.claim.text, "factcheck": factcheck.pk, "newsroom": settings.NEWSROOM["NAME"]}
    archive.write(_entries(factcheck, now), out, about=about, key=signing_key(), now=now)


def _entries(factcheck: FactCheck, now: datetime) -> Iterator[Entry]:
    yield from contents.entries_of(factcheck)
    events = events_of(contents.rows_of(factcheck))
    stretch = stretch_of(events)
    yield contents.bytes_entry(layout.EVENTS, b"".join(seals.events_as_lines(events)))
    yield contents.bytes_entry(layout.SEALS, b"".join(seals.stretch_as_lines(stretch)))
    yield contents.text_entry(layout.REPORT, _report(factcheck, events, now))


def _report(factcheck: FactCheck, events: list[SealedEvent], now: datetime) -> str:
    """For people: the same in one page that needs nothing else."""
    people = dict(User.objects.values_list("pk", "username"))
    context = {
        "factcheck": factcheck,
        "claim": contents.claim_values(factcheck.claim),
        "article": factcheck.claim.article,
        "versions": factcheck.claim.article.versions.order_by("number"),
        "evidence": [contents.passage_values(one) for one in contents.accepted(factcheck)],
        "verdicts": [
            (verdict, [(one, contents.acquainted(one, verdict)) for one in reversed(verdict.signoffs.all())])
            for verdict in contents.verdicts_of(factcheck)
        ],
        "publications": factcheck.publications.order_by("version"),
        "takedowns": factcheck.takedowns.all(),
        "reports": contents.reports(factcheck),
        "requests": contents.requests(factcheck),
        "events": [_told(event, people) for event in events],
        "newsroom": settings.NEWSROOM,
        "now": now,
    }
    return render_to_string("factcheck/dossier/report.html", context)


def _told(event: SealedEvent, people: dict[int, str]) -> dict[str, Any]:
    row = json.loads(event.text)
    context = row.get("pgh_context") or {}
    return {
        "at": row["pgh_created_at"],
        "act": row["pgh_label"],
        "what": event.table.removeprefix("audit_").removesuffix("event"),
        "row": row["pgh_obj_id"],
        "who": people.get(context["by"], "") if context.get("by") else "",
        "door": context.get("door", ""),
        "link": event.link,
    }
