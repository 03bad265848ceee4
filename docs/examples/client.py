"""A small client of the API, with nothing but Python's standard library.

    FACTCHECK=http://localhost:8000 TOKEN=fct_… python client.py article.txt 2024-01-12

It hands the article in, waits for its claims, shows each in the article's own words, and suggests a verdict
for the first. The token needs the scopes read and claims:write. docs/api.md has the rest.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

PAUSE_SECONDS = 0.5
ENDED = {"done", "failed", "cancelled"}


class Refused(Exception):
    """The API's own sentence, as its problem details have it."""


class Client:
    def __init__(self, base: str, token: str) -> None:
        self.root = f"{base.rstrip('/')}/api/v1/"
        self.token = token

    def get(self, address: str) -> Any:
        """What is at a route, or at an address that an earlier answer gave."""
        return self._send(urllib.request.Request(self._whole(address)))

    def post(self, address: str, body: dict[str, Any]) -> Any:
        """Safe to repeat: the same key is done once, however often it is sent."""
        request = urllib.request.Request(self._whole(address), json.dumps(body).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        request.add_header("Idempotency-Key", str(uuid.uuid4()))
        return self._send(request)

    def all(self, address: str) -> list[Any]:
        """Every row of a list, page by page."""
        rows: list[Any] = []
        while address:
            page = self.get(address)
            rows += page["results"]
            address = page["next"] or ""
        return rows

    def wait(self, job: dict[str, Any]) -> dict[str, Any]:
        """A job once it ended. Raises Refused with the cause when it failed."""
        while job["state"] not in ENDED:
            time.sleep(PAUSE_SECONDS)
            job = self.get(job["url"])
        if job["state"] != "done":
            raise Refused(job["cause"])
        return job

    def _whole(self, address: str) -> str:
        return address if "://" in address else self.root + address

    def _send(self, request: urllib.request.Request) -> Any:
        request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(json.load(error)["detail"]) from error


def check(client: Client, text: str, published_on: str) -> None:
    job = client.wait(client.post("articles/", {"text": text, "published_on": published_on}))
    article = client.get(job["article"])
    print(f"{article['title']}: version {article['version']}")

    claims = client.all(f"claims/?article={article['id']}")
    for claim in sorted(claims, key=lambda claim: claim["start"]):
        # Offsets are Unicode code points: Python's own way to count.
        assert article["text"][claim["start"] : claim["end"]] == claim["quote"]
        print(f"  {claim['start']}–{claim['end']}  {claim['text']}  [{claim['verification_status']}]")

    first = min(claims, key=lambda claim: claim["start"])
    (factcheck,) = client.all(f"fact-checks/?claim={first['id']}")
    suggestion = {"rating": "not-enough-evidence", "conclusion": "We found nothing that decides it yet."}
    suggested = client.post(f"{factcheck['url']}verdict-suggestions/", suggestion)
    state = client.get(factcheck["url"])["state"]
    print(f"Suggested “{suggested['rating']['label']}”; the claim is still “{state}”: people decide.")


def main() -> None:
    path, published_on = sys.argv[1:]
    try:
        check(
            Client(os.environ["FACTCHECK"], os.environ["TOKEN"]), Path(path).read_text("utf-8"), published_on
        )
    except Refused as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
