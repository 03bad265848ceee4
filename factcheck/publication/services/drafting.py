"""The next public version, built and not stored: publishing stores it, a preview shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete, TransitionDenied
from factcheck.publication import policies
from factcheck.publication.document import Occasion, freeze, sha256
from factcheck.publication.models import Publication, Severity
from factcheck.workflow.models import FactCheck, Rating, RatingScale, Signoff, SignoffDecision, Verdict
from factcheck.workflow.requirements import checklist
from factcheck.workflow.statuses import IN_WORK, Family, State

# Long enough to tell claims apart, short enough to read in an address line.
SLUG_CHARACTERS = 80
SLUG_OF_NO_LATIN_LETTERS = "check"


@dataclass(frozen=True)
class Preview:
    """publication: as it would be now, not stored, or as it is stored under an embargo.

    missing: sentences that say what it takes before this can be published; markup_stands: a verdict stands
    in it, so that its ClaimReview says something.
    """

    publication: Publication
    missing: tuple[str, ...] = ()
    markup_stands: bool = True


def preview(*, factcheck: FactCheck, by: User) -> Preview:
    """What readers will find: the stored version while it is under an embargo; else the next one, with the
    newest verdict that somebody proposed, or with words in the place of one. Writes nothing.

    Raises NotAllowed, TransitionDenied.
    """
    policies.check_can_preview(factcheck, by)
    if factcheck.state == State.PUBLISHED:
        return Preview(factcheck.publications.get(is_current=True))
    proposed = factcheck.verdict or factcheck.verdicts.first()
    signed = Signoff.objects.filter(verdict=proposed, decision=SignoffDecision.SIGNED_OFF)
    publication = next_version(
        factcheck,
        verdict=proposed or _place_of_a_verdict(),
        signoff=signed.order_by("-id").first() if factcheck.state == State.SIGNED_OFF else None,
        correction_note=_("(What was corrected is written when it is published.)"),
        severity="",
        by=by,
    )
    return Preview(publication, tuple(_missing(factcheck)), markup_stands=proposed is not None)


def _place_of_a_verdict() -> Verdict:
    """What stands where the verdict will stand. Raises TransitionDenied."""
    scale = RatingScale.objects.filter(is_default=True).first()
    if scale is None:
        raise TransitionDenied(_("No rating scale is in use. Ask an administrator to choose one."))
    rating = Rating(
        scale=scale,
        label=_("No verdict yet"),
        family=Family.NOT_RATED,
        definition=_("What the rating means stands here."),
    )
    verdict = Verdict(
        rating=rating,
        conclusion=_("(The conclusion stands here: one sentence that says what holds.)"),
        reasoning=_("(Why it holds stands here, with the numbers of the passages.)"),
        proposed_by=User(first_name=_("nobody yet")),
    )
    verdict.proposed_at = None  # type: ignore[assignment]  # nobody did, and nothing is stored
    return verdict


def _missing(factcheck: FactCheck) -> Iterator[str]:
    if not factcheck.verdicts.exists():
        yield _("A verdict: nobody has proposed one yet.")
    elif factcheck.state in IN_WORK:
        yield _("The verdict, proposed once more.")
    if not factcheck.claim.evidence.accepted().exists():
        yield _("Evidence: no passage is accepted yet.")
    listed = checklist(factcheck)
    yield from (item.words for item in listed.missing if listed.is_binding)
    if factcheck.source_changed_at is not None:
        yield _("A word on the source that changed: whether the verdict stands.")
    if factcheck.state != State.SIGNED_OFF:
        yield _("A sign-off, by a reviewer who did not propose the verdict.")


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
