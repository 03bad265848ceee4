"""The signed statement about a capture: what was asked, when, what came, and the hash of each part.

A manifest is JSON in one canonical form (keys sorted, no spaces, UTF-8, no floats), so that its hash and
its signature can be computed again by anyone. It proves that nothing has changed since it was signed and,
with its place in the chain, that it existed no later than the entries after it. It does not prove what the
site sent others.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = "factcheck-capture/1"
# Signed together with the manifest, so that the signature can never be taken for one of another kind of text.
SIGNATURE_CONTEXT = b"factcheck capture manifest\n"


@dataclass(frozen=True)
class SignedManifest:
    """A manifest, the hash that the next one names as its predecessor, and its Ed25519 signature."""

    content: dict[str, Any]
    sha256: str
    key_id: str
    signature: str

    def as_bytes(self) -> bytes:
        """For a file beside the WARC: canonical JSON of the manifest with its signature."""
        return canonical_json(
            {
                "manifest": self.content,
                "key_id": self.key_id,
                "signature": self.signature,
                "sha256": self.sha256,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> SignedManifest:
        """The inverse of `as_bytes`. Raises ValueError when it is not such a file."""
        try:
            loaded = json.loads(data)
            return cls(
                content=dict(loaded["manifest"]),
                sha256=str(loaded["sha256"]),
                key_id=str(loaded["key_id"]),
                signature=str(loaded["signature"]),
            )
        except (ValueError, KeyError, TypeError) as wrong:
            raise ValueError(
                "This is not a capture's manifest: give the .manifest.json beside the WARC."
            ) from wrong


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """One byte string for one value: sorted keys, no spaces, UTF-8. Floats are refused (RFC 8785 has the
    reasons).
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def key_id(key: Ed25519PublicKey) -> str:
    """A short name for a public key: the start of its SHA-256."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def sign(content: dict[str, Any], *, key: Ed25519PrivateKey) -> SignedManifest:
    """The manifest with its hash and signature."""
    data = canonical_json(content)
    return SignedManifest(
        content=content,
        sha256=hashlib.sha256(data).hexdigest(),
        key_id=key_id(key.public_key()),
        signature=b64encode(key.sign(SIGNATURE_CONTEXT + data)).decode(),
    )


def is_signed_by(signed: SignedManifest, key: Ed25519PublicKey) -> bool:
    """Whether this key signed exactly this manifest."""
    try:
        data = SIGNATURE_CONTEXT + canonical_json(signed.content)
        key.verify(b64decode(signed.signature, validate=True), data)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("A manifest holds no floats: they have no single way of being written.")
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
