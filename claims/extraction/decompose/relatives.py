"""Relative clauses as claims about their noun."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import UNNAMED
from claims.extraction.attribution.remarks import SAYINGS
from claims.extraction.attribution.reported import between_marks
from claims.extraction.decompose.context import Sentence, kind_of
from claims.extraction.decompose.rewrite import be, candidate, name_words, noun_words, tidy
from claims.extraction.tree import (
    AUXILIARIES,
    FINITE_TAGS,
    Candidate,
    Word,
    added,
    child,
    children,
    is_finite,
    is_indefinite,
    is_verbal,
    subject,
    subtree,
    word,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

Walk = Callable[..., Iterator[Candidate]]
_MOVING = frozenset({"to", "into", "from", "for", "of", "toward", "towards"})
_DEFINITE = frozenset({"the", "those", "that", "this", "these"})
_ANY = frozenset({"any", "every", "each", "all", "no"})
_TIMES = frozenset({"DATE", "TIME"})
_MANNERS = word_set("way time day moment reason place year week month morning night times")
# 'a form of medicine that …' says the same of both nouns.
_KINDS = word_set("form kind type sort species brand")
# Too many things may be meant by them for a claim of their own.
_VAGUE = frozenset({"it", "they", "we", "you", "i"})
_DENIED = word_set("deny dispute reject refute contest dismiss retract withdraw debunk disprove")
_IMAGINED = word_set("imagine envision envisage picture invent fabricate want seek need lack")
_ACCUSING = word_set("accuse charge allege suspect blame claim report say")
_EVENTS = word_set(
    "operation raid attack crash fire war campaign clash protest accident battle incident trial strike storm"
)
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_OF_NAME = frozenset({"det", "compound", "amod", "nmod", "poss", "case"})
_RANKS = frozenset({"JJS", "JJR", "CD"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_PRONOUNS = frozenset({"who", "which", "that", "whose", "whom"})


def relative_pronoun(verb: "Token") -> "Token | None":
    """The "who", "which", "whose" … of the clause, not one of a clause inside it."""
    tokens = subtree(verb, keep=lambda t: t.dep_ not in {"relcl", "ccomp", "conj", "advcl"})
    return next((t for t in tokens if t.lower_ in _PRONOUNS and t.tag_ in {"WDT", "WP", "WP$"}), None)


def stands_alone(verb: "Token") -> bool:
    """Whether the clause can be told as a claim of its own; if not it stays with its noun."""
    pronoun = relative_pronoun(verb)
    if (_is_nobody(subject(verb)) and not is_aside(verb)) or _denies_what_is_said(verb) or _may_not_be(verb):
        return False
    if _relative_place(verb) is not None or _gap(verb) is not None or is_to_be_done(verb):
        return True
    if pronoun is None or not is_finite(verb) or _is_pronoun(verb.head) or _may_mean_another(verb):
        return False
    if _is_cleft(verb) or _is_contrast(verb) or (_is_of_some(verb) and not _has_happened(verb, pronoun)):
        return False
    if any(c.lower_ in _ANY for c in children(verb.head, "det")) and not is_aside(verb):
        return False
    unclear = _is_part_of(verb, pronoun) or _may_be_of_either(verb, pronoun)
    return not unclear and pronoun.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}


def _is_pronoun(noun: "Token") -> bool:
    """'those who left', 'a focus on one that lasts', whatever the parser calls the "one"."""
    return noun.pos_ == "PRON" or (noun.lower_ in {"one", "ones"} and child(noun, "prep") is None)


def _is_part_of(verb: "Token", pronoun: "Token") -> bool:
    """'four children, the youngest of whom she carried': she carried one of them, and nothing "of" them."""
    of = pronoun.head
    return pronoun.dep_ == "pobj" and of.lower_ == "of" and of.head == verb and verb.head.tag_ in _RANKS


def _may_be_of_either(verb: "Token", pronoun: "Token") -> bool:
    """'an operation against a network, in which 11 flats were searched': searched in the operation."""
    above = verb.head.head
    inside = verb.head.dep_ == "pobj" and above.dep_ == "prep" and above.head.lemma_.lower() in _EVENTS
    return inside and pronoun.dep_ == "pobj" and is_aside(verb)


def _is_nobody(noun: "Token | None") -> bool:
    """'a door that nobody could close'"""
    return noun is not None and noun.lower_ in {"nobody", "none", "one"} and noun.pos_ == "PRON"


def _is_cleft(verb: "Token") -> bool:
    """'It was the storm that broke the bridge': one assertion, though a clause hangs on the storm."""
    noun = verb.head
    while noun.dep_ in {"pobj", "prep"} and noun.i > noun.head.i:
        noun = noun.head
    about = subject(noun.head) if noun.dep_ == "attr" and noun.head.lemma_ == "be" else None
    return about is not None and about.lower_ == "it" and not is_aside(verb)


def _is_contrast(verb: "Token") -> bool:
    """'It was Lee, not Roe, who left': Roe did not."""
    first = verb.head.left_edge.i
    return verb.head.dep_ in {"appos", "conj"} and first > 0 and verb.doc[first - 1].lower_ == "not"


def _relative_place(verb: "Token") -> "Token | None":
    """The "where" of a clause with a subject, behind a comma."""
    first = min(subtree(verb), key=lambda t: t.i)
    if first.lower_ != "where" or first.i == 0 or verb.doc[first.i - 1].text != "," or verb.dep_ != "relcl":
        return None
    return first if subject(verb) is not None and is_finite(verb) else None


def _at_place(verb: "Token", where: "Token", sentence: Sentence, walk: Walk) -> Iterator[Candidate]:
    """'… in California, where he was arrested' → 'he was arrested in California'."""
    place = _place_words(verb.head)
    for found in walk(verb, sentence):
        kept = tuple(w for w in found.words if w.token != where.i)
        told = (*kept, *place) if found.head == verb.i else kept
        yield candidate(told, head=sentence.doc[found.head], kind=found.kind, rule="relative")


def _place_words(noun: "Token") -> tuple[Word, ...]:
    if noun.ent_type_ in {"DATE", "TIME"}:
        return ()
    stays = noun.dep_ == "pobj" and noun.head.lower_ not in _MOVING
    preposition = word(noun.head) if stays else added("in")
    return (preposition, *noun_words(noun))


def _gap(verb: "Token") -> "Token | None":
    """The word behind which the noun belongs in a clause that leaves out its pronoun: 'a clock he had made',
    'the house she lived in'.
    """
    noun = subject(verb)
    if verb.dep_ != "relcl" or noun is None or not is_finite(verb) or verb.head.pos_ == "PRON":
        return None
    opens = min(t.i for t in noun.subtree) == verb.head.i + 1
    if not opens or noun.tag_ in _RELATIVE_TAGS or relative_pronoun(verb) is not None or child(verb, "dobj"):
        return None
    if any(t.tag_ in {*_RELATIVE_TAGS, "WRB"} for t in verb.subtree) or child(
        verb, "ccomp", "xcomp", "acomp"
    ):
        return None
    if noun.lower_ in _VAGUE or any(c.lower_ == "to" for c in children(verb, "prep")):
        return None
    stranded = next((c for c in children(verb, "prep") if c.i > verb.i and not list(c.children)), None)
    return None if verb.head.ent_type_ in _TIMES or verb.head.lower_ in _MANNERS else stranded or verb


def _may_mean_another(verb: "Token") -> bool:
    """'possession of video that shows …': two nouns before a clause without a comma."""
    first = min(t.i for t in verb.subtree)
    before = verb.doc[first - 1] if first else verb
    if verb.head.lower_ in _KINDS:
        return False
    return before.text != "," and before != verb.head and before.dep_ == "pobj" and before.pos_ == "NOUN"


def identifies(verb: "Token") -> bool:
    """'the bridge that fell': without the clause nobody knows which one is meant."""
    if verb.dep_ != "relcl":
        return False
    noun = verb.head
    marked = any(c.dep_ == "det" and c.lower_ in _DEFINITE | _ANY for c in noun.children)
    marked = marked or (is_indefinite(noun) and noun.dep_ not in {"attr", "appos"})
    return is_to_be_done(verb) or _is_of_some(verb) or (marked and not noun.ent_type_ and not is_aside(verb))


def _is_of_some(verb: "Token") -> bool:
    """'voters who decided late': no article, no number; without the clause all voters would be meant."""
    pronoun, noun = relative_pronoun(verb), verb.head
    if (
        pronoun is None
        or pronoun.lower_ not in {"who", "that"}
        or is_aside(verb)
        or noun.tag_ not in {"NNS", "NNPS"}
    ):
        return False
    return child(noun, "det", "poss", "nummod", "predet", "quantmod") is None


def _has_happened(verb: "Token", pronoun: "Token") -> bool:
    """'explosions that went off': there were some, and that they did can be told."""
    return pronoun.lower_ == "that" and verb.tag_ == "VBD"


def is_aside(verb: "Token") -> bool:
    """Whether the clause is set off from its noun by a comma, a dash or a bracket."""
    first = min(t.i for t in verb.subtree)
    return first > 0 and verb.doc[first - 1].text in {",", "—", "–", "-", "("}


def is_to_be_done(verb: "Token") -> bool:
    """'a monument to be built in the capital'"""
    helpers = [c.lower_ for c in children(verb, "aux", "auxpass")]
    return verb.tag_ == "VBN" and helpers == ["to", "be"] and subject(verb) is None


def claims_of(
    verb: "Token", sentence: Sentence, walk: Walk, about: tuple[Word, ...] | None = None
) -> Iterator[Candidate]:
    """Claims of a relative clause, its pronoun replaced by the noun, or by who the noun describes."""
    pronoun = relative_pronoun(verb)
    where = _relative_place(verb)
    if is_to_be_done(verb):
        told = tidy(subtree(verb, keep=lambda t: t.dep_ != "appos"))
        due = (*antecedent_words(verb.head), be(verb.head), *words(told))
        yield candidate(due, head=verb, kind="planned_event", rule="participle")
        return
    if where is not None:
        yield from _at_place(verb, where, sentence, walk)
    gap = _gap(verb)
    if gap is not None and where is None:
        yield from _in_gap(verb, gap, sentence, walk)
    if pronoun is None or where is not None:
        return
    antecedent = (
        about or _both_before(verb) or antecedent_words(_person_before(pronoun) or thing_meant(verb.head))
    )
    doer = next((c for c in children(verb, "nsubj") if c.i > pronoun.i), None)
    if pronoun.dep_ in {"nsubj", "nsubjpass"} and pronoun.head == verb and doer is None:
        yield from _with_subject(verb, pronoun, antecedent, sentence, walk)
        return
    handed = {i for r in sentence.reports if r.head == verb.i for i in (*r.source, *r.cue)}
    pieces = _in_place(verb, pronoun, antecedent, handed)
    if pieces:
        yield candidate(pieces, head=verb, kind=kind_of(verb), rule="relative")


def _denies_what_is_said(verb: "Token") -> bool:
    """'Lee is accused of taking money from the fund, which she denies': she denies no fund."""
    said = verb.head.lemma_.lower() in SAYINGS or any(
        t.lemma_.lower() in _ACCUSING for t in verb.head.ancestors
    )
    return said and verb.lemma_.lower() in _DENIED


def _may_not_be(verb: "Token") -> bool:
    """'imagined a city in which cars were banned', 'retracted a story that said …': no such thing need be;
    and 'a video that claims to show it' need not.
    """
    noun = verb.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
    open_ = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _DENIED | _IMAGINED
    unsure = open_ and (is_indefinite(verb.head) or verb.head.tag_ == "NNS")
    return (unsure or verb.lemma_ in {"claim", "purport"} or _is_in_label(verb)) and not is_aside(verb)


def _is_in_label(verb: "Token") -> bool:
    """'had "the voice of a door that needs oil"': somebody's words for her, and no door."""
    quoted = between_marks(verb.doc)
    above = next((t for t in verb.ancestors if is_verbal(t)), verb)
    return verb.i in quoted and above.i not in quoted


