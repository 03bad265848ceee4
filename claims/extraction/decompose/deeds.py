"""Deeds inside nouns: 'Lee's decision to leave' says that Lee decided to leave."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import be, candidate, name_words, noun_words, tidy
from claims.extraction.decompose.stating import CONDITIONS
from claims.extraction.tree import (
    AUXILIARIES,
    SUBJECTS,
    Candidate,
    Word,
    added,
    child,
    children,
    is_finite,
    is_negated,
    is_verbal,
    subtree,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# What may follow the noun, and the word that takes its place behind the verb ("" for a plain object).
_TO = {"to": "to"}
_THAT = {"that": "that"}
_OF = {"of": ""}
_SAID = _THAT
# What the owner of the noun did, said or was.
_VERBS: dict[str, tuple[str, dict[str, str]]] = {
    "decision": ("decided", _TO),
    "vow": ("vowed", _TO | _THAT),
    "pledge": ("pledged", _TO | _THAT),
    "promise": ("promised", _TO | _THAT),
    "refusal": ("refused", _TO),
    "attempt": ("attempted", _TO),
    "effort": ("tried", _TO),
    "threat": ("threatened", _TO),
    "agreement": ("agreed", _TO),
    "offer": ("offered", _TO),
    "failure": ("failed", _TO),
    "plan": ("planned", _TO),
    "desire": ("wanted", _TO),
    "unwillingness": ("was unwilling", _TO),
    "willingness": ("was willing", _TO),
    "inability": ("was unable", _TO),
    "conclusion": ("concluded", _THAT),
    "admission": ("admitted", _THAT),
    "claim": ("claimed", _THAT),
    "suggestion": ("suggested", _THAT),
    "assertion": ("asserted", _THAT),
    "allegation": ("alleged", _THAT),
    "accusation": ("claimed", _THAT),
    "announcement": ("announced", _THAT | _OF),
    "warning": ("warned", _THAT),
    "statement": ("said", _THAT),
    "comment": ("said", _THAT),
    "remark": ("said", _THAT),
    "belief": ("believed", _THAT),
    "call": ("called", {"for": "for"}),
    "criticism": ("criticized", _OF),
    "praise": ("praised", {"of": "", "for": ""}),
    "condemnation": ("condemned", _OF),
    "endorsement": ("endorsed", _OF),
    "rejection": ("rejected", _OF),
    "dismissal": ("dismissed", _OF),
    "embrace": ("embraced", _OF),
    "support": ("supported", {"for": "", "of": ""}),
    "opposition": ("opposed", {"to": ""}),
    "use": ("used", _OF),
    "handling": ("handled", _OF),
    "acquisition": ("acquired", _OF),
    "purchase": ("bought", _OF),
    "ownership": ("owned", _OF),
    "attack": ("attacked", {"on": "", "against": ""}),
    "vote": ("voted", {"for": "for", "against": "against"}),
    "visit": ("visited", {"to": ""}),
    "trip": ("traveled", _TO),
    "return": ("returned", {"to": "to", "from": "from"}),
    "departure": ("left", {"from": ""}),
    "withdrawal": ("withdrew", {"from": "from"}),
    "appearance": ("appeared", {"at": "at", "on": "on", "in": "in", "before": "before"}),
    "participation": ("participated", {"in": "in"}),
    "victory": ("won", {"in": "in", "over": "over"}),
    "win": ("won", {"in": "in", "over": "over"}),
    "loss": ("lost", {"in": "in", "to": "to"}),
    "defeat": ("lost", {"in": "in"}),
    "election": ("was elected", {"as": "as", "to": "to"}),
    "appointment": ("was appointed", {"as": "as", "to": "to"}),
    "conviction": ("was convicted", {"of": "of", "for": "for", "in": "in"}),
    "arrest": ("was arrested", {"in": "in", "on": "on", "at": "at", "for": "for"}),
    "death": ("died", {"in": "in", "on": "on", "at": "at", "from": "from"}),
    "donation": ("donated", _TO),
    "marriage": ("married", {"to": ""}),
    "resignation": ("resigned", {"from": "from", "as": "as", "over": "over"}),
    "retirement": ("retired", {"from": "from", "as": "as"}),
    "approval": ("approved", _OF),
}
# When it was is enough to tell of them.
_WITHOUT_OBJECT = frozenset({"resignation", "retirement", "death", "return", "arrest", "appointment"})
# What became of the thing that an "of" names: 'the arrest of Lee in May'.
_HAPPENED = {
    "death": "died",
    "resignation": "resigned",
    "retirement": "retired",
    "collapse": "collapsed",
    "sinking": "sank",
}
_DONE_TO = {
    "arrest": "arrested",
    "detention": "detained",
    "killing": "killed",
    "murder": "murdered",
    "assassination": "assassinated",
    "kidnapping": "kidnapped",
    "abduction": "abducted",
    "execution": "executed",
    "sentencing": "sentenced",
    "acquittal": "acquitted",
    "conviction": "convicted",
    "suspension": "suspended",
    "dismissal": "dismissed",
    "ouster": "ousted",
    "toppling": "toppled",
    "overthrow": "overthrown",
    "sale": "sold",
    "closure": "closed",
    "demolition": "demolished",
    "destruction": "destroyed",
    "seizure": "seized",
    "invasion": "invaded",
    "annexation": "annexed",
    "bombing": "bombed",
    "ratification": "ratified",
    "cancellation": "cancelled",
    "postponement": "postponed",
    "appointment": "appointed",
    "nomination": "nominated",
    "election": "elected",
}
# Where, when, why and by whom it was done.
_AROUND = frozenset({"in", "on", "at", "near", "by", "for", "as", "to", "after", "from"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_NOMINATIVE = {"his": "he", "her": "she", "its": "it", "their": "they"}
# They say which one of several deeds it was, or that it may not have been one.
_CHOOSING = word_set(
    """
    first second third last only next possible potential likely alleged supposed apparent future hypothetical
    eventual proposed planned would-be rumored rumoured expected presumed no any
    """
)
# What somebody asks for, lacks or denies is not done.
_OPEN = word_set(
    """
    call demand seek ask urge want need lack deny await expect hope oppose prevent block avoid predict
    consider require request fear threaten propose discuss plot risk possibility prospect danger chance threat
    proposal plan attempt effort bid accuse allege charge suspect claim reject rumor rumour veto postpone
    cancel delay halt stop debate resist
    """
)
# Only what was done has an "after", is mourned, or sets something off: 'debated the sale of the port' may be
# all talk.
_AFTER = word_set("after since following during despite amid upon with")
_BLAMED_FOR = word_set("convict jail sentence imprison execute blame punish fine condemn responsible")
_REMEMBERED = word_set("anniversary aftermath wake scene victim day night morning")
_SEEN = word_set(
    """
    condemn mourn confirm celebrate mark welcome criticize criticise praise denounce witness lament
    investigate commemorate avenge complete survive follow
    """
)
_SETTING_OFF = word_set(
    """
    spark cause prompt lead follow trigger shock anger draw force come end kill leave set bring raise mark
    hamper damage destroy disrupt happen occur
    """
)
_MODALS = word_set("would could may might should will shall can must 'd 'll")
_LOOSE = frozenset({"relcl", "appos", "advcl", "parataxis", "punct"})


def claims_of(sentence: Sentence) -> Iterator[Candidate]:
    """What each noun of a deed tells of its owner, and of whom its "of" names, where the sentence takes it as
    done."""
    for noun in sentence.doc:
        if noun.tag_ not in {"NN", "NNS"} or not _names_deed(noun) or not _is_done(noun, sentence):
            continue
        if noun.lemma_.lower() in _VERBS:
            yield from _told(noun, sentence)
        yield from _undergone(noun)


def _names_deed(noun: "Token") -> bool:
    return any(noun.lemma_.lower() in deeds for deeds in (_VERBS, _HAPPENED, _DONE_TO))


def _undergone(noun: "Token") -> Iterator[Candidate]:
    """'the arrest of Lee in May' → 'Lee was arrested in May'; of one whom the article can name or count."""
    deed = noun.lemma_.lower()
    thing = _undergoer(noun)
    if thing is None or (deed not in _HAPPENED and deed not in _DONE_TO) or not _is_taken_as_done(noun):
        return
    verbal = [added(_HAPPENED[deed])] if deed in _HAPPENED else [be(thing, past=True), added(_DONE_TO[deed])]
    around = [c for c in (*noun.children, *thing.children) if c.i > thing.i and _says_more(c)]
    said = {t for c in around for t in subtree(c, keep=lambda t: t.dep_ not in _LOOSE)}
    rest = tidy(sorted(said, key=lambda t: t.i))
    if not rest and noun.dep_ in SUBJECTS:
        return  # 'the collapse of the dam killed 113 people' tells it
    named = name_words(thing) if thing.ent_type_ == "PERSON" else _bare(thing, around)
    yield candidate((*named, *verbal, *words(rest)), head=noun, kind="event", rule="deed", extra=[noun.i])


def _is_taken_as_done(noun: "Token") -> bool:
    """Whether what stands around the deed can only be said of one that was done."""
    above = noun.head
    if noun.dep_ == "pobj":
        if above.dep_ == "agent":
            return above.head.lemma_.lower() in _SETTING_OFF
        around = {t.lemma_.lower() for t in islice(above.ancestors, 2)}
        return (
            above.lower_ in _AFTER
            or (above.lower_ == "for" and bool(around & _BLAMED_FOR))
            or (above.lower_ == "of" and above.head.lemma_.lower() in _REMEMBERED)
        )
    if noun.dep_ == "nsubj":
        return above.tag_ == "VBD" and above.lemma_.lower() in _SETTING_OFF
    return noun.dep_ in {"dobj", "nsubjpass"} and above.lemma_.lower() in _SEEN


def _undergoer(noun: "Token") -> "Token | None":
    of = next((c for c in children(noun, "prep") if c.lower_ == "of" and c.i == noun.i + 1), None)
    thing = child(of, "pobj") if of is not None else None
    if thing is None or thing.pos_ == "PRON" or child(noun, "poss") is not None:
        return None
    counted = child(thing, "nummod", "poss") is not None
    definite = thing.pos_ == "PROPN" or any(c.lower_ in _DEFINITE for c in children(thing, "det"))
    return thing if (definite or counted) and child(thing, "relcl") is None else None


def _says_more(branch: "Token") -> bool:
    return branch.dep_ in {"prep", "agent"} and branch.lower_ in _AROUND


def _bare(thing: "Token", around: list["Token"]) -> tuple[Word, ...]:
    """The thing without what tells of the deed."""
    told = {t for c in around for t in c.subtree}
    return tuple(w for w in noun_words(thing) if w.token is None or thing.doc[w.token] not in told)


def _is_done(noun: "Token", sentence: Sentence) -> bool:
    """Not 'without Lee's support', 'they asked for Lee's arrest', 'Lee's first win', nor what is denied."""
    if any(c.lower_ in _CHOOSING or c.tag_ == "JJS" for c in noun.children if c.i < noun.i):
        return False
    report = sentence.report_at(noun.i)
    if report is not None and not report.asserted:
        return False
    return not any(_leaves_open(t) for t in _clause_around(noun))


