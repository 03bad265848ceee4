"""Add one of the rating scales that ship."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.workflow import scales


class Command(BaseCommand):
    help = "Add a rating scale that ships with Factcheck. One that is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scale", help=f"One of: {', '.join(scales.PRESETS)}.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            scale = scales.load(options["scale"])
        except scales.UnknownScale as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{scale}: {', '.join(rating.label for rating in scale.ratings.all())}")
