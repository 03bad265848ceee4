"""The one door to mark-up pages: write one, replace it, take it back. Its fact-checks become known ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete, Stale
from factcheck.integrations.exceptions import Exists
from factcheck.integrations.importing.claimreview import BadItem, read_address, read_claimreview
from factcheck.integrations.models import MarkupPage
from factcheck.integrations.policies import check_can_change_page
from factcheck.integrations.sites import site_of
from factcheck.matching import services as matching
from factcheck.matching.services import Review
from factcheck.workflow import services as workflow

CONTEXT = "https://schema.org"


def pages_of(*, url: str = "", site: str = "") -> QuerySet[MarkupPage]:
    """The page at an address, in any spelling, or those of a site and the sites below it, newest first."""
    if url:
        return MarkupPage.objects.filter(url=_canonical(url))
    host = site_of(site)
    return (
        MarkupPage.objects.filter(Q(site=host) | Q(site__endswith=f".{host}"))
        if host
        else MarkupPage.objects.none()
    )


@transaction.atomic
def create_page(*, markup: dict[str, Any], by: User) -> MarkupPage:
    """markup: a ClaimReviewMarkupPage of the API, of the right shape. Raises Incomplete, Exists."""
    url, reviews = _read(markup)
    if MarkupPage.objects.filter(url=url).exists():
        raise Exists(_("There is mark-up of this page already. Update it instead."))
    page = MarkupPage.objects.create(url=url, site=site_of(url), markup=markup, written_by=by)
    _known_anew(matching.remember(reviews=reviews, by=by))
    return page


@transaction.atomic
def update_page(*, page: MarkupPage, markup: dict[str, Any], version: int, by: User) -> MarkupPage:
    """Replace all of it. version: the one that was read. Raises NotAllowed, Stale, Incomplete."""
    page = MarkupPage.objects.select_for_update().get(pk=page.pk)
    check_can_change_page(page, by)
    if version != page.version:
        raise Stale(_("The page was written anew in the meantime. Read it, and send its versionId."))
    url, reviews = _read(markup)
    if url != page.url:
        raise Incomplete(_("A page keeps its address. Delete it, and create another."), field="pageUrl")
    forgotten = matching.forget(reviews=_left_out(page, reviews), imported_by=page.written_by)
    _known_anew(matching.remember(reviews=reviews, by=page.written_by), forgotten)
    page.markup, page.version = markup, page.version + 1
    page.save(update_fields=["markup", "version"])
    return page


@transaction.atomic
def delete_page(*, page: MarkupPage, by: User) -> None:
    """Its publisher no longer stands by it: claims are no longer matched to it. Raises NotAllowed."""
    check_can_change_page(page, by)
    _url, reviews = _read(page.markup)
    forgotten = matching.forget(reviews=reviews, imported_by=page.written_by)
    workflow.tell_of_overtaken_matches(known=forgotten)
    page.delete()


def _known_anew(remembered: matching.Remembered, forgotten: Sequence[int] = ()) -> None:
    workflow.tell_of_overtaken_matches(known=[*remembered.rated_anew, *forgotten])


def _canonical(url: str) -> str:
    """Raises Incomplete for what is no address."""
    try:
        return read_address(url.partition("#")[0])
    except BadItem as bad:
        raise Incomplete(str(bad), field="pageUrl") from bad


def _read(markup: dict[str, Any]) -> tuple[str, list[Review]]:
    """The page's address, and a review for each of its mark-ups. Raises Incomplete."""
    url = _canonical(markup["pageUrl"])
    return url, [_review(markup, url, number) for number in range(len(markup["claimReviewMarkups"]))]


def _review(markup: dict[str, Any], url: str, number: int) -> Review:
    one = markup["claimReviewMarkups"][number]
    try:
        review = read_claimreview(claimreview(markup, one), page=url)
    except BadItem as bad:
        raise Incomplete(str(bad), field=f"claimReviewMarkups.{number}") from bad
    if review.url.partition("#")[0] != url:
        raise Incomplete(
            _("It can be the page's own address, with an anchor, and no other."),
            field=f"claimReviewMarkups.{number}.url",
        )
    return review


def _left_out(page: MarkupPage, kept: list[Review]) -> list[Review]:
    _url, before = _read(page.markup)
    still = {review.fingerprint for review in kept}
    return [review for review in before if review.fingerprint not in still]


def claimreview(page: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    """A mark-up of the API as schema.org's ClaimReview, field by field as the API's documentation says."""
    parts = (one.get("rating"), page.get("claimReviewAuthor"), one.get("claimAuthor"))
    rating, author, claimant = (part or {} for part in parts)
    return _known(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": one.get("url") or page["pageUrl"],
            "claimReviewed": one.get("claimReviewed"),
            "datePublished": page.get("publishDate"),
            "author": _typed("Organization", name=author.get("name"), image=author.get("imageUrl")),
            "itemReviewed": _typed(
                "Claim",
                name=one.get("claimLocation"),
                datePublished=one.get("claimDate"),
                author=_typed(
                    "Person",
                    name=claimant.get("name"),
                    jobTitle=claimant.get("jobTitle"),
                    image=claimant.get("imageUrl"),
                    sameAs=claimant.get("sameAs"),
                ),
                firstAppearance=_work(one.get("claimFirstAppearance")),
                appearance=[_work(url) for url in one.get("claimAppearances") or []],
            ),
            "reviewRating": _typed(
                "Rating",
                ratingValue=rating.get("ratingValue"),
                worstRating=rating.get("worstRating"),
                bestRating=rating.get("bestRating"),
                alternateName=rating.get("textualRating"),
                ratingExplanation=rating.get("ratingExplanation"),
                image=rating.get("imageUrl"),
            ),
        }
    )


def _typed(kind: str, **values: Any) -> dict[str, Any] | None:
    """An object of this type, or None where nothing is known of it."""
    known = _known(values)
    return {"@type": kind, **known} if known else None


def _work(url: str | None) -> dict[str, Any] | None:
    return _typed("CreativeWork", url=url)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
