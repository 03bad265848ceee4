from __future__ import annotations

import io
import re
import resource
import zipfile
import zlib
from functools import cache

import pytest
from docx import Document
from pypdf import PdfWriter

from sources.fetching.content_type import DOCX, PDF
from sources.fetching.readable import read
from sources.fetching.reading.confined import COMPOUND_FILE
from sources.fetching.reading.documents import read_docx, read_pdf
from sources.fetching.types import CaptureQuality, FetchStopped, Outcome

SENTENCE = "The harbour board voted on Tuesday to deepen the northern channel by two metres. "
MEBIBYTE = 1024 * 1024


def pdf(*pages: bytes, info: bytes = b"", filters: bytes = b"", kids: int | None = None) -> bytes:
    """A PDF of these content streams, written by hand so that a test can break any part of it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages))), kids or len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< %s >>" % info,
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content))
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(words(SENTENCE))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def words(text: str) -> bytes:
    return b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % text.encode()


def docx(fill: object = None) -> bytes:
    document = Document()
    document.core_properties.title = "Minutes"
    document.core_properties.author = "Ilse Brandt"
    document.add_paragraph(SENTENCE * 2)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2024", "188,300"
    document.add_paragraph("The end.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_reads_a_pdf_page_by_page_with_what_it_states() -> None:
    info = b"/Title (Channel study) /Author (Ada Monroe) /CreationDate (D:20250212093000+01'00')"
    page = read(
        pdf(words(SENTENCE), words("Second page."), words(""), info=info), content_type=PDF, address=""
    )

    assert [page.text[start:end] for start, end in page.pages] == [SENTENCE.strip(), "Second page.", ""]
    assert (page.title, page.byline, page.published) == ("Channel study", "Ada Monroe", "2025-02-12")
    assert page.language == "en-GB"


def test_reads_a_docx_with_its_tables_in_rows() -> None:
    page = read(docx(), content_type=DOCX, address="")

    assert page.text == f"{(SENTENCE * 2).strip()}\n2024 | 188,300\nThe end."
    assert (page.title, page.byline, page.quality) == ("Minutes", "Ilse Brandt", CaptureQuality.OK)


def saying(body: str, *, without: str = "") -> bytes:
    """A DOCX whose document has this body, in Word's mark-up; without: a part that is left out."""
    names = "".join(f' xmlns:{short}="{name}"' for short, name in NAMES.items())
    xml = f"<w:document{names}><w:body>{body}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as good, zipfile.ZipFile(out, "w") as made:
        for part in set(good.namelist()) - {without}:
            data = good.read(part)
            if part == "_rels/.rels" and without:
                data = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", data)
            made.writestr(part, xml if part == "word/document.xml" else data)
    return out.getvalue()


NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


BOX = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>", "In a control."),
        (
            "<w:p><w:r><w:t>Around it.</w:t><mc:AlternateContent><mc:Choice>"
            f"{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "Around it.\nIn a box.",
        ),
        ("<w:p><w:r><w:t>The 93</w:t><w:noBreakHyphen/><w:t>4 vote.</w:t></w:r></w:p>", "The 93-4 vote."),
        (
            "<w:p><w:moveTo><w:r><w:t>It moved. </w:t></w:r></w:moveTo>"
            "<w:moveFrom><w:r><w:t>It moved. </w:t></w:r></w:moveFrom></w:p>",
            "It moved.",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{paragraph('Inner')}</w:tc><w:tc>{paragraph('cell')}"
            f"</w:tc></w:tr></w:tbl></w:tc><w:tc>{paragraph('Outer')}</w:tc></w:tr></w:tbl>",
            "Inner | cell | Outer",
        ),
    ],
    ids=["content control", "text box", "hyphen that does not break", "tracked move", "table in a table"],
)
def test_all_that_a_docx_shows_is_read_once(body: str, text: str) -> None:
    assert read_docx(saying(body)).text == text


def test_a_docx_that_says_nothing_of_itself_is_given_no_title_and_no_day() -> None:
    page = read_docx(saying(paragraph(SENTENCE), without="docProps/core.xml"))
    assert (page.title, page.byline, page.published, page.modified) == (None, None, None, None)


def test_a_locked_docx_is_called_locked() -> None:
    assert "locked with a password" in stopped(read_docx, COMPOUND_FILE + bytes(2000)).cause


def test_a_pdf_of_pictures_is_near_empty() -> None:
    assert read(pdf(b"0 0 100 100 re f"), content_type=PDF, address="").quality is CaptureQuality.NEAR_EMPTY


@cache
def flate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    zeros = b"".join(packer.compress(bytes(MEBIBYTE)) for _ in range(512)) + packer.flush()
    return pdf(zeros, filters=b"/Filter /FlateDecode")


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(bytes(MEBIBYTE))
    return out.getvalue()


def lying_zip() -> bytes:
    """Says that its part is small, and is not."""
    data = bytearray(zip_bomb())
    size = (300 * MEBIBYTE).to_bytes(4, "little")
    return bytes(data.replace(size, (1000).to_bytes(4, "little")))


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><document>&l11;</document>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as good, zipfile.ZipFile(out, "w") as bad:
        for part in good.namelist():
            bad.writestr(part, xml if part == "word/document.xml" else good.read(part))
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.4",
        b"%PDF-1.7\n" + bytes(5000),
        pdf(words("x"))[:300],
        pdf(words("x")).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        flate_bomb(),
    ],
    ids=["head only", "zeros", "cut", "pages inside themselves", "flate bomb"],
)
def test_a_hostile_pdf_is_no_more_than_unreadable(body: bytes) -> None:
    assert stopped(read_pdf, body).outcome is Outcome.PARSE_FAILED


@pytest.mark.parametrize(
    "body",
    [b"PK\x03\x04", docx()[:400], zip_bomb(), lying_zip(), billion_laughs()],
    ids=["head only", "cut", "zip bomb", "lying zip", "billion laughs"],
)
def test_a_hostile_docx_is_no_more_than_unreadable(body: bytes) -> None:
    assert stopped(read_docx, body).outcome is Outcome.PARSE_FAILED


def test_the_worker_that_asked_stays_small() -> None:
    body = flate_bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    stopped(read_pdf, body)

    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 50 * MEBIBYTE


def test_a_document_that_takes_too_long_is_given_up() -> None:
    slow = pdf(b"BT /F1 1 Tf " + b"(x) Tj " * 400_000 + b"ET")

    failure = stopped(lambda body: read_pdf(body, timeout_seconds=0.5), slow)

    assert failure.cause == (
        "This PDF could not be read, because it took longer than 0.5 seconds: "
        "save it again with another program, or upload its text."
    )


def stopped(reader: object, body: bytes) -> FetchStopped:
    with pytest.raises(FetchStopped) as failure:
        reader(body)  # type: ignore[operator]
    return failure.value
