"""settings.CLAIMS, read once."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from claims.extractors.chat import Endpoint


@dataclass(frozen=True)
class ClaimsSettings:
    """max_text_characters: an article's text at most; max_file_bytes: an uploaded file at most.

    model_…: the optional language model; no address, no model. Prices are per million tokens.
    """

    max_text_characters: int
    max_file_bytes: int
    model_address: str
    model_name: str
    model_key: str
    model_timeout_seconds: float
    model_article_seconds: float
    model_price_in: float
    model_price_out: float

    @property
    def endpoint(self) -> Endpoint | None:
        """The language model that the operator has set, if any. Raises ImproperlyConfigured."""
        if not self.model_address:
            return None
        if not self.model_address.startswith(("http://", "https://")) or not self.model_name:
            raise ImproperlyConfigured(
                "FACTCHECK_MODEL_ADDRESS has to be a web address, as in http://localhost:8080/v1, and "
                "FACTCHECK_MODEL_NAME the model's name there."
            )
        return Endpoint(
            address=self.model_address,
            model=self.model_name,
            key=self.model_key,
            timeout_seconds=self.model_timeout_seconds,
            price_in=self.model_price_in,
            price_out=self.model_price_out,
        )


@cache
def claims_settings() -> ClaimsSettings:
    return ClaimsSettings(**{name.lower(): value for name, value in settings.CLAIMS.items()})
