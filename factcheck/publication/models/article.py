"""An article whose text readers may see, with its checked claims marked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models import Article, ArticleVersion


class PublicArticle(models.Model):
    """That a desk may show the whole text is decided for each article, and for one version of it."""

    article = models.OneToOneField(
        Article, models.PROTECT, related_name="public_page", verbose_name=_("article")
    )
    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="+", verbose_name=_("version"))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published at"), db_default=Now())
    is_shown = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("public article")
        verbose_name_plural = _("public articles")
        ordering = ["-published_at", "-id"]

    def __str__(self) -> str:
        return self.slug