def _clause_around(noun: "Token") -> Iterator["Token"]:
    """What the noun hangs on, up to the verb with a tense."""
    for above in noun.ancestors:
        yield above
        if is_verbal(above) and is_finite(above):
            return


def _leaves_open(above: "Token") -> bool:
    if above.lower_ in {"without", "instead"} or above.lemma_.lower() in _OPEN or is_negated(above):
        return True
    helpers = children(above, *AUXILIARIES)
    marks = children(above, "mark", "advmod")
    return any(h.lower_ in _MODALS for h in helpers) or any(m.lower_ in CONDITIONS for m in marks)


def _told(noun: "Token", sentence: Sentence) -> Iterator[Candidate]:
    doer = _doer(noun, sentence)
    verb, openers = _VERBS[noun.lemma_.lower()]
    if "of" not in openers and any(c.lower_ == "of" for c in children(noun, "prep")):
        return  # 'the loss of support to Lee' is no loss to Lee.
    complements = (_complement(c, openers) for c in noun.children if c.i > noun.i)
    rest = next((found for found in complements if found), ()) or _date_alone(noun)
    if doer and rest:
        kind = "statement" if "that" in openers else "event"
        yield candidate((*doer, added(verb), *rest), head=noun, kind=kind, rule="deed", extra=[noun.i])


