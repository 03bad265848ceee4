"""The child process that reads a document: `python confined.py pdf|docx|eml`, bytes in, JSON out.

Run by path, outside the package, so that it imports nothing of ours. The limits are set before the document
is touched.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from typing import Any

# Address space, not memory in use; Python with pypdf needs a few hundred MB of it before it reads anything.
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 50
MAX_OUTPUT_BYTES = 32 * 1024 * 1024
MAX_CHARACTERS = 8_000_000
MAX_PAGES = 3000
# All parts of a DOCX, unpacked.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a text box holds stands twice: in the form of newer programs, and in this one for older ones.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = WORD + "txbxContent"
# The place that tracked words were moved from; they stand at the other place, too.
MOVED_AWAY = WORD + "moveFrom"
# What stands between blocks and the body: content controls, custom XML, tracked insertions and moves.
WRAPPERS = {WORD + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
MARKS = {WORD + "noBreakHyphen": "-", **{WORD + name: " " for name in ("tab", "ptab", "br", "cr")}}
# How files of Word before 2007 begin, and newer ones that are locked.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


def main() -> None:
    """Read standard input as the kind named in the first argument."""
    for limit, value in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    readers = {"pdf": read_pdf, "docx": read_docx, "eml": read_mail}
    try:
        answer = readers[sys.argv[1]](sys.stdin.buffer.read())
    except MemoryError:
        answer = {"error": "takes more memory than a document may"}
    except Exception as failure:
        answer = {"error": f"is damaged ({type(failure).__name__})"}
    sys.stdout.write(json.dumps(answer))


def read_pdf(data: bytes) -> dict[str, Any]:
    """Pages, and what the document's information says."""
    from pypdf import PdfReader  # noqa: PLC0415 - only this kind needs it

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "is locked with a password"}
    if len(reader.pages) > MAX_PAGES:
        return {"error": f"has more than {MAX_PAGES} pages"}
    catalogue: Any = reader.trailer["/Root"]
    pages, left = [], MAX_CHARACTERS
    for page in reader.pages:
        text = tidied(page.extract_text() or "")[:left]
        left -= len(text)
        pages.append(text)
    return {
        "pages": pages,
        "title": tidied(information(reader, "title")),
        "byline": tidied(information(reader, "author")),
        "published": pdf_date(information(reader, "creation_date_raw")),
        "modified": pdf_date(information(reader, "modification_date_raw")),
        "language": catalogue.get("/Lang"),
    }


def information(reader: Any, name: str) -> str:
    """One field of the document's information; "" when it has none or an unreadable one."""
    value = getattr(reader.metadata, name, None) if reader.metadata else None
    return value if isinstance(value, str) else ""


def pdf_date(raw: str) -> str | None:
    """`D:20240112…` as an ISO date."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", raw)
    return "-".join(found.groups()) if found else None


def read_docx(data: bytes) -> dict[str, Any]:
    """Paragraphs and table rows in order, as one page."""
    if data.startswith(COMPOUND_FILE):
        return {"error": "is locked with a password, or has the form of Word before 2007"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
            return {"error": "is larger when unpacked than a document may be"}
    from docx import Document  # noqa: PLC0415 - only this kind needs it

    document = Document(io.BytesIO(data))
    return {
        "pages": ["\n".join(filter(None, blocks(document.element.body)))[:MAX_CHARACTERS]],
        **properties(document),
    }


def read_mail(data: bytes) -> dict[str, Any]:
    """The plain text of an e-mail; its HTML, for the caller to read, where it has no other."""
    import email.policy  # noqa: PLC0415 - only this kind needs it

    message: Any = email.message_from_bytes(data, policy=email.policy.default)
    text, sent = words_of(message, "plain"), message["date"]
    return {
        "pages": [text],
        "html": "" if text else words_of(message, "html"),
        "title": tidied(str(message["subject"] or "")),
        "byline": tidied(str(message["from"] or "")),
        "published": sent.datetime.date().isoformat() if sent and sent.datetime else None,
        "modified": None,
        "language": None,
    }


def words_of(message: Any, form: str) -> str:
    """The body of an e-mail in that form, "plain" or "html"; "" when it has none."""
    body = message.get_body(preferencelist=(form,))
    content = "" if body is None else body.get_content(errors="replace")
    return (tidied(content) if form == "plain" else content)[:MAX_CHARACTERS]


def properties(document: Any) -> dict[str, Any]:
    """What the document says of itself; nothing where it says nothing, as Google's do."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - as Document

    stated = {relation.reltype for relation in document.part.package.rels.values()}
    # Where there are none the library makes some up, with a title and a day of its own.
    about = document.core_properties if RELATIONSHIP_TYPE.CORE_PROPERTIES in stated else None
    created, modified = getattr(about, "created", None), getattr(about, "modified", None)
    return {
        "title": getattr(about, "title", ""),
        "byline": getattr(about, "author", ""),
        "published": created.date().isoformat() if created else None,
        "modified": modified.date().isoformat() if modified else None,
        "language": getattr(about, "language", None) or None,
    }


def blocks(body: Any) -> Any:
    """The text of each paragraph, text box, and table row, " | " between its cells."""
    for element in body:
        if element.tag in WRAPPERS:
            yield from blocks(element)
        elif element.tag == WORD + "p":
            yield tidied("".join(words(element)))
            for box in inside(element, BOX):
                yield from blocks(box)
        elif element.tag == WORD + "tbl":
            yield from (" | ".join(cells(row)) for row in inside(element, WORD + "tr"))


def cells(row: Any) -> Any:
    """The text of each cell of a row; a table in a cell is told in a line."""
    return (" ".join(filter(None, blocks(cell))).replace("\n", " ") for cell in inside(row, WORD + "tc"))


def inside(element: Any, tag: str) -> Any:
    """The nearest elements of that kind, none of them inside another."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in {FALLBACK, MOVED_AWAY}:
            yield from inside(child, tag)


def words(element: Any) -> Any:
    """What the runs of an element say, tabs and breaks as blanks; not what its text boxes say."""
    for child in element:
        if child.tag == WORD + "t":
            yield child.text or ""
        elif child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag not in {FALLBACK, MOVED_AWAY, BOX}:
            yield from words(child)


def tidied(text: str) -> str:
    """Lines without double blanks, empty lines left out, half characters replaced."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in clean.split("\n"))
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    main()
