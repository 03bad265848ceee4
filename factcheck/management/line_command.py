"""What every command that answers JSON Lines shares: its input, its exit status, its errors."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from console import inputs, jsonl


class LineCommand(BaseCommand):
    """One JSON object a line in, one out, in order. A subclass says how to `answer` one.

    Exit status 0 when every line was answered, 1 when the input is bad or some lines failed, 2 for usage.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default=inputs.STANDARD_INPUT, help=_("JSON Lines; - for standard input")
        )
        parser.add_argument(
            "--jsonl", action="store_true", help=_("say that the input is JSON Lines, as it always is here")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.prepare(**options)
            with inputs.open_lines(options["file"]) as lines:
                failed = jsonl.stream(lines, self.answer, sys.stdout)
        except inputs.BadInput as error:
            raise CommandError(str(error)) from error
        if failed:
            sys.exit(1)

    def prepare(self, **options: Any) -> None:
        """Load what the answers need. Raises BadInput."""

    def answer(self, record: jsonl.Record) -> jsonl.Record:
        """The output fields for one input object, without its id. Raises BadLine."""
        raise NotImplementedError
