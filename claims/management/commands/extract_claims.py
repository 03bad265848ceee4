"""Find the claims of texts: articles in, claims anchored to their words out. No database."""

import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.conf import claims_settings
from claims.extraction.pipeline import find_claims
from claims.extraction.types import ExtractedClaim, Extraction
from console import inputs, jsonl
from console.progress import Progress


class Command(BaseCommand):
    help = gettext_lazy("Find the claims of a text, or of one text a line with --jsonl.")  # type: ignore[assignment]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default=inputs.STANDARD_INPUT, help=_("the text; - for standard input")
        )
        parser.add_argument("--jsonl", action="store_true", help=_("one article a line, one answer a line"))
        parser.add_argument("--json", action="store_true", help=_("print JSON instead of lines for people"))
        parser.add_argument("--published", help=_("the day relative dates count from, like 2024-01-12"))
        parser.add_argument("--title", help=_("the article's title"))

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            failed = self._stream(options) if options["jsonl"] else self._one(options)
        except (inputs.BadInput, jsonl.BadLine) as error:
            raise CommandError(str(error)) from error
        if failed:
            sys.exit(1)

    def _stream(self, options: dict[str, Any]) -> int:
        default = _day(options["published"])
        done = 0
        with Progress() as progress, inputs.open_lines(options["file"]) as lines:

            def answer(record: jsonl.Record) -> jsonl.Record:
                nonlocal done
                done += 1
                progress.show(done=done)
                return _answered(record, default)

            return jsonl.stream(lines, answer, sys.stdout)

    def _one(self, options: dict[str, Any]) -> int:
        text = _bounded(inputs.read_text(options["file"]))
        found = find_claims(text, title=options["title"], published=_day(options["published"]))
        if options["json"] or not sys.stdout.isatty():
            self.stdout.write(json.dumps({"id": options["file"], **written(found)}, ensure_ascii=False))
        else:
            self.stdout.write(for_people(found))
        return 0


def _answered(record: jsonl.Record, default: date | None) -> jsonl.Record:
    text = _bounded(jsonl.text_field(record, "text"))
    published = _day(record.get("published")) or default
    title, language = record.get("title"), record.get("language")
    if not all(v is None or isinstance(v, str) for v in (title, language)):
        raise jsonl.BadLine("bad_field", "“title” and “language” have to be text.")
    return written(find_claims(text, title=title, published=published, language=language))


def _bounded(text: str) -> str:
    limit = claims_settings().max_text_characters
    if len(text) > limit:
        message = _(
            "The text has %(length)d characters, more than the %(limit)d that are read at once. Split it."
        )
        raise jsonl.BadLine("too_long", message % {"length": len(text), "limit": limit})
    return text


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        message = _("“%(value)s” is no date; give one like 2024-01-12.") % {"value": value}
        raise jsonl.BadLine("bad_date", message) from error


def written(found: Extraction) -> jsonl.Record:
    """The extraction as the command's JSON object."""
    return asdict(found)


def for_people(found: Extraction) -> str:
    """A claim a paragraph, then what was set aside."""
    aside = [s for s in found.sentences if s.set_aside]
    lines = [*found.notices, *map(_claim_line, found.claims)]
    lines.append(
        _("%(claims)d claims; %(aside)d of %(all)d sentences set aside.")
        % {"claims": len(found.claims), "aside": len(aside), "all": len(found.sentences)}
    )
    return "\n".join(lines)


def _claim_line(claim: ExtractedClaim) -> str:
    who = f"  [{claim.speaker.name}]" if claim.speaker else ""
    return f"{claim.checkworthiness:.2f}  {claim.text}{who}  ({claim.kind}, {claim.start}–{claim.end})"
