"""Putting an article away when it is done, and taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Article
from factcheck import putting_away
from factcheck.web.newsroom.acts import done
from factcheck.web.newsroom.claims import on_article
from factcheck.web.newsroom.requests import PersonsRequest


@on_article
def put_away(request: PersonsRequest, article: Article) -> HttpResponse:
    putting_away.put_away(article=article, by=request.user)
    said = _("Put away. A search finds it, and so does the filter of the articles.")
    return done(request, reverse("articles"), said, undo=reverse("take-back", args=[article.pk]))


@on_article
def take_back(request: PersonsRequest, article: Article) -> HttpResponse:
    putting_away.take_back(article=article, by=request.user)
    undo = reverse("put-away", args=[article.pk])
    return done(request, reverse("workbench", args=[article.pk]), _("Taken back."), undo=undo)
