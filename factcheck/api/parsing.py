"""Request bodies: JSON in UTF-8, of bounded size, or a clean refusal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

# How JSON writes each half of a character beyond U+FFFF; UTF-8 itself has none.
HALF = re.compile(rb"\\u[dD][89a-fA-F]")


class TooLarge(APIException):
    """The body is larger than any request needs."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"

    def __init__(self, max_bytes: int) -> None:
        super().__init__(
            _("The body has more than {limit} MB. Split it, or give an address instead of the text.").format(
                limit=round(max_bytes / 1e6)
            )
        )


class BoundedJSONParser(BaseParser):
    """Reads at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes; always UTF-8 (RFC 8259, section 8.1)."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value. Raises TooLarge, ParseError."""
        body = _read(stream, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        try:
            value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        except UnicodeDecodeError:
            raise ParseError(_("The body is not UTF-8. Encode it as UTF-8.")) from None
        except RecursionError:
            raise ParseError(_("The JSON is nested too deeply.")) from None
        except ValueError as error:
            raise ParseError(_("The body is not JSON: {error}.").format(error=error)) from None
        if HALF.search(body) and not _is_text(value):
            raise ParseError(
                _("There is half a character in the body (\\ud800 to \\udfff without its pair).")
            )
        return value


def _read(stream: IO[bytes], max_bytes: int) -> bytes:
    body = stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise TooLarge(max_bytes)
    return body


def _is_text(value: Any) -> bool:
    """Whether everything in it, names too, can be answered and stored."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refuse_constant(name: str) -> NoReturn:
    """NaN and the infinities are JavaScript's, not JSON's."""
    raise ValueError(_("{name} is not a JSON value").format(name=name))
