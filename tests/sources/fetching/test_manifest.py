from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sources.fetching.manifest import SignedManifest, canonical_json, is_signed_by, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def test_one_value_has_one_form() -> None:
    assert canonical_json({"b": 1, "a": [None, True, "ü"]}) == '{"a":[null,true,"ü"],"b":1}'.encode()
    assert canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})


@pytest.mark.parametrize("value", [{"a": 0.5}, {"a": {"b": 1.0}}, {"a": [1, 2.0]}])
def test_floats_are_refused(value: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="no floats"):
        canonical_json(value)


def test_a_signature_holds_for_its_manifest_and_key_alone() -> None:
    signed = sign({"a": 1}, key=KEY)

    assert is_signed_by(signed, KEY.public_key())
    assert not is_signed_by(signed, Ed25519PrivateKey.generate().public_key())
    assert not is_signed_by(sign({"a": 2}, key=Ed25519PrivateKey.generate()), KEY.public_key())


def test_a_manifest_survives_its_file() -> None:
    signed = sign({"a": 1, "b": ["ü"]}, key=KEY)

    assert SignedManifest.from_bytes(signed.as_bytes()) == signed
