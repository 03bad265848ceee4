"""Reported speech inside one parsed sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.attribution import cues
from claims.extraction.attribution.remarks import remarks
from claims.extraction.attribution.sources import (
    doer_of,
    is_nobody,
    is_of_not_everybody,
    is_share,
    noun_phrase,
    relative_of,
    speaker_of,
)
from claims.extraction.tree import (
    AUXILIARIES,
    QUOTE_MARKS,
    child,
    children,
    is_finite,
    is_indefinite,
    is_negated,
    is_verbal,
    subject,
    subtree,
)

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Fewer words between marks are a label, not what somebody said.
MIN_QUOTED_TOKENS = 3
_SPOKEN = cues.SAYING | {"sing", "chant", "yell", "whisper", "respond", "begin", "conclude"}
_INTRODUCING = frozenset({":", "(", "—", "–", "-"})
# What may stand behind a verb of saying that says nothing itself: where, when, "days after …".
_BESIDE = frozenset({"punct", "prep", "npadvmod", "advcl"})
_BESIDE_OBJECT = frozenset({*AUXILIARIES, "punct", "cc", "conj", "advcl"})


@dataclass(frozen=True, slots=True)
class Reported:
    """Token numbers of source, cue and content in their sentence.

    `head`: the content's verb, if it has one. `asserted`: the speaker vouches for the content. `relative`:
    the "who" that the clause itself names its speaker by.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    head: int | None
    verb: int
    asserted: bool = True
    relative: int | None = None


def find_reported(doc: "Doc") -> list[Reported]:
    """What the sentence hands to a speaker in its own words, outermost first."""
    found = [r for token in doc for r in _by_token(token) if r.content and not _is_addressed(doc, r)]
    found += _of_quotations(doc, found)
    return sorted(found, key=lambda r: -len(r.content))


def _is_addressed(doc: "Doc", report: Reported) -> bool:
    """Who is spoken to is no speaker of the article: 'you know …'; nor is the "that" of 'That said, …'."""
    return [doc[i].lower_ for i in report.source] in (["you"], ["that"], ["this"])


def find_introduced(doc: "Doc") -> Iterator[Reported]:
    """Who speaks in the paragraph after "Lee continued:"; its content is not in the sentence."""
    for verb in doc:
        if is_verbal(verb) and verb.head == verb and (verb.lemma_.lower() in _SPOKEN or _hits_back(verb)):
            source = speaker_of(verb)
            if source:
                yield Reported(source=source, cue=_cue(verb), content=(), head=None, verb=verb.i)


def _hits_back(verb: "Token") -> bool:
    return verb.lemma_ in {"hit", "fire", "shoot", "snap"} and any(c.lower_ == "back" for c in verb.children)


def _of_quotations(doc: "Doc", found: list[Reported]) -> Iterator[Reported]:
    """What stands between marks and no parse tied to anybody, beside the one verb of saying outside them."""
    quoted = between_marks(doc)
    covered = {i for r in found for i in r.content}
    if not quoted or not covered.isdisjoint(quoted):
        return
    verbs = [t for t in doc if t.i not in quoted and is_verbal(t) and t.lemma_.lower() in _SPOKEN]
    source = speaker_of(verbs[0]) if len(verbs) == 1 else None
    if source and quoted.isdisjoint(source):
        yield Reported(
            source=source, cue=_cue(verbs[0]), content=tuple(sorted(quoted)), head=None, verb=verbs[0].i
        )


def between_marks(doc: "Doc") -> set[int]:
    """Tokens of the sentence's quotations, marks included; a mark without its partner closes what another
    sentence opened, or opens what another closes.
    """
    marks = [t.i for t in doc if t.text in QUOTE_MARKS]
    if len(marks) % 2:
        marks = [-1, *marks] if _closes(doc[marks[0]]) else [*marks, len(doc)]
    pairs = zip(marks[::2], marks[1::2], strict=True)
    long = [(max(low, 0), min(high + 1, len(doc))) for low, high in pairs if high - low > MIN_QUOTED_TOKENS]
    return {i for low, high in long for i in range(low, high)}


def _closes(mark: "Token") -> bool:
    before = mark.doc[max(mark.i - 1, 0)]
    ends = before != mark and before.is_punct and before.text not in _INTRODUCING
    return mark.text == "”" or (mark.text != "“" and ends)


