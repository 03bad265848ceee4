"""Each token asked for each sign of a misreading; the first that shows is put right."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import NAMING, OF_A_DEED
from claims.extraction.mending.inserted import INSERTED
from claims.extraction.mending.lost_verbs import give_back_verb
from claims.extraction.mending.misjoined import MISJOINED
from claims.extraction.mending.misplaced import MISPLACED
from claims.extraction.mending.names import cut_names
from claims.extraction.mending.qualities import QUALITIES
from claims.extraction.mending.rows import PAST_TAGS, ROWS, Misreading, hang
from claims.extraction.mending.sayings import SAYINGS
from claims.extraction.tree import AUXILIARIES, FINITE_TAGS, child, children, is_finite, subject

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_NOMINAL = _NOUNS | {"PRON"}


def mend(doc: "Doc") -> "Doc":
    """The document, its tree corrected where one reading is plainly wrong: verbs first, then clauses."""
    cut_names(doc)
    for token in doc:
        _mend_verb(token)
    for token in doc:
        for sign, correct in _MISREADINGS:
            found = sign(token)
            if found:
                correct(token, found)
                break
    return doc


def _mend_verb(token: "Token") -> None:
    """A main verb without auxiliary is a past tense, not a participle; so is a verb without object behind a
    noun that would be all the sentence has.
    """
    if token.dep_ in {"dep", "oprd"} and token.tag_ == "JJS":
        _describe_before(token)
    if token.tag_ == "VB" and token.head == token and child(token, "nsubj") is not None:
        _make_present(token)
    if token.tag_ in FINITE_TAGS:
        _give_subject(token)
    if token.dep_ == "acl" and token.tag_ in PAST_TAGS:
        give_back_verb(token)
    if token.tag_ == "VBN" and token.head == token and child(token, "aux") is None:
        noun = child(token, "nsubj")
        first = min(t.i for t in noun.subtree) if noun is not None else 0
        if noun is not None and (first == 0 or token.doc[first - 1].pos_ != "ADP"):
            token.tag_ = "VBD"
    if token.tag_ == "VBN" and token.dep_ == "conj" and token.head.tag_ == "VBD":
        _join_past(token)


def _join_past(token: "Token") -> None:
    """'ate oysters, downed drinks and left': the second is a past tense as the first is."""
    if (
        token.head.pos_ == "VERB"
        and child(token, *AUXILIARIES) is None
        and child(token.head, "auxpass") is None
    ):
        token.tag_ = "VBD"


def _make_present(verb: "Token") -> None:
    """'Bakers who strike include Lee': a base form with a subject and no helper is a present."""
    noun = child(verb, "nsubj")
    if noun is not None and noun.i < verb.i and child(verb, *AUXILIARIES) is None:
        verb.tag_ = "VBP"


def _give_subject(verb: "Token") -> None:
    """'yet the US arms the island': a finite verb has no compound; the noun hung there is its subject."""
    relations = {c.dep_ for c in verb.children}
    noun = next((c for c in verb.children if c.dep_ == "compound" and c.i == verb.i - 1), None)
    if noun is None or noun.pos_ not in _NOMINAL or relations & {"nsubj", "nsubjpass", "expl"}:
        return
    for other in [c for c in verb.children if c.i < noun.i and c.dep_ in {"det", "poss", "amod", "compound"}]:
        other.head = noun
    noun.dep_ = "nsubj"


def _describe_before(superlative: "Token") -> None:
    """'58,825 votes, the highest in the city': it says something of the noun in front of its comma."""
    first = min(t.i for t in superlative.subtree)
    if first < 2 or superlative.nbor(first - superlative.i - 1).text != ",":
        return
    noun = superlative.doc[first - 2]
    if noun.pos_ in _NOMINAL and superlative not in noun.ancestors:
        superlative.head, superlative.dep_ = noun, "appos"


def _noun_of_lost_relative(clause: "Token") -> "Token | None":
    """The "budget" of 'adopted a budget for the year beginning in July that raises fares', read as when."""
    lost = clause.dep_ == "advcl" and clause.tag_ in FINITE_TAGS and clause.i > clause.head.i
    opener = subject(clause) if lost else None
    if opener is None or opener.tag_ != "WDT" or opener.i != _opening(clause):
        return None
    before = [t for t in clause.doc[clause.head.i + 1 : opener.i] if t.pos_ in _NOUNS]
    return next((t for t in reversed(before) if t.ent_type_ not in {"DATE", "TIME"}), None)


def _noun_of_second_label(token: "Token") -> "Token | None":
    """The "milk" of 'There is little about milk, an area in which …', read as there being an area."""
    first = child(token.head, "attr") if token.dep_ == "attr" else None
    if first is None or first.i >= token.i or child(token.head, "cc") is not None:
        return None
    opens = _opening(token)
    noun = token.doc[opens - 2]
    return noun if token.doc[opens - 1].text == "," and noun.pos_ in _NOUNS and noun.i > first.i else None


def _noun_of_deed(token: "Token") -> "Token | None":
    """The "tools" of 'accused of keeping the tools they had been given': an accusation takes no clause, a
    noun does.
    """
    if token.dep_ != "ccomp" or token.head.lemma_.lower() not in OF_A_DEED or child(token, "mark"):
        return None
    first, noun = _opening(token), subject(token)
    opens = noun is not None and _opening(noun) == first and is_finite(token)
    before = token.doc[first - 1]
    return before if opens and token.i > token.head.i and before.pos_ in _NOUNS else None


def _opening(token: "Token") -> int:
    return min(t.i for t in token.subtree)


def _noun_of_owner(clause: "Token") -> "Token | None":
    """The "couple" of 'a couple (in their seventies) whose car was swept away', the clause read as told."""
    if clause.dep_ not in {"ccomp", "advcl", "dep", "conj"}:
        return None
    first = clause.doc[_opening(clause)]
    owns = first.tag_ == "WP$" and first.head == subject(clause)
    if not owns or first.i == 0 or not is_finite(clause):
        return None
    noun = first.nbor(-1) if first.nbor(-1).text != "," or first.i < 2 else first.nbor(-2)
    aged = child(noun, "poss") is not None and noun.dep_ == "pobj" and noun.head.i > 0
    owner = noun.head.nbor(-1) if aged else noun
    return next((t for t in (owner, noun) if t.pos_ in _NOUNS), None)


def _clause_of_lost_perfect(token: "Token") -> "Token | None":
    """'Lee, having sold the farm, left': the participle hung on a comma."""
    having = any(c.lower_ == "having" for c in children(token, "aux"))
    return _clause_around(token) if having and token.tag_ == "VBN" and token.dep_ != "advcl" else None


def _clause_around(participle: "Token") -> "Token | None":
    """The verb of the noun in front of the participle's comma."""
    first = min(t.i for t in participle.subtree)
    if first < 2 or participle.doc[first - 1].text != ",":
        return None
    noun = participle.doc[first - 2]
    verb = noun.head
    is_its_own = noun.dep_ in {"nsubj", "nsubjpass"} and is_finite(verb) and verb not in participle.subtree
    return verb if is_its_own else None


