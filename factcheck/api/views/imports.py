"""Imports of others' fact-checks: asked for, listed, and how far each is."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import ImportFilters
from factcheck.api.parsing import BoundedJSONParser
from factcheck.api.serializers.imports import ImportInput, ImportSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.integrations import imports
from factcheck.integrations.models import FactCheckImport, Scope


class ImportViews(ReadableResource):
    """Your imports of other publishers' fact-checks, newest first."""

    queryset = FactCheckImport.objects.none()
    serializer_class = ImportSerializer
    filterset_class = ImportFilters
    parser_classes = [BoundedJSONParser, MultiPartParser]
    write_scope = Scope.IMPORTS_WRITE

    def rows(self) -> QuerySet[FactCheckImport]:
        return FactCheckImport.objects.filter(by=self.person)

    # No Idempotency-Key: importing twice adds nothing by itself, and a file is too long to compare.
    @extend_schema(request=ImportInput, responses={202: ImportSerializer})
    def create(self, request: Request) -> Response:
        """Import a file (multipart) or what is at an address; it is read in the background.

        Importing again adds nothing and takes in what changed. Items that can't be used are told by line with
        the cause, and stop nothing.
        """
        wanted = self._asked(**self.body(ImportInput))
        return self.accepted(self.get_serializer(wanted).data, job=wanted.job_id)

    def _asked(
        self, *, form: str, address: str, query: str, site: str, language: str, file: object = None
    ) -> FactCheckImport:
        if file is not None:
            return imports.import_file(file=file, name=file.name, form=form, by=self.person)  # type: ignore[arg-type,attr-defined]
        searched = {"query": query, "reviewPublisherSiteFilter": site, "languageCode": language}
        return imports.import_from_address(address=address, form=form, query=searched, by=self.person)
