"""A verb's clause as a claim, and which of its branches are claims of their own."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claims.extraction import checks
from claims.extraction.attribution.cues import PHRASAL, SAYING
from claims.extraction.attribution.reported import Reported, label_nouns
from claims.extraction.decompose import (
    absolutes,
    asides,
    comparisons,
    coordination,
    front_labels,
    nouns,
    participles,
    relatives,
    renaming,
    times,
    titles,
)
from claims.extraction.decompose.context import Sentence, kind_of
from claims.extraction.decompose.rewrite import candidate, name_words, noun_words, tidy, with_commas_between
from claims.extraction.decompose.stating import (
    CONCEDING,
    CONDITIONS,
    STATING_MARKS,
    breaks_in,
    is_stating,
    opens_late,
)
from claims.extraction.pronouns import GROUP_FORMS, SPEAKER_FORMS
from claims.extraction.tree import (
    AUXILIARIES,
    Candidate,
    Word,
    child,
    children,
    is_finite,
    is_verbal,
    subject,
    subtree,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# They tie the sentence to the one before, which the claim stands without.
_LINKING = word_set("so however meanwhile moreover furthermore nevertheless nonetheless overall")
_INSTEAD = frozenset({"rather", "instead"})
# Coordinations that assert each part.
_ASSERTING = frozenset({"and", "but", "yet", ";", ",", "while"})
_SINGULAR_FORMS = frozenset({"is", "was", "has"})
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
# One word for several: 'a majority were'.
_COLLECTIVES = word_set(
    """
    majority number couple pair group team police dozen handful rest lot half third quarter family crew staff
    public committee government board side council % percent all most some none
    """
)
_BOUND_FORMS = frozenset({"VB", "VBN", "VBG"})


def claims_of(
    verb: "Token", sentence: Sentence, subject_words: tuple[Word, ...] | None = None
) -> Iterator[Candidate]:
    """The claims of a clause: itself without what was split off, then what was split off."""
    report = sentence.report_by(verb.i)
    handing = _hands_on(verb, sentence)
    hands_over = handing or (report is not None and report.head is not None and report.asserted)
    split = _split_off(verb, sentence)
    if report is not None and report.head is not None and _is_retold(report, sentence):
        hands_over = False
        head = sentence.doc[report.head]
        split = [t for t in split if t != head]
    if report is not None and report.head is not None and not report.asserted:
        head = sentence.doc[report.head]
        split = [t for t in split if t != head] + _asides(head, sentence)
    if not hands_over and not any(presents(verb, t) for t in split):
        yield from _own(verb, sentence, subject_words, split)
    own_subject = subject_words or _subject_words(verb)
    for branch in split:
        yield from _branch(branch, sentence, own_subject)


def _is_retold(report: Reported, sentence: Sentence) -> bool:
    """'Officials said Lee claimed that …', '"He says that …," Roe said': the first one's word on what another
    claims.
    """
    if not report.asserted or not report.source:
        return False
    source = sentence.doc[report.source[0]]
    outer = sentence.report_at(report.verb)
    if outer is None:
        return sentence.is_spoken and source.lower_ not in SPEAKER_FORMS | GROUP_FORMS
    return outer.asserted and bool(outer.source) and source.pos_ != "PRON"  # 'Lee said he thought that …'


def _asides(head: "Token", sentence: Sentence) -> list["Token"]:
    """What a content that its speaker does not vouch for tells by the way: 'economies - which include …'."""
    return [t for t in _split_off(head, sentence) if t.dep_ == "relcl" and relatives.is_aside(t)]


def presents(verb: "Token", clause: "Token") -> bool:
    """'There is an element that …': all that it says is in the clause behind its noun."""
    there, noun = child(verb, "expl"), child(verb, "attr")
    if there is None or there.lower_ != "there" or child(verb, "prep", "advmod", "neg", "npadvmod"):
        return False
    return clause.dep_ == "relcl" and clause.head == noun


def _hands_on(verb: "Token", sentence: Sentence) -> bool:
    """'went on to say that …': the cue hangs below the verb."""
    below = child(verb, "xcomp")
    report = sentence.report_by(below.i) if below is not None else None
    return report is not None and report.head is not None and report.asserted


def _own(
    verb: "Token", sentence: Sentence, subject_words: tuple[Word, ...] | None, split: list["Token"]
) -> Iterator[Candidate]:
    cut = {t for t in split if not _stays(t)} | set(titles.words_within(sentence))
    label = front_labels.label_of(verb)
    if label is not None:
        cut.add(label)
        yield from front_labels.told(verb)
    renamed = renaming.named_by_apposition(split)
    allowed = _allowed(verb, sentence)
    instead = verb.dep_ == "conj" and _is_instead(verb)
    opening = STATING_MARKS | ({"when"} if breaks_in(verb) else set())

    def keep(token: "Token") -> bool:
        if token in cut or token.i not in allowed:
            return False
        if (
            token.head == verb
            and token.dep_ == "advmod"
            and (token.lower_ in opening or _stresses_mark(token))
        ):
            return False
        if token.head == verb and (
            (token.lower_ in _LINKING and token.i < verb.i) or (instead and token.lower_ in _INSTEAD)
        ):
            return False
        if token.head == verb and token.dep_ == "preconj" and any(c in cut for c in children(verb, "conj")):
            return False  # 'not only lied but also stole'
        if token.head == verb and token.dep_ == "cc":
            return coordination.joins_inside(token, cut)
        return token.head != verb or token.dep_ != "mark" or token.lower_ in CONDITIONS or not is_finite(verb)

    opener = max(opens_late(verb), _behind_colon(verb))
    kept = {t for t in subtree(verb, keep=keep) if t.i >= opener}.union(*map(subtree, label_nouns(verb)))
    told = times.told_apart(verb, tidy(with_commas_between(sorted(kept, key=lambda t: t.i))))
    for part in (part for one in told for part in map(tidy, coordination.parts(verb, one))):
        without, compared = comparisons.told_apart(verb, part)
        if compared:
            pieces = (*(subject_words or ()), *comparisons.told(verb, compared, part))
            yield candidate(pieces, head=verb, kind="quantity", rule="comparison")
        tokens = tidy(asides.left_out(verb, without))
        pieces = renaming.rename(words(tokens), renamed)
        if subject_words is not None:
            if _disagrees(subject_words, tokens, sentence):
                continue
            pieces = (*subject_words, *shared_auxiliaries(verb), *pieces)
        yield candidate(pieces, head=verb, kind=kind_of(verb), rule="clause")


def _behind_colon(verb: "Token") -> int:
    """Where 'That is wrong, too: car theft is up' begins to say what is so."""
    noun = subject(verb)
    return next((t.i + 1 for t in verb.doc[: noun.i if noun is not None else 0] if t.text == ":"), 0)


def _stresses_mark(adverb: "Token") -> bool:
    """The "even" of 'even though he lost'."""
    following = adverb.nbor(1) if adverb.i + 1 < len(adverb.doc) else adverb
    return (
        adverb.lower_ in {"even", "just", "only"}
        and following.dep_ == "mark"
        and following.head == adverb.head
    )


def _stays(branch: "Token") -> bool:
    """Whether what is told by itself is needed where it stands as well."""
    occasion = branch.dep_ == "prep" and participles.of_occasion(branch) is not None
    return (
        relatives.identifies(branch)
        or branch.dep_ == "pcomp"
        or (occasion and not participles.leaves(branch))
    )


def _disagrees(subject_words: tuple[Word, ...], tokens: list["Token"], sentence: Sentence) -> bool:
    """A plural verb lent to one, or the reverse: the parser joined what does not belong together."""
    numbers = {w.token for w in subject_words if w.token is not None}
    nouns_told = [sentence.doc[i] for i in sorted(numbers) if sentence.doc[i].head.i not in numbers]
    if len(nouns_told) != 1 or len(numbers) != len(subject_words):
        return False
    noun = nouns_told[0]
    if tokens[0].lower_ in _SINGULAR_FORMS:
        return noun.tag_ == "NNS" and child(noun, "nummod") is not None and noun.ent_type_ not in _MEASURES
    one = noun.tag_ in {"NN", "NNP"} or noun.lower_ == "other"
    several = child(noun, "conj") is not None or noun.lemma_.lower() in _COLLECTIVES
    return one and not several and any(t.lower_ in {"were", "are"} for t in tokens[:2])


def _allowed(verb: "Token", sentence: Sentence) -> set[int]:
    """Tokens of the innermost content that the verb stands in; never the words that hand it over."""
    report = sentence.report_at(verb.i)
    inside = set(report.content) if report is not None else set(range(len(sentence.doc)))
    handed = {i for r in sentence.reports if r.head == verb.i for i in (*r.source, *r.cue)}
    return inside - handed


def _subject_words(verb: "Token") -> tuple[Word, ...] | None:
    noun = subject(verb)
    if noun is None or noun.dep_ == "csubj":
        return None
    alone = noun.ent_type_ == "PERSON" and child(noun, "conj") is None
    return name_words(noun) if alone else noun_words(noun)


def shared_auxiliaries(verb: "Token") -> tuple[Word, ...]:
    """'will meet and decide': the second verb borrows "will"."""
    if is_finite(verb) or verb.dep_ != "conj":
        return ()
    first = verb.head
    while first.dep_ == "conj" and child(first, *AUXILIARIES) is None:
        first = first.head
    shared = AUXILIARIES if _is_instead(verb) else {*AUXILIARIES, "neg"}
    helpers = [c for c in first.children if c.dep_ in shared and c.i < first.i]
    own = {c.lower_ for c in verb.children if c.dep_ in AUXILIARIES}
    return words([h for h in helpers if h.lower_ not in own])


def _is_instead(verb: "Token") -> bool:
    """'would not close the camp, but move it': it would move it."""
    first = verb.head
    return any(c.lower_ == "but" and first.i < c.i < verb.i for c in children(first, "cc"))


def _split_off(verb: "Token", sentence: Sentence) -> list["Token"]:
    """Branches below the verb that are claims of their own, nearest first."""
    allowed = _allowed(verb, sentence)
    found: list[Token] = []
    waiting = [c for c in verb.children if c.i in allowed or sentence.report_by(verb.i)]
    while waiting:
        token = waiting.pop(0)
        if _is_own_claim(token, verb, sentence):
            found.append(token)
        if token not in found or relatives.is_to_be_done(token):
            waiting.extend(token.children)
    return sorted(found, key=lambda t: t.i)


def _is_own_claim(token: "Token", verb: "Token", sentence: Sentence) -> bool:
    report = sentence.report_by(verb.i)
    if (report is not None and report.head == token.i) or _hands_over(token, sentence):
        return True
    rules: dict[str, Callable[[], bool]] = {
        "prep": lambda: absolutes.stands_alone(token) or _is_occasion(token, sentence),
        "conj": lambda: token.head == verb and _is_clause_conjunct(token),
        "relcl": lambda: relatives.stands_alone(token),
        "acl": lambda: nouns.stands_alone(token),
        "appos": lambda: token not in label_nouns(verb) and nouns.stands_alone(token),
        "advcl": lambda: (
            (is_stating(token, sentence) and not _says_too_little(token)) or _is_participle(token, sentence)
        ),
        "ccomp": lambda: token.head == verb and _is_juxtaposed(token),
        "parataxis": lambda: (token.head == verb or _in_brackets(token)) and _is_juxtaposed(token),
    }
    return token.dep_ in rules and rules[token.dep_]()


def _says_too_little(clause: "Token") -> bool:
    """'after gas prices tripled' stays: 'gas prices tripled' alone is too short to be checked."""
    told = [t for t in clause.subtree if t.dep_ not in {"mark", "punct"}]
    concedes = any(c.lower_ in CONCEDING for c in children(clause, "mark"))
    return not concedes and len(told) < checks.MIN_WORDS and not any(t.like_num for t in told)


def _hands_over(token: "Token", sentence: Sentence) -> bool:
    """A cue below the clause: '…, adding that …', '… before insisting that …'."""
    report = sentence.report_by(token.i)
    asserted = report is not None and report.head is not None and report.asserted and bool(report.source)
    return asserted and token.dep_ in {"advcl", "xcomp", "pcomp"}


def _is_juxtaposed(token: "Token") -> bool:
    """A second main clause: 'A fell; B rose'."""
    if child(token, "mark") is not None or subject(token) is None:
        return False
    return token.dep_ == "parataxis" or (is_finite(token) and (_is_apart(token) or _is_listed(token)))


def _in_brackets(token: "Token") -> bool:
    """'The museum (it opened in 1990) …'"""
    return token.doc[min(t.i for t in token.subtree)].text == "("


def _is_listed(token: "Token") -> bool:
    """One of several main clauses with commas between them: 'A was filed, B was shut, C was raided'."""
    main = token.head
    if token.i > main.i or main.lemma_.lower() in SAYING | PHRASAL or not is_finite(main):
        return False
    noun = subject(main)
    return noun is not None and noun.i > token.i and noun.dep_ != "csubj"


def _is_apart(token: "Token") -> bool:
    """Set off by a semicolon, colon or dash."""
    low, high = sorted((token.i, token.head.i))
    return any(t.text in {";", ":", "—", "--"} for t in token.doc[low:high])


def _is_clause_conjunct(token: "Token") -> bool:
    first = token.head
    joint = next((c for c in first.children if c.dep_ == "cc" and c.i < token.i), None)
    if joint is not None and joint.lower_ not in _ASSERTING:
        return False
    if not is_verbal(token) or token.i < first.i:
        return False
    if subject(token) is not None:
        return is_finite(token) and not _shares_passive(token)
    if _goes_with_first(token, first):
        return False
    if joint is not None and joint.i == first.i + 1 and child(first, "dobj", "prep", "xcomp", "attr") is None:
        return False
    return is_finite(token) or (token.tag_ == first.tag_ and token.tag_ in _BOUND_FORMS)


def _goes_with_first(token: "Token", first: "Token") -> bool:
    """'admitted it and resigned': what is left would be too short; 'is not, and never has been, a member'."""
    if is_finite(token) and len([t for t in token.subtree if not t.is_punct]) == 1:
        return True
    completed = any(c.i > first.i for c in children(first, "attr", "acomp", "prep"))
    return token.lemma_ == first.lemma_ == "be" and not completed


def _is_occasion(token: "Token", sentence: Sentence) -> bool:
    """'after leaving the port'; not the "by" of what somebody is accused of: 'of buying votes by lying'."""
    held = any(r.head is None and not r.asserted and token.i in r.content for r in sentence.reports)
    return participles.of_occasion(token) is not None and not (held and token.lower_ == "by")


def _shares_passive(token: "Token") -> bool:
    """'The camp would be closed and its people sent home': they would be sent."""
    first = token.head
    helpers = {c.lower_ for c in children(first, *AUXILIARIES)}
    return token.tag_ == "VBD" and "be" in helpers and child(token, *AUXILIARIES, "ccomp") is None


def _is_participle(token: "Token", sentence: Sentence) -> bool:
    report = sentence.report_by(token.i)
    told = report is None or (report.head is None and not participles.is_quoting(report.content, token.doc))
    return token.dep_ == "advcl" and told and participles.stands_alone(token)


def _branch(
    token: "Token", sentence: Sentence, subject_words: tuple[Word, ...] | None
) -> Iterator[Candidate]:
    if token.dep_ == "relcl":
        yield from relatives.claims_of(token, sentence, claims_of)
    elif _is_participle(token, sentence):
        doer = _subject_words(token.head) or subject_words
        if doer is not None:
            yield from participles.claims_of(token, doer)
    elif token.dep_ == "prep":
        yield from _adjunct(token, subject_words)
    elif token.dep_ in {"appos", "acl"}:
        yield from nouns.claims_of(token, sentence, claims_of)
    elif subject(token) is None and token.dep_ == "conj":
        if subject_words is not None:
            yield from claims_of(token, sentence, subject_words)
    else:
        yield from claims_of(token, sentence)


def _adjunct(preposition: "Token", subject_words: tuple[Word, ...] | None) -> Iterator[Candidate]:
    gerund = participles.of_occasion(preposition)
    if gerund is None:
        yield from absolutes.claims_of(preposition)
        return
    doer = _subject_words(preposition.head) or subject_words
    if doer is not None:
        yield from participles.claims_of(gerund, doer)


def clause_heads(sentence: Sentence) -> Iterator["Token"]:
    """Where to start: the sentence's roots, and contents that hang below no clause of their own."""
    for token in sentence.doc:
        if token.head == token:
            yield token
