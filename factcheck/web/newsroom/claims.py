"""The claim's page, and everything that people do about a claim."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from claims import services as claims
from claims.models import Article, Claim
from factcheck import pipeline, searching
from factcheck.models import Rating
from factcheck.web.newsroom import bench, loading
from factcheck.web.newsroom.access import article_for, claim_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.cards import cards_of
from factcheck.web.newsroom.detail import detail_of
from factcheck.web.newsroom.otherwise import otherwise_of
from factcheck.web.newsroom.requests import PersonsRequest, number
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from sources.exceptions import BadAddress

ON_CLAIM_PAGE = "/claims/"


@require_safe
@login_required
def claim(request: PersonsRequest, pk: int) -> HttpResponse:
    found = claim_for(request.user, pk)
    kept = found.merged_into
    if kept is None:
        return _draw_claim(request, found)
    # Its own article shows it beside its words, with the check that it is joined with.
    is_elsewhere = kept.article_id != found.article_id
    return redirect(bench.address_of(found)) if is_elsewhere else redirect("claim", pk=kept.pk)


def draw_where_it_was(request: PersonsRequest, claim: Claim, refusal: Refusal) -> HttpResponse:
    """After a refusal: the claim's page or the workbench, wherever the form stood."""
    if request.POST.get("back", "").startswith(ON_CLAIM_PAGE):
        return _draw_claim(request, claim, refusal)
    return bench.draw(request, claim.article, refusal=refusal, claim=claim)


def _draw_claim(request: PersonsRequest, claim: Claim, refusal: Refusal | None = None) -> HttpResponse:
    article = claim.article
    rows = loading.claims_for_cards(article)
    version = article.current_version
    cards = cards_of(rows, version_id=version.pk, now=timezone.now(), otherwise=otherwise_of(rows))
    card = next(card for card in cards if card.claim.pk == claim.pk)
    context = {
        "card": card,
        "article": article,
        "detail": detail_of(
            card,
            user=request.user,
            evidence=loading.evidence_for_card(claim),
            ratings=loading.ratings_in_use(),
            refusal=refusal,
        ),
        "base": reverse("workbench", args=[article.pk]),
        "here": reverse("claim", args=[claim.pk]),
    }
    status = refusal.status if refusal else None
    page = render(request, "factcheck/newsroom/claim.html", context, status=status)
    return replace_url(page, reverse("claim", args=[claim.pk])) if refusal else page


on_claim = act(find=claim_for, refused=draw_where_it_was)


def draw_article(request: PersonsRequest, article: Article, refusal: Refusal) -> HttpResponse:
    return bench.draw(request, article, refusal=refusal)


on_article = act(find=article_for, refused=draw_article)


@on_article
def add_claim(request: PersonsRequest, article: Article) -> HttpResponse:
    """A person's own claim: what they selected, or a sentence they pasted."""
    quote = request.POST.get("quote", "").strip()
    start = number(request.POST.get("start"))
    added = claims.add_claim(
        article=article, start=start, end=start + len(quote), quote=quote, by=request.user,
        text=request.POST.get("text", ""), speaker=request.POST.get("speaker", ""),
    )  # fmt: skip
    workflow.open_factchecks(claims=[added], state=State.OPEN, by=request.user)
    workflow.take(factcheck=added.factcheck, by=request.user)
    pipeline.check_again(claim=added, by=request.user)
    return done(request, bench.address_of(added), _("Claim added."))


@on_article
def add_sources_to_article(request: PersonsRequest, article: Article) -> HttpResponse:
    """Addresses, one a line, as leads for every claim that is being worked on."""
    wanted = list(article.claims.exclude(factcheck__state__in=[State.DISMISSED, State.DROPPED]))
    return _add_sources(request, wanted, reverse("workbench", args=[article.pk]))


@on_claim
def add_sources(request: PersonsRequest, claim: Claim) -> HttpResponse:
    """Addresses, one a line, as leads for this claim."""
    return _add_sources(request, [claim], bench.address_of(claim))


def _add_sources(request: PersonsRequest, wanted: list[Claim], to: str) -> HttpResponse:
    addresses = list(dict.fromkeys(request.POST.get("addresses", "").split()))
    if not addresses:
        raise claims_missing_address()
    if not wanted:
        raise no_claim_yet()
    added = pipeline.add_sources(claims=wanted, addresses=addresses, by=request.user)
    said = ngettext("One source is being fetched.", "{n} sources are being fetched.", len(added))
    return done(request, to, said.format(n=len(added)))


def claims_missing_address() -> Exception:
    return BadAddress(_("Write at least one address, as in https://example.org/report."))


