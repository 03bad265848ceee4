"""What is public, newest first, as Atom and JSON Feed. A correction updates its entry and keeps its id;
what left the public leaves a tombstone (RFC 6721).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from factcheck.publication.models import Publication
from factcheck.publication.tombstones import Tombstone, newest_tombstones

# What is no Char of XML 1.0 (2.2); texts that people paste hold some, as Word's line break U+000B.
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Enough for a reader that asks once a week.
ENTRIES = 50


def newest() -> QuerySet[Publication]:
    return Publication.objects.public()[:ENTRIES]


def json_feed(
    publications: QuerySet[Publication], stones: Iterable[Tombstone], *, home: str, address: str
) -> dict[str, Any]:
    """JSON Feed 1.1 (jsonfeed.org): home is the page that lists the checks, address the feed's own.

    The format knows no tombstones; its extensions begin with an underscore.
    """
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(),
        "home_page_url": home,
        "feed_url": address,
        "items": [_item(publication) for publication in publications],
        "_gone": [
            {"id": stone.url, "date_gone": stone.at.isoformat(), "reason": stone.reason} for stone in stones
        ],
    }


def _item(publication: Publication) -> dict[str, Any]:
    document = publication.document
    return {
        "id": document["url"],
        "url": document["url"],
        "title": document["claim"],
        "summary": document["conclusion"],
        "content_text": _sentence(document),
        "tags": [document["rating"]["label"]],
        "language": document["language"],
        "date_published": document["first_published_at"],
        "date_modified": document["published_at"],
        "authors": [{"name": document["checked_by"]}],
    }


def _for_xml(text: str) -> str:
    """A blank for what XML 1.0 has no character for: one such would take the whole feed away."""
    return NO_XML.sub(" ", text)


def _title() -> str:
    return _("{newsroom}: fact-checks").format(newsroom=settings.NEWSROOM["NAME"])


def _corrections_title() -> str:
    return _("{newsroom}: corrections").format(newsroom=settings.NEWSROOM["NAME"])


def _sentence(document: dict[str, Any]) -> str:
    return f"{document['rating']['label']}: {document['conclusion']}"


class AtomWithTombstones(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for stone in self.feed["tombstones"]:
            handler.startElement("at:deleted-entry", {"ref": stone.url, "when": rfc3339_date(stone.at)})
            handler.addQuickElement("at:comment", _for_xml(stone.reason))
            handler.endElement("at:deleted-entry")

    def latest_post_date(self) -> datetime:
        return max([super().latest_post_date(), *(stone.at for stone in self.feed["tombstones"])])


class ChecksAtom(Feed):
    feed_type = AtomWithTombstones
    title = lazy(_title, str)()

    def feed_extra_kwargs(self, obj: None) -> dict[str, Any]:
        return {"tombstones": newest_tombstones(ENTRIES)}

    def link(self) -> str:
        return reverse("front-page")

    def items(self) -> QuerySet[Publication]:
        return newest()

    def item_title(self, item: Publication) -> str:
        return _for_xml(item.claim_text)

    def item_description(self, item: Publication) -> str:
        return _for_xml(_sentence(item.document))

    def item_link(self, item: Publication) -> str:
        return str(item.document["url"])

    def item_guid(self, item: Publication) -> str:
        return str(item.document["url"])

    def item_author_name(self, item: Publication) -> str:
        return _for_xml(item.document["checked_by"])

    def item_pubdate(self, item: Publication) -> datetime | None:
        return parse_datetime(item.document["first_published_at"])

    def item_updateddate(self, item: Publication) -> datetime:
        return item.published_at

    def item_categories(self, item: Publication) -> list[str]:
        return [_for_xml(item.document["rating"]["label"])]


class CorrectionsAtom(ChecksAtom):
    title = lazy(_corrections_title, str)()

    def feed_extra_kwargs(self, obj: None) -> dict[str, Any]:
        return {"tombstones": []}

    def items(self) -> QuerySet[Publication]:
        return Publication.objects.public().filter(version__gt=1)[:ENTRIES]

    def item_description(self, item: Publication) -> str:
        return _for_xml(item.correction_note)

    def item_guid(self, item: Publication) -> str:
        return f"{item.document['url']}#correction-{item.version}"

    def item_pubdate(self, item: Publication) -> datetime:
        return item.published_at
