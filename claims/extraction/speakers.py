"""What a speaker is called, from the words of a source."""

from typing import TYPE_CHECKING

from claims.extraction.anchors import place
from claims.extraction.attribution.reported import Reported
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import inside_sentence, noun_words
from claims.extraction.names import person_name
from claims.extraction.rewording import Resolved
from claims.extraction.tree import child, children, name_around, text_of

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token


def source_name(sentence: Sentence, resolved: Resolved, report: Reported) -> str:
    """The speaker in full: the person's name where there is one, else the words of the source."""
    doc = sentence.doc
    inside = set(report.source)
    heads = [n for n in report.source if doc[n].head.i not in inside or doc[n].dep_ == "appos"]
    several = _together(doc[heads[0]], inside) if heads else []
    names = [resolved.names.get(p.i) or _own_name(p) or "" for p in several]
    if several and all(names):
        return f"{', '.join(names[:-1])} and {names[-1]}"
    for number in heads if not several else ():
        if resolved.names.get(number):
            return resolved.names[number]
    people = [e for e in doc.ents if e.label_ == "PERSON" and e.start in inside and _heads(e.root, heads)]
    if people and len(people) == 1 and not several:
        return person_name(people[0])
    return _in_words(doc, resolved, report.source)


def _in_words(doc: "Doc", resolved: Resolved, source: tuple[int, ...]) -> str:
    """The words of the source: 'Lee's lawyer' for "his lawyer", 'one of two members' for "one of whom"."""
    start, end = place(doc, _without_clause(doc, source), 0)
    told, opener, last = doc.article[start:end], doc[source[0]], doc[source[-1]]
    several = next((t for t in reversed(doc[: opener.i]) if t.tag_ in {"NNS", "NNPS"}), None)
    if several is not None and last.lower_ == "whom":
        return f"{told.rsplit(maxsplit=1)[0]} {inside_sentence(several)}"
    name = resolved.names.get(opener.i) if opener.tag_ == "PRP$" else None
    if opener.tag_ == "WP$":
        owner = _noun_told(opener)
        name = f"{resolved.names.get(owner.i) or text_of(noun_words(owner))}'s"
    return f"{name} {told.split(maxsplit=1)[-1]}" if name else told


def _together(first: "Token", inside: set[int]) -> list["Token"]:
    """The nouns of 'Mr. Roe and Senator Ann Lee', who say one thing; none where one alone says it: 'the mayor
    and founder, Ann Lee'.
    """
    people, waiting = [first], [first]
    while waiting:
        joined = [c for c in children(waiting.pop(), "conj") if c.i in inside]
        people += joined
        waiting += joined
    joint = any(c.lower_ == "and" for p in people for c in children(p, "cc"))
    each = all(p.pos_ == "PROPN" or p.tag_ == "NNS" or child(p, "det", "poss") for p in people[1:])
    return people if joint and each and len(people) > 1 else []


def _own_name(noun: "Token") -> str | None:
    found = name_around(noun)
    return person_name(found) if found is not None and found.label_ == "PERSON" else None


def _noun_told(relative: "Token") -> "Token":
    """The noun that the "whose" or "whom" of a clause stands for."""
    return next(t for t in relative.ancestors if t.dep_ == "relcl" or t.head == t).head


def _without_clause(doc: "Doc", source: tuple[int, ...]) -> tuple[int, ...]:
    """The source without a clause that a comma sets apart: 'Iago, who left in May'."""
    commas = (n for n, i in enumerate(source) if n and doc[i].text == "," and i + 1 < len(doc))
    end = next((n for n in commas if doc[source[n] + 1].tag_ in {"WP", "WP$", "WDT", "WRB", "VBG"}), None)
    return source[:end]


def _heads(name: "Token", heads: list[int]) -> bool:
    """Whether the source is the person: not 'emails seen by Lee', 'Lee's lawyer', 'the Lee campaign'."""
    return name.i in heads or (name.head.i in heads and name.dep_ == "appos")
