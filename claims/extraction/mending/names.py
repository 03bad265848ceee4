"""Names that the model read with what stands beside them."""

from collections.abc import Iterator

from claims.extraction.bodies import BODY_NOUNS
from claims.extraction.given_names import GIVEN_NAMES
from claims.extraction.tokens import Doc, Span, Token
from claims.extraction.tree import children

_TITLES = frozenset({"councillor", "councilor", "councilman", "councilwoman", "alderman"})
_ADDRESSES = frozenset({"mr", "mr.", "ms", "ms.", "mrs", "mrs.", "miss", "mx"})


def cut_names(doc: Doc) -> None:
    """Names without a score, a title or an employer: not 'Maria Sole 6-4', 'Councillor Ben Ortiz'."""
    cut = [part for entity in doc.ents for part in _parts(entity)]
    if tuple(cut) != doc.ents:
        doc.set_ents(cut)


def _parts(entity: Span) -> Iterator[Span]:
    doc, start, end = entity.doc, entity.start, entity.end
    if start and doc[start - 1].lower_ in {"born", "née", "nee"} and entity.label_ == "PERSON":
        return  # 'Born Helena Marszalek, she …': what nobody else is called, nor she later.
    if _has_employer(entity):
        yield Span(doc, start, start + 2, "PERSON")
        yield Span(doc, start + 3, end, entity.label_)
    elif entity.label_ == "PERSON" and len(entity) > 1:
        while end > start + 1 and _is_score(doc[end - 1]):
            end -= 1
        start += (end - start > 2 and entity[0].lower_ in _TITLES) or entity[0].lower_ in _ADDRESSES
        yield Span(doc, start, end, entity.label_)
    elif _is_of_body(entity):
        yield Span(doc, start, end, "ORG")
    else:
        yield entity


def _is_score(token: Token) -> bool:
    return token.text[0].isdigit() or token.text in {"-", "–"}


def _has_employer(entity: Span) -> bool:
    """'Kenji Ota of Hokkaido University', read as a body."""
    named = len(entity) > 3 and entity[0].lower_ in GIVEN_NAMES and entity[1].tag_ == "NNP"
    return named and entity.label_ == "ORG" and entity[2].lower_ == "of"


def _is_of_body(entity: Span) -> bool:
    """'his union, Aslef', 'the drug maker Velora', read as people."""
    name = entity.root
    called = name.head if name.dep_ == "appos" else next(iter(children(name, "appos")), None)
    is_body = called is not None and called.tag_ == "NN" and called.lemma_.lower() in BODY_NOUNS
    alone = entity.label_ == "PERSON" and len(entity) == 1  # 'a lawyer for the firm, Audra Finley'
    return alone and is_body and name.lower_ not in GIVEN_NAMES
