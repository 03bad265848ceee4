"""Print how good extraction is on the development data."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from claims.extraction.evaluation.datasets import MissingDataError
from claims.extraction.evaluation.intervals import Rate
from claims.extraction.evaluation.scores import SETS, measure


class Command(BaseCommand):
    help = "Score extraction on development sets, each rate with its 95% interval."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "sets", nargs="*", choices=[*SETS, []], help=_("which scores; all without a name")
        )
        parser.add_argument(
            "--data", help=_("the folder of the development data; else FACTCHECK_EVALUATION_DATA")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            for rate in measure(options["sets"] or list(SETS), _folder(options["data"])):
                self.stdout.write(line(rate))
        except MissingDataError as error:
            raise CommandError(str(error)) from error


def _folder(given: str | None) -> Path:
    folder = (
        given or getattr(settings, "EVALUATION_DATA", None) or os.environ.get("FACTCHECK_EVALUATION_DATA")
    )
    if not folder:
        raise CommandError(
            _("No development data: give its folder with --data or in FACTCHECK_EVALUATION_DATA.")
        )
    return Path(folder)


def line(rate: Rate) -> str:
    """'claims, loose: precision  0.80 [0.74, 0.85]  n=21'."""
    return f"{rate.name:<42} {rate.value:.3f} [{rate.low:.3f}, {rate.high:.3f}]  n={rate.documents}"
