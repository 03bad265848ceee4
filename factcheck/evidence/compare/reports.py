"""What a passage makes of the report itself: calls it a hoax, or tells it as a rumour or a question."""

from typing import TYPE_CHECKING

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.align import share
from factcheck.evidence.compare.clauses import SUBJECTS
from factcheck.evidence.compare.denials import is_negation
from factcheck.evidence.compare.reading import Reading, content, folded, lemma, span_of
from factcheck.evidence.compare.types import Element

if TYPE_CHECKING:
    from claims.extraction.tokens import Span as Sentence
    from claims.extraction.tokens import Token

# How much of the claim the sentence must say over before what it calls false is the claim.
MIN_SHARE_OF_WORDS = 0.4
NEAR = 2  # tokens between "fake" and the "story" that it speaks of
NEGATED_WITHIN = 3


def compare_reports(claim: Reading, passage: Reading) -> tuple[Element, ...]:
    """An element where the sentence nearest to the claim calls it false, or does not vouch for it."""
    words = content(claim.doc)
    sentences = [s for s in passage.doc.sents if s.text.strip()]
    nearest = max(sentences, key=lambda s: share(words, content(list(s))), default=None)
    if nearest is None or share(words, content(list(nearest))) < MIN_SHARE_OF_WORDS:
        return ()
    if any(_calls_false(t) or _only_told(t) for t in claim.doc):
        return ()
    asks = nearest.text.rstrip().endswith("?")
    false = next((t for t in nearest if _calls_false(t)), None)
    if false is not None and not asks:
        return (_called_false(claim, false),)
    told = next((t for t in nearest if _only_told(t)), None)
    if told is not None:
        note = f"the claim says it as a fact, the passage as hearsay: “{told.text}”"
        return (Element(_root(claim), span_of([told]), "modality", "differs", note),)
    return (_asked(claim, nearest),) if asks else ()


def _called_false(claim: Reading, word: "Token") -> Element:
    note = f"the passage says that this is not true: “{word.text}”"
    return Element((0, len(claim.text)), span_of([word]), "negation", "differs", note)


def _asked(claim: Reading, sentence: "Sentence") -> Element:
    note = "the claim says it as a fact, the passage only asks"
    return Element(_root(claim), span_of(list(sentence)), "modality", "differs", note)


def _root(claim: Reading) -> tuple[int, int]:
    return span_of([next(t for t in claim.doc if t.head.i == t.i)])


def _calls_false(token: "Token") -> bool:
    """ "A hoax", "debunked"; "fake" and "false" only of a story, a report or the like."""
    word = folded(token.text)
    false = word in lexicon.FALSE_REPORTS or (word in lexicon.FALSE_OF_REPORTS and _is_of_report(token))
    before = token.doc[max(token.sent.start, token.i - NEGATED_WITHIN) : token.i]
    return false and not any(_denies(t) for t in before)


def _is_of_report(token: "Token") -> bool:
    near = token.doc[max(token.sent.start, token.i - NEAR) : min(token.sent.end, token.i + NEAR + 1)]
    subjects = [c for c in token.head.children if c.dep_ in SUBJECTS]
    return any({lemma(t), folded(t.text)} & lexicon.REPORT_NOUNS for t in (*near, *subjects))


def _denies(token: "Token") -> bool:
    return is_negation(token) or folded(token.text) == "no" or lemma(token) in lexicon.DENYING_VERBS


def _only_told(token: "Token") -> bool:
    return folded(token.text) in lexicon.HEARSAY
