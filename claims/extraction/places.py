"""Places whose names the model took for people's."""

from claims.extraction.tokens import Doc, Span
from claims.extraction.wordlists import word_set

# 'the president of Mali', 'the town of Corvin': whoever is named behind it is nobody.
_OF_A_PLACE = word_set(
    """
    president minister premier chancellor king queen emir sultan emperor governor mayor prefect bishop
    archbishop citizen people capital city town village province state region district republic kingdom coast
    north south east west
    """
)


def mark(doc: Doc) -> Doc:
    """The document with such names labelled as places."""
    misread = [e for e in doc.ents if e.label_ == "PERSON" and _is_place(e)]
    if misread:
        doc.set_ents([Span(doc, e.start, e.end, "GPE") if e in misread else e for e in doc.ents])
    return doc


def _is_place(name: Span) -> bool:
    of = name.root.head
    return name.root.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _OF_A_PLACE