def _by_token(token: "Token") -> Iterator[Reported]:
    if is_verbal(token) and token.lemma_.lower() in cues.SAYING | cues.LABELLING | cues.PHRASAL:
        report = _by_verb(token)
        if report:
            yield report
    elif token.lower_ in cues.ACCORDING:
        yield from _according(token)
    elif token.lemma_.lower() in cues.OWNED and token.pos_ == "NOUN":
        yield from _by_noun(token)
    elif token.lower_ in cues.ATTITUDES:
        yield from _by_attitude(token)


def _by_verb(verb: "Token") -> Reported | None:
    if is_of_not_everybody(verb) or cues.supposes(verb):
        return None
    source = speaker_of(verb)
    head = _content_head(verb)
    if head is not None:
        content = _content_of(verb, head, source)
    elif verb.lemma_ in cues.LABELLING:
        content = _label(verb) or _phrase(verb)
    else:
        content = _quoted_object(verb) or _phrase(verb)
    if not content or (source is None and (head is None or head.i < verb.i)):
        return None
    return Reported(
        source=tuple(source or ()),
        cue=_cue(verb),
        content=tuple(i for i in content if i not in (source or ())),
        head=head.i if head is not None else None,
        verb=verb.i,
        asserted=head is not None and _asserts(verb, head),
        relative=relative_of(verb),
    )


def _asserts(verb: "Token", head: "Token") -> bool:
    """Whether the speaker vouches for the content: not "denied that", "would not say whether"."""
    if verb.lemma_.lower() in cues.DENYING | cues.FORECASTING | cues.KNOWING or is_negated(verb):
        return False
    if any(c.lower_ in cues.WRONGLY or cues.lacks_evidence(c) for c in verb.children):
        return False
    doer = doer_of(verb)
    if doer is None and child(verb, "auxpass") is not None:
        return False  # 'It was reported that …', 'She was told that …': by whom is not said.
    if (doer is not None and (is_share(doer) or is_nobody(doer))) or cues.is_wished(head):
        return False
    if head.dep_ == "xcomp" or (
        verb.dep_ == "xcomp" and (is_negated(verb.head) or verb.head.lemma_ in cues.DENYING)
    ):
        return False
    opener = min(subtree(head), key=lambda t: t.i)
    return not (opener.lower_ in cues.INTERROGATIVE and opener.i > verb.i)


def _content_head(verb: "Token") -> "Token | None":
    lemma = verb.lemma_.lower()
    for clause in children(verb, "ccomp") if lemma not in cues.OF_A_DEED else ():
        if is_verbal(clause) or subject(clause) is not None:
            loose = lemma in cues.NEEDS_FINITE_CLAUSE and not is_finite(clause)
            if not loose and not _is_listed_before(clause, verb):
                return clause
    if _is_appended(verb):
        return verb.head
    if verb.dep_ in {"parataxis", "ccomp"} and subject(verb) is not None and is_verbal(verb.head):
        outer = verb.head
        noun = subject(outer)  # 'The soil, he said, points to it': his, whatever it says.
        says = outer.lemma_.lower() in cues.SAYING and not (noun and noun.i < verb.i < outer.i)
        if not says and (verb.dep_ == "parataxis" or verb.i > outer.i):
            return outer if is_finite(verb) and not child(verb, "dobj", "mark") else None
    joined = _joined_content(verb)
    if joined is not None:
        return joined
    for clause in children(verb, "xcomp"):
        if lemma in {"claim", "deny", "vow", "pledge", "promise", "threaten", "urge", "ask", "warn", "admit"}:
            return clause
    return None


def _is_listed_before(clause: "Token", verb: "Token") -> bool:
    """'52 percent opposed it, 40 percent backed it': nobody backs what stands in front."""
    quoted = any(t.text in QUOTE_MARKS for t in verb.doc[clause.left_edge.i : verb.i])
    return clause.i < verb.i and verb.lemma_.lower() not in cues.SAYING and not quoted


