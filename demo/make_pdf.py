"""Write the demo's PDF: `python -m demo.make_pdf`. The file is checked in; this is how it was made.

Plain PDF 1.4 with a standard font and no compression, so that two runs give the same bytes.
"""

import textwrap
from collections.abc import Sequence
from pathlib import Path

from demo.manifest import MADE_UP, PAGES

TARGET = PAGES / "harbor" / "strait-paper.pdf"
TITLE = f"Lines across the strait ({MADE_UP})"
PARAGRAPHS = (
    f"{MADE_UP}.",
    "Harbor Council Paper 41, December 2023",
    "LINES ACROSS THE STRAIT",
    "The lines between the armed forces of the United States and China fell silent in August 2022. At their "
    "meeting near San Francisco on 15 November 2023 the two presidents agreed to reopen them.",
    "Most accidents at sea of the last ten years were settled in a telephone call. Without the lines, a "
    "captain's mistake can take days to explain.",
    "Arms sales to Taiwan continue under a law of 1979. The latest notice to Congress, of 15 December 2023, "
    "names an estimated cost of $300 million for the support of command systems.",
    "China claims Taiwan, and has said that it would use force if it had to. It has never governed the "
    "island: what happened in 1949 was the retreat of the Republic of China's government to Taipei, not an "
    "annexation by Beijing.",
    "About the author: Peter Lindqvist follows cross-strait affairs for the Harbor Council.",
)

CREATED = "D:20231218090000Z"  # PDF's form of a date: 18 December 2023
PAGE_POINTS = (595, 842)  # A4 in points
MARGIN_POINTS = 72
FONT_POINTS = 12
LEADING_POINTS = 18
LINE_CHARACTERS = 76  # what 451 points hold in Helvetica 12


def build() -> bytes:
    """Give the whole file."""
    content = _content(PARAGRAPHS)
    width, height = PAGE_POINTS
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 5 0 R "
        f"/Resources << /Font << /F1 4 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /Title ({_escaped(TITLE)}) /Author (Harbor Council) /CreationDate ({CREATED}) >>".encode(),
    )
    return _file(objects)


def _content(paragraphs: Sequence[str]) -> bytes:
    top = PAGE_POINTS[1] - MARGIN_POINTS
    lines = [f"BT /F1 {FONT_POINTS} Tf {LEADING_POINTS} TL {MARGIN_POINTS} {top} Td"]
    for paragraph in paragraphs:
        lines += [f"({_escaped(line)}) Tj T*" for line in textwrap.wrap(paragraph, LINE_CHARACTERS)]
        lines.append("T*")
    return "\n".join([*lines, "ET"]).encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def write(target: Path = TARGET) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(build())


if __name__ == "__main__":
    write()
