"""What readers see of a fact-check now, and from when on they see what is published next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from factcheck.publication.models import Publication
from factcheck.workflow.models import ChangeKind, FactCheck
from factcheck.workflow.statuses import UNFINISHED


@dataclass(frozen=True)
class Readers:
    """public: the version that they see. newest: the one published last, which may be under an embargo.

    held_until: the embargo on what is published next. Until either ends nothing changes for readers.
    """

    public: Publication | None
    newest: Publication | None
    held_until: datetime | None

    @property
    def public_address(self) -> str:
        return reverse("publication", args=[self.public.slug]) if self.public else ""

    @property
    def hidden_until(self) -> datetime | None:
        return self.newest.hidden_until if self.newest and not self.newest.withdrawn_at else None

    @property
    def is_correction(self) -> bool:
        """What is published next corrects what was published."""
        return self.newest is not None


def readers_of(factcheck: FactCheck) -> Readers:
    until = factcheck.embargo_until
    holds = until is not None and until > timezone.now() and factcheck.state in UNFINISHED
    return Readers(
        public=factcheck.publications.public().first(),
        newest=factcheck.publications.filter(is_current=True).first(),
        held_until=until if holds else None,
    )


def source_changed_for_readers(factcheck: FactCheck) -> datetime | None:
    """Since when a source that it rests on is another one; what is hidden from us need not be from them.

    None: none is, or a person settled it.
    """
    if factcheck.source_changed_at is None:
        return None
    unsettled = factcheck.source_changes.filter(settled_at=None).exclude(kind=ChangeKind.HIDDEN)
    return unsettled.order_by("at").values_list("at", flat=True).first()
