"""Pages of API lists."""

from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """Newest first, by cursor: pages don't shift while rows are added."""

    ordering = "-id"
    page_size_query_param = "page_size"
    max_page_size = 200