def _is_naming_participle(token: "Token") -> bool:
    """'a group called Rise was told', 'said that the men held could be tried': one subject for two finite
    verbs that nothing joins.
    """
    if token.dep_ == "ccomp" and token.tag_ in PAST_TAGS and child(token, *AUXILIARIES) is None:
        main = _without_subject(token) if subject(token) is not None else None
        return main is not None and not any(t.is_punct for t in token.doc[token.i : main.i])
    if token.tag_ != "VBD" or token.lemma_.lower() not in NAMING or subject(token) is None:
        return False
    return _without_subject(token) is not None and child(token, "oprd", "dobj", "attr") is not None


def _verb_behind_aside(aside: "Token") -> "Token | None":
    """The "died" of 'Ann Roe, thought to be the oldest, died', read as the second thing that she did."""
    noun, verb = subject(aside), child(aside, "conj")
    if aside.tag_ != "VBD" or noun is None or verb is None or child(aside, "cc", *AUXILIARIES) is not None:
        return None
    if not noun.i < aside.i < verb.i:
        return None
    apart = aside.nbor(-1).text == "," == verb.left_edge.nbor(-1).text
    return verb if apart and is_finite(verb) and subject(verb) is None else None


def _describe(aside: "Token", verb: "Token") -> None:
    noun = subject(aside)
    assert noun is not None
    verb.head, verb.dep_ = (aside.head, aside.dep_) if aside.head != aside else (verb, "ROOT")
    for stop in [c for c in children(aside, "punct") if c.i > verb.i]:
        stop.head = verb
    noun.head, noun.dep_ = verb, "nsubjpass" if child(verb, "auxpass") else "nsubj"
    aside.head, aside.dep_, aside.tag_ = noun, "acl", "VBN"


def _without_subject(naming: "Token") -> "Token | None":
    """The finite verb behind the name that has no subject of its own and is joined to nothing."""
    below = [naming.head, *naming.head.children, *naming.children]
    for verb in below:
        bare = verb.dep_ in {"ccomp", "ROOT", "dep", "advcl"} and subject(verb) is None
        helper = next((c for c in verb.children if c.tag_ in FINITE_TAGS and c.dep_[:3] == "aux"), verb)
        if bare and verb.i > naming.i and helper.tag_ in FINITE_TAGS and child(verb, "mark", "cc") is None:
            return verb
    return None


def _subordinate(naming: "Token", _sign: object) -> None:
    """The noun becomes the other verb's subject, and the naming its participle."""
    verb, noun = _without_subject(naming), subject(naming)
    assert verb is not None
    assert noun is not None
    marks, relation = children(naming, "mark"), "nsubjpass" if child(verb, "auxpass") else "nsubj"
    for mark in marks:
        mark.head = verb
    if naming in verb.ancestors:
        verb.head, verb.dep_ = (naming.head, naming.dep_) if naming.head != naming else (verb, "ROOT")
    noun.head, noun.dep_ = verb, relation
    naming.head, naming.dep_, naming.tag_ = noun, "acl", "VBN"


# The first sign that shows counts.
_MISREADINGS: tuple[Misreading, ...] = (
    *ROWS,
    *SAYINGS,
    *INSERTED,
    *MISJOINED,
    *MISPLACED,
    *QUALITIES,
    (_noun_of_lost_relative, hang("relcl")),
    (_noun_of_second_label, hang("appos")),
    (_noun_of_deed, hang("relcl")),
    (_noun_of_owner, hang("relcl")),
    (_clause_of_lost_perfect, hang("advcl")),
    (_is_naming_participle, _subordinate),
    (_verb_behind_aside, _describe),
)
