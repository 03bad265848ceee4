"""Several people or shares that one clause tells the same of: 'Lee of Labour, Roe and Fung were elected'."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.extraction.decompose.context import ROLE_NOUNS
from claims.extraction.decompose.inflect import present
from claims.extraction.decompose.rewrite import candidate, tidy
from claims.extraction.tree import (
    FINITE_TAGS,
    Candidate,
    Word,
    added,
    child,
    is_finite,
    is_past,
    is_verbal,
    subject,
    subtree,
    word,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Span, Token

_TOGETHER = word_set("both together each jointly respectively their they them between")
_JOINT_ACTS = word_set("meet agree marry discuss share join fight talk clash compete work speak sign be")
_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}
_MODIFYING_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "POS", "HYPH", "VBN"})
_JOINTS = frozenset({",", ";"})
# Words between two names of a list: a party, an office, an age; more is no list.
MAX_WORDS_BETWEEN = 10
# Where semicolons part the names, each may have a clause of its own.
MAX_WORDS_BETWEEN_SEMICOLONS = 40
_PERCENT = frozenset({"%", "percent"})
# Words for people that neither their office nor their ending gives away.
_PEOPLE = word_set(
    """
    people man woman child parent member ally critic rival hopeful conservative liberal progressive moderate
    democrat republican friend guest star celebrity politician official colleague relative politico
    heavyweight student resident client expert delegate magistrate aide brass elite establishment staff
    participant defendant applicant
    """
)
_SOME = word_set("many several some most few others two three four five six seven eight nine ten")
_PEOPLES_ENDINGS = ("or", "er", "ist", "ian", "eer", "ponent", "ident")
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_BREAKS = frozenset({",", "-", "–", "—", "--", ";", "("})


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a list, and the first and last token of all that describes them."""

    names: tuple["Span", ...]
    first: int
    last: int
    are_shares: bool = False


def told_one_by_one(found: Candidate, doc: "Doc") -> Iterator[Candidate]:
    """The claim once for each of the people or shares in its list; as it is where they act together."""
    for members in (*people_of(doc), *shares_of(doc)):
        told = list(_told(found, doc, members))
        if told:
            yield from told
            return
    yield found


def _told(found: Candidate, doc: "Doc", members: Members) -> Iterator[Candidate]:
    tokens = set(found.tokens)
    if not all(name.root.i in tokens for name in members.names):
        return
    opener = _opener(doc, members)
    if opener is not None:
        yield from _examples(found, doc, members, opener)
        return
    before = doc[members.first - 1] if members.first else None
    after = doc[members.last + 1] if members.last + 1 < len(doc) else None
    if before is not None and before.lemma_ == "include" and before.tag_ in FINITE_TAGS:
        yield from _as_complements(doc, members, before)
        return
    around = doc[found.tokens[0] : found.tokens[-1] + 1]
    if len(members.names) < 2 or (not members.are_shares and any(t.lower_ in _TOGETHER for t in around)):
        return
    if after is not None and _is_finite_start(after) and after.i in tokens:
        if members.are_shares or doc[found.head].lemma_ not in _JOINT_ACTS:
            yield from _as_subjects(found, doc, members)
    elif before is not None and before.lemma_ == "be" and before.tag_ in FINITE_TAGS:
        yield from _as_complements(doc, members, before)


def _is_finite_start(token: "Token") -> bool:
    return token.tag_ in {"VBD", "VBP", "MD"}


def _as_subjects(found: Candidate, doc: "Doc", members: Members) -> Iterator[Candidate]:
    before = [w for w in found.words if w.token is not None and w.token < members.first]
    after = [w for w in found.words if w.token is None or w.token > members.last]
    yield from _each(found, doc, members, before, after)


def _each(
    found: Candidate, doc: "Doc", members: Members, before: list[Word], after: list[Word]
) -> Iterator[Candidate]:
    head = doc[found.head]
    rest = [_of_share(w) if members.are_shares else _singular(w, head) for w in after]
    for name in members.names:
        yield candidate((*before, *words(name), *rest), head=head, kind=found.kind, rule=found.rule)


