"""Claims: listed with status and place, suggested by quote and offsets, edited, opened and dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from claims.models import Article, Claim, ClaimQuerySet
from factcheck import pipeline, searching
from factcheck.api import rows, visible
from factcheck.api.filters import ClaimFilters
from factcheck.api.findings import findings_of
from factcheck.api.idempotency import idempotent
from factcheck.api.included import Related
from factcheck.api.media import CsvRenderer, JsonLinesRenderer
from factcheck.api.preconditions import check_seen, etag_of
from factcheck.api.serializers.articles import ArticleSerializer
from factcheck.api.serializers.claims import ClaimEdit, ClaimInput, ClaimSerializer, Join, Reason
from factcheck.api.serializers.evidence import EvidenceSerializer, LeadSerializer
from factcheck.api.serializers.factchecks import FactCheckSerializer
from factcheck.api.serializers.findings import FindingsSerializer
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.evidence.models import Evidence
from factcheck.integrations.exports import claims_as_csv, claims_as_json_lines
from factcheck.integrations.policies import check_can_edit_by_program
from factcheck.integrations.suggestions import suggest_claim
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck


def _articles() -> Prefetch[Any]:
    return Prefetch("article", rows.articles(Article.objects.all()))


def _evidence() -> Prefetch[Any]:
    return Prefetch("evidence", rows.evidence(Evidence.objects.all()), to_attr="included_evidence")


def _factchecks() -> Prefetch[Any]:
    return Prefetch("factcheck", rows.factchecks(FactCheck.objects.all()))


class ClaimViews(ReadableResource):
    """Claims of your desks' articles, newest first."""

    queryset = Claim.objects.none()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilters
    related = {
        "article": Related(ArticleSerializer, _articles, lambda claim: claim.article, many=False),
        "evidence": Related(EvidenceSerializer, _evidence, lambda claim: claim.included_evidence),
        "fact_check": Related(
            FactCheckSerializer, _factchecks, lambda claim: getattr(claim, "factcheck", None), many=False
        ),
    }

    def rows(self) -> QuerySet[Claim]:
        return rows.claims(visible.claims(self.person))

    @extend_schema(request=ClaimInput, responses={201: ClaimSerializer})
    @idempotent
    def create(self, request: Request) -> Response:
        """Suggest a claim: the article's own words, and where they stand in its newest version."""
        given = self.body(ClaimInput)
        article = get_object_or_404(visible.articles(self.person), pk=given.pop("article"))
        claim = suggest_claim(article=article, by=self.person, **given)
        pipeline.check_again(claim=claim, by=self.person)
        return self.created(self.get_serializer(self.get_queryset().get(pk=claim.pk)))

    @extend_schema(request=ClaimEdit, responses={200: ClaimSerializer})
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change the wording that is checked, or who is credited with it; what the article says stays."""
        factcheck = self._case(lock=True)
        given = self.body(ClaimEdit)
        check_seen(request, self.get_serializer(self.get_object()).data)
        if self.token:
            check_can_edit_by_program(factcheck)
        workflow.edit_wording(
            factcheck=factcheck,
            text=given.get("text", factcheck.claim.text),
            speaker=given.get("speaker"),
            by=self.person,
        )
        pipeline.check_again(claim=self.get_object(), by=self.person)
        shown = self.get_serializer(self.get_object()).data
        return Response(shown, headers={"ETag": etag_of(shown)})

    @extend_schema(request=None, responses={200: ClaimSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def open(self, request: Request, pk: int) -> Response:
        """Take a suggested claim on."""
        return self._moved(workflow.open_factcheck)

    @extend_schema(request=None, responses={200: ClaimSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def reopen(self, request: Request, pk: int) -> Response:
        """Take a dismissed or dropped claim on after all."""
        return self._moved(workflow.reopen)

    @extend_schema(request=None, responses={201: ClaimSerializer})
    @action(detail=True, methods=["post"], url_path="check-anew")
    @idempotent
    def check_anew(self, request: Request, pk: int) -> Response:
        """Open a new claim that says the same as this one, whose check was withdrawn."""
        anew = workflow.check_anew(factcheck=self._case(), by=self.person).claim
        pipeline.check_again(claim=anew, by=self.person)
        return self.created(self.get_serializer(self.get_queryset().get(pk=anew.pk)))

    @extend_schema(request=Reason, responses={200: ClaimSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def dismiss(self, request: Request, pk: int) -> Response:
        """Say that a suggested claim is not worth checking."""
        return self._moved(workflow.dismiss, Reason)

    @extend_schema(request=Reason, responses={200: ClaimSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def drop(self, request: Request, pk: int) -> Response:
        """Stop checking an open claim."""
        return self._moved(workflow.drop, Reason)

    @extend_schema(request=Join, responses={200: ClaimSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def join(self, request: Request, pk: int) -> Response:
        """Say that it is the same as another claim of the desk: it has that one's check, published or not."""
        factcheck = self._case()
        other = get_object_or_404(visible.factchecks(self.person), claim=self.body(Join)["claim"])
        workflow.merge(survivor=other, others=[factcheck], by=self.person)
        return self._shown()

    @extend_schema(request=None, responses={200: ClaimSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def separate(self, request: Request, pk: int) -> Response:
        """Take a join back: it stands for itself again, as before."""
        return self._moved(workflow.separate)

    @extend_schema(responses={200: FindingsSerializer})
    @action(detail=True, methods=["get"])
    def findings(self, request: Request, pk: int) -> Response:
        """What was found out about the claim beside its passages: contradictions, what is missing."""
        claim = get_object_or_404(visible.claims(self.person), pk=pk)
        return Response(FindingsSerializer(findings_of(claim)).data)

    @extend_schema(request=None, responses={202: JobSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def search(self, request: Request, pk: int) -> Response:
        """Search our own archive, and the search engine if there is one, for sources; they become leads."""
        job = searching.request_search(claim=self.get_object(), by=self.person)
        return self.accepted(JobSerializer(job, context=self.get_serializer_context()).data, job=job.pk)

    @extend_schema(responses=LeadSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def leads(self, request: Request, pk: int) -> Response:
        """Sources worth reading for the claim, newest first: no evidence."""
        leads = self.get_object().leads.select_related("source").order_by("-pk")
        return self.listed(leads, LeadSerializer)

    @extend_schema(responses={(200, "text/csv"): str})
    @action(detail=False, url_path="export.csv", renderer_classes=[CsvRenderer, JSONRenderer])
    def export_csv(self, request: Request) -> StreamingHttpResponse:
        """The claims that the filters leave, as a table; no cell can be run as a formula."""
        return StreamingHttpResponse(claims_as_csv(self._filtered()), content_type="text/csv; charset=utf-8")

    @extend_schema(responses={(200, "application/jsonl"): str})
    @action(detail=False, url_path="export.jsonl", renderer_classes=[JsonLinesRenderer, JSONRenderer])
    def export_jsonl(self, request: Request) -> StreamingHttpResponse:
        """The claims that the filters leave, one JSON object a line."""
        return StreamingHttpResponse(
            claims_as_json_lines(self._filtered()), content_type="application/jsonl; charset=utf-8"
        )

    def _filtered(self) -> ClaimQuerySet:
        """Those that a list would show, without what a list's rows need."""
        listed = self.filter_queryset(self.rows())
        return Claim.objects.filter(pk__in=listed.order_by().values("pk"))

    def _moved(self, act: Callable[..., Any], shape: type[Serializer[Any]] | None = None) -> Response:
        """What is not there is told before what is wrong with the body."""
        factcheck = self._case()
        act(factcheck=factcheck, by=self.person, **(self.body(shape) if shape else {}))
        return self._shown()

    def _shown(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    def _case(self, *, lock: bool = False) -> FactCheck:
        """The case of the claim at this address. lock: nobody else changes it until the answer is written."""
        cases = visible.factchecks(self.person)
        cases = cases.select_for_update(of=("self",), no_key=True) if lock else cases
        return get_object_or_404(cases, claim=self.kwargs["pk"])