def _in_gap(verb: "Token", gap: "Token", sentence: Sentence, walk: Walk) -> Iterator[Candidate]:
    """'… a clock he had made' → 'he had made a clock'."""
    thing = antecedent_words(verb.head)
    for found in walk(verb, sentence):
        at = next((n for n, w in enumerate(found.words) if w.token == gap.i), None)
        if at is None:
            yield found
            continue
        pieces = (*found.words[: at + 1], *thing, *found.words[at + 1 :])
        yield candidate(pieces, head=sentence.doc[found.head], kind=found.kind, rule="relative")


def _person_before(pronoun: "Token") -> "Token | None":
    """'his colleague and Paul Adeyemi, who …': the name right in front of the pronoun."""
    if pronoun.lower_ not in {"who", "whose"} or pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return None
    name = pronoun.nbor(-2)
    if any(t.lower_ in UNNAMED for t in pronoun.head.subtree):
        return None
    return name if name.ent_type_ == "PERSON" and name.tag_ == "NNP" else None


def thing_meant(noun: "Token") -> "Token":
    """'Sheehan is an actor who was born in 1949': the clause is about Sheehan."""
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        about = subject(noun.head)
        named = about is not None and about.lower_ not in {"it", "this", "that", "these", "those"}
        if about is not None and named and about.pos_ in _NOMINAL and about.dep_ != "expl":
            return about
    return noun


