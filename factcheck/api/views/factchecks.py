"""Fact-checks, to read, to plan, to talk about and to suggest a verdict for: concluding is for people."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.accounts.services import people_at
from factcheck.api import rows, visible
from factcheck.api.filters import FactCheckFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.included import Related
from factcheck.api.preconditions import check_seen, etag_of
from factcheck.api.serializers.claims import ClaimSerializer
from factcheck.api.serializers.factchecks import (
    CommentInput,
    CommentSerializer,
    FactCheckEdit,
    FactCheckSerializer,
    PreviewSerializer,
    VerdictSuggestionInput,
    VerdictSuggestionSerializer,
)
from factcheck.api.views.resource import ReadableResource
from factcheck.exceptions import Incomplete
from factcheck.integrations.suggestions import suggest_verdict
from factcheck.publication.services import preview
from factcheck.workflow import services as workflow
from factcheck.workflow.models import Comment, FactCheck
from factcheck.workflow.services import Plan


def _claims() -> Prefetch[Any]:
    return Prefetch("claim", rows.claims(Claim.objects.all()), to_attr="included_claim")


def _comments() -> Prefetch[Any]:
    return Prefetch("comments", rows.comments(Comment.objects.all()), to_attr="included_comments")


def _member(factcheck: FactCheck, name: str | None) -> User | None:
    """The person of the desk with this user name; None for null. Raises Incomplete."""
    if name is None:
        return None
    person = people_at([factcheck.claim.article.desk_id]).filter(username=name).first()
    if person is None:
        raise Incomplete(_("Nobody of this desk has this user name."), field="assignee")
    return person


class FactCheckViews(ReadableResource):
    """The cases on your desks' claims, newest first."""

    queryset = FactCheck.objects.none()
    serializer_class = FactCheckSerializer
    filterset_class = FactCheckFilters
    related = {
        "claim": Related(ClaimSerializer, _claims, lambda factcheck: factcheck.included_claim, many=False),
        "comments": Related(CommentSerializer, _comments, lambda factcheck: factcheck.included_comments),
    }

    def rows(self) -> QuerySet[FactCheck]:
        return rows.factchecks(visible.factchecks(self.person))

    @extend_schema(request=FactCheckEdit, responses={200: FactCheckSerializer})
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Say whose it is, by when it is due and how important it is: for people and programs alike."""
        factcheck = get_object_or_404(
            visible.factchecks(self.person).select_for_update(of=("self",), no_key=True), pk=pk
        )
        given = self.body(FactCheckEdit)
        check_seen(request, self.get_serializer(self.get_object()).data)
        if "assignee" in given:
            to = _member(factcheck, given["assignee"])
            workflow.assign(factcheck=factcheck, to=to, by=self.person, reason=given.get("reason", ""))
        wanted = Plan(
            due_at=given.get("due_at", factcheck.due_at),
            importance=given.get("importance", factcheck.importance),
        )
        workflow.plan(plans={factcheck: wanted}, by=self.person)
        shown = self.get_serializer(self.get_object()).data
        return Response(shown, headers={"ETag": etag_of(shown)})

    @extend_schema(responses={200: PreviewSerializer})
    @action(detail=True, methods=["get"])
    def preview(self, request: Request, pk: int) -> Response:
        """What readers will find, before they do, and what is missing until then. Nothing is written."""
        factcheck = get_object_or_404(visible.factchecks(self.person), pk=pk)
        return Response(PreviewSerializer(preview(factcheck=factcheck, by=self.person)).data)

    @extend_schema(responses=CommentSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def comments(self, request: Request, pk: int) -> Response:
        """What the desk says about it, newest first."""
        return self.listed(rows.comments(self.get_object().comments.all()), CommentSerializer)

    @extend_schema(request=CommentInput, responses={201: CommentSerializer})
    @comments.mapping.post
    @idempotent
    def comment(self, request: Request, pk: int) -> Response:
        """Say something about it to the desk."""
        said = workflow.comment(factcheck=self.get_object(), by=self.person, **self.body(CommentInput))
        return Response(CommentSerializer(said).data, status.HTTP_201_CREATED)

    @extend_schema(responses=VerdictSuggestionSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None, url_path="verdict-suggestions")
    def verdict_suggestions(self, request: Request, pk: int) -> Response:
        """What programs would conclude, newest first."""
        suggestions = self.get_object().verdict_suggestions.select_related("rating__scale")
        return self.listed(suggestions, VerdictSuggestionSerializer)

    @extend_schema(request=VerdictSuggestionInput, responses={201: VerdictSuggestionSerializer})
    @verdict_suggestions.mapping.post
    @idempotent
    def suggest_verdict(self, request: Request, pk: int) -> Response:
        """Suggest a verdict. It is shown to people with the token's name; the state stays as it is."""
        factcheck, given = self.get_object(), self.body(VerdictSuggestionInput)
        made = suggest_verdict(factcheck=factcheck, by=self.person, token=self.token, **given)
        return Response(VerdictSuggestionSerializer(made).data, status.HTTP_201_CREATED)
