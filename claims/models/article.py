"""An article and its versions; a version is never edited."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("slug"), unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    # A string: claims knows that articles belong to desks, not what a desk is.
    desk = models.ForeignKey("accounts.Desk", models.PROTECT, related_name="articles", verbose_name=_("desk"))
    title = models.CharField(_("title"), max_length=500)
    byline = models.CharField(_("by-line"), max_length=300, blank=True)
    address = models.URLField(_("address"), max_length=2000, blank=True, db_index=True)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Words such as “Thursday” are dated by it.")
    )
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("BCP 47, as in en."))
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    notices = models.JSONField(
        _("notices"), default=list, help_text=_("What extraction wants a person to know.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added at"), db_default=Now())
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    put_away_at = models.DateTimeField(
        _("put away at"),
        null=True,
        blank=True,
        help_text=_("Since then nobody works on it; empty: it is at hand."),
    )
    put_away_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("put away by"),
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="article_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="article_put_away_by_and_at",
                condition=Q(put_away_at=None, put_away_by=None)
                | Q(put_away_at__isnull=False, put_away_by__isnull=False),
            ),
        ]
        indexes = [GinIndex(SearchVector("title", config="english"), name="article_words")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """What jobs that serve this article are about."""
        return f"article:{self.pk}"

    @property
    def current_version(self) -> ArticleVersion:
        return self.versions.latest("number")


class ArticleVersion(models.Model):
    """The text as it was handed in. Offsets into it are Unicode code points."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    captured_at = models.DateTimeField(
        _("captured at"), null=True, help_text=_("When its page was captured; empty: it was handed in.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added at"), db_default=Now())

    class Meta:
        verbose_name = _("article version")
        verbose_name_plural = _("article versions")
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.CheckConstraint(name="version_has_text", condition=~Q(text="")),
        ]
        triggers = [pgtrigger.Protect(name="version_never_edited", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.article} v{self.number}"


class ArticleSentence(models.Model):
    """One sentence of a version. Together they cover its text; one without a claim says why."""

    version = models.ForeignKey(
        ArticleVersion, models.CASCADE, related_name="sentences", verbose_name=_("version")
    )
    index = models.PositiveIntegerField(_("index"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    checkworthiness = models.FloatField(_("check-worthiness"))
    set_aside = models.CharField(_("set aside because"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        ordering = ["version_id", "index"]
        constraints = [
            models.UniqueConstraint(fields=["version", "index"], name="sentence_index_once"),
            models.CheckConstraint(name="sentence_span_forward", condition=Q(end__gt=F("start"))),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