def _joined_content(verb: "Token") -> "Token | None":
    """'They estimated by 2050, prices would double': read as two joined clauses."""
    if _is_aside(verb):
        return verb.head
    second = child(verb, "conj")
    if second is None or second.i < verb.i or subject(second) is None or not is_finite(second):
        return None
    bare = child(verb, "cc", "dobj", "ccomp") is None and verb.lemma_.lower() in cues.SAYING
    return second if bare and subject(verb) is not None else None


def _is_aside(verb: "Token") -> bool:
    """'As Lee has reported, the port closed': who says so of the clause around it, unless it is denied."""
    marked = any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.children)
    told = child(verb, "ccomp", "xcomp", "dobj", "acomp", "neg") is not None
    told = told or verb.lemma_ in cues.WANTING or cues.rules_out(verb) or is_negated(verb.head)
    return verb.dep_ == "advcl" and marked and not told and is_verbal(verb.head) and subject(verb) is not None


def _is_appended(verb: "Token") -> bool:
    """'A fell, a study found': read as two joined clauses, the second of which says nothing."""
    if verb.dep_ != "conj" or subject(verb) is None or not is_verbal(verb.head):
        return False
    joined = any(c.i < verb.i for c in children(verb.head, "cc"))
    beside = _BESIDE | ({"dobj"} if verb.lemma_.lower() in cues.TELLING else set())
    return not joined and all(t.i < verb.i or t.dep_ in beside for t in verb.children)


def _content_of(verb: "Token", head: "Token", source: tuple[int, ...] | None) -> list[int]:
    inside = set(subtree_numbers(head))
    if head == verb.head:
        inside -= set(subtree_numbers(verb))
    inside -= set(source or ()) | remarks(head)
    return sorted(_trim(verb.doc, inside | _continued(verb, head)))


def _continued(verb: "Token", head: "Token") -> set[int]:
    """Conjuncts of the content that the parser hung on the cue: 'said A and B', '"A," he said, "and B."'"""
    found: set[int] = set()
    for clause in children(verb, "ccomp", "parataxis", "conj"):
        if clause == head or clause.i < verb.i or subject(clause) is None or not is_finite(clause):
            continue
        if clause.lemma_.lower() in cues.SAYING and child(clause, "ccomp") is not None:
            continue
        inside = subtree_numbers(clause)
        before = verb.doc[max(0, inside[0] - 2) : inside[0]].text
        if "," not in before or any(verb.doc[i].text in QUOTE_MARKS for i in inside):
            found.update(inside)
    return found


def subtree_numbers(token: "Token") -> list[int]:
    return [t.i for t in subtree(token)]


def _label(verb: "Token") -> list[int]:
    """'labeled Lai a danger', 'described it as calm': the label and what it is put on."""
    marked = [*children(verb, "oprd", "attr", "acomp"), *label_nouns(verb)]
    as_phrase = [p for p in children(verb, "prep") if p.lower_ == "as"]
    if not marked and not as_phrase:
        return _quoted_object(verb)
    return sorted({i for t in marked + as_phrase for i in subtree_numbers(t)})


def label_nouns(verb: "Token") -> list["Token"]:
    """Labels read as appositions of the object: 'labeled Lai, the candidate, a "danger"'."""
    if verb.lemma_.lower() not in cues.LABELLING:
        return []
    thing = child(verb, "dobj", "oprd")
    while thing is not None and child(thing, "appos") is not None:
        thing = child(thing, "appos")
        if thing is not None and is_indefinite(thing):
            return [thing]
    return []


def _phrase(verb: "Token") -> list[int]:
    """What a speech act is about: 'accused [him of lying]', 'called [for a ban]'."""
    if verb.lemma_.lower() not in cues.PHRASAL or speaker_of(verb) is None:
        return []
    particle = child(verb, "prt") is not None
    wanted = {"dobj", "xcomp", "ccomp", "dative", "oprd"} if not particle else set()
    if verb.lemma_.lower() in cues.WITH_PREPOSITION:
        wanted |= {"prep"}
    return sorted({i for c in children(verb, *wanted) if c.i > verb.i for i in subtree_numbers(c)})


def _quoted_object(verb: "Token") -> list[int]:
    """A partial quotation that is what the verb is about: 'praised the "example"'."""
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ not in _BESIDE_OBJECT]
    inside = sorted({i for c in parts for i in subtree_numbers(c)} - set(speaker_of(verb) or ()))
    marks = [i for i in inside if verb.doc[i].text in QUOTE_MARKS]
    return inside if marks and child(verb, "prt") is None else []


