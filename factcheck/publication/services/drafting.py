"""The next public version, built and not stored: publishing stores it, a preview shows it."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.publication import policies
from factcheck.publication.document import Occasion, freeze, sha256
from factcheck.publication.models import Publication, Severity
from factcheck.workflow.models import FactCheck, Signoff, SignoffDecision, Verdict
from factcheck.workflow.statuses import State

# Long enough to tell claims apart, short enough to read in an address line.
SLUG_CHARACTERS = 80
SLUG_OF_NO_LATIN_LETTERS = "check"


def preview(*, factcheck: FactCheck, by: User) -> Publication:
    """What readers will find: the stored version while it is under an embargo; else the next one, with the
    newest verdict that somebody proposed. Writes nothing. Raises NotAllowed, TransitionDenied.
    """
    policies.check_can_preview(factcheck, by)
    if factcheck.state == State.PUBLISHED:
        return factcheck.publications.get(is_current=True)
    verdict = factcheck.verdict or factcheck.verdicts.all()[0]
    signed = verdict.signoffs.filter(decision=SignoffDecision.SIGNED_OFF).order_by("-id")
    return next_version(
        factcheck,
        verdict=verdict,
        signoff=signed.first() if factcheck.state == State.SIGNED_OFF else None,
        correction_note=_("(What was corrected is written when it is published.)"),
        severity="",
        by=by,
    )


def next_version(
    factcheck: FactCheck,
    *,
    verdict: Verdict,
    signoff: Signoff | None,
    correction_note: str,
    severity: str,
    by: User,
) -> Publication:
    """Not stored. correction_note, severity: of a correction alone. Raises Incomplete("severity")."""
    earlier = tuple(factcheck.publications.order_by("version"))
    slug = earlier[0].slug if earlier else _free_slug(factcheck)
    occasion = Occasion(
        url=_address(slug),
        version=len(earlier) + 1,
        at=timezone.now(),
        newsroom=_newsroom(),
        earlier=earlier,
        correction_note=correction_note if earlier else "",
        severity=_severity(severity, earlier, verdict),
    )
    document = freeze(factcheck, verdict=verdict, signoff=signoff, occasion=occasion)
    return Publication(
        factcheck=factcheck,
        slug=slug,
        version=occasion.version,
        rating=verdict.rating,
        claim_text=factcheck.claim.text,
        speaker_name=factcheck.claim.speaker.name if factcheck.claim.speaker else "",
        document=document,
        document_sha256=sha256(document),
        correction_note=occasion.correction_note,
        severity=occasion.severity,
        published_by=by,
        published_at=occasion.at,
        embargo_until=factcheck.embargo_until,
    )


def _severity(asked: str, earlier: tuple[Publication, ...], verdict: Verdict) -> str:
    """Another rating is never a small change."""
    if not earlier:
        return ""
    if asked and asked not in Severity.values:
        raise Incomplete(_("Choose how serious the correction is."), field="severity")
    rating_stays = earlier[-1].document["rating"]["label"] == verdict.rating.label
    if asked == Severity.MINOR and not rating_stays:
        raise Incomplete(_("The rating changed, so this correction is a major one."), field="severity")
    return asked or (Severity.MINOR if rating_stays else Severity.MAJOR)


def _free_slug(factcheck: FactCheck) -> str:
    slug = address_words(factcheck.claim.text)
    if Publication.objects.filter(slug=slug).exists():
        return f"{slug}-{factcheck.pk}"
    return slug


def address_words(text: str) -> str:
    """What an address says of a text: its first words, in Latin letters."""
    return slugify(_whole_words(text, SLUG_CHARACTERS)) or SLUG_OF_NO_LATIN_LETTERS


def _whole_words(text: str, characters: int) -> str:
    """The words of a text that fit; one word that is too long is cut."""
    if len(text) <= characters:
        return text
    return text[: characters + 1].rpartition(" ")[0] or text[:characters]


def _address(slug: str) -> str:
    return urljoin(settings.NEWSROOM["ADDRESS"], reverse("publication", args=[slug]))


def _newsroom() -> dict[str, str]:
    identity = settings.NEWSROOM
    return {
        "name": identity["NAME"],
        "address": identity["ADDRESS"],
        "logo": identity["LOGO"],
        "corrections_policy": urljoin(identity["ADDRESS"], reverse("about-corrections")),
    }
