"""A parsed sentence to candidate claims, each checked; what fails is told by more of the sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction import checks
from claims.extraction.attribution.cues import SAYING, TELLING, rules_out
from claims.extraction.attribution.reported import between_marks
from claims.extraction.attribution.sources import is_share
from claims.extraction.decompose import clauses, deeds, lists, measures, parties, roles, titles
from claims.extraction.decompose.context import Sentence, kind_of
from claims.extraction.decompose.rewrite import candidate, tidy
from claims.extraction.decompose.stating import CONDITIONS
from claims.extraction.tree import (
    AUXILIARIES,
    FINITE_TAGS,
    QUOTE_MARKS,
    Candidate,
    child,
    children,
    is_finite,
    is_verbal,
    subject,
    text_of,
    words,
)

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# 'and asked, "Who will pay?"'
_ASKED = ('?"', "?”")
# What is told as such: "told a story".
_TALES = frozenset({"story", "truth", "lie", "tale", "joke"})


def candidates(sentence: Sentence) -> list[Candidate]:
    """Candidates in the order of the sentence, without doubles; the whole sentence where no part stands
    alone, or where it ends in what somebody asks.
    """
    is_asked = sentence.doc.text.rstrip().endswith(_ASKED)
    found = [c for c in _unchecked(sentence) if not failures(c, sentence)] if not is_asked else []
    uncut = (_handed_on(sentence) or whole(sentence)) if not _covered(found, sentence) else None
    if uncut is not None and _says_nothing(uncut, sentence):
        uncut = None
    if uncut is not None and not (found and set(failures(uncut, sentence)) - _allowed(uncut)):
        found = [uncut, *found]
    return list({text_of(c.words).lower(): c for c in found}.values())


def _says_nothing(uncut: Candidate, sentence: Sentence) -> bool:
    """A cue without what was said, a question, or a deed that stands in another sentence."""
    cut_short = checks.is_cut_short(text_of(uncut.words))
    return cut_short or _is_bare_cue(uncut, sentence) or _asks_what(uncut, sentence)


def _covered(found: list[Candidate], sentence: Sentence) -> bool:
    """Whether the sentence's main clause, or what it hands to a speaker, is told by one of them."""
    told = {i for c in found for i in c.tokens}
    root = next(t for t in sentence.doc if t.head == t)
    if root.i in told or any(clauses.presents(root, t) and t.i in told for t in sentence.doc):
        return True
    return bool(told) and any(not told.isdisjoint(r.content) for r in sentence.reports if r.head is not None)


def whole(sentence: Sentence) -> Candidate | None:
    """The sentence's own words."""
    root = next(t for t in sentence.doc if t.head == t)
    tokens = tidy(sentence.doc)
    if len(tokens) < checks.MIN_BARE_WORDS:
        return None
    return candidate(words(tokens), head=root, kind=kind_of(root), rule="sentence")


def _handed_on(sentence: Sentence) -> Candidate | None:
    """What the sentence says that somebody said, in one piece; "This is a defeat" may point back."""
    root = next(t for t in sentence.doc if t.head == t)
    report = sentence.report_by(root.i)
    if report is None or report.head is None or not report.asserted or not report.source:
        return None
    head = sentence.doc[report.head]
    content = tidy(sentence.doc[i] for i in report.content)
    if not content:
        return None
    found = candidate(words(content), head=head, kind=kind_of(head), rule="clause")
    return found if set(failures(found, sentence)) <= {checks.POINTS_BACK} else None


def _allowed(uncut: Candidate) -> set[str]:
    return {checks.POINTS_BACK} if uncut.rule == "clause" else set()


def _unchecked(sentence: Sentence) -> Iterator[Candidate]:
    for head in clauses.clause_heads(sentence):
        for found in clauses.claims_of(head, sentence):
            yield from lists.told_one_by_one(found, sentence.doc)
    yield from titles.claims_of(sentence)
    yield from parties.claims_of(sentence)
    yield from measures.claims_of(sentence)
    yield from deeds.claims_of(sentence)
    yield from roles.claims_of(sentence)


def failures(found: Candidate, sentence: Sentence) -> tuple[str, ...]:
    """Why a candidate can't stand for its part of the sentence; empty when it can."""
    reasons = checks.failures(text_of(found.words), sentence.doc.text)
    if found.rule in {"clause", "relative"} and not _has_finite_verb(found, sentence):
        reasons = (*reasons, "has no finite verb")
    if found.rule == "clause" and _lacks_subject(found, sentence):
        reasons = (*reasons, "has no subject")
    if found.rule == "clause" and _is_bare_cue(found, sentence):
        reasons = (*reasons, "says that somebody speaks, and not what")
    if _asks_what(found, sentence):
        reasons = (*reasons, "is a question told as a sentence")
    if found.rule == "clause" and _supposes(found, sentence):
        reasons = (*reasons, "supposes what it should assert")
    if found.rule == "clause" and _does_so(found, sentence):
        reasons = (*reasons, "says that another did so, too")
    if found.rule == "clause" and _lost_nor(found, sentence):
        reasons = (*reasons, "has lost its negation")
    if _lost_verb(found, sentence):
        reasons = (*reasons, "has a clause without its verb")
    if found.rule == "apposition" and _counts_wrongly(found, sentence):
        reasons = (*reasons, "calls one thing several")
    if found.rule == "clause" and _disagrees(found, sentence):
        reasons = (*reasons, "has one person do what several did")
    return reasons


