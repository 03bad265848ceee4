"""A job is a row: what is to be done, who has it now, how far it is and how it ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("Queued")
    LEASED = "leased", _("Running")
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


LIVE = [State.QUEUED, State.LEASED, State.WAITING]
ENDED = [State.DONE, State.FAILED, State.CANCELLED]


class Priority(models.IntegerChoices):
    """Lower runs first, as in Celery's Redis transport."""

    PERSON = 0, _("A person is waiting")
    PIPELINE = 3, _("Follows from something a person did")
    SCHEDULED = 9, _("Scheduled")


class JobQuerySet(models.QuerySet["Job"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def due(self) -> Self:
        """Jobs that could run now, by the database's clock, the most urgent first."""
        return self.filter(state__in=[State.QUEUED, State.WAITING], next_at__lte=Now()).order_by(
            "priority", "next_at", "id"
        )

    def due_within(self, *, seconds: float) -> Self:
        """Live jobs that run now or can within these seconds."""
        soon = Now() + Value(timedelta(seconds=seconds))
        return self.live().filter(Q(state=State.LEASED) | Q(next_at__lte=soon))

    def expired(self) -> Self:
        """Jobs whose worker has been silent past its lease."""
        return self.filter(state=State.LEASED, lease_until__lt=Now())

    def about(self, subject: str) -> Self:
        return self.filter(about=subject)


class Job(models.Model):
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=200, help_text=_("Two live jobs of a kind never share one."))
    payload = models.JSONField(_("payload"), default=dict)
    about = models.CharField(
        _("about"),
        max_length=60,
        blank=True,
        db_index=True,
        help_text=_("What the job serves, as in article:12."),
    )
    queue = models.CharField(_("queue"), max_length=40, default="default")
    priority = models.SmallIntegerField(_("priority"), choices=Priority, default=Priority.PIPELINE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)

    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("attempts at most"), default=5)
    next_at = models.DateTimeField(_("due at"), db_default=Now())
    hinted_at = models.DateTimeField(_("announced at"), null=True, editable=False)
    lease_token = models.UUIDField(_("lease"), null=True, editable=False)
    leased_by = models.CharField(_("worker"), max_length=200, blank=True, editable=False)
    lease_until = models.DateTimeField(_("leased until"), null=True, editable=False)
    cancel_requested = models.BooleanField(_("cancel requested"), default=False)

    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("total"), null=True)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    now = models.CharField(_("now"), max_length=300, blank=True)
    cause = models.TextField(_("cause"), blank=True, help_text=_("Why it waits or failed, in words."))

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="jobs",
        verbose_name=_("asked for by"),
    )
    created_at = models.DateTimeField(_("created at"), db_default=Now())
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state__in=LIVE), name="job_one_live_per_key"
            ),
            models.CheckConstraint(
                name="job_leased_with_lease",
                condition=Q(state=State.LEASED, lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state=State.LEASED) & Q(lease_token=None, lease_until=None)),
            ),
            models.CheckConstraint(
                name="job_ended_with_time",
                condition=Q(state__in=ENDED, finished_at__isnull=False)
                | Q(state__in=LIVE, finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_failed_with_cause", condition=~Q(state=State.FAILED) | ~Q(cause="")
            ),
            models.CheckConstraint(
                name="job_done_within_total",
                condition=Q(total=None) | Q(done__lte=F("total")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "next_at"], condition=Q(state__in=["queued", "waiting"]), name="job_due"
            ),
            models.Index(fields=["lease_until"], condition=Q(state="leased"), name="job_leases"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE
