"""Every fetch and how it ended."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sources.fetching.types import Outcome
from sources.models.source import Host, Source

OUTCOMES = {
    Outcome.FETCHED: _("Fetched"),
    Outcome.NOT_MODIFIED: _("Not changed"),
    Outcome.REFUSED_ADDRESS: _("Address refused"),
    Outcome.ROBOTS_DENIED: _("robots.txt forbids it"),
    Outcome.GONE: _("Page is gone"),
    Outcome.CLIENT_ERROR: _("Refused by the site"),
    Outcome.SERVER_ERROR: _("The site has an error"),
    Outcome.RATE_LIMITED: _("The site asks to wait"),
    Outcome.DNS_FAILED: _("Host not found"),
    Outcome.CONNECT_FAILED: _("No connection"),
    Outcome.TLS_FAILED: _("Not a safe connection"),
    Outcome.TIMED_OUT: _("Timed out"),
    Outcome.TOO_LARGE: _("Too large"),
    Outcome.BAD_ENCODING: _("Broken compression"),
    Outcome.TOO_MANY_REDIRECTS: _("Too many redirects"),
    Outcome.NOT_TEXT: _("Not text"),
    Outcome.PARSE_FAILED: _("Can't be read"),
    Outcome.CANCELLED: _("Cancelled"),
}
# Log in, pay, forbidden, withheld for legal reasons (RFC 7725): the page may well be there for others.
REFUSALS = frozenset({401, 402, 403, 451})
OUTCOME_CHOICES = [(outcome.value, label) for outcome, label in OUTCOMES.items()]


class FetchQuerySet(models.QuerySet["Fetch"]):
    def of_page(self) -> Self:
        """Fetches of the source's own address: what an archive answers says nothing of the page's life."""
        return self.filter(of_copy=False)


class Fetch(models.Model):
    source = models.ForeignKey(Source, models.CASCADE, related_name="fetches", verbose_name=_("source"))
    # None for an address that was refused: no host was asked.
    host = models.ForeignKey(
        Host, models.SET_NULL, null=True, related_name="fetches", db_index=False, verbose_name=_("host")
    )
    # The job, by its number: jobs may be cleared away, this log stays.
    job_id = models.BigIntegerField(_("job"), null=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    of_copy = models.BooleanField(_("of an archive's copy"), default=False)
    outcome = models.CharField(_("outcome"), max_length=20, choices=OUTCOME_CHOICES)
    cause = models.TextField(_("cause"), blank=True)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    final_address = models.CharField(_("final address"), max_length=2000, blank=True)
    etag = models.TextField(_("ETag"), blank=True)
    last_modified = models.TextField(_("Last-Modified"), blank=True)
    # The WARC of an answer that became no snapshot, a 404 for one; its name follows from its hash.
    warc_sha256 = models.CharField(_("SHA-256 of the WARC"), max_length=64, blank=True)
    wire_bytes = models.BigIntegerField(_("bytes"), default=0)
    elapsed_ms = models.PositiveIntegerField(_("milliseconds"), default=0)
    started_at = models.DateTimeField(_("started at"))
    created_at = models.DateTimeField(_("stored at"), db_default=Now())

    objects = FetchQuerySet.as_manager()

    class Meta:
        verbose_name = _("fetch")
        verbose_name_plural = _("fetches")
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="fetch_outcome_known", condition=Q(outcome__in=[o.value for o in Outcome])
            ),
            models.UniqueConstraint(
                fields=["job_id", "attempt"], condition=Q(job_id__isnull=False), name="fetch_once_per_attempt"
            ),
        ]
        indexes = [
            models.Index(fields=["source", "-started_at"], name="fetch_latest"),
            models.Index(fields=["-started_at"], name="fetch_newest"),
            models.Index(fields=["host", "-started_at"], name="fetch_of_host"),
            models.Index(fields=["warc_sha256"], condition=~Q(warc_sha256=""), name="fetch_answers"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_outcome_display()}"

    @property
    def succeeded(self) -> bool:
        return self.outcome in (Outcome.FETCHED, Outcome.NOT_MODIFIED)

    @property
    def refusal(self) -> int | None:
        """The status with which the site refused to show the page; None for any other end."""
        return self.status if self.status in REFUSALS and self.outcome == Outcome.CLIENT_ERROR else None
