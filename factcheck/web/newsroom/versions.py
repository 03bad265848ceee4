"""An article's versions: what changed, which claims wait for their place, and a new text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.exceptions import BadArticle
from claims.models import AnchorFate, Article, ArticleVersion
from claims.models.fate import FATE_CHOICES
from claims.versions.diff import Stretch, compare
from factcheck import details, pipeline
from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.intake import read_file, waiting_page
from factcheck.web.marked_text import mark_text
from factcheck.web.newsroom import loading
from factcheck.web.newsroom.access import article_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.cards import cards_of
from factcheck.web.newsroom.forms import ArticleDetails
from factcheck.web.newsroom.orphans import orphans_of
from factcheck.web.newsroom.requests import PersonsRequest, number
from factcheck.workflow import services as workflow

# Unchanged paragraphs left standing on each side of a change; the rest is folded away.
CONTEXT_PARAGRAPHS = 1


@dataclass(frozen=True)
class VersionRow:
    """A version, and how many claims had which fate in it: ("unchanged", 4)."""

    version: Any
    fates: list[tuple[Any, int]]


@dataclass(frozen=True)
class Part:
    """Paragraphs of the comparison, in a row; folded: unchanged and far from any change."""

    paragraphs: tuple[Any, ...]
    folded: bool


@require_safe
@login_required
def history(request: PersonsRequest, pk: int) -> HttpResponse:
    return _draw(request, article_for(request.user, pk))


def _draw(request: PersonsRequest, article: Article, refusal: Refusal | None = None) -> HttpResponse:
    versions = list(_versions(article))
    after = _chosen(request.GET.get("b"), versions, default=versions[0].number)
    before = _chosen(request.GET.get("a"), versions, default=max(after - 1, 1))
    context = {
        "article": article,
        "rows": _rows(versions),
        "before": before,
        "after": after,
        "parts": _parts(compare(_text(article, before), _text(article, after))),
        "orphans": orphans_of(article),
        "waiting_page": waiting_page(article),
        "refusal": refusal,
        "seen": details.seen_as(article),
        "details": _details(article, refusal),
        "here": reverse("article-history", args=[article.pk]),
    }
    status = refusal.status if refusal else None
    return render(request, "factcheck/newsroom/article_history.html", context, status=status)


def old_version(request: PersonsRequest, article: Article, version_number: int) -> HttpResponse:
    """A version as it read, with the claims that stood in it. Raises Http404."""
    version = get_object_or_404(article.versions.select_related("created_by"), number=version_number)
    cards = cards_of(loading.claims_for_cards(article), version_id=version.pk, now=timezone.now())
    standing = [card for card in cards if card.anchors and not card.is_set_aside]
    marks = [mark for card in standing for mark in card.marks(address=f"#c{card.number}", is_current=False)]
    context = {
        "article": article,
        "version": version,
        "newest": article.current_version.number,
        "cards": standing,
        "text": mark_text(version.text, marks),
    }
    return render(request, "factcheck/newsroom/article_version.html", context)


on_article = act(find=article_for, refused=_draw)


@on_article
def change_text(request: PersonsRequest, article: Article) -> HttpResponse:
    """The text as it reads now: pasted, or as a file."""
    pipeline.change_text(article=article, text=_handed_in(request), by=request.user)
    said = _("The new text is here. Claims whose words are the same follow by themselves.")
    return done(request, reverse("article-history", args=[article.pk]), said)


@on_article
def change_details(request: PersonsRequest, article: Article) -> HttpResponse:
    """Title, by-line, address and date, as a person put them right."""
    form = ArticleDetails(request.POST)
    if not form.is_valid():
        raise BadArticle(next(iter(form.errors.values()))[0])
    details.change_details(
        article=article, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data
    )
    said = _("Saved. What readers see changes with the next correction, or when the article is shown anew.")
    return done(request, reverse("workbench", args=[article.pk]), said)


def _details(article: Article, refusal: Refusal | None) -> ArticleDetails:
    refused = refusal is not None and refusal.act == "change_details"
    return ArticleDetails(refusal.values if refusal and refused else None, instance=article)


@on_article
def capture_again(request: PersonsRequest, article: Article) -> HttpResponse:
    pipeline.capture_again(article=article, by=request.user)
    said = _("The page is being fetched. If it reads differently now, a new version appears here.")
    return done(request, reverse("article-history", args=[article.pk]), said)


@on_article
def take_page(request: PersonsRequest, article: Article) -> HttpResponse:
    """Another text of the article's page, which waited, is its new version: a person says so."""
    pipeline.take_page(article=article, reading_id=number(request.POST.get("reading")), by=request.user)
    said = _("The page's text is here. Claims whose words are the same follow by themselves.")
    return done(request, reverse("article-history", args=[article.pk]), said)


