"""Signatures are those of the Standard Webhooks specification."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from factcheck.integrations.signing import new_secret, signed_headers

# The specification's own example.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = '{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_reference_vector_comes_out():
    headers = signed_headers(message_id=MESSAGE, at=AT, body=BODY, secrets=[SECRET])

    assert headers == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1614265330",
        "webhook-signature": SIGNATURE,
    }


def test_while_secrets_rotate_both_sign():
    headers = signed_headers(message_id=MESSAGE, at=AT, body=BODY, secrets=[new_secret(), SECRET])
    first, second = headers["webhook-signature"].split(" ")

    assert second == SIGNATURE != first


def test_a_new_secret_has_as_many_bytes_as_the_specification_asks_for():
    assert len(base64.b64decode(new_secret().removeprefix("whsec_"))) == 32
    assert new_secret() != new_secret()
