"""A desk's or an article's claims in the forms that other tools read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Article, Claim, ClaimQuerySet
from factcheck.accounts.models import Desk
from factcheck.integrations.annotations import annotation_page
from factcheck.integrations.exports import checks_as_feed, claims_as_csv, claims_as_json_lines

FORMS = ("csv", "jsonl", "claimreview", "annotations")


class Command(BaseCommand):
    help = _("Export claims: as CSV or JSON Lines, their public checks as ClaimReview, or W3C annotations.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("form", choices=FORMS)
        parser.add_argument("--article", type=int, metavar="NUMBER", help=_("only this article's"))
        parser.add_argument("--desk", metavar="SLUG", help=_("only this desk's"))
        parser.add_argument("--into", type=Path, metavar="FILE", help=_("by default standard output"))

    def handle(self, *_args: Any, **options: Any) -> None:
        lines = _lines(options["form"], options["article"], options["desk"])
        into: Path | None = options["into"]
        if into is None:
            sys.stdout.writelines(lines)
            return
        try:
            with into.open("x", encoding="utf-8", newline="") as out:
                out.writelines(lines)
        except OSError as error:
            raise CommandError(f"{into} can't be written: {error.strerror}.") from error


def _lines(form: str, article: int | None, desk: str | None) -> Iterable[str]:
    if form == "annotations":
        return [_json(annotation_page(_article(article), address=_address))]
    claims = _claims(article, desk)
    if form == "claimreview":
        return [_json(checks_as_feed(claims))]
    return claims_as_csv(claims) if form == "csv" else claims_as_json_lines(claims)


def _claims(article: int | None, desk: str | None) -> ClaimQuerySet:
    claims = Claim.objects.told()
    if article is not None:
        claims = claims.filter(article=_article(article))
    if desk is not None:
        found = Desk.objects.filter(slug=desk).first()
        if found is None:
            raise CommandError(_("There is no desk “{slug}”.").format(slug=desk))
        claims = claims.filter(article__desk_id=found.pk)
    return claims


def _article(number: int | None) -> Article:
    article = Article.objects.filter(pk=number).first() if number else None
    if article is None:
        raise CommandError(_("Name an article that there is: --article NUMBER."))
    return article


def _address(name: str, *args: Any) -> str:
    return urljoin(settings.NEWSROOM["ADDRESS"], reverse(name, args=args))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
