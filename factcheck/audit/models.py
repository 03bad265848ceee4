"""Every audited table has an event table, filled by trigger; a chain of hashes seals the events.

Which tables are audited, and which are not with the reason, is listed here; a test fails on a new model
that is in neither list.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import NOT_PROVIDED
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models import AnchorFate, Article, ArticleVersion, Claim, ClaimAnchor, Speaker
from factcheck.accounts.models import Desk, Membership, User
from factcheck.models import (
    ApiToken,
    Assignment,
    Comment,
    Contradiction,
    CorrectionRequest,
    ErrorReport,
    Evidence,
    EvidenceRule,
    FactCheck,
    KnownMatch,
    Lead,
    MarkupPage,
    PublicArticle,
    Publication,
    Rating,
    RatingScale,
    Signoff,
    SourceChange,
    Takedown,
    Verdict,
    VerdictSuggestion,
    Webhook,
)
from sources.models import Erasure, Host, Publisher, Source, Subscription

# Audited models, and the columns that are left out: secrets, noise, and what the database derives.
AUDITED: dict[type[models.Model], list[str]] = {
    User: ["password", "last_login"],
    Desk: [],
    Membership: [],
    Article: ["updated_at"],
    ArticleVersion: [],
    Claim: ["updated_at"],
    ClaimAnchor: [],
    AnchorFate: [],
    Speaker: [],
    Source: ["next_fetch_at", "dead_since"],
    Publisher: [],
    Subscription: ["next_check_at", "checked_at", "failures", "cause", "listed"],
    Host: ["failures", "open_until"],
    Lead: [],
    Evidence: [],
    Contradiction: [],
    EvidenceRule: [],
    KnownMatch: [],
    FactCheck: ["updated_at"],
    Verdict: [],
    Signoff: [],
    SourceChange: [],
    Assignment: [],
    Comment: [],
    RatingScale: [],
    Rating: [],
    Publication: ["words"],
    Takedown: [],
    Erasure: [],
    ErrorReport: ["contact"],
    CorrectionRequest: [],
    PublicArticle: [],
    ApiToken: ["sha256", "last_used_at"],
    VerdictSuggestion: [],
    MarkupPage: [],
    Webhook: ["secret", "previous_secret"],
}
# Not audited, each with its reason.
NOT_AUDITED = {
    "claims.ArticleSentence": "derived from the version by extraction",
    "claims.Topic": "a label that decides nothing",
    "factcheck.InboxEntry": "whether somebody read a notice decides nothing",
    "factcheck.Notice": "repeats what the audit of the fact-check says",
    "factcheck.Drift": "derived from the captures; what follows from it is a source change",
    "factcheck.NoticePreference": "what a person sets for themselves",
    "jobs.Job": "its own log",
    "factcheck.KnownFactCheck": "what others published, kept as it came; whom we match to it is audited",
    "factcheck.Delivery": "its own log",
    "factcheck.DeliveryAttempt": "its own log, append-only by use",
    "factcheck.FactCheckImport": "its own log",
    "factcheck.KeptAnswer": "a copy of an answer, forgotten after a day",
    "sources.Fetch": "its own log, append-only by use",
    "sources.Snapshot": "never edited by trigger, proven by its manifest",
    "sources.Clearing": "append-only by trigger, its own record",
    "sources.SubscriptionItem": "what a feed or sitemap lists, and when it was asked for",
    "sources.Manifest": "a hash chain of its own",
    "sources.Reading": "derived from the snapshot",
    "sources.Passage": "derived from the reading",
    "sources.VectorModel": "which vectors the search goes by decides nothing",
}

# Deferred: the chain's lock is held only while the transaction commits.
SEAL = pgtrigger.Trigger(
    name="seal",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    func="PERFORM audit_seal(TG_TABLE_NAME::text, NEW.pgh_id); RETURN NULL;",
)


def _audit(model: type[models.Model], exclude: list[str]) -> type[models.Model]:
    """A proxy that carries the triggers, so that the migrations of the audited app don't know of them."""
    meta = type("Meta", (), {"proxy": True, "app_label": "audit", "verbose_name": model._meta.verbose_name})
    proxy = type(f"Audited{model.__name__}", (model,), {"__module__": __name__, "Meta": meta})
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        app_label="audit",
        model_name=f"{model.__name__}Event",
        append_only=True,
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        obj_field=pghistory.ObjForeignKey(db_index=True, related_name="+"),
        meta={"triggers": [SEAL]},
    )
    tracked = track(proxy)
    _leave_room(apps.get_registered_model("audit", f"{model.__name__}Event"))
    return tracked


def _leave_room(event: type[models.Model]) -> None:
    """A column added later is null in the events before it: a default would change what their seals hold."""
    for field in event._meta.local_fields:
        if not field.name.startswith("pgh_"):
            field.null, field.default, field.db_default = True, NOT_PROVIDED, NOT_PROVIDED


for _model, _exclude in AUDITED.items():
    _audit(_model, _exclude)


class ChainLink(models.Model):
    """One sealed event: its hash, chained to the one before."""

    event_table = models.CharField(_("event table"), max_length=63)
    event_id = models.BigIntegerField(_("event"))
    event_sha256 = models.CharField(_("SHA-256 of the event"), max_length=64)
    previous_sha256 = models.CharField(_("seal before"), max_length=64)
    sha256 = models.CharField(_("seal"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("sealed at"), db_default=Now())

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["event_table", "event_id"], name="seal_once")]
        triggers = [
            pgtrigger.Protect(name="chain_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.sha256
