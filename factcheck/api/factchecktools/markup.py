"""ClaimReviewMarkupPage: what a write takes, with Google's names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

MAX_MARKUPS = 100


class Strict(serializers.Serializer[Any]):
    """A field that doesn't exist is refused, as Google's servers do."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [name for name in data if name not in self.fields] if isinstance(data, dict) else []
        if unknown:
            raise ValidationError({str(unknown[0])[:100]: [_("There is no field of this name.")]})
        return super().to_internal_value(data)


class Words(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, allow_blank=True, max_length=kwargs.pop("max_length", 2000), **kwargs
        )


class Int32(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=-(2**31), max_value=2**31 - 1, **kwargs)


class Author(Strict):
    name = Words(max_length=300)
    imageUrl = Words()  # noqa: N815 # Google's names


class Claimant(Strict):
    name = Words(max_length=300)
    jobTitle = Words()  # noqa: N815
    imageUrl = Words()  # noqa: N815
    sameAs = Words()  # noqa: N815


class RatingMarkup(Strict):
    ratingValue = Int32()  # noqa: N815
    worstRating = Int32()  # noqa: N815
    bestRating = Int32()  # noqa: N815
    textualRating = Words(max_length=300)  # noqa: N815
    ratingExplanation = Words(max_length=10_000)  # noqa: N815
    imageUrl = Words()  # noqa: N815


class Markup(Strict):
    url = Words()
    claimReviewed = Words(max_length=5000)  # noqa: N815
    claimDate = Words(max_length=40)  # noqa: N815
    claimLocation = Words()  # noqa: N815
    claimFirstAppearance = Words()  # noqa: N815
    claimAppearances = serializers.ListField(  # noqa: N815
        child=serializers.CharField(max_length=2000), required=False, max_length=100
    )
    claimAuthor = Claimant(required=False)  # noqa: N815
    rating = RatingMarkup(required=False)


class MarkupPageInput(Strict):
    """name and versionId are the server's, but in an update."""

    name = Words(max_length=100)
    versionId = Words(max_length=20)  # noqa: N815
    pageUrl = serializers.CharField(max_length=2000)  # noqa: N815
    publishDate = Words(max_length=40)  # noqa: N815
    claimReviewAuthor = Author(required=False)  # noqa: N815
    claimReviewMarkups = serializers.ListField(  # noqa: N815
        child=Markup(), allow_empty=False, max_length=MAX_MARKUPS
    )
