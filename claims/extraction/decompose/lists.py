"""Several people that one clause tells the same of: 'Lee of Labour, Roe and Fung were elected'."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.extraction.decompose.inflect import present
from claims.extraction.decompose.rewrite import candidate
from claims.extraction.tree import FINITE_TAGS, Candidate, Word, added, child, subject, subtree, word, words
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TOGETHER = word_set("both together each jointly respectively their they them between")
_JOINT_ACTS = word_set("meet agree marry discuss share join fight talk clash compete work speak sign be")
_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}
_MODIFYING_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "POS", "HYPH", "VBN"})
# Words between two names of a list: a party, an office, an age; more is no list.
MAX_WORDS_BETWEEN = 10


@dataclass(frozen=True, slots=True)
class People:
    """The people of a list, and the first and last token of all that describes them."""

    names: tuple["Span", ...]
    first: int
    last: int


def told_one_by_one(found: Candidate, doc: "Doc") -> Iterator[Candidate]:
    """The claim once for each of the people in its list; as it is where they act together."""
    people = people_of(doc)
    told = [c for p in people for c in _told(found, doc, p)]
    yield from told or [found]


def _told(found: Candidate, doc: "Doc", people: People) -> Iterator[Candidate]:
    tokens = set(found.tokens)
    together = any(t.lower_ in _TOGETHER for t in doc[found.tokens[0] : found.tokens[-1] + 1])
    if together or not all(name.root.i in tokens for name in people.names):
        return
    before = doc[people.first - 1] if people.first else None
    after = doc[people.last + 1] if people.last + 1 < len(doc) else None
    if after is not None and _is_finite_start(after) and after.i in tokens:
        if doc[found.head].lemma_ not in _JOINT_ACTS:
            yield from _as_subjects(found, doc, people)
    elif before is not None and before.lemma_ == "be" and before.tag_ in FINITE_TAGS:
        yield from _as_complements(doc, people, before)


def _is_finite_start(token: "Token") -> bool:
    return token.tag_ in {"VBD", "VBP", "MD"}


def _as_subjects(found: Candidate, doc: "Doc", people: People) -> Iterator[Candidate]:
    head = doc[found.head]
    before = [w for w in found.words if w.token is not None and w.token < people.first]
    after = [w for w in found.words if w.token is None or w.token > people.last]
    for name in people.names:
        pieces = (*before, *words(name), *(_singular(w, head) for w in after))
        yield candidate(pieces, head=head, kind=found.kind, rule=found.rule)


def _singular(one: Word, head: "Token") -> Word:
    """The word for one person: "was" for "were", "owns" for the clause's own "own"."""
    if one.token == head.i and head.tag_ == "VBP" and one.text not in _SINGULAR:
        return replace(one, text=present(head.lemma_.lower(), plural=False))
    return replace(one, text=_SINGULAR.get(one.text, one.text))


def _as_complements(doc: "Doc", people: People, verb: "Token") -> Iterator[Candidate]:
    """'The winners were A and B' → 'A was among the winners'; 'those elected were A' → 'A was elected'."""
    group = _group(verb)
    if group is None:
        return
    participle = next((t for t in doc[: verb.i] if t.tag_ == "VBN" and t.dep_ in {"acl", "amod"}), None)
    if participle is None and group.tag_ not in {"NNS", "JJ"}:
        return
    told = words(doc[participle.i : verb.i] if participle is not None else subtree(group))
    joint = [] if participle is not None else [added("among")]
    be = _singular(word(verb), verb)
    for name in people.names:
        yield candidate((*words(name), be, *joint, *told), head=verb, kind="event", rule="clause")


def _group(verb: "Token") -> "Token | None":
    """The plural noun that the verb says who they are of; None for another clause."""
    noun = subject(verb)
    if noun is not None and noun.i > verb.i:
        among = next((c for c in verb.children if c.lower_ == "among" and c.i < verb.i), None)
        noun = child(among, "pobj") if among is not None else None
    is_group = noun is not None and noun.i < verb.i and noun.ent_type_ != "PERSON"
    return noun if is_group and verb.lower_ in {"were", "are"} else None


def people_of(doc: "Doc") -> list[People]:
    """Runs of people's names with nothing but descriptions and joints between them, and a joint "and"."""
    found: list[list[Span]] = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        if found and _is_next(doc[found[-1][-1].end : entity.start]):
            found[-1].append(entity)
        else:
            found.append([entity])
    runs = [run for run in found if len(run) > 1 and _ends_in_and(doc, run)]
    return [People(tuple(run), _start(doc, run[0]), _end(doc, run[-1])) for run in runs]


def _is_next(between: "Span") -> bool:
    joints = [t for t in between if t.text == "," or t.lower_ == "and"]
    verbal = any(t.tag_ in FINITE_TAGS or t.tag_ in {"VB", "VBG", "WP", "WDT"} for t in between)
    return bool(joints) and not verbal and len(between) <= MAX_WORDS_BETWEEN


def _ends_in_and(doc: "Doc", run: list["Span"]) -> bool:
    return any(t.lower_ == "and" for t in doc[run[-2].end : run[-1].start])


def _start(doc: "Doc", first: "Span") -> int:
    at = first.start
    while at and doc[at - 1].tag_ in _MODIFYING_TAGS:
        at -= 1
    return at


def _end(doc: "Doc", last: "Span") -> int:
    """The last token of the last name, with its party or town and a "who" clause between commas."""
    at = last.end
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].tag_ == "WP":
        return next((t.i for t in doc[at + 2 :] if t.text == ","), last.end - 1)
    if at < len(doc) and doc[at].lower_ in {"of", "from"}:
        at += 1
        while at < len(doc) and (doc[at].tag_ in _MODIFYING_TAGS or doc[at].lower_ == "respectively"):
            at += 1
    return at - 1
