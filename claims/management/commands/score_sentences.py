"""Score how much sentences deserve a check: one sentence a line. No database."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.extraction.score import score
from console import inputs, jsonl


class Command(BaseCommand):
    help = gettext_lazy("Score the check-worthiness of one sentence a line, with reasons.")  # type: ignore[assignment]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default=inputs.STANDARD_INPUT, help=_("JSON Lines; - for standard input")
        )
        parser.add_argument(
            "--jsonl", action="store_true", help=_("say that the input is JSON Lines, as it always is")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with inputs.open_lines(options["file"]) as lines:
                failed = jsonl.stream(lines, _answer, sys.stdout)
        except inputs.BadInput as error:
            raise CommandError(str(error)) from error
        if failed:
            sys.exit(1)


def _answer(record: jsonl.Record) -> jsonl.Record:
    found = score(jsonl.text_field(record, "text"))
    return {"checkworthiness": found.checkworthiness, "reasons": list(found.reasons)}