def _cue(verb: "Token") -> tuple[int, ...]:
    helpers = [c.i for c in verb.children if c.dep_ in {*AUXILIARIES, "neg", "prt"}]
    return tuple(sorted({verb.i, *helpers}))


def _trim(doc: "Doc", inside: set[int]) -> set[int]:
    """Leave out "that" and the commas at the edges."""
    found = sorted(inside)
    while found and (doc[found[0]].text in {",", "that", ":", ".", "—", "-"}):
        found.pop(0)
    while found and (doc[found[-1]].text in {",", "."} and found[-1] != len(doc) - 1):
        found.pop()
    return set(found)


def _according(token: "Token") -> Iterator[Reported]:
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    to = child(token, "prep", "prt") or behind
    noun = child(to, "pobj") if to is not None and to.lower_ == "to" else None
    if noun is None or to is None:
        return
    head = token.head
    while head.dep_ in {"prep", "pobj", "amod", "advmod"} and head.head != head:
        head = head.head
    phrase = set(subtree_numbers(token)) | set(subtree_numbers(noun)) | {to.i}
    inside = set(subtree_numbers(_clause_of(head))) - phrase
    yield Reported(
        source=tuple(i for i in subtree_numbers(noun) if i in phrase),
        cue=(token.i, to.i),
        content=tuple(sorted(_trim(token.doc, inside))),
        head=_clause_of(head).i,
        verb=token.i,
    )


def _clause_of(token: "Token") -> "Token":
    """The verb whose clause the token stands in."""
    while token.head != token and not (is_verbal(token) and is_finite(token)):
        token = token.head
    return token


def _by_noun(noun: "Token") -> Iterator[Reported]:
    clause = child(noun, "acl", "ccomp")
    owner = child(noun, "poss")
    if (
        noun.lemma_.lower() not in cues.NOUNS
        or clause is None
        or child(clause, "mark") is None
        or not is_finite(clause)
    ):
        yield from _owned(noun, owner)
        return
    source = tuple(t.i for t in subtree(owner) if t.dep_ != "case") if owner is not None else ()
    content = tuple(sorted(_trim(noun.doc, set(subtree_numbers(clause)))))
    yield Reported(source=source, cue=(noun.i,), content=content, head=clause.i, verb=noun.i)


def _owned(noun: "Token", owner: "Token | None") -> Iterator[Reported]:
    """'her criticism of the plan', "Lee's decision to leave": what it is of or to is told of somebody."""
    told = [c for c in noun.children if c.i > noun.i and (c.dep_ in {"prep", "acl"})]
    if owner is None or not told:
        return
    source = tuple(t.i for t in subtree(owner) if t.dep_ != "case")
    content = {i for c in told for i in subtree_numbers(c)}
    yield Reported(
        source=source,
        cue=(noun.i,),
        content=tuple(sorted(_trim(noun.doc, content))),
        head=None,
        verb=noun.i,
        asserted=False,
    )


def _by_attitude(word: "Token") -> Iterator[Reported]:
    """'Lee is worried about the port': what somebody is worried about, or sure of."""
    verb = word.head
    if word.dep_ not in {"acomp", "ROOT"} and not (word.tag_ == "VBN" and child(word, "auxpass")):
        return
    verb = word if word.dep_ != "acomp" else word.head
    source = speaker_of(verb) if verb != word else _doer_of_passive(word)
    told = [c for c in word.children if c.i > word.i and c.dep_ in {"prep", "ccomp", "xcomp", "agent"}]
    if not source or not told:
        return
    content = {i for c in told for i in subtree_numbers(c)} - set(source)
    yield Reported(
        source=source,
        cue=tuple(sorted({verb.i, word.i})),
        content=tuple(sorted(_trim(word.doc, content))),
        head=None,
        verb=word.i,
        asserted=False,
    )


def _doer_of_passive(word: "Token") -> tuple[int, ...] | None:
    noun = subject(word)
    return noun_phrase(noun, word) if noun is not None and noun.dep_ == "nsubjpass" else None
