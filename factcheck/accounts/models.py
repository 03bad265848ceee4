"""Who works here: users, the desks they belong to and what they do there."""

from __future__ import annotations

import zoneinfo
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    JOURNALIST = "journalist", _("Journalist")
    REVIEWER = "reviewer", _("Reviewer")


def validate_time_zone(name: str) -> None:
    """Raises ValidationError for what is not an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one as in Europe/Berlin."), params={"name": name}
        )


class Theme(models.TextChoices):
    SYSTEM = "system", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractUser):
    """A person. Administrators are superusers; every other role is held at a desk."""

    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[validate_time_zone]
    )
    theme = models.CharField(_("theme"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    keyboard_shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    absent_until = models.DateField(
        _("absent until"),
        null=True,
        blank=True,
        help_text=_("The last day. What is assigned to somebody who is absent shows in the workload."),
    )

    invited_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]
        verbose_name_plural = _("people")  # type: ignore[assignment]

    @property
    def name(self) -> str:
        return self.get_full_name() or self.username

    def is_absent(self, *, on: date) -> bool:
        return self.absent_until is not None and on <= self.absent_until


class Desk(models.Model):
    """A team. Articles and what hangs on them belong to one; other desks don't see its drafts."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Deadlines are typed and shown in it, as in Europe/Berlin. Empty: the newsroom's."),
    )
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="desks", verbose_name=_("members")
    )

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """By whose clocks its deadlines are."""
        return zoneinfo.ZoneInfo(self.time_zone or settings.TIME_ZONE)


class Membership(models.Model):
    """What a person does at a desk. A reviewer may do everything a journalist may."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="memberships", verbose_name=_("desk"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.JOURNALIST)
    joined_at = models.DateTimeField(_("joined at"), db_default=Now())

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["desk", "user"], name="membership_once"),
            models.CheckConstraint(name="membership_role_known", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.desk} – {self.get_role_display()}"
