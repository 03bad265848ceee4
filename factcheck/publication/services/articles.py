"""Show an article's whole text to readers, with its checked claims marked."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.models import Article
from factcheck.accounts.models import User
from factcheck.publication import policies
from factcheck.publication.models import PublicArticle
from factcheck.publication.services.drafting import address_words


@transaction.atomic
def publish_article(*, article: Article, by: User) -> PublicArticle:
    """Show its text, title, by-line, address and date as they are now, until it is shown anew.

    A page that is there already keeps its address. Raises NotAllowed, TransitionDenied.
    """
    locked = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    policies.check_can_publish_article(locked, by)
    page = PublicArticle.objects.filter(article=locked).first() or PublicArticle(
        article=locked, slug=_free_slug(locked)
    )
    page.freeze(locked)
    page.is_shown = True
    page.published_by, page.published_at = by, timezone.now()
    page.save()
    return page


@transaction.atomic
def hide_article(*, article: Article, by: User) -> PublicArticle:
    """Take the text from readers; its checks stay. Raises NotAllowed, TransitionDenied."""
    policies.check_can_hide_article(article, by)
    page = PublicArticle.objects.select_for_update(no_key=True).get(article=article)
    page.is_shown = False
    page.save(update_fields=["is_shown"])
    return page


def _free_slug(article: Article) -> str:
    slug = address_words(article.title)
    return f"{slug}-{article.pk}" if PublicArticle.objects.filter(slug=slug).exists() else slug
