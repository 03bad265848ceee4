"""Print how good extraction is on the development data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claims.extraction.evaluation.intervals import Rate
from claims.extraction.evaluation.scores import SETS, measure
from claims.management.evaluation_command import EvaluationCommand


class Command(EvaluationCommand):
    help = "Score extraction on development sets, each rate with its 95% interval."
    sets = SETS

    def measure(self, names: list[str], folder: Path, **_options: Any) -> Iterator[Rate]:
        return measure(names, folder)
