"""The files of a dossier, from the rows and the archive: everything behind one verdict but the audit."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from claims.models import Article, Claim
from factcheck.accounts.invitations import who_invited_whom
from factcheck.accounts.models import User
from factcheck.evidence.models import Evidence, numbered
from factcheck.exceptions import Incomplete
from factcheck.publication.dossier import layout
from factcheck.publication.dossier.archive import Entry
from factcheck.workflow.models import FactCheck, Signoff, SignoffDecision, Verdict
from factcheck.workflow.services import content_of
from factcheck.workflow.statuses import State
from sources import archive
from sources.models import Snapshot


def entries_of(factcheck: FactCheck) -> Iterator[Entry]:
    """Every file but the audit's. Raises Incomplete when the archive has lost a capture."""
    claim, article = factcheck.claim, factcheck.claim.article
    evidence = accepted(factcheck)
    yield from _article(article)
    yield _json(layout.CLAIM, claim_values(claim))
    yield _json(layout.EVIDENCE, [passage_values(one) for one in evidence])
    for snapshot in {one.snapshot_id: one.snapshot for one in evidence}.values():
        yield from _capture(snapshot)
    for one in evidence:
        yield text_entry(_reading_file(one), _text(one))
    yield _json(layout.VERDICTS, [_verdict(verdict) for verdict in verdicts_of(factcheck)])
    yield _json(layout.SIGNED, _signed(factcheck))
    yield _json(
        layout.PUBLICATIONS, [_publication(one) for one in factcheck.publications.order_by("version")]
    )
    yield _json("publication/takedowns.json", [_row(one) for one in factcheck.takedowns.all()])
    yield _json(
        "publication/error-reports.json", [_row(one, without={"contact"}) for one in reports(factcheck)]
    )
    yield _json("publication/correction-requests.json", [_row(one) for one in requests(factcheck)])
    yield _json(layout.PEOPLE, {str(person.pk): person.name for person in User.objects.all()})
    yield text_entry(layout.README, render_to_string("factcheck/dossier/README.txt"))


def rows_of(factcheck: FactCheck) -> list[Model]:
    """The rows whose history is the verdict's. What the desk said to each other in comments stays there."""
    claim, article = factcheck.claim, factcheck.claim.article
    rows: list[Model] = [article, *article.versions.all(), claim, *claim.anchors.all(), factcheck]
    rows += [claim.speaker] if claim.speaker else []
    rows += [*claim.leads.all(), *claim.evidence.all()]
    verdicts = verdicts_of(factcheck)
    rows += [*verdicts, *(signoff for verdict in verdicts for signoff in verdict.signoffs.all())]
    rows += [*factcheck.assignments.all(), *factcheck.publications.all(), *factcheck.takedowns.all()]
    rows += [one.snapshot.erasure for one in accepted(factcheck) if _is_erased(one.snapshot)]
    return [*rows, *factcheck.source_changes.all(), *reports(factcheck), *requests(factcheck)]


def accepted(factcheck: FactCheck) -> list[Evidence]:
    """In the order in which readers find them numbered."""
    related = ("snapshot__source__publisher", "snapshot__manifest", "snapshot__erasure", "decided_by")
    return numbered(factcheck.claim.evidence.accepted().select_related(*related))


def verdicts_of(factcheck: FactCheck) -> list[Verdict]:
    verdicts = factcheck.verdicts.order_by("pk").select_related("rating__scale", "proposed_by")
    return list(verdicts.prefetch_related("signoffs__by"))


def reports(factcheck: FactCheck) -> list[Any]:
    return [report for one in factcheck.publications.all() for report in one.error_reports.all()]


def requests(factcheck: FactCheck) -> list[Any]:
    return list(factcheck.correction_requests.all())


def text_entry(name: str, text: str) -> Entry:
    return bytes_entry(name, text.encode())


def bytes_entry(name: str, data: bytes) -> Entry:
    return Entry(name, lambda: io.BytesIO(data))


def claim_values(claim: Claim) -> dict[str, Any]:
    anchors = claim.anchors.select_related("version").order_by("version__number", "start")
    return {
        **_row(claim, without={"merged_into"}),
        "speaker": claim.speaker.name if claim.speaker else None,
        "anchors": [
            {"version": one.version.number, "start": one.start, "end": one.end, "quote": one.quote}
            for one in anchors
        ],
    }


def passage_values(evidence: Evidence) -> dict[str, Any]:
    snapshot = evidence.snapshot
    return {
        "exact": evidence.exact,
        "start": evidence.start,
        "end": evidence.end,
        "stance": evidence.stance_accepted,
        "accepted_by": evidence.decided_by_id,
        "accepted_at": _plain(evidence.decided_at),
        "suggested_by": evidence.suggested_by,
        "source": {
            "title": snapshot.source.title,
            "address": snapshot.source.address,
            "publisher": snapshot.source.publisher.name if snapshot.source.publisher else None,
            "form": snapshot.source.form,
            "dated": snapshot.source.dated,
        },
        "captured_at": _plain(snapshot.captured_at),
        "warc_sha256": snapshot.warc_sha256,
        "body_sha256": snapshot.body_sha256,
        "capture": _folder(snapshot),
        "erased": _erased(snapshot),
        "reading": {"file": _reading_file(evidence), "sha256": layout.sha256(_text(evidence).encode())},
    }


