"""Pages of API lists."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

# Of a row; more digits than PostgreSQL's numbers have.
LONGEST_NUMBER = 18
PAGE_SIZE = "page_size"


class CursorPages(CursorPagination):
    """Newest first, by cursor: pages don't shift while rows are added."""

    ordering = "-id"
    page_size_query_param = PAGE_SIZE
    max_page_size = 200
    page_size_query_description = _("How many rows a page has, from 1; more than 200 is cut to 200.")
    invalid_cursor_message = _("This cursor is not one of ours. Follow “next” and “previous” as they are.")

    def get_page_size(self, request: Request) -> int | None:
        """Raises ValidationError for what is no number of rows; what is too many is cut."""
        given = request.query_params.get(PAGE_SIZE, "")
        if not given:
            return self.page_size
        if not (given.isascii() and given.isdigit() and int(given[:LONGEST_NUMBER])):
            refusal = _("Write a whole number from 1 to {most}.").format(most=self.max_page_size)
            raise ValidationError({PAGE_SIZE: [refusal]})
        return min(int(given[:LONGEST_NUMBER]), self.max_page_size)

    def decode_cursor(self, request: Request) -> Any:
        """The cursor of the request, or None. Raises NotFound for one that was made up."""
        cursor: Cursor | None = super().decode_cursor(request)
        if cursor and cursor.position is not None and not _is_id(str(cursor.position)):
            raise NotFound(self.invalid_cursor_message)
        return cursor


def _is_id(position: str) -> bool:
    return position.isascii() and position.isdigit() and len(position) <= LONGEST_NUMBER
