"""Make the vectors of a new model beside those in use; the search goes over to them when none is missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from claims.language import vectors
from factcheck.reembedding import forget_others, reembed
from sources.services import model_in_use


class Command(BaseCommand):
    help = "Go over to the newest vector model without downtime. Stop it and start it again as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--forget-old",
            action="store_true",
            help=_("then remove the vectors of models that are no longer searched by"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for progress in reembed(models=vectors.MODELS, embed=_embed):
            self.stdout.write(_("{done} of {total}").format(done=progress.done, total=progress.total))
        self.stdout.write(_("Searched by {model}.").format(model=model_in_use(vectors.MODELS)))
        if options["forget_old"]:
            removed = forget_others(models=vectors.MODELS)
            self.stdout.write(_("{n} passages of other models removed.").format(n=removed))


def _embed(texts: Any) -> Any:
    return vectors.embed(texts, threads=2)
