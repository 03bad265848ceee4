"""An article whose text readers may see, with its checked claims marked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models import Article, ArticleVersion

# What readers are told of an article beside its text.
FROZEN = ("title", "byline", "address", "published_on", "language")


class PublicArticle(models.Model):
    """That a desk may show the whole text is decided for each article, and for one version of it.

    What readers are told of the article besides is frozen with it: it changes when it is shown anew.
    """

    article = models.OneToOneField(
        Article, models.PROTECT, related_name="public_page", verbose_name=_("article")
    )
    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="+", verbose_name=_("version"))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=500, db_default="")
    byline = models.CharField(_("by-line"), max_length=300, blank=True, db_default="")
    address = models.URLField(_("address"), max_length=2000, blank=True, db_default="")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True, db_default="")
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

    def freeze(self, article: Article) -> None:
        """Take what is known of the article now, its text too; readers see nothing that comes later."""
        self.version = article.current_version
        for name in FROZEN:
            setattr(self, name, getattr(article, name))
