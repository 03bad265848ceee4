"""A view of the text that the parser reads well, with every character at its place.

The view is as long as the text: offsets found in it are offsets in the article.
"""

import unicodedata

from claims.extraction.single_quotes import as_double

# Typographic forms that the tagger was not trained on, each replaced by one character.
_PLAIN = {
    "\u2019": "'",
    "\u02bc": "'",
    "\u2018": "'",
    "\u2032": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u3000": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\t": " ",
}
_TABLE = str.maketrans(_PLAIN)
# Control (Cc), format (Cf), surrogate (Cs) and private characters carry no words; line breaks are kept.
_BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# One code point each that str.splitlines would break at.
LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def clean(text: str) -> str:
    """The text with typographic apostrophes, backquotes, single quotation marks and spaces made plain and
    control characters blanked.
    """
    plain = as_double(text).translate(_TABLE).replace("``", "''")
    odd = {c for c in set(plain) if unicodedata.category(c) in _BLANK_CATEGORIES and c not in LINE_BREAKS}
    odd.discard("\n")
    table = dict.fromkeys(map(ord, odd), " ") | dict.fromkeys(map(ord, LINE_BREAKS), "\n")
    return plain.translate(table)
