"""What other programs made is named, with how its words get into a file that is read."""

from __future__ import annotations

import pytest

from sources.fetching.other_files import COMPOUND_MARK, how_to_save

ZIP = b"PK\x03\x04" + bytes(26)


@pytest.mark.parametrize(
    ("file", "what", "way"),
    [
        (ZIP + b"[Content_Types].xml xl/workbook.xml", "Excel workbook (XLSX)", "CSV"),
        (ZIP + b"[Content_Types].xml ppt/presentation.xml", "PowerPoint presentation (PPTX)", "PDF"),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "spreadsheet (ODS)", "CSV"),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.text", "text (ODT)", "DOCX"),
        (COMPOUND_MARK + "__properties_version1.0".encode("utf-16-le"), "Outlook message (MSG)", "EML"),
        (COMPOUND_MARK + "Workbook".encode("utf-16-le"), "Excel workbook (XLS)", "CSV"),
        (COMPOUND_MARK + "WordDocument".encode("utf-16-le"), "Word document (DOC)", "DOCX"),
        (b"{\\rtf1\\ansi The council met.}", "rich text (RTF)", "DOCX"),
    ],
)
def test_says_what_it_is_and_as_what_to_save_it(file: bytes, what: str, way: str) -> None:
    sentence = how_to_save(file)
    assert what in sentence and way in sentence
    assert sentence.startswith("This is ") and sentence.endswith("and hand that in.")


@pytest.mark.parametrize(
    "file",
    [b"", b"The council met.", ZIP + b"word/document.xml", ZIP + b"notes.txt", COMPOUND_MARK, b"%PDF-1.7"],
)
def test_says_nothing_of_any_other_file(file: bytes) -> None:
    assert how_to_save(file) == ""
