"""Contrast of every pair of colours that meet on a page (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

TEXT = 4.5
LINE = 3.0  # borders of controls, underlines, focus rings, icons
GROUNDS = ("bg", "raised", "surface")
FAMILIES = ("unchecked", "supported", "mixed", "refuted", "unproven", "not_rated")

PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("text", "text-2", "link", "link-strong", "danger")
        for ground in GROUNDS
    ],
    *[(ink, tint, TEXT) for ink in ("text", "link", "danger") for tint in ("danger-tint", "notice-tint")],
    *[("text", tint, TEXT) for tint in ("added-tint", "removed-tint", "unproven-tint", "selected")],
    *[("link", "unproven-tint", TEXT), ("text-2", "notice-tint", TEXT)],
    *[("on-accent", accent, TEXT) for accent in ("link", "link-strong")],
    *[(line, ground, LINE) for line in ("control", "focus", "danger") for ground in GROUNDS],
    *[(f"{family}-ink", ground, TEXT) for family in FAMILIES for ground in GROUNDS],
    *[(f"{family}-line", ground, LINE) for family in FAMILIES for ground in GROUNDS],
    *[(f"{family}-ink", f"{family}-tint", TEXT) for family in FAMILIES],
    *[(f"{family}-line", f"{family}-tint", LINE) for family in FAMILIES],
    *[("text", f"{family}-tint", TEXT) for family in FAMILIES],
]


def read_tokens() -> dict[str, tuple[str, str]]:
    css = Path(finders.find("factcheck/css/tokens.css")).read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TOKENS = read_tokens()


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(ink: str, ground: str, least: float, scheme: int) -> None:
    grounds = [ground] if ground in TOKENS else GROUNDS  # a transparent tint shows what lies under it
    for under in grounds:
        assert contrast(TOKENS[ink][scheme], TOKENS[under][scheme]) >= least


def test_no_stylesheet_names_a_colour_of_its_own() -> None:
    folder = Path(finders.find("factcheck/css/tokens.css")).parent
    allowed = {"print.css"}  # black on white paper
    for file in folder.glob("*.css"):
        if file.name not in {"tokens.css", *allowed}:
            rules = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
            assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == [], file.name