def _both_before(verb: "Token") -> tuple[Word, ...]:
    """'Eric Roe and Mike Lund, who run a shop': both do; empty where one is meant or may be.
    'Neither the bank nor the port, which together own it': so do both.
    """
    first = verb.head.head if verb.head.dep_ == "conj" else verb.head
    second, joint = child(first, "conj"), child(first, "cc")
    helper = next((c for c in children(verb, *AUXILIARIES) if c.tag_ in FINITE_TAGS), verb)
    if second is None or joint is None or joint.lower_ not in {"and", "nor"} or second.i > verb.i:
        return ()
    if any(c.lower_ in {"together", "both", "jointly"} for c in children(verb, "advmod")):
        return (
            *words(tidy(subtree(first, keep=lambda t: t != second and t.dep_ in _OF_NAME))),
            added("and"),
            *noun_words(second),
        )
    people = second.ent_type_ == first.ent_type_ == "PERSON"
    plural = helper.tag_ == "VBP" or helper.lower_ == "were"
    return (*name_words(first), word(joint), *name_words(second)) if people and plural else ()


def antecedent_words(noun: "Token") -> tuple[Word, ...]:
    told = name_words(noun) if noun.ent_type_ == "PERSON" else noun_words(noun)
    return told[1:] if len(told) > 1 and told[0].text.lower() in {"only", "just", "merely"} else told


