"""What the strict policy forbids is not there, and the look stays small."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import factcheck

APP = Path(factcheck.__file__).parent
STATIC = APP / "static" / "factcheck"
# Served under the policy; a dossier's report is a file of its own that people take home.
TEMPLATES = sorted(file for file in (APP / "templates").rglob("*.html") if file.parent.name != "dossier")
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
STYLES = sorted((STATIC / "css").glob("*.css"))
MAX_BYTES = 100_000  # own CSS and JavaScript together, not compressed
FAMILIES = {"unchecked", "supported", "mixed", "refuted", "unproven", "not_rated"}
SYMBOLS = [symbol.get("id") for symbol in ElementTree.parse(STATIC / "icons.svg").getroot()]


def test_own_css_and_scripts_stay_small() -> None:
    assert sum(file.stat().st_size for file in [*SCRIPTS, *STYLES]) < MAX_BYTES


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_script_needs_eval_or_writes_markup(file: Path) -> None:
    assert not re.search(
        r"\beval\(|new Function|innerHTML|outerHTML|document\.write", file.read_text("utf-8")
    )


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_has_inline_style_script_or_handler(file: Path) -> None:
    text = re.sub(r"{%.*?%}", "", file.read_text(encoding="utf-8"))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|hx-vars|js:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_icon_that_a_template_names_is_in_the_sprite(file: Path) -> None:
    named = set(re.findall(r'\{% icon "([\w-]+)" %\}', file.read_text(encoding="utf-8")))
    assert named <= set(SYMBOLS)


def test_the_sprite_has_the_six_verdict_shapes_and_names_each_symbol_once() -> None:
    assert set(SYMBOLS) >= FAMILIES
    assert len(SYMBOLS) == len(set(SYMBOLS))


def test_the_vendored_script_has_its_licence_beside_it() -> None:
    assert "Zero-Clause BSD" in (STATIC / "vendor" / "idiomorph" / "LICENSE").read_text(encoding="utf-8")
