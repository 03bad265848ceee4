"""settings.CLAIMS, read once."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class ClaimsSettings:
    """max_text_characters: an article's text at most; max_file_bytes: an uploaded file at most."""

    max_text_characters: int
    max_file_bytes: int


@cache
def claims_settings() -> ClaimsSettings:
    return ClaimsSettings(**{name.lower(): value for name, value in settings.CLAIMS.items()})