def _article(article: Article) -> Iterator[Entry]:
    versions = list(article.versions.order_by("number"))
    listed = [
        {
            "number": version.number,
            "file": f"article/version-{version.number}.txt",
            "sha256": version.sha256,
            "added_by": version.created_by_id,
            "added_at": _plain(version.created_at),
        }
        for version in versions
    ]
    yield _json(layout.ARTICLE, {**_row(article), "versions": listed})
    for version, values in zip(versions, listed, strict=True):
        yield text_entry(str(values["file"]), version.text)


def _capture(snapshot: Snapshot) -> Iterator[Entry]:
    folder = _folder(snapshot)
    try:
        names = {"capture.warc.gz": snapshot.warc_name, "manifest.json": snapshot.manifest.file_name}
        if _is_erased(snapshot):
            del names["capture.warc.gz"]
        for name, stored in names.items():
            archive.store().open(stored).close()
            yield Entry(f"{folder}/{name}", _opener(stored))
    except (OSError, ValueError, Snapshot.manifest.RelatedObjectDoesNotExist) as lost:
        raise Incomplete(
            _("The archive no longer holds the capture of {source}. Run verify_snapshot {pk}.").format(
                source=snapshot.source.address or snapshot.source, pk=snapshot.pk
            )
        ) from lost


def _is_erased(snapshot: Snapshot) -> bool:
    return hasattr(snapshot, "erasure")


def _erased(snapshot: Snapshot) -> dict[str, Any] | None:
    """When and why nothing but its manifest is left; None while it is in the archive."""
    if not _is_erased(snapshot):
        return None
    erasure = snapshot.erasure
    return {
        "snapshot": snapshot.pk,
        "at": _plain(erasure.at),
        "reason": erasure.reason,
        "basis": erasure.basis,
    }


def _opener(stored: str) -> Any:
    def open_stored() -> IO[bytes]:
        return archive.store().open(stored)

    return open_stored


def _reading_file(evidence: Evidence) -> str:
    return f"evidence/{evidence.pk}/reading.txt"


def _text(evidence: Evidence) -> str:
    """Of the reading in which the passage stands: a newer reader may have read the page otherwise."""
    texts = evidence.snapshot.readings.order_by("pk").values_list("text", flat=True)
    return next((text for text in texts if text[evidence.start : evidence.end] == evidence.exact), "")


def _folder(snapshot: Snapshot) -> str:
    return f"captures/{snapshot.warc_sha256[:16]}"


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        **_row(verdict, without={"factcheck", "rating"}),
        "rating_id": verdict.rating_id,
        "rating": verdict.rating.label,
        "scale": str(verdict.rating.scale),
        "signoffs": [_signoff(one, verdict) for one in reversed(verdict.signoffs.all())],
    }


def _signoff(signoff: Signoff, verdict: Verdict) -> dict[str, Any]:
    """With whether one of the two invited the other: an assessor has to see it as the desk does."""
    return {**_row(signoff, without={"verdict"}), "acquainted": acquainted(signoff, verdict)}


def acquainted(signoff: Signoff, verdict: Verdict) -> str:
    """Who of the two invited whom, as a sentence; "" when neither did."""
    return who_invited_whom(verdict.proposed_by, signoff.by)


def _signed(factcheck: FactCheck) -> dict[str, Any] | None:
    """The content whose hash the standing sign-off holds; none stands while something is being changed."""
    verdict = factcheck.verdicts.filter(signed_off=True).first()
    if verdict is None or factcheck.state not in (State.SIGNED_OFF, State.PUBLISHED):
        return None
    signoff: Signoff = verdict.signoffs.filter(decision=SignoffDecision.SIGNED_OFF).latest("id")
    # Of what was erased since, the words that were signed may stand nowhere else any more.
    content = content_of(factcheck, verdict)
    if any(_is_erased(one.snapshot) for one in accepted(factcheck)):
        content = signoff.content or content
    return {"content": content, "content_sha256": signoff.content_sha256}


def _publication(publication: Any) -> dict[str, Any]:
    return _row(publication, without={"words", "factcheck"})


def _row(row: Model, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """A row's own columns as JSON values; people by their number, which people.json names."""
    fields = [field for field in row._meta.concrete_fields if field.name not in without]
    return {field.name: _plain(field.value_from_object(row)) for field in fields}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _json(name: str, value: Any) -> Entry:
    return bytes_entry(name, json.dumps(value, indent=1, ensure_ascii=False, default=str).encode())
