"""'the mosque' → 'Mecca's Grand Mosque', where the article names only one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.extraction.decompose.rewrite import tidy
from claims.extraction.tree import child, children, subtree, text_of, words
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# A longer form is a description, not a name.
MAX_FORM_WORDS = 7
_NAMED = frozenset({"ORG", "GPE", "NORP", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART", "LOC", "PERSON"})
_COUNTED = frozenset({"DATE", "CARDINAL", "ORDINAL"})
# Nouns that mean another thing each time, or a part of what is named.
_LOOSE = word_set(
    """
    time day year month week way part number group member people man woman side end place case area percent
    rest majority name word top head share lack start first second last one thing case point
    president minister leader chief director spokesman spokeswoman mayor governor chairman secretary
    house senate
    """
)
# What any body may be called behind its name.
_BODIES = word_set("company firm group organization organisation corporation business agency")
_ANY = frozenset({"any", "every", "each", "all"})
_DETERMINERS = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Form:
    """A noun with the names that tell which one it is, and where the article has it."""

    text: str
    place: int

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(self.text.lower().replace("'s", "").replace("’s", "").split())


@dataclass
class Things:
    """Named things of the article by their noun; grows through it."""

    by_noun: dict[str, list[Form]] = field(default_factory=dict)
    without_name: dict[str, list[int]] = field(default_factory=dict)
    bodies: list[Form] = field(default_factory=list)

    def learn(self, doc: "Doc", place: int) -> None:
        """Take up the sentence's named nouns; `place` is where it starts."""
        self.bodies += [Form(e.text, place + e.start_char) for e in doc.ents if e.label_ == "ORG"]
        for token in doc:
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod", "amod"}:
                form, noun = _form(token), token.lemma_.lower()
                if form:
                    self.by_noun.setdefault(noun, []).append(Form(form, place + token.idx))
                elif not _is_bare(token) and not any(c.lower_ in _ANY for c in token.children):
                    self.without_name.setdefault(noun, []).append(place + token.idx)

    def in_full(self, token: "Token", place: int) -> str | None:
        """The fullest form of the one thing that a bare "the …" can mean, the last one met for "this …";
        `place` is where its sentence starts.
        """
        if not _is_bare(token) or token.lemma_.lower() in _LOOSE:
            return None
        met = [f for f in self.by_noun.get(token.lemma_.lower(), ()) if f.place < place + token.idx]
        if met and token.nbor(-1).lower_ == "this":
            return self._last(token.lemma_.lower(), met, place + token.idx)
        fullest = [f for f in met if not any(f.parts < other.parts for other in met)]
        if len({f.parts for f in fullest}) != 1 or self._is_another(token, met, place + token.idx):
            return None
        return fullest[0].text

    def _is_another(self, token: "Token", met: list[Form], before: int) -> bool:
        """'Google's parent company rose. Exxon lost 9%. The company …': whether a body came after it."""
        last = max(met, key=lambda f: f.place)
        since = [f for f in self.bodies if last.place < f.place < before and not f.parts <= last.parts]
        return token.lemma_.lower() in _BODIES and bool(since)

    def _last(self, noun: str, met: list[Form], before: int) -> str | None:
        """The form met last; None where another such thing, without a name, came after it."""
        last = max(met, key=lambda f: f.place)
        others = self.without_name.get(noun, ())
        return None if any(last.place < place < before for place in others) else last.text


def replacements(doc: "Doc", things: Things, place: int) -> Iterator[tuple[int, str]]:
    """Tokens of the sentence and what stands in their place; the article word in front gives way."""
    for token in doc:
        full = things.in_full(token, place)
        if full is not None:
            yield token.i, full
            yield token.i - 1, ""


def _is_bare(token: "Token") -> bool:
    if token.tag_ not in {"NN", "NNP"} or token.ent_type_ == "PERSON" or token.i == 0:
        return False
    own = list(token.children)
    return (
        len(own) == 1
        and own[0].dep_ == "det"
        and own[0].lower_ in _DETERMINERS
        and own[0].i == token.i - 1
        and token.dep_ not in {"attr", "appos", "compound", "conj", "npadvmod"}
    )


def _is_within_name(noun: "Token") -> bool:
    """The "address" of 'the State of the Union address'."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_ == "NNP"


def _form(noun: "Token") -> str | None:
    """'Mecca's Grand Mosque', 'the Church of Scientology'; None for a noun without a name."""
    if noun.ent_type_ == "PERSON" or noun.tag_ in {"NNS", "NNPS"} or _is_within_name(noun):
        return None
    if noun.tag_ == "NN" and child(noun, "det", "poss") is None:
        return None  # A heading, or "Ohio center stage" misread.
    left = subtree(noun, keep=lambda t: t.i < noun.i and t.dep_ not in {"relcl", "acl", "appos"})
    of = next((c for c in children(noun, "prep") if c.lower_ == "of" and c.i == noun.i + 1), None)
    owner = child(of, "pobj") if of is not None else None
    right = subtree(of) if of is not None and owner is not None and owner.ent_type_ in _NAMED else []
    told = tidy([*left, *right])
    if not any(t.tag_ == "NNP" and t != noun for t in told) or len(told) > MAX_FORM_WORDS:
        return None
    if any(t.pos_ in {"NUM", "PRON"} or t.ent_type_ in _COUNTED for t in told):
        return None
    determiner = child(noun, "det")
    if determiner is not None:
        told = [t for t in told if t != determiner]
    form = text_of(words(told))
    return form if child(noun, "poss") is not None else f"the {form}"
