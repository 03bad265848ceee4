"""Read one page from a file: what it says, and whether it is the page at all. No database, no network."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from console import inputs
from sources.fetching import content_type
from sources.fetching.readable import read
from sources.fetching.types import FetchStopped, ReadPage

TYPES = {
    "html": content_type.HTML,
    "pdf": content_type.PDF,
    "docx": content_type.DOCX,
    "text": content_type.PLAIN,
}


class Command(BaseCommand):
    help = _("Read an HTML page, PDF, DOCX or text and print what it says as JSON.")
    # Works without any server.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default=inputs.STANDARD_INPUT, help=_("the page; - for standard input")
        )
        parser.add_argument("--type", choices=sorted(TYPES), help=_("what it is; otherwise its bytes tell"))
        parser.add_argument(
            "--url", default="", metavar="ADDRESS", help=_("where it was found, for its links")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            body = inputs.read_bytes(options["file"])
            kind = TYPES[options["type"]] if options["type"] else _type_of(body, options["file"])
            page = read(body, content_type=kind, address=options["url"])
        except (inputs.BadInput, FetchStopped) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(_written(page), ensure_ascii=False))


def _type_of(body: bytes, name: str) -> str:
    """What the bytes are; a file's name only tells text from HTML that starts late."""
    return content_type.sniff(body, declared=mimetypes.guess_type(name)[0] or "") or ""


def _written(page: ReadPage) -> dict[str, object]:
    return {
        "title": page.title,
        "byline": page.byline,
        "published": page.published,
        "modified": page.modified,
        "language": page.language,
        "site": page.site,
        "text": page.text,
        "canonical": page.canonical,
        "quality": str(page.quality),
        "cause": page.cause,
        "links": [asdict(link) for link in page.links],
        "pages": [list(span) for span in page.pages],
    }
