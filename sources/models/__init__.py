"""Sources, their hosts, every fetch, what came and what was read."""

from sources.models.clearing import Clearing
from sources.models.erasure import Erasure
from sources.models.fetch import Fetch
from sources.models.library import Subscription, SubscriptionForm, SubscriptionItem
from sources.models.snapshot import Manifest, Passage, Reading, Snapshot, VectorModel, Way
from sources.models.source import Form, Host, Publisher, Source, SourceKind

__all__ = [
    "Clearing",
    "Erasure",
    "Fetch",
    "Form",
    "Host",
    "Manifest",
    "Passage",
    "Publisher",
    "Reading",
    "Snapshot",
    "Source",
    "SourceKind",
    "Subscription",
    "SubscriptionForm",
    "SubscriptionItem",
    "VectorModel",
    "Way",
]