def _singular(one: Word, head: "Token") -> Word:
    """The word for one person: "was" for "were", "owns" for the clause's own "own"."""
    if one.token == head.i and head.tag_ == "VBP" and one.text not in _SINGULAR:
        return replace(one, text=present(head.lemma_.lower(), plural=False))
    return replace(one, text=_SINGULAR.get(one.text, one.text))


def _of_share(one: Word) -> Word:
    """A "they" behind a share of some people means that share, and nobody named before."""
    return replace(one, token=None) if one.text.lower() in {"they", "their", "them"} else one


def _as_complements(doc: "Doc", members: Members, verb: "Token") -> Iterator[Candidate]:
    """'The winners were A and B' → 'A was among the winners'; 'those elected were A' → 'A was elected'."""
    group = _group(verb)
    if group is None:
        return
    names_examples = verb.lemma_ == "include"
    participle = next((t for t in doc[: verb.i] if t.tag_ == "VBN" and t.dep_ in {"acl", "amod"}), None)
    if participle is None and group.tag_ not in {"NNS", "JJ"}:
        return
    told = words(doc[participle.i : verb.i] if participle is not None else subtree(group))
    if names_examples:
        participle, told = None, words(tidy(t for t in subtree(group) if t.i < verb.i))
    joint = [] if participle is not None else [added("among")]
    be = added("was" if is_past(verb) else "is") if names_examples else _singular(word(verb), verb)
    for name in members.names:
        pieces = (*words(name), be, *joint, *told)
        yield candidate(pieces, head=verb, kind="event", rule="clause", extra=[verb.i])


def _group(verb: "Token") -> "Token | None":
    """The plural noun that the verb says who they are of; None for another clause."""
    noun = subject(verb)
    if noun is not None and noun.i > verb.i:
        among = next((c for c in verb.children if c.lower_ == "among" and c.i < verb.i), None)
        noun = child(among, "pobj") if among is not None else None
    is_group = noun is not None and noun.i < verb.i and noun.ent_type_ != "PERSON"
    if verb.lemma_ == "include":
        return noun if is_group and noun is not None and noun.tag_ in _PLURAL_TAGS else None
    return noun if is_group and verb.lower_ in {"were", "are"} else None


def _opener(doc: "Doc", members: Members) -> int | None:
    """Where 'including' or 'among them' begins in front of the list; None where it has none."""
    if members.first and doc[members.first - 1].lower_ == "including":
        return members.first - 1
    pair = [t.lower_ for t in doc[max(members.first - 2, 0) : members.first]]
    return members.first - 2 if pair == ["among", "them"] else None


def _examples(found: Candidate, doc: "Doc", members: Members, opener: int) -> Iterator[Candidate]:
    """'Many have left, including A and B' → 'Many have left', 'A has left', 'B has left'; 'He met critics,
    including A' → 'A is among critics'.
    """
    start = opener
    while start and doc[start - 1].text in _BREAKS:
        start -= 1
    last = members.last
    if last + 1 < len(doc) and doc[last + 1].text == "," and start < opener:
        last += 1
    kept = [w for w in found.words if w.token is None or not start <= w.token <= last]
    verb = doc[found.head]
    noun = subject(verb)
    inside = {t.i for t in subtree(noun) if t.i < verb.i} if noun is not None else set()
    about = _share_of(noun) if members.are_shares else _people_before(doc, start, set(found.tokens))
    if noun is None or about is None or not is_verbal(verb) or not is_finite(verb):
        return
    if about.i in inside:
        taken = {i for i in inside if not start <= i <= last}
        places = [n for n, w in enumerate(kept) if w.token in taken]
        alone = members.are_shares or (
            verb.lemma_ not in _JOINT_ACTS - {"be"} and child(verb, "attr") is None
        )
        if not places or not alone:
            return
        yield candidate(kept, head=verb, kind=found.kind, rule=found.rule)
        yield from _each(found, doc, members, kept[: places[0]], kept[places[-1] + 1 :])
    elif about.i + 1 < start:
        yield candidate(kept, head=verb, kind=found.kind, rule=found.rule) if start < opener else found
        group = words(tidy(doc[min(t.i for t in subtree(about)) : start]))
        for name in members.names:
            told = (*words(name), added("is"), added("among"), *group)
            yield candidate(told, head=about, kind="property", rule="example")


def _share_of(noun: "Token | None") -> "Token | None":
    return noun if noun is not None and noun.lower_ in _PERCENT else None


