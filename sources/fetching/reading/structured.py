"""How much of a page's structured data is kept with its reading, in a shape that a database can store."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

# A news page's own data takes 2 to 10 KB; shops list everything that they sell.
MAX_JSON_LD_BYTES = 64 * 1024
MAX_META = 200
MAX_META_CHARACTERS = 2000
# schema.org's own examples go down 6 levels.
MAX_DEPTH = 12
# NUL is no character of PostgreSQL's, half a surrogate pair none of anybody's.
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def to_keep(structured: Mapping[str, Any]) -> dict[str, Any]:
    """`json_ld` and `meta` of a page (ReadPage.structured), whole objects as far as there is room.

    Empty for a page that says nothing of itself. Objects that go on too deep lose what is below.
    """
    kept = {
        "json_ld": _that_fit(_storable(found, MAX_DEPTH) for found in structured.get("json_ld", ())),
        "meta": {
            _words(name)[:MAX_META_CHARACTERS]: _words(content)[:MAX_META_CHARACTERS]
            for name, content in islice(structured.get("meta", {}).items(), MAX_META)
        },
    }
    return kept if any(kept.values()) else {}


def _that_fit(objects: Iterable[Any]) -> list[Any]:
    """Those that fit, in their order: one that is too large doesn't push out the next."""
    kept, left = [], MAX_JSON_LD_BYTES
    for found in objects:
        size = len(json.dumps(found, ensure_ascii=False).encode())
        if size <= left:
            kept.append(found)
            left -= size
    return kept


def _storable(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | dict) and depth == 0:
        return None
    if isinstance(value, list):
        return [_storable(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {_words(name): _storable(item, depth - 1) for name, item in value.items()}
    return value


def _words(text: str) -> str:
    return UNSTORABLE.sub("\ufffd", text)