def _date_alone(noun: "Token") -> tuple[Word, ...]:
    """The "in 2019" of 'his resignation in 2019'."""
    if noun.lemma_.lower() not in _WITHOUT_OBJECT:
        return ()
    return words(tidy(t for c in children(noun, "prep") if c.i > noun.i and _is_date(c) for t in subtree(c)))


def _doer(noun: "Token", sentence: Sentence) -> tuple[Word, ...]:
    """Who owns the deed, as its doer; nobody where a pronoun stays open."""
    owner = child(noun, "poss") or _agent(noun)
    if owner is None or owner.i in sentence.unresolved or owner.ent_type_ in {"DATE", "TIME"}:
        return ()
    if owner.tag_ == "PRP$":
        form = _NOMINATIVE.get(owner.lower_)
        return (Word(form, owner.i),) if form else ()
    found = name_words(owner) if owner.ent_type_ == "PERSON" else noun_words(owner)
    return tuple(w for w in found if w.text not in {"'s", "’s", "'", "’"})


def _agent(noun: "Token") -> "Token | None":
    """'the decision by the board to sell'"""
    by = next((c for c in children(noun, "prep") if c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def _complement(branch: "Token", openers: dict[str, str]) -> tuple[Word, ...]:
    """The words behind the deed's verb, where the branch below the noun is one that the deed takes."""
    if branch.dep_ == "prep" and branch.lower_ in openers:
        thing = child(branch, "pobj")
        if thing is None:
            return ()
        told = subtree(thing, keep=lambda t: t.dep_ not in _LOOSE and not _begins_anew(t, thing))
        dates = [
            t for c in children(branch.head, "prep") if c.i > branch.i and _is_date(c) for t in subtree(c)
        ]
        opener = openers[branch.lower_]
        return (*([added(opener)] if opener else []), *words(tidy([*told, *dates])))
    mark = child(branch, "mark")
    last = max(branch.subtree, key=lambda t: t.i)
    if last.i + 1 < len(last.doc) and last.nbor(1).pos_ == "ADV":
        return ()  # 'her claim that they had voted illegally was …', the adverb read as the next verb's
    if is_finite(branch) and "that" in openers and mark is not None and mark.lower_ == "that":
        return words(tidy(subtree(branch)))
    helper = child(branch, "aux")
    if branch.tag_ == "VB" and "to" in openers and helper is not None and helper.lower_ == "to":
        return words(tidy(subtree(branch, keep=lambda t: t.dep_ not in _LOOSE and t.lower_ != "as")))
    return ()


def _is_date(branch: "Token") -> bool:
    time = child(branch, "pobj")
    return time is not None and time.ent_type_ in {"DATE", "TIME"}


def _begins_anew(token: "Token", thing: "Token") -> bool:
    """A second thing with an owner of its own, or what an adjective behind the noun belongs to."""
    if token.dep_ == "conj" and child(token, "poss", "det") is not None:
        return True
    return token.head == thing and token.dep_ == "amod" and token.i > thing.i