def _people_before(doc: "Doc", end: int, tokens: set[int]) -> "Token | None":
    """The nearest word for several people in front of the examples, among the claim's own."""
    return next((t for t in reversed(doc[:end]) if t.i in tokens and _is_people(t)), None)


def _is_people(token: "Token") -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ == "PERSON":
        return token.lower_ in _SOME and token.dep_ in {"nsubj", "nsubjpass"}
    lemma = token.lemma_.lower()
    return is_a_person(lemma) and (
        token.tag_ in _PLURAL_TAGS or lemma in {"people", "brass", "elite", "staff"}
    )


def is_a_person(lemma: str) -> bool:
    """Whether a noun is for people, as far as its ending or our lists tell."""
    return lemma in _PEOPLE | ROLE_NOUNS or lemma.endswith(_PEOPLES_ENDINGS)


def people_of(doc: "Doc") -> list[Members]:
    """Runs of people's names with nothing but descriptions and joints between them, and a joint "and"; one
    name alone where it is an example.
    """
    found: list[list[Span]] = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        if found and _is_next(doc[found[-1][-1].end : entity.start]):
            found[-1].append(entity)
        else:
            found.append([entity])
    runs = [run for run in found if len(run) == 1 or _ends_in_and(doc, run)]
    people = [Members(tuple(run), _start(doc, run[0]), _end(doc, run[-1])) for run in runs]
    return [one for one in people if len(one.names) > 1 or _opener(doc, one) is not None]


def _is_next(between: "Span") -> bool:
    joints = [t for t in between if t.text in _JOINTS or t.lower_ == "and"]
    if any(t.text == ";" for t in between):
        return len(between) <= MAX_WORDS_BETWEEN_SEMICOLONS
    verbal = any(t.tag_ in FINITE_TAGS or t.tag_ in {"VB", "VBG", "WP", "WDT"} for t in between)
    return bool(joints) and not verbal and len(between) <= MAX_WORDS_BETWEEN


def _ends_in_and(doc: "Doc", run: list["Span"]) -> bool:
    return any(t.lower_ == "and" for t in doc[run[-2].end : run[-1].start])


def _start(doc: "Doc", first: "Span") -> int:
    at, titles = first.start, set(first.root.subtree)
    while at and (
        doc[at - 1].tag_ in _MODIFYING_TAGS or (doc[at - 1].lower_ == "and" and doc[at - 1] in titles)
    ):
        at -= 1
    return at


def _end(doc: "Doc", last: "Span") -> int:
    """The last token of the last name, with its party or town and a "who" clause between commas."""
    at = last.end
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].tag_ == "WP":
        return next((t.i for t in doc[at + 2 :] if t.text == ","), last.end - 1)
    if at < len(doc) and doc[at].lower_ in {"of", "from", "in"}:
        at += 1
        while at < len(doc) and (doc[at].tag_ in _MODIFYING_TAGS or doc[at].lower_ == "respectively"):
            at += 1
    return at - 1


def shares_of(doc: "Doc") -> list[Members]:
    """Runs of shares with a joint "and": '45% of farmers, 28% of bakers and 12% of others'."""
    found: list[list[Span]] = []
    for token in doc:
        share = _share(token)
        if share is None:
            continue
        between = [t.lower_ for t in doc[found[-1][-1].end : share.start]] if found else []
        if between and set(between) <= {",", "and"}:
            found[-1].append(share)
        else:
            found.append([share])
    runs = [run for run in found if len(run) > 1 and _ends_in_and(doc, run)]
    return [Members(tuple(run), run[0].start, run[-1].end - 1, are_shares=True) for run in runs]


def _share(percent: "Token") -> "Span | None":
    """'28% of young voters', with its number; None for another percentage."""
    doc, of = percent.doc, percent.i + 1
    if percent.lower_ not in _PERCENT or not percent.i or not doc[percent.i - 1].like_num:
        return None
    if of >= len(doc) or doc[of].lower_ != "of":
        return None
    end = of + 1
    while end < len(doc) and (doc[end].tag_ in _MODIFYING_TAGS or doc[end].tag_ == "PRP$"):
        end += 1
    return doc[percent.i - 1 : end] if end > of + 1 else None
