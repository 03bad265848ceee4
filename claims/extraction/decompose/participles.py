"""Participial clauses beside a main clause: '…, scoring a header', 'Started in 1990, …'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING, supposes
from claims.extraction.decompose.inflect import gerund_of, past, present
from claims.extraction.decompose.rewrite import be, candidate, noun_words, tidy, with_commas_between
from claims.extraction.tree import (
    AUXILIARIES,
    QUOTE_MARKS,
    Candidate,
    Word,
    added,
    child,
    children,
    is_finite,
    is_negated,
    is_past,
    is_plural,
    subject,
    subtree,
    text_of,
    word,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# They are written like participles and work like prepositions.
_PREPOSITIONAL = word_set(
    "follow include depend base accord regard concern compare exclude give owe pend bar"
)
# Their doer is what the main clause tells, not its subject.
_OF_THE_EVENT = word_set(
    """
    lead result cause make bring prompt force allow leave mean demonstrate show suggest mark raise drive
    trigger spark end kill send put help create injure wound damage destroy displace push boost increase
    reduce decrease diminish highlight underline underscore fuel threaten disrupt enable ensure pave signal
    reflect cost plunge knock close contribute provoke worsen ease widen narrow cement lift
    """
)


_MODALS = ("will", "would", "may", "could", "can", "might", "shall")
# Behind them a gerund tells what its subject did as well.
_OCCASIONS = frozenset({"after", "since", "before", "by"})
_LIMITS = frozenset({"long", "shortly", "soon", "ever", "even", "just", "only"})


def stands_alone(verb: "Token") -> bool:
    """A participle set off by a comma, with nothing of its own to say when or why, in a clause with a
    subject.
    """
    main = verb.head
    helpers = [c.lower_ for c in children(verb, *AUXILIARIES)]
    if (
        verb.dep_ != "advcl"
        or subject(verb) is not None
        or child(verb, "mark")
        or helpers not in ([], ["having"])
    ):
        return False
    if (
        supposes(verb)
        or verb.lemma_.lower() in _PREPOSITIONAL
        or is_negated(main)
        or is_negated(verb)
        or subject(main) is None
    ):
        return False
    if any(c.dep_ == "advmod" and c.lower_ in {"when", "while", "once", "if"} for c in verb.children):
        return False
    if verb.tag_ == "VBG" and verb.i > main.i:
        told = not is_of_the_event(verb) or (not _is_said_before(main) and bool(_core(_nearest_clause(verb))))
        return told and _after_comma(verb)
    opens = min(t.i for t in verb.subtree) == 0
    if verb.tag_ == "VBG" or helpers:
        return verb.i < main.i and (opens or _after_comma(verb)) and _says_enough(verb) and is_finite(main)
    return verb.tag_ == "VBN" and verb.i < main.i and opens


def _is_said_before(saying: "Token") -> bool:
    """'The pill works, its maker said, lifting its shares': the saying or the pill did."""
    said = child(saying, "ccomp")
    return saying.lemma_.lower() in SAYING and said is not None and said.i < saying.i


def _says_enough(verb: "Token") -> bool:
    """'Carrying flags, the crowd …', not 'Laughing, she …'."""
    return child(verb, "dobj", "prep", "attr", "xcomp") is not None and not is_of_the_event(verb)


def of_occasion(preposition: "Token") -> "Token | None":
    """The gerund of 'after spending the year there', told of the clause's subject; None elsewhere."""
    main, verb = preposition.head, child(preposition, "pcomp")
    if (
        preposition.lower_ not in _OCCASIONS
        or verb is None
        or verb.tag_ != "VBG"
        or subject(verb) is not None
    ):
        return None
    if preposition.lower_ == "by" and (not is_past(main) or main.lemma_ == "be"):
        return None  # 'wins by lying' tells of no one time.
    if child(preposition, "npadvmod") is not None:
        return None  # 'days after leaving the town' says when, by a measure.
    if preposition.i and (preposition.nbor(-1).lower_ in _LIMITS or preposition.nbor(-1).like_num):
        return None
    asserted = is_finite(main) and subject(main) is not None and not is_negated(main) and not is_negated(verb)
    active = child(main, "auxpass") is None and child(verb, *AUXILIARIES) is None
    return verb if asserted and active and child(verb, "dobj", "prep", "xcomp") is not None else None


def leaves(preposition: "Token") -> bool:
    """Whether its clause is told without it: one that opens the sentence only says what came before."""
    return min(t.i for t in preposition.subtree) == 0 and preposition.lower_ != "by"


def _after_comma(verb: "Token") -> bool:
    first = min(t.i for t in verb.subtree)
    return first > 0 and verb.doc[first - 1].text == ","


def claims_of(verb: "Token", subject_words: tuple[Word, ...]) -> Iterator[Candidate]:
    """'Lukaku scored a header.' One claim for each of several joined participles."""
    clause = verb.head.head if verb.dep_ == "pcomp" else verb.head
    noun = subject(clause)
    if noun is None or (_is_mutual(verb) and not is_plural(noun)):
        return
    rank = _made_of_itself(verb)
    if rank is not None:
        about = _made_so(verb, noun)
        if about:
            told = (*subject_words, be(noun), *words(tidy(about)))
            yield candidate(told, head=rank, kind="property", rule="participle")
        return
    for one, tokens in told_one_by_one(verb):
        happened = is_of_the_event(one) and verb.dep_ != "pcomp"
        doer = _event(_nearest_clause(verb), subject_words) if happened else subject_words
        verbal = _told(one, noun, tokens, clause)
        yield candidate((*doer, *verbal), head=one, kind="event", rule="participle")


