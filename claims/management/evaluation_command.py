"""What the commands that score on development data share: which sets, which folder, how a rate is told."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from claims.extraction.evaluation.datasets import MissingDataError
from claims.extraction.evaluation.intervals import Rate


class EvaluationCommand(BaseCommand):
    """A subclass names its `sets` and says how to `measure` them."""

    sets: Collection[str] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "sets", nargs="*", choices=[*self.sets, []], help=_("which scores; all without a name")
        )
        parser.add_argument(
            "--data", help=_("the folder of the development data; else FACTCHECK_EVALUATION_DATA")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        names, folder = options["sets"] or list(self.sets), _folder(options["data"])
        try:
            for rate in self.measure(names, folder, **options):
                self.stdout.write(line(rate))
        except MissingDataError as error:
            raise CommandError(str(error)) from error

    def measure(self, names: list[str], folder: Path, **options: Any) -> Iterator[Rate]:
        """The rates of these sets. Raises MissingDataError."""
        raise NotImplementedError


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
    return f"{rate.name:<48} {rate.value:.3f} [{rate.low:.3f}, {rate.high:.3f}]  n={rate.documents}"
