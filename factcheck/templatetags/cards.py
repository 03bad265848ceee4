"""Claims' cards on the workbench. An article has hundreds, so closed ones are put together in Python."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from factcheck.web.newsroom.cards import Card, Line

register = template.Library()

PARTS = "factcheck/newsroom/parts"
LINES_KEPT = 1000  # of a few hundred bytes each


@register.simple_tag
def card_line(card: Card) -> SafeString:
    """Draw what stands about the claim at a glance; once for all cards that say the same."""
    return _drawn_line(get_language(), card.line)


@register.simple_tag
def card_title(card: Card, opens: str = "") -> SafeString:
    """Draw the heading; a link, with who has it, if `opens`, the address without the claim's id, is given.

    Then the claim.
    """
    words = _("Claim {number}").format(number=card.number)
    if opens:
        words = format_html(
            '<a href="{}{}#c{}" id="open-{}">{}</a>', opens, card.claim.pk, card.number, card.claim.pk, words
        )
    return format_html(
        '<h3 id="c{}-title" tabindex="-1">{} <span class="state">{}</span>{}</h3>'
        '<blockquote dir="auto">{}</blockquote>',
        card.number,
        words,
        card.state,
        format_html(' <span class="quiet">{}</span>', planned)
        if opens and (planned := _planned(card))
        else "",
        card.claim.text,
    )


def _planned(card: Card) -> str:
    """Who has it and by when it is due: "Kit checks it · overdue since 3 May, 09:30"; "" for neither."""
    words = [card.whose] if card.whose else []
    if card.due:
        due = _("overdue since {at}") if card.due.is_over else _("due {at}")
        at = date_format(timezone.localtime(card.due.at, card.due.zone), "j F, H:i")
        words.append(due.format(at=f"{at} {card.due.zone}"))
    return " · ".join(words)


@register.simple_tag
def card_pick(card: Card) -> SafeString:
    """Draw the box that picks a claim for acts on several; nothing where none can be done."""
    if not card.is_in_work:
        return SafeString("")
    return format_html(
        '<label class="pick no-print"><input type="checkbox" name="claim" value="{}" form="picked"'
        ' id="pick-{}" data-key="x"><span class="vh">{}</span><kbd>x</kbd></label>',
        card.claim.pk,
        card.claim.pk,
        _("Pick claim {number}").format(number=card.number),
    )


@register.simple_tag
def closed_card(card: Card, opens: str) -> SafeString:
    """Draw a claim as it stands in the list. opens: the workbench's address up to the claim's id."""
    return format_html(
        '<article class="card f-{}{}" id="c{}" data-number="{}" aria-labelledby="c{}-title">'
        "{}{}{}{}</article>",
        card.standing.family,
        " is-open" if card.standing.suggested else "",
        card.number,
        card.number,
        card.number,
        card_pick(card),
        card_title(card, opens),
        card_line(card),
        render_to_string(f"{PARTS}/otherwise.html", {"card": card}) if card.otherwise else "",
    )


@lru_cache(LINES_KEPT)
def _drawn_line(_language: str, line: Line) -> SafeString:
    return render_to_string(f"{PARTS}/card_line.html", {"line": line})
