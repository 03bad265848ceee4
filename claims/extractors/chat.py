"""One question to a language model behind an OpenAI-compatible endpoint (`POST …/chat/completions`)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

# What may be another answer in a moment: too many requests, and faults of the server or what is before it.
TRIED_AGAIN = {HTTPStatus.TOO_MANY_REQUESTS, *(status for status in HTTPStatus if status >= 500)}
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 20.0
# A block's claims are a few kilobytes; a server that sends more is not answering the question.
MAX_ANSWER_BYTES = 1_000_000


@dataclass(frozen=True)
class Endpoint:
    """Where the model is, and what one question may cost. `address` ends where /chat/completions follows.

    Prices are per million tokens, in whatever currency the operator counts; 0: not known.
    """

    address: str
    model: str
    key: str = ""
    timeout_seconds: float = 60.0
    attempts: int = 3
    max_answer_tokens: int = 4_000
    price_in: float = 0.0
    price_out: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What the model said, and the tokens that the server counted (0 where it does not say)."""

    text: str
    tokens_in: int
    tokens_out: int


class NoAnswer(Exception):
    """The endpoint did not answer in time, refused, or answered what is no chat completion."""


def ask(
    endpoint: Endpoint,
    *,
    system: str,
    question: str,
    now: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Answer:
    """The model's answer. Raises NoAnswer with the last cause, after `endpoint.attempts` tries."""
    body = {
        "model": endpoint.model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": question}],
        "temperature": 0,
        "max_tokens": endpoint.max_answer_tokens,
        "response_format": {"type": "json_object"},
    }
    for attempt in range(1, endpoint.attempts + 1):
        try:
            return _read(_post(endpoint, body, deadline=now() + endpoint.timeout_seconds, now=now))
        except _TryAgain as failure:
            if attempt == endpoint.attempts:
                raise NoAnswer(str(failure)) from failure
            pause(
                min(LONGEST_PAUSE_SECONDS, failure.after_seconds or FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
            )
    raise NoAnswer("No attempt is allowed: set at least one.")


class _TryAgain(Exception):
    def __init__(self, cause: str, after_seconds: float = 0.0) -> None:
        super().__init__(cause)
        self.after_seconds = after_seconds


def _post(endpoint: Endpoint, body: dict[str, Any], *, deadline: float, now: Callable[[], float]) -> bytes:
    # Imported here: only who has set an endpoint pays for it.
    import httpx2  # noqa: PLC0415

    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    address = endpoint.address.rstrip("/") + "/chat/completions"
    try:
        # No redirects and no proxies of the environment: the key goes where the operator said, nowhere else.
        with (
            httpx2.Client(timeout=endpoint.timeout_seconds, trust_env=False) as client,
            client.stream("POST", address, json=body, headers=headers) as response,
        ):
            _check_status(response)
            return _bounded(response, deadline=deadline, now=now)
    except httpx2.TimeoutException as error:
        raise _TryAgain("It did not answer in time.") from error
    except httpx2.HTTPError as error:
        raise _TryAgain(f"It could not be reached ({type(error).__name__}).") from error


def _check_status(response: Any) -> None:
    if response.status_code in TRIED_AGAIN:
        raise _TryAgain(
            f"It answered HTTP {response.status_code}.", _seconds(response.headers.get("Retry-After"))
        )
    if response.status_code != HTTPStatus.OK:
        raise NoAnswer(f"It answered HTTP {response.status_code}. Check its address, model and key.")


def _bounded(response: Any, *, deadline: float, now: Callable[[], float]) -> bytes:
    """The body, within one deadline however slowly it drips, and no larger than an answer is."""
    found = b""
    for piece in response.iter_bytes():
        found += piece
        if len(found) > MAX_ANSWER_BYTES:
            raise NoAnswer(f"It sent more than {MAX_ANSWER_BYTES:,} bytes.")
        if now() > deadline:
            raise _TryAgain("It did not finish its answer in time.")
    return found


def _read(body: bytes) -> Answer:
    try:
        said = json.loads(body)
        text = said["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NoAnswer("It answered something else than a chat completion.") from error
    if not isinstance(text, str):
        raise NoAnswer("It answered without words.")
    usage = said.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Answer(text, _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _seconds(value: str | None) -> float:
    """Retry-After in seconds; its other form, a date, is left to our own pauses."""
    return float(value) if value and value.isdecimal() else 0.0
