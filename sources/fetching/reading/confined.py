"""The child process that reads a document: `python confined.py pdf|docx`, bytes in, JSON out.

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


def main() -> None:
    """Read standard input as the kind named in the first argument."""
    for limit, value in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    readers = {"pdf": read_pdf, "docx": read_docx}
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
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
            return {"error": "is larger when unpacked than a document may be"}
    from docx import Document  # noqa: PLC0415 - only this kind needs it

    document = Document(io.BytesIO(data))
    about = document.core_properties
    return {
        "pages": ["\n".join(filter(None, blocks(document.element.body)))[:MAX_CHARACTERS]],
        "title": about.title or "",
        "byline": about.author or "",
        "published": about.created.date().isoformat() if about.created else None,
        "modified": about.modified.date().isoformat() if about.modified else None,
        "language": about.language or None,
    }


def blocks(body: Any) -> Any:
    """The text of each paragraph, and of each table row with " | " between its cells."""
    for element in body:
        if element.tag == WORD + "p":
            yield words(element)
        elif element.tag == WORD + "tbl":
            for row in element.iter(WORD + "tr"):
                yield " | ".join(words(cell) for cell in row.iter(WORD + "tc"))


def words(element: Any) -> str:
    """The runs of an element, tabs and breaks as blanks."""
    pieces = (
        node.text or "" if node.tag == WORD + "t" else " "
        for node in element.iter(WORD + "t", WORD + "tab", WORD + "br", WORD + "cr")
    )
    return tidied("".join(pieces))


def tidied(text: str) -> str:
    """Lines without double blanks, empty lines left out, half characters replaced."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in clean.split("\n"))
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    main()
