"""The answer to a request with an Idempotency-Key, kept so that the same request again gets the same."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class KeptAnswer(models.Model):
    """Written in the transaction of the work itself: either both are there, or neither."""

    caller = models.CharField(_("caller"), max_length=40, help_text=_("As in token:5 or person:3."))
    key = models.CharField(_("key"), max_length=255)
    fingerprint = models.CharField(_("SHA-256 of the request"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"))
    location = models.CharField(_("location"), max_length=2000, blank=True)
    body = models.JSONField(_("body"))
    created_at = models.DateTimeField(_("kept at"), db_default=Now(), db_index=True)

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="answer_kept_once")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