def _is_mutual(verb: "Token") -> bool:
    """'The accord ended, the two accusing each other': no accord does that by itself."""
    said = text_of(words(subtree(verb))).lower()
    return "each other" in said or "one another" in said


def _made_of_itself(verb: "Token") -> "Token | None":
    """The "largest" of '…, making it the largest in the region'."""
    rank = child(verb, "ccomp", "oprd", "xcomp")
    thing = subject(rank) if rank is not None else None
    made = (
        verb.lemma_ == "make" and verb.tag_ == "VBG" and thing is not None and thing.lower_ in {"it", "them"}
    )
    return rank if made and rank is not None and rank.pos_ in {"NOUN", "ADJ", "PROPN"} else None


def _made_so(verb: "Token", noun: "Token") -> list["Token"]:
    """What the subject is made; nothing where "it" may be the object, or what happened."""
    rank, thing = _made_of_itself(verb), child(verb.head, "dobj")
    if rank is None or noun.ent_type_ == "PERSON" or noun.pos_ == "PRON" or is_plural(noun):
        return []
    if verb.head.tag_ != "VBZ" or (thing is not None and not is_plural(thing)):
        return []
    return [t for t in subtree(rank) if t != subject(rank)]


def is_quoting(content: tuple[int, ...], doc: "Doc") -> bool:
    return any(doc[i].text in QUOTE_MARKS for i in content)


def is_of_the_event(verb: "Token") -> bool:
    return verb.tag_ == "VBG" and verb.lemma_.lower() in _OF_THE_EVENT


def told_one_by_one(verb: "Token") -> Iterator[tuple["Token", list["Token"]]]:
    """A participle and those joined to it, each with its own words."""
    joined = [c for c in children(verb, "conj") if _form(c) == _form(verb) and subject(c) is None]
    own = subtree(verb, keep=lambda t: t not in joined and not (joined and t.dep_ == "cc" and t.head == verb))
    told = tidy(with_commas_between(own))
    if told:
        yield verb, told
    for other in joined:
        yield from told_one_by_one(other)


def _form(verb: "Token") -> str:
    """The tag, past forms taken together: the parser confuses them."""
    return "VBN" if verb.tag_ == "VBD" else verb.tag_


def _told(verb: "Token", noun: "Token", tokens: list["Token"], clause: "Token") -> Iterator[Word]:
    completed = any(c.lower_ == "having" for c in children(verb, *AUXILIARIES))
    if verb.tag_ == "VBN" and not completed:
        yield be(noun, past=True)
        yield from words(tokens)
        return
    before = completed or (verb.dep_ == "pcomp" and not _modal(clause))
    finite = past(verb.lemma_.lower()) if before else finite_form(verb, noun, clause)
    for token in tokens:
        if token == verb:
            yield Word(finite, token.i, bool(token.whitespace_))
        elif token.lower_ != "having" or token.head != verb:
            yield word(token)


def _modal(main: "Token") -> str | None:
    helpers = {c.lower_ for c in children(main, *AUXILIARIES)}
    return next((h for h in _MODALS if h in helpers), None)


def _nearest_clause(verb: "Token") -> "Token":
    """The clause that tells the event: the main one, or the last one inside it that ends at the comma."""
    inside = [
        t
        for t in subtree(verb.head, keep=lambda t: t != verb and t.dep_ not in {"relcl", "acl", "ccomp"})
        if t.dep_ == "advcl" and t.i < verb.i and is_finite(t) and _is_named(subject(t))
    ]
    return next((t for t in reversed(inside) if t.i > verb.head.i), verb.head)


def _is_named(noun: "Token | None") -> bool:
    return noun is not None and noun.pos_ != "PRON"


def _event(main: "Token", subject_words: tuple[Word, ...]) -> tuple[Word, ...]:
    """What the clause tells, as a subject: 'the team being deducted a point', 'luggage tripping pilgrims'."""
    own = subject(main)
    if own is not None and own.i not in {w.token for w in subject_words}:
        subject_words = noun_words(own)
    if child(main, "auxpass") is not None:
        gerund = [added("being"), word(main)]
    else:
        shortened = not main.text[0].isalpha()
        gerund = [Word(gerund_of(main.lemma_.lower()), None if shortened else main.i)]
    return (*subject_words, *gerund, *words(_core(main)))


def _core(main: "Token") -> list["Token"]:
    """What the verb needs to name its event: its objects, or else the phrase right behind it."""
    things = children(main, "dobj")[:1]  # 'passed the bill 220-215'
    needed = [*things, *children(main, "attr", "acomp", "oprd", "prt")]
    if not things:
        needed += [c for c in children(main, "prep", "agent") if c.i == main.i + 1]
    return tidy(sorted((t for c in needed for t in subtree(c) if t.i > main.i), key=lambda t: t.i))


def finite_form(verb: "Token", noun: "Token", main: "Token") -> str:
    """The participle as a verb of its noun, in the tense of the main clause."""
    helpers = {c.lower_ for c in children(main, *AUXILIARIES)}
    if main.tag_ in {"VBZ", "VBP"} and not helpers:
        return present(verb.lemma_.lower(), plural=is_plural(noun))
    modal = _modal(main)
    if modal is not None:
        return f"{modal} {verb.lemma_.lower()}"
    return past(verb.lemma_.lower())
