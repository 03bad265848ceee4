"""A server that speaks the chat-completions protocol, honestly or not, on loopback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

# One claim as the protocol of our question has it.
Claim = dict[str, Any]
Behaviour = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    server: LanguageModel

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        self.server.behave(self, body)

    def answer(self, data: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read what was asked, not a log."""


class LanguageModel(ThreadingHTTPServer):
    """asked: every question so far. stopped: set when the test is over, for those who wait."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, behave: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.asked: list[dict[str, Any]] = []
        self.stopped = Event()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asked has hung up: that is what several of these are for."""


@contextmanager
def serving(behave: Behaviour) -> Iterator[LanguageModel]:
    with LanguageModel(behave) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join()


def completion(content: str, *, tokens_in: int = 100, tokens_out: int = 20) -> bytes:
    usage = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
    return json.dumps({"choices": [{"message": {"content": content}}], "usage": usage}).encode()


def claiming(*claims: Claim) -> Behaviour:
    """Answers with those of the claims whose sentence it was asked about."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        given = json.loads(body["messages"][-1]["content"])
        numbers = {one["sentence"] for one in given}
        mine = [claim for claim in claims if claim["sentence"] in numbers]
        handler.answer(completion(json.dumps({"claims": mine})))

    return behave


def sending(data: bytes, *, status: int = 200, **headers: str) -> Behaviour:
    return lambda handler, _body: handler.answer(data, status=status, headers=headers)


def stalling(handler: Handler, _body: dict[str, Any]) -> None:
    """Takes the question and says nothing."""
    handler.server.stopped.wait(30)


def dripping(handler: Handler, _body: dict[str, Any]) -> None:
    """Sends a byte now and then, each in time, without end."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.stopped.wait(0.02):
        handler.wfile.write(b" ")


def hanging_up(handler: Handler, _body: dict[str, Any]) -> None:
    handler.close_connection = True
    handler.connection.close()


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One after the other; the last for good."""
    waiting = list(behaviours)

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler, body)

    return behave
