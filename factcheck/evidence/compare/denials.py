"""The words that deny what a verb says: "not", "nobody", "failed to", "it is false that"."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.clauses import SUBJECTS, clause_of, complement_of
from factcheck.evidence.compare.lexicon import same_word
from factcheck.evidence.compare.reading import content, folded, lemma

if TYPE_CHECKING:
    from claims.extraction.tokens import Token


def negations_of(token: "Token", complement: "Token | None", spoken_of: list["Token"]) -> list["Token"]:
    found = [c for c in token.children if is_negation(c) and not _is_not_only(c)]
    if complement is not None:
        found += [c for c in complement.children if is_negation(c) and complement.dep_ != "pobj"]
    found += [t for t in spoken_of if _denies_argument(t, token)]
    above = _denying_verb(token)
    return list(dict.fromkeys([*found, *([above] if above is not None else [])]))


def denies_any(tokens: "Iterable[Token]", words: frozenset[str]) -> bool:
    """Whether a word that denies stands in a clause with one of `words`; one in a clause aside does not."""
    negative = (t for t in tokens if folded(t.text) in lexicon.NEGATIVE_ADVERBS)
    return any(any(same_word(a, b) for a in content(clause_of(t)) for b in words) for t in negative)


def is_negation(token: "Token") -> bool:
    return token.dep_ == "neg" or folded(token.text) in lexicon.NEGATIVE_ADVERBS


def _is_not_only(token: "Token") -> bool:
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in {"only", "just", "merely"}


def _denies_argument(token: "Token", verb: "Token") -> bool:
    """Whether the verb's own subject or object is none: "Nobody voted", "found no evidence"."""
    head = token if token.dep_ in SUBJECTS | {"dobj", "attr"} else token.head
    if head.head != verb or head.dep_ not in SUBJECTS | {"dobj"}:
        return False
    if token.i == head.i:
        return folded(token.text) in lexicon.NEGATIVE_SUBJECTS | lexicon.LACKING_NOUNS
    negative = folded(token.text) in {"no", "neither", "none", "zero"}
    return negative and token.dep_ in {"det", "preconj", "neg", "nummod"}


def _denying_verb(token: "Token") -> "Token | None":
    """The verb or adjective above that says this did not happen: "failed to pass", "it is false that"."""
    above = token.head
    if above.i == token.i or token.dep_ not in {"xcomp", "ccomp", "pcomp", "acl"}:
        return None
    if above.dep_ == "prep":
        if lemma(above.head) in {"prevent", "stop", "bar"}:
            return above.head
        return above if above.lower_ == "without" else None
    denies = lemma(above) in lexicon.DENYING_VERBS or lemma(above) in lexicon.DENYING_WORDS
    return above if denies or _is_called_false(above) or _is_denied_ability(token, above) else None


def _is_denied_ability(token: "Token", above: "Token") -> bool:
    """Whether it was not known, able or agreed to be done: "does not know how to play"."""
    infinitive = any(c.lower_ == "to" for c in token.children)
    return infinitive and any(is_negation(c) for c in above.children)


def _is_called_false(verb: "Token") -> bool:
    """Whether the clause stands under "it is false that …" or "it is not true that …"."""
    complement = complement_of(verb)
    if complement is None:
        return False
    negated = any(is_negation(c) for c in verb.children)
    return lemma(complement) in (lexicon.AFFIRMING_WORDS if negated else lexicon.DENYING_WORDS)
