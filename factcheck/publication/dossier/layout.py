"""Where what lies in a dossier, for the two sides that must agree: who writes it and who checks it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

FORMAT = "factcheck-dossier/1"
# Signed together with the index, so that its signature can never be taken for one of another kind of text.
INDEX_CONTEXT = b"factcheck dossier index\n"

INDEX = "index.json"
SIGNATURE = "index.signature.json"
KEY = "keys/newsroom.pem"
ARTICLE = "article/article.json"
CLAIM = "claim/claim.json"
EVIDENCE = "evidence/evidence.json"
VERDICTS = "workflow/verdicts.json"
SIGNED = "workflow/signed.json"
PUBLICATIONS = "publication/publications.json"
EVENTS = "audit/events.jsonl"
SEALS = "audit/seals.jsonl"
PEOPLE = "people.json"
REPORT = "report.html"
README = "README.txt"


def canonical(value: Any) -> bytes:
    """One byte string for one value, as sign-offs and published documents are hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
