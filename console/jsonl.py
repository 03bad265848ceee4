"""JSON Lines from one stream to another: one line in, one line out, same order, streaming.

A line that fails carries {"id": …, "error": {"code", "message"}} and the run's exit status is 1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

Record = dict[str, Any]


class BadLine(ValueError):
    """A line that can't be used; code is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def parse(line: str) -> Record:
    """One line as an object. Raises BadLine."""
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadLine("not_json", f"The line is not JSON: {error}.") from error
    if not isinstance(record, dict):
        raise BadLine("not_an_object", "The line is JSON but not an object.")
    return record


def text_field(record: Record, name: str) -> str:
    """A field that has to be there and be text. Raises BadLine."""
    value = record.get(name)
    if not isinstance(value, str):
        raise BadLine("missing_field", f"The line has no text in “{name}”.")
    return value


def stream(lines: Iterable[str], answer: Callable[[Record], Record], out: TextIO) -> int:
    """Answer each line as it comes; returns how many failed. Blank lines are passed over."""
    failed = 0
    for record in _answers(lines, answer):
        failed += "error" in record
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        out.flush()
    return failed


def _answers(lines: Iterable[str], answer: Callable[[Record], Record]) -> Iterator[Record]:
    for line in lines:
        if line.strip():
            yield _answer(line, answer)


def _answer(line: str, answer: Callable[[Record], Record]) -> Record:
    record: Record = {}
    try:
        record = parse(line)
        return {"id": record.get("id"), **answer(record)}
    except BadLine as error:
        return _error(record, error.code, str(error))
    except Exception as error:
        return _error(record, "failed", f"{type(error).__name__}: {error}")


def _error(record: Record, code: str, message: str) -> Record:
    return {"id": record.get("id"), "error": {"code": code, "message": message}}
