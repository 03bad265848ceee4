"""Verbs that agree with a name where a pronoun stood: 'I think', 'they're' → '… thinks', '… are'."""

from typing import TYPE_CHECKING

from claims.extraction.tree import AUXILIARIES, child

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Forms of the first person and of the third.
_THIRD = {"'ve": "has", "have": "has", "'m": "is", "am": "is", "do": "does", "'ll": "will", "'d": "would"}


def third_person(token: "Token") -> dict[int, str]:
    """'I think', 'I've been' → '… thinks', '… has been'."""
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return {}
    verb = token.head
    first = next((c for c in verb.children if c.dep_ in AUXILIARIES and c.i > token.i), verb)
    if first.lower_ in _THIRD:
        return {first.i: _THIRD[first.lower_]}
    if first.tag_ != "VBP":
        return {}
    ending = "es" if first.lower_.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return {first.i: first.text + ending}


def in_full(pronoun: "Token") -> dict[int, str]:
    """'they're', 'he's been' → '… are', '… has been': a name takes no short verb."""
    verb = pronoun.nbor(1) if pronoun.i + 1 < len(pronoun.doc) else pronoun
    if pronoun.dep_ not in {"nsubj", "nsubjpass"} or pronoun.whitespace_ or verb.text[:1] != "'":
        return {}
    been = any(t.lower_ == "been" for t in verb.doc[verb.i + 1 : verb.i + 3])
    did = verb.head.tag_ == "VBN" and (verb.dep_ == "aux" or child(verb.head, "dobj") is not None)
    full = {"'re": "are", "'ve": "have", "'ll": "will"}
    became = verb.head.lemma_ in {"become", "get"} and verb.head.tag_ == "VBN"
    full["'s"] = "has" if been or did or became or verb.lemma_ == "have" else "is"
    full["'d"] = "had" if been or verb.tag_ != "MD" or verb.head.tag_ in {"VBN", "VBD"} else "would"
    return {verb.i: full[verb.lower_]} if verb.lower_ in full else {}
