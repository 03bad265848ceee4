"""What the templates draw: icons from the sprite, and the bar of an article's verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.models import Form

register = template.Library()

SPRITE = "factcheck/icons.svg"
BAR_WIDTH = 1000  # units of the bar's drawing; the page stretches it
BAR_GAP = 4  # units between two parts


@dataclass(frozen=True)
class Share:
    """One verdict family's part of an article: how many claims, and what to call them."""

    family: str
    count: int
    label: str


@dataclass(frozen=True)
class Stripe:
    """Where a share is drawn, in units of the bar."""

    family: str
    x: float
    width: float


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw a symbol of the sprite; the word beside it carries the meaning, so it is hidden from readers."""
    return format_html(
        '<svg class="ico" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static(SPRITE),
        name,
    )


@register.filter
def in_words(dated: str) -> str:
    """A day, a month or a year for people: 14 March 2026, March 2026, 2026."""
    shape = {10: "j F Y", 7: "F Y"}.get(len(dated))
    return date_format(date.fromisoformat(f"{dated}-01"[:10]), shape) if shape else dated


@register.filter
def form_of_source(form: str) -> str:
    """What a source is, as people call it; "" for a page, which its address tells, and where nobody said."""
    known = form in Form.values and form != Form.WEB_PAGE
    return str(Form(form).label) if known else ""


@register.inclusion_tag("factcheck/parts/status_bar.html")
def status_bar(shares: Iterable[Share]) -> dict[str, Any]:
    """Draw how many claims stand where; the counts stand below it as text."""
    shown = [share for share in shares if share.count]
    return {"shares": shown, "stripes": stripes(shown), "width": BAR_WIDTH}


def stripes(shares: Iterable[Share]) -> list[Stripe]:
    """Lay the shares side by side over the bar's width, by their counts."""
    shares = list(shares)
    total = sum(share.count for share in shares)
    room = BAR_WIDTH - BAR_GAP * (len(shares) - 1)
    x = 0.0
    laid = []
    for share in shares:
        width = room * share.count / total
        laid.append(Stripe(family=share.family, x=round(x, 1), width=round(width, 1)))
        x += width + BAR_GAP
    return laid
