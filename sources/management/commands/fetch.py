"""Fetch addresses by hand: by the gate, robots.txt and turns of the workers, without the database."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from redis import Redis

from console.progress import Progress
from sources import archive
from sources.conf import sources_settings
from sources.fetching import http
from sources.fetching.archive import write_capture
from sources.fetching.politeness import RedisTurns, TurnsUnavailable
from sources.fetching.robots import RobotsGuard, RobotsMemory
from sources.fetching.types import Fetched, Outcome, Postponed

# A person at a terminal waits this long for a turn at one host; the workers may be busy there.
MAX_WAIT_SECONDS = 120.0
GOOD = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED})


class Command(BaseCommand):
    help = _(
        "Fetch addresses, archive what comes and say how each fetch ended. "
        "Exit 0 when all were fetched, 1 otherwise."
    )
    # Works while PostgreSQL is down.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("addresses", nargs="+", metavar="ADDRESS")
        parser.add_argument(
            "--json",
            action="store_true",
            help=_("print one JSON object a line, in the order of the addresses"),
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        addresses = options["addresses"]
        write = _as_json if options["json"] else _for_people
        failed = 0
        with Progress() as progress:
            fetch = _Fetching()
            for done, address in enumerate(addresses):
                progress.show(done=done, total=len(addresses), failed=failed, now=address)
                fetched, warc = fetch.one(address)
                failed += fetched.outcome not in GOOD
                self.stdout.write(write(fetched, warc))
        if failed:
            sys.exit(1)


class _Fetching:
    """What the fetches of one run share: gate, turns, and the robots.txt files seen so far."""

    def __init__(self) -> None:
        conf = sources_settings()
        self._policy, self._gate = conf.policy(), conf.gate()
        client = Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=2, retry=None)
        self._turns = RedisTurns(client)
        self._robots = RobotsGuard(
            policy=self._policy, gate=self._gate, cache=RobotsMemory(), turns=self._turns
        )

    def one(self, address: str) -> tuple[Fetched, str | None]:
        """The fetch, and the name of its WARC when anything came. Raises CommandError."""
        fetched = self._when_it_is_our_turn(address)
        if not fetched.hops:
            return fetched, None
        capture = write_capture(
            fetched,
            store=archive.store(),
            key=archive.signing_key(),
            software=self._policy.user_agent,
            now=timezone.now(),
        )
        return fetched, capture.warc_name

    def _when_it_is_our_turn(self, address: str) -> Fetched:
        give_up_at = time.monotonic() + MAX_WAIT_SECONDS
        while True:
            try:
                return http.get(
                    address, policy=self._policy, gate=self._gate, robots=self._robots, turns=self._turns
                )
            except TurnsUnavailable as gone:
                raise CommandError(
                    _("%(cause)s Start Valkey and try again.") % {"cause": gone.cause}
                ) from gone
            except Postponed as later:
                if time.monotonic() + later.seconds > give_up_at:
                    raise CommandError(_("%(cause)s Try again later.") % {"cause": later.cause}) from later
                time.sleep(later.seconds)


def _as_json(fetched: Fetched, warc: str | None) -> str:
    return json.dumps(
        {
            "url": fetched.address,
            "final_url": fetched.final_address,
            "status": fetched.status,
            "outcome": str(fetched.outcome),
            "cause": fetched.cause,
            "sha256": hashlib.sha256(fetched.body).hexdigest() if fetched.ok else None,
            "bytes": len(fetched.body),
            "elapsed_ms": fetched.elapsed_ms,
            "warc": warc,
        },
        ensure_ascii=False,
    )


def _for_people(fetched: Fetched, warc: str | None) -> str:
    lines = [f"{fetched.final_address}: {fetched.outcome.replace('_', ' ')}"]
    if fetched.cause:
        lines.append(f"   {fetched.cause}")
    if fetched.ok:
        lines.append(f"   {len(fetched.body):,} bytes, {fetched.content_type}, {fetched.elapsed_ms} ms")
    if warc:
        lines.append(f"   {warc}")
    return "\n".join(lines)
