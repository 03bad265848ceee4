from io import BytesIO

from pypdf import PdfReader

from demo.make_pdf import TARGET, build
from demo.manifest import MADE_UP


def test_the_file_in_the_repository_is_what_the_script_writes() -> None:
    assert TARGET.read_bytes() == build()


def test_pypdf_reads_its_words_and_its_title() -> None:
    reader = PdfReader(BytesIO(build()), strict=True)
    text = " ".join(reader.pages[0].extract_text().split())
    assert text.startswith(MADE_UP)
    assert "agreed to reopen them." in text
    assert "an estimated cost of $300 million" in text
    assert reader.metadata is not None
    assert MADE_UP in (reader.metadata.title or "")
