"""Find known claims that say what new ones say."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from console import inputs, jsonl
from factcheck.management.line_command import LineCommand
from factcheck.matching.ranking import KnownClaim, KnownClaims


class Command(LineCommand):
    help = _("Match claims against known ones, best first: a file of known claims, then claims one a line.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("known", help=_("JSON Lines of known claims: id, text and perhaps title"))
        super().add_arguments(parser)

    def prepare(self, **options: Any) -> None:
        with inputs.open_lines(options["known"]) as lines:
            found = [_known(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
        self.known = KnownClaims(found)

    def answer(self, record: jsonl.Record) -> jsonl.Record:
        matches = self.known.match(jsonl.text_field(record, "text"))
        return {"matches": [{"id": match.id, "score": match.score} for match in matches]}


def _known(line: str, number: int) -> KnownClaim:
    try:
        record = jsonl.parse(line)
        text = jsonl.text_field(record, "text")
    except jsonl.BadLine as error:
        raise inputs.BadInput(f"Line {number} of the known claims can't be used. {error}") from error
    title = record.get("title")
    known_id = record.get("id")
    return KnownClaim(
        known_id if isinstance(known_id, str | int) else number, text, title if isinstance(title, str) else ""
    )
