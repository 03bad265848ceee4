"""What a source said at a moment: the bytes, the signed manifest, the text that was read, its passages."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from pgvector.django import HnswIndex, VectorField

from sources.fetching.types import CaptureQuality
from sources.models.fetch import Fetch
from sources.models.source import Source

VECTOR_SIZE = 384
QUALITIES = [
    (CaptureQuality.OK.value, _("Good")),
    (CaptureQuality.CONSENT_WALL.value, _("Consent wall")),
    (CaptureQuality.PAYWALL.value, _("Paywall")),
    (CaptureQuality.LOGIN.value, _("Log-in page")),
    (CaptureQuality.CAPTCHA.value, _("Captcha")),
    (CaptureQuality.NOT_FOUND.value, _("“Not found” page")),
    (CaptureQuality.NEAR_EMPTY.value, _("Nearly empty")),
    (CaptureQuality.SCRIPT_ONLY.value, _("Needs scripts")),
]


class Way(models.TextChoices):
    """How a snapshot came to us; only what we fetched from its own address is the site's word to us."""

    FETCHED = "fetched", _("Fetched from its address")
    ARCHIVED_COPY = "archived_copy", _("Copy of an archive")
    UPLOADED = "uploaded", _("Copy handed in by a person")


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def fetched(self) -> Self:
        """What the sites themselves sent: neither copies of archives nor of people."""
        return self.filter(way=Way.FETCHED)

    def held(self) -> Self:
        """Whose files are in the archive: nobody cleared them away."""
        return self.filter(clearing=None)