def _handed_in(request: PersonsRequest) -> str:
    file = request.FILES.get("file")
    if file is not None:
        return read_file(name=str(file.name), data=file.read()).text
    text = request.POST.get("text", "")
    if not text.strip():
        raise BadArticle(_("Paste the article's text as it reads now, or choose a file."))
    return text


def _fate_for(user: User, pk: int) -> AnchorFate:
    mine = AnchorFate.objects.filter(version__article__desk_id__in=desk_ids_of(user))
    return get_object_or_404(mine.select_related("version__article", "anchor__claim"), pk=pk)


def _draw_of_fate(request: PersonsRequest, fate: AnchorFate, refusal: Refusal) -> HttpResponse:
    return _draw(request, fate.version.article, refusal)


on_fate = act(find=_fate_for, refused=_draw_of_fate)


@on_fate
def place_claim(request: PersonsRequest, fate: AnchorFate) -> HttpResponse:
    """Where a proposal stands, or where the words stand that a person pasted."""
    quote = request.POST.get("quote", "")
    at = number(request.POST.get("start"))
    quote = quote if "start" in request.POST else quote.strip()
    workflow.place_claim(fate=fate, start=at, end=at + len(quote), quote=quote, by=request.user)
    said = _("The claim stands there now. Its wording is as it was.")
    return done(request, reverse("article-history", args=[fate.version.article_id]), said)


@on_fate
def let_go(request: PersonsRequest, fate: AnchorFate) -> HttpResponse:
    workflow.let_go(fate=fate, by=request.user)
    return done(request, reverse("article-history", args=[fate.version.article_id]), _("Decided."))


def _versions(article: Article) -> Any:
    found = article.versions.select_related("created_by").defer("text")
    return found.annotate(characters=Length("text")).order_by("-number")


def _rows(versions: list[Any]) -> list[VersionRow]:
    counted = AnchorFate.objects.filter(version__in=versions).values_list("version_id", "fate")
    counts: dict[int, Counter[str]] = {}
    for version_id, fate, count in counted.annotate(Count("pk")).order_by():
        counts.setdefault(version_id, Counter())[fate] = count
    return [VersionRow(version, _labelled(counts.get(version.pk, Counter()))) for version in versions]


def _labelled(counts: Counter[str]) -> list[tuple[Any, int]]:
    return [(label, counts[value]) for value, label in FATE_CHOICES if counts[value]]


def _chosen(asked: str | None, versions: list[Any], *, default: int) -> int:
    known = {str(version.number): version.number for version in versions}
    return known.get(asked or "", default)


def _text(article: Article, version_number: int) -> str:
    return ArticleVersion.objects.values_list("text", flat=True).get(article=article, number=version_number)


def _parts(stretches: list[Stretch]) -> list[Part]:
    """The comparison with what is far from any change folded."""
    parts: list[Part] = []
    for index, stretch in enumerate(stretches):
        all_of_it = stretch.paragraphs
        head = len(all_of_it) if stretch.changed else min(len(all_of_it), CONTEXT_PARAGRAPHS if index else 0)
        is_last = index + 1 == len(stretches)
        tail = max(head, len(all_of_it) - (0 if is_last else CONTEXT_PARAGRAPHS))
        cuts = ((all_of_it[:head], False), (all_of_it[head:tail], True), (all_of_it[tail:], False))
        parts += [Part(paragraphs, folded) for paragraphs, folded in cuts if paragraphs]
    return parts
