"""Abbreviated offices in front of names: what segmenter, parser and party labels know of them."""

import re

# Of several people: "Sens. Ann Lee and Tom Roe". Each with its singular.
OF_SEVERAL = {
    "Sens.": "Sen.",
    "Reps.": "Rep.",
    "Govs.": "Gov.",
    "Gens.": "Gen.",
    "Attys.": "Atty.",
    "Lts.": "Lt.",
    "Drs.": "Dr.",
    "Profs.": "Prof.",
    "Revs.": "Rev.",
}
ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*OF_SEVERAL, 'Atty.')))})")
# The tokenizer would end a sentence behind them; the parser reads a word of equal length.
_PLAIN = {4: "Mrs.", 5: "Madam", 6: "Madame"}
IN_WORDS = {"sen.": "senator", "rep.": "representative", "gov.": "governor"}
_OFFICES = IN_WORDS | {"senator": "senator", "governor": "governor"}


def in_plain_form(sentence: str) -> str:
    """The sentence as the parser reads it, of the same length."""
    return ABBREVIATION.sub(lambda m: _PLAIN[len(m.group())], sentence)


def in_words(before: str) -> str | None:
    """'Sen.' and 'Sens.' → 'senator'; None for another word."""
    return _OFFICES.get(OF_SEVERAL.get(before, before).lower())