# Of what was erased the words that a person typed from a picture, and the file's name, may still be emptied.
NEVER_EDITED = pgtrigger.Trigger(
    name="snapshot_never_edited",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
    IF TG_OP = 'UPDATE' AND NEW.transcript = '' AND NEW.file_name = ''
        AND to_jsonb(NEW) - ARRAY['transcript', 'file_name']
            = to_jsonb(OLD) - ARRAY['transcript', 'file_name']
        AND EXISTS (SELECT 1 FROM sources_erasure WHERE snapshot_id = OLD.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
    """,
)


class Snapshot(models.Model):
    """What came, as it came; the files lie in the archive under their hashes."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="snapshots", verbose_name=_("source"))
    fetch = models.OneToOneField(
        Fetch, models.PROTECT, null=True, related_name="snapshot", verbose_name=_("fetch")
    )
    way = models.CharField(_("how it came"), max_length=14, choices=Way, default=Way.FETCHED)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("handed in by")
    )
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Where and when the copy was saved."))
    transcript = models.TextField(_("words on the picture"), blank=True)
    saved_at = models.DateTimeField(_("saved by the archive at"), null=True)
    captured_at = models.DateTimeField(_("captured at"))
    address = models.CharField(_("address"), max_length=2000)
    content_type = models.CharField(_("content type"), max_length=200)
    body_sha256 = models.CharField(_("SHA-256 of the body"), max_length=64, db_index=True)
    body_bytes = models.BigIntegerField(_("bytes"))
    body_name = models.CharField(_("body file"), max_length=200)
    warc_name = models.CharField(_("WARC file"), max_length=200)
    warc_sha256 = models.CharField(_("SHA-256 of the WARC"), max_length=64, db_index=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-captured_at", "-id"]
        constraints = [
            models.CheckConstraint(name="snapshot_way_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="snapshot_fetched_unless_uploaded",
                condition=Q(way=Way.UPLOADED, fetch=None) | (~Q(way=Way.UPLOADED) & Q(fetch__isnull=False)),
            ),
            models.CheckConstraint(
                name="snapshot_copy_by_somebody",
                condition=Q(way=Way.FETCHED, handed_in_by=None)
                | (~Q(way=Way.FETCHED) & Q(handed_in_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="snapshot_upload_says_whence", condition=~Q(way=Way.UPLOADED) | ~Q(note="")
            ),
        ]
        triggers = [NEVER_EDITED]

    def __str__(self) -> str:
        return f"{self.source}, {self.captured_at:%Y-%m-%d %H:%M} UTC"


class Manifest(models.Model):
    """A snapshot's signed manifest in the chain: each row holds the hash of the one before."""

    snapshot = models.OneToOneField(
        Snapshot, models.PROTECT, related_name="manifest", verbose_name=_("snapshot")
    )
    previous_sha256 = models.CharField(_("link before"), max_length=64, blank=True, unique=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    signed = models.JSONField(_("signed manifest"))
    file_name = models.CharField(_("file"), max_length=200)

    class Meta:
        verbose_name = _("manifest")
        verbose_name_plural = _("manifests")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="manifest_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.sha256


# The lock comes first: an erasure that is under way is waited for, and then seen.
NEVER_OF_ERASED = pgtrigger.Trigger(
    name="reading_never_of_erased",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
    PERFORM 1 FROM sources_snapshot WHERE id = NEW.snapshot_id FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM sources_erasure WHERE snapshot_id = NEW.snapshot_id) THEN
        RAISE integrity_constraint_violation
        USING MESSAGE = format('snapshot %s was erased', NEW.snapshot_id);
    END IF;
    RETURN NEW;
    """,
)


class Reading(models.Model):
    """The text that was read from a snapshot. Reading again with a newer reader adds a row."""

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="readings", verbose_name=_("snapshot")
    )
    reader = models.CharField(_("reader"), max_length=40)
    quality = models.CharField(_("capture quality"), max_length=14, choices=QUALITIES)
    cause = models.TextField(_("cause"), blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    byline = models.CharField(_("by-line"), max_length=300, blank=True)
    published_on = models.DateField(_("published on"), null=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    canonical = models.CharField(_("canonical address"), max_length=2000, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    links = models.JSONField(_("links"), default=list)
    structured = models.JSONField(
        _("structured data"),
        default=dict,
        help_text=_("What the page says of itself: JSON-LD, OpenGraph and other meta elements."),
    )
    created_at = models.DateTimeField(_("read at"), db_default=Now())

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "reader"], name="reading_once_per_reader"),
            models.CheckConstraint(
                name="reading_quality_known",
                condition=Q(quality__in=[quality.value for quality in CaptureQuality]),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reading_never_edited", operation=pgtrigger.Update),
            NEVER_OF_ERASED,
        ]

    def __str__(self) -> str:
        return self.title or str(self.snapshot)


class VectorModel(models.Model):
    """A model by whose vectors everything is searched, since then; the newest row counts."""

    version = models.CharField(_("version"), max_length=40, unique=True)
    in_use_since = models.DateTimeField(_("in use since"), db_default=Now())

    class Meta:
        verbose_name = _("vector model")
        verbose_name_plural = _("vector models")
        ordering = ["-in_use_since", "-id"]

    def __str__(self) -> str:
        return self.version


class Passage(models.Model):
    """A window of sentences of a reading, with its anchor, its words and its vector for the search.

    While another model's vectors are being made, a row of each model stands for one window.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="passages", verbose_name=_("reading"))
    index = models.PositiveIntegerField(_("index"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    text = models.TextField(_("text"))
    prefix = models.CharField(_("text before"), max_length=32, blank=True)
    suffix = models.CharField(_("text after"), max_length=32, blank=True)
    vector = VectorField(_("vector"), dimensions=VECTOR_SIZE)
    vector_model = models.CharField(_("vector model"), max_length=40)
    words = models.GeneratedField(
        expression=SearchVector("text", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["reading_id", "index"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "index", "vector_model"], name="passage_index_once"),
            models.CheckConstraint(name="passage_span_forward", condition=Q(end__gt=F("start"))),
        ]
        indexes = [
            GinIndex(fields=["words"], name="passage_words"),
            HnswIndex(
                name="passage_vector",
                fields=["vector"],
                opclasses=["vector_ip_ops"],
                m=16,
                ef_construction=64,
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
