"""Files of office programs that are not read here: what each is, and as what to save it. Pure."""

from __future__ import annotations

from sources.fetching.content_type import PRESENTATION_PART, WORKBOOK_PART, ZIP_MARK

# The container of Office before 2007 and of Outlook's messages ([MS-CFB], 2.2); its names are UTF-16.
COMPOUND_MARK = bytes.fromhex("d0cf11e0a1b11ae1")

_TABLE = "save each sheet that matters as CSV (in Excel: File, Save As, CSV UTF-8), or print it to PDF"
_WORDS = "save it as DOCX or PDF"
_SLIDES = "save it as PDF"
_MESSAGE = (
    "save it as EML where Outlook offers that (new Outlook and the web: Download), else as HTML or text, "
    "or print it to PDF"
)
# In a ZIP, by a name that it holds.
_ZIPPED = (
    (WORKBOOK_PART, "an Excel workbook (XLSX)", _TABLE),
    (PRESENTATION_PART, "a PowerPoint presentation (PPTX)", _SLIDES),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)", _TABLE),
    (b"opendocument.text", "an OpenDocument text (ODT)", _WORDS),
    (b"opendocument.presentation", "an OpenDocument presentation (ODP)", _SLIDES),
)
# In a compound file, by a stream that it holds; a workbook may stand within the others.
_COMPOUND = (
    ("__properties_version1.0", "an Outlook message (MSG)", _MESSAGE),
    ("WordDocument", "an old Word document (DOC)", _WORDS),
    ("PowerPoint Document", "an old PowerPoint presentation (PPT)", _SLIDES),
    ("Workbook", "an old Excel workbook (XLS)", _TABLE),
)


def how_to_save(file: bytes) -> str:
    """One sentence for a person: what it is and as what to save it; "" for any other file."""
    if file.startswith(b"{\\rtf"):
        return _sentence("a rich text (RTF)", _WORDS)
    if file.startswith(ZIP_MARK):
        known = [(what, way) for name, what, way in _ZIPPED if name in file]
    elif file.startswith(COMPOUND_MARK):
        known = [(what, way) for name, what, way in _COMPOUND if name.encode("utf-16-le") in file]
    else:
        known = []
    return _sentence(*known[0]) if known else ""


def _sentence(what: str, way: str) -> str:
    return f"This is {what}, which can't be read here: {way}, and hand that in."
