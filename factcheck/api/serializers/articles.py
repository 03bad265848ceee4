"""Articles: listed without their text, shown with it."""

from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.models import Article, ArticleVersion
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.serializers.shapes import Change, ExactText, Number, ProblemSerializer, Sentences
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.intake import waiting_page
from jobs.services import live_about

# A reading list of this length already takes minutes of polite fetching.
MAX_SOURCES = 100
# Articles in one request; the body's cap of 6 MB comes first for long ones.
MAX_ARTICLES = 100
SUMMARY_FIELDS = [
    "id",
    "url",
    "title",
    "byline",
    "address",
    "published_on",
    "language",
    "desk",
    "added_by",
    "claim_count",
    "created_at",
    "updated_at",
    "put_away_at",
    "put_away_by",
]


class ArticleSerializer(SparseSerializer[Article]):
    url = serializers.HyperlinkedIdentityField(view_name="api:article-detail")
    desk = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    added_by = serializers.CharField(source="created_by.username", read_only=True)
    claim_count = serializers.IntegerField(read_only=True)
    put_away_by = serializers.CharField(
        source="put_away_by.username", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Article
        fields = SUMMARY_FIELDS


class WaitingPage(serializers.Serializer[Any]):
    """What was read from the article's page and is hardly the same text: it is no version yet."""

    reading = serializers.IntegerField(source="pk")
    snapshot = serializers.IntegerField(source="snapshot_id")
    captured_at = serializers.DateTimeField(source="snapshot.captured_at")


class ArticleDetailSerializer(ArticleSerializer):
    """With the text of its newest version; offsets of claims are code points into it."""

    version = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    text_sha256 = serializers.SerializerMethodField()
    notices = Sentences(read_only=True)
    unfinished_jobs = serializers.SerializerMethodField()
    waiting_page = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = [
            *SUMMARY_FIELDS, "version", "text", "text_sha256", "notices", "unfinished_jobs", "waiting_page",
        ]  # fmt: skip

    def get_version(self, article: Article) -> int:
        return _newest(article).number

    def get_text(self, article: Article) -> str:
        return _newest(article).text

    def get_text_sha256(self, article: Article) -> str:
        return _newest(article).sha256

    def get_unfinished_jobs(self, article: Article) -> int:
        """How much work in the background still serves it; 0: everything is found that will be."""
        return live_about(article.subject)

    @extend_schema_field(WaitingPage(allow_null=True))
    def get_waiting_page(self, article: Article) -> Any:
        """Another text that its page shows, until somebody takes it or puts the address right; else null."""
        waiting = waiting_page(article)
        return WaitingPage(waiting).data if waiting else None


class TakePage(serializers.Serializer[Any]):
    reading = Number(label=_("Reading"), help_text=_("The number in waiting_page."))


def _newest(article: Any) -> ArticleVersion:
    """The one version that the view fetched along."""
    return article.newest_versions[0]


class ArticleInput(serializers.Serializer[Any]):
    """The text, or the address of a page to fetch and read it from."""

    text = ExactText(required=False, allow_blank=True, label=_("Text"))
    address = serializers.CharField(required=False, allow_blank=True, max_length=2000, label=_("Address"))
    title = serializers.CharField(required=False, allow_blank=True, max_length=500, label=_("Title"))
    byline = serializers.CharField(required=False, allow_blank=True, max_length=300, label=_("By-line"))
    published_on = serializers.DateField(required=False, allow_null=True, label=_("Published on"))
    language = serializers.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        required=False,
        max_length=12,
        label=_("Language"),
        error_messages={"invalid": _("Give a language tag (BCP 47), as in en.")},
    )
    source_addresses = serializers.ListField(
        child=serializers.CharField(max_length=2000),
        required=False,
        max_length=MAX_SOURCES,
        label=_("Sources"),
        help_text=_("Pages to fetch and read for every claim."),
    )
    desk = serializers.SlugField(
        required=False, label=_("Desk"), help_text=_("Needed with more than one desk.")
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.get("text") and not attrs.get("address"):
            raise serializers.ValidationError(
                {"text": [_("Give the article's text, or the address of its page.")]}
            )
        return attrs


class ArticleEdit(Change):
    """What is known about an article besides its text. Nothing that was published of it changes."""

    title = serializers.CharField(required=False, max_length=500, label=_("Title"))
    byline = serializers.CharField(required=False, allow_blank=True, max_length=300, label=_("By-line"))
    address = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=2000,
        label=_("Address"),
        help_text=_("Of the page it was published at; readers are led there."),
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message=_("Write a web address, as in https://example.org/report."),
            )
        ],
    )
    published_on = serializers.DateField(required=False, allow_null=True, label=_("Published on"))


class ManyArticles(serializers.Serializer[Any]):
    articles = serializers.ListField(
        child=ArticleInput(), allow_empty=False, max_length=MAX_ARTICLES, label=_("Articles")
    )


class ManyThings(serializers.Serializer[Any]):
    """As ManyArticles, whatever each of them is: one of the wrong shape is refused by itself."""

    articles = serializers.ListField(
        child=serializers.JSONField(), allow_empty=False, max_length=MAX_ARTICLES, label=_("Articles")
    )


class Taken(serializers.Serializer[Any]):
    """What became of one article: its job, or the problem."""

    status = serializers.IntegerField()
    job = JobSerializer(allow_null=True)
    problem = ProblemSerializer(allow_null=True)


class ManyTaken(serializers.Serializer[Any]):
    results = Taken(many=True)
