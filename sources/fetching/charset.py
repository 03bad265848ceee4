"""Which characters the bytes of a text mean: byte order mark, then header, then the page's own word, then a
guess.
"""

from __future__ import annotations

import codecs
import re
from email.message import Message

# How far a browser looks for <meta charset> (WHATWG HTML, 13.2.3.2).
PRESCAN_BYTES = 1024
# Enough for a stable guess; the detector's time grows with the length.
DETECT_BYTES = 32 * 1024
XML_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def media_type(content_type: str) -> str:
    """`Text/HTML; charset=x` → `text/html`; empty when there is none."""
    return content_type.split(";", 1)[0].strip().lower()


def stated_charset(content_type: str) -> str | None:
    """The charset parameter of a Content-Type header's value, as stated."""
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    return charset.strip() if isinstance(charset, str) and charset.strip() else None


def detect(body: bytes, *, content_type: str = "") -> str:
    """The Python codec to read `body` with. Always one that exists; decode with `errors="replace"`."""
    for mark, codec in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return codec
    stated = stated_charset(content_type)
    return (stated and _codec(stated)) or _declared(body) or _guessed(body)


def decode(body: bytes, *, content_type: str = "") -> str:
    """The text of `body`; bytes that make no sense become U+FFFD, newlines become \\n."""
    text = body.decode(detect(body, content_type=content_type), errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _codec(label: str) -> str | None:
    """The codec for a label of the WHATWG encoding standard (`latin1` is windows-1252 there)."""
    # Imported here: only text bodies need the table.
    import webencodings  # noqa: PLC0415

    found = webencodings.lookup(label)
    return None if found is None else str(found.codec_info.name)


def _declared(body: bytes) -> str | None:
    if xml := XML_DECLARATION.match(body[:PRESCAN_BYTES]):
        return _codec(xml[1].decode("ascii"))
    # Imported here: html5lib is only needed for a page whose header is silent.
    from html5lib._inputstream import EncodingParser  # noqa: PLC0415

    found = EncodingParser(body[:PRESCAN_BYTES]).getEncoding()
    if found is None:
        return None
    # A page that can be prescanned is no UTF-16, whatever it says (WHATWG HTML, 13.2.3.2).
    return "utf-8" if found.name.startswith("utf-16") else str(found.codec_info.name)


def _guessed(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed_beyond_utf8(body[:DETECT_BYTES])
    return "utf-8"


def _guessed_beyond_utf8(sample: bytes) -> str:
    # Imported here: the detector is the last resort, and slow to load.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "windows-1252"
