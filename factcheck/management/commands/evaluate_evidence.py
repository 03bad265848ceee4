"""Print how good evidence and matching are on the development data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from claims.extraction.evaluation.intervals import Rate
from claims.management.evaluation_command import EvaluationCommand
from factcheck.evaluation.scores import SAMPLE, SETS, measure


class Command(EvaluationCommand):
    help = (
        "Score the search, the comparison, the stances, the matching and the verdicts, each rate with its "
        "95% interval."
    )
    sets = SETS

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--sample",
            type=int,
            default=SAMPLE,
            help=_("how many pairs, pages or queries of a set; the same ones every time"),
        )

    def measure(self, names: list[str], folder: Path, **options: Any) -> Iterator[Rate]:
        return measure(names, folder, sample=options["sample"])