def _lacks_subject(found: Candidate, sentence: Sentence) -> bool:
    """'scored two points': the parser hung its subject elsewhere."""
    head = sentence.doc[found.head]
    first = found.words[0].token
    opens = first == head.i or (first is not None and sentence.doc[first] in children(head, *AUXILIARIES))
    return opens and is_finite(head) and subject(head) is None


def _is_bare_cue(found: Candidate, sentence: Sentence) -> bool:
    """'a study found', or '"Never!" the crowd shouted from the square' without what it shouted."""
    head = sentence.doc[found.head]
    if (
        head.lemma_.lower() not in SAYING | {"answer", "respond"}
        or child(head, "nsubj", "nsubjpass") is None
        or is_share(subject(head) or head)
        or child(head, "auxpass") is not None
        or rules_out(head)
    ):
        return False
    if head.lemma_.lower() in TELLING:
        return _tells_nothing(found, head)
    quoted = {t.i for t in head.doc if t.text in QUOTE_MARKS}
    if head.i in between_marks(head.doc):
        quoted = set()
    says_what = child(head, "ccomp", "xcomp", "dobj", "acomp", "oprd") is not None
    if head.lemma_ == "concede" and head.head == head and not says_what and not quoted:
        return False  # 'Roe conceded.'
    return found.words[-1].token == head.i or (
        bool(quoted) and not says_what and quoted.isdisjoint(found.tokens)
    )


def _tells_nothing(found: Candidate, cue: "Token") -> bool:
    """'told a news conference in Oslo', without what it told, or of what."""
    told = child(cue, "dobj")
    if told is not None and told.lemma_.lower() in _TALES:
        return False
    words_left = {w.text.lower() for w in found.words if w.token is None or w.token > cue.i}
    return child(cue, "ccomp", "xcomp", "oprd") is None and words_left.isdisjoint(
        {"that", "about", "of", "how"}
    )


def _asks_what(found: Candidate, sentence: Sentence) -> bool:
    """'Why no warning was given.': an item of what is not known."""
    opener = sentence.doc[found.words[0].token] if found.words[0].token is not None else None
    head = sentence.doc[found.head]
    return opener is not None and opener.tag_ in {"WRB", "WP"} and opener.head == head == head.head


def _lost_nor(found: Candidate, sentence: Sentence) -> bool:
    """'Nor was it proved', told without the "nor": the verb still stands in front of its subject."""
    opener, verb = sentence.doc[0], sentence.doc[found.head]
    helpers = [verb] if verb.lemma_ in {"do", "be"} else children(verb, *AUXILIARIES)
    noun = subject(verb)
    turned = noun is not None and any(helper.i < noun.i for helper in helpers)
    return opener.lower_ in {"nor", "neither"} and turned and opener.i not in found.tokens


def _does_so(found: Candidate, sentence: Sentence) -> bool:
    """'Roe left, and so did Lee': what she did stands in another clause."""
    verb = sentence.doc[found.head]
    noun = subject(verb)
    turned = [t for t in (verb, *children(verb, *AUXILIARIES)) if noun is not None and t.i < noun.i]
    return any(t.i and t.nbor(-1).lower_ == "so" for t in turned)


def _lost_verb(found: Candidate, sentence: Sentence) -> bool:
    """'A battle broke out in which four soldiers': that they were killed was cut off."""
    told = {w.token for w in found.words}
    openers = [t for t in sentence.doc if t.i in told and t.tag_ == "WDT" and t.i != found.words[0].token]
    verbs = [next((t for t in o.ancestors if is_verbal(t)), None) for o in openers]
    return any(
        verb is not None and verb.i > o.i and verb.i not in told
        for o, verb in zip(openers, verbs, strict=True)
    )


def _disagrees(found: Candidate, sentence: Sentence) -> bool:
    """'Inspector Moreau were arrested': the others were cut off."""
    noun = subject(sentence.doc[found.head])
    if noun is None or noun.ent_type_ != "PERSON" or noun.i not in found.tokens:
        return False
    following = next((w for w in found.words if w.token is not None and w.token > noun.i), None)
    return following is not None and following.text in {"were", "are"}


def _supposes(found: Candidate, sentence: Sentence) -> bool:
    """'if the money had come from him': the clause that says what then is not in it."""
    head = sentence.doc[found.head]
    opener = next((sentence.doc[w.token] for w in found.words[:2] if w.token is not None), head)
    return opener.lower_ in CONDITIONS and opener.head == head and head.head != head


def _counts_wrongly(found: Candidate, sentence: Sentence) -> bool:
    """'Joan Lee are winners': the others of the list were cut off."""
    at = next((n for n, w in enumerate(found.words) if w.token is None and w.text in {"are", "were"}), None)
    before = [sentence.doc[w.token] for w in found.words[:at] if w.token is not None] if at else []
    return bool(before) and all(t.ent_type_ == "PERSON" for t in before)


def _has_finite_verb(found: Candidate, sentence: Sentence) -> bool:
    own = [sentence.doc[i] for i in found.tokens]
    head = sentence.doc[found.head]
    return any(t.tag_ in FINITE_TAGS for t in own) or (head.tag_ == "VB" and subject(head) is not None)