def no_claim_yet() -> Exception:
    return BadAddress(_("There is no claim to check yet. Wait until they are found, or add one."))


@on_claim
def take_on(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.open_factcheck(factcheck=claim.factcheck, by=request.user)
    workflow.take(factcheck=claim.factcheck, by=request.user)
    return done(request, bench.address_of(claim), _("You check this claim."))


@on_claim
def dismiss(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.dismiss(factcheck=claim.factcheck, reason=request.POST.get("reason", ""), by=request.user)
    return done(request, bench.address_of(claim), _("Claim dismissed."), undo=_undo("reopen", claim))


@on_claim
def drop(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.drop(factcheck=claim.factcheck, reason=request.POST.get("reason", ""), by=request.user)
    return done(request, bench.address_of(claim), _("Claim dropped."), undo=_undo("reopen", claim))


@on_claim
def reopen(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.reopen(factcheck=claim.factcheck, by=request.user)
    workflow.take(factcheck=claim.factcheck, by=request.user)
    return done(request, bench.address_of(claim), _("The claim is open again."))


@on_claim
def edit(request: PersonsRequest, claim: Claim) -> HttpResponse:
    before = {"text": claim.text, "speaker": claim.speaker.name if claim.speaker else ""}
    workflow.edit_wording(
        factcheck=claim.factcheck, text=request.POST.get("text", ""), speaker=request.POST.get("speaker"),
        by=request.user, row_version=number(request.POST.get("row_version")) or None,
    )  # fmt: skip
    claim.refresh_from_db()
    pipeline.check_again(claim=claim, by=request.user)
    return done(
        request, bench.address_of(claim), _("Wording saved."), undo=_undo("edit", claim),
        row_version=str(claim.factcheck.row_version), **before,
    )  # fmt: skip


@on_claim
def propose(request: PersonsRequest, claim: Claim) -> HttpResponse:
    rating = Rating.objects.filter(
        scale__is_default=True, retired=False, pk=number(request.POST.get("rating"))
    ).first()
    workflow.propose_verdict(
        factcheck=claim.factcheck, rating=rating, conclusion=request.POST.get("conclusion", ""),
        reasoning=request.POST.get("reasoning", ""), in_short=request.POST.get("in_short", ""),
        wording=request.POST.get("wording"), by=request.user,
    )  # fmt: skip
    said = _("Proposed. A reviewer signs it off now.")
    return done(request, bench.address_of(claim), said, undo=_undo("withdraw-proposal", claim))


@on_claim
def withdraw_proposal(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.withdraw_proposal(factcheck=claim.factcheck, by=request.user)
    return done(request, bench.address_of(claim), _("Proposal withdrawn. The claim is open again."))


@on_claim
def sign_off(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.sign_off(
        factcheck=claim.factcheck, by=request.user,
        content_sha256=request.POST.get("content_sha256", ""), note=request.POST.get("note", ""),
    )  # fmt: skip
    return done(request, bench.address_of(claim), _("Signed off."), undo=_undo("undo-sign-off", claim))


@on_claim
def undo_sign_off(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.undo_sign_off(factcheck=claim.factcheck, by=request.user)
    return done(request, bench.address_of(claim), _("Sign-off undone. The claim is in review again."))


@on_claim
def return_for_changes(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.return_for_changes(factcheck=claim.factcheck, note=request.POST.get("note", ""), by=request.user)
    return done(request, bench.address_of(claim), _("Returned for changes."))


@on_claim
def settle_source_change(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.settle_source_change(
        factcheck=claim.factcheck, settlement=request.POST.get("settlement", ""),
        note=request.POST.get("note", ""), by=request.user,
    )  # fmt: skip
    return done(request, bench.address_of(claim), _("Settled. It is written down with your name."))


@on_claim
def comment(request: PersonsRequest, claim: Claim) -> HttpResponse:
    workflow.comment(factcheck=claim.factcheck, text=request.POST.get("text", ""), by=request.user)
    return done(request, bench.address_of(claim), _("Comment added."))


@on_claim
def check_again(request: PersonsRequest, claim: Claim) -> HttpResponse:
    pipeline.check_again(claim=claim, by=request.user)
    return done(request, bench.address_of(claim), _("Everything archived is searched once more."))


@on_claim
def search_sources(request: PersonsRequest, claim: Claim) -> HttpResponse:
    searching.request_search(claim=claim, by=request.user)
    said = _("Sources are being searched for. What is found stands under the claim's leads.")
    return done(request, bench.address_of(claim), said)


def _undo(name: str, claim: Claim) -> str:
    return reverse(name, args=[claim.pk])