def _with_subject(
    verb: "Token", pronoun: "Token", antecedent: tuple[Word, ...], sentence: Sentence, walk: Walk
) -> Iterator[Candidate]:
    for found in walk(verb, sentence):
        kept = [w for w in found.words if w.token != pronoun.i]
        if len(kept) == len(found.words):
            yield found
            continue
        place = next(i for i, w in enumerate(found.words) if w.token == pronoun.i)
        pieces = (*found.words[:place], *antecedent, *found.words[place + 1 :])
        rule = found.rule if found.rule == "absolute" else "relative"
        yield candidate(pieces, head=sentence.doc[found.head], kind=found.kind, rule=rule)


def _in_place(verb: "Token", pronoun: "Token", antecedent: tuple[Word, ...], handed: set[int]) -> list[Word]:
    """The clause with the noun where the pronoun belongs, without the words that hand it to a speaker."""
    tokens = tidy(t for t in subtree(verb, keep=lambda t: t.dep_ not in {"mark"}) if t.i not in handed)
    if pronoun.dep_ == "poss":
        ending = "'" if antecedent[-1].text.endswith("s") else "'s"
        owner = [*antecedent[:-1], Word(antecedent[-1].text + ending, antecedent[-1].token)]
        return [w for t in tokens for w in (owner if t == pronoun else [word(t)])]
    if pronoun.dep_ == "pobj" and pronoun.head.head != verb and pronoun.i < verb.i:
        if pronoun.lower_ == "whom" and len(antecedent) == 1 and verb.head.tag_ == "NNS":
            antecedent = (added("the"), *antecedent)  # 'some of the supporters'
        return [w for t in tokens for w in (antecedent if t == pronoun else [word(t)])]
    counted = subject(verb)
    of_some = counted is not None and counted.tag_ == "CD" and counted.i > pronoun.i
    if pronoun.dep_ == "pobj" and pronoun.head.lower_ == "of" and of_some:
        return _of_them(tokens, pronoun, antecedent)
    if pronoun.dep_ == "pobj":
        moved = {pronoun.i, pronoun.head.i}
        rest = words([t for t in tokens if t.i not in moved])
        return [*rest, added(pronoun.head.text), *antecedent]
    rest_tokens = [t for t in tokens if t != pronoun]
    at = next((n for n, t in enumerate(rest_tokens) if t == verb), None)
    if at is None or pronoun.head != verb:
        return []
    return [*words(rest_tokens[: at + 1]), *antecedent, *words(rest_tokens[at + 1 :])]


def _of_them(tokens: list["Token"], pronoun: "Token", antecedent: tuple[Word, ...]) -> list[Word]:
    """'13 caves, of which only three were entered' → 'only three of 13 caves were entered'."""
    told = [t for t in tokens if t.i not in {pronoun.i, pronoun.head.i}]
    at = next(n for n, t in enumerate(told) if t.tag_ == "CD" and t.i > pronoun.i)
    return [*words(told[: at + 1]), added("of"), *antecedent, *words(told[at + 1 :])]
