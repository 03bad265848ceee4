"""One sentence, read and resolved, to its claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claims.extraction.anchors import anchor, place
from claims.extraction.attribution.cues import FORECASTING, LABELLING, MEANING, SAYING, SPEECH_ACTS
from claims.extraction.attribution.reported import Reported, between_marks, label_nouns
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.walk import candidates
from claims.extraction.opinion import is_demand, is_opinion, is_vague, points_away
from claims.extraction.pronouns import PRONOUNS
from claims.extraction.quantities import find_quantities
from claims.extraction.rewording import Resolved, reword
from claims.extraction.score import score
from claims.extraction.speakers import source_name
from claims.extraction.tagging.choose import weigh
from claims.extraction.tense import dates_of
from claims.extraction.tree import QUOTE_MARKS, Candidate, child, children, subject
from claims.extraction.types import Attribution, Entity, ExtractedClaim, Span, Speaker, When

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Share of a claim's words between quotation marks at which it is told in them.
MIN_QUOTED_SHARE = 0.7
# Somebody speaks and the article does not say who.
UNKNOWN_SPEAKER = "unknown speaker"


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """What a claim is made of: the article, where the sentence starts, its parse and what its words stand
    for; `asked` where the carried source is a poll, whose the figures are and not what people are.
    """

    article: str
    offset: int
    sentence: Sentence
    resolved: Resolved
    carried: Attribution | None
    carried_name: str | None
    published: date | None
    group: int
    quoted: tuple[Span, ...] = ()
    asked: bool = False


def claims_of(read: ReadSentence) -> tuple[list[ExtractedClaim], str | None]:
    """The sentence's claims; when there are none, why."""
    found = list(_claims(read))
    kept = [c for c in found if c.kind != "opinion"]
    if kept or not found:
        return kept, None if kept else "nothing in it stands alone"
    return [], "opinion"


def _claims(read: ReadSentence) -> Iterator[ExtractedClaim]:
    doc = read.sentence.doc
    dates = dates_of(doc, published=read.published)
    for found in weigh(candidates(read.sentence), read.sentence):
        wording, still_open = reword(found.words, read.resolved)
        at = anchor(read.article, place(doc, found.tokens, read.offset))
        speaker, cue = _speaker(read, found)
        if speaker is not None and is_vague(wording):
            continue
        kind = "opinion" if is_opinion(doc[found.head], wording) else found.kind
        unnamed = [doc[i] for i in found.tokens if i not in read.resolved.names]
        if kind != "opinion" and points_away(unnamed, wording):
            continue
        if speaker is not None and kind == "opinion" and _is_known_demand(read, found, speaker):
            wording = f"{speaker.name} said that {_inside_sentence(wording, doc, found)}"
            kind, speaker, cue = "statement", None, None
        scored = score(wording)
        yield ExtractedClaim(
            text=_as_sentence(wording),
            quote=at.quote,
            prefix=at.prefix,
            suffix=at.suffix,
            start=at.start,
            end=at.end,
            kind=kind,
            speaker=speaker,
            cue=cue,
            when=_inside(dates, read, found),
            quantities=tuple(
                type(q)(q.text, q.start + at.start, q.end + at.start, q.value, q.unit)
                for q in find_quantities(at.quote)
            ),
            entities=_entities(doc, read.offset, at.start, at.end),
            checkworthiness=scored.checkworthiness,
            reasons=scored.reasons,
            ambiguous=still_open,
            group=read.group,
        )


def _is_known_demand(read: ReadSentence, found: Candidate, speaker: Speaker) -> bool:
    """Whether the article names who says what ought to be, and of whom: that they said so can be checked."""
    doc = read.sentence.doc
    report = read.sentence.report_at(found.head)
    meant = report is not None and doc[report.verb].lemma_.lower() in MEANING
    noun = subject(doc[found.head])
    if meant or noun is None or speaker.name == UNKNOWN_SPEAKER or speaker.name.lower() in PRONOUNS:
        return False
    named = noun.pos_ not in {"PRON", "DET"} or noun.i in read.resolved.names or child(noun, "relcl")
    return bool(named) and is_demand(doc[found.head])


def _inside_sentence(wording: str, doc: "Doc", found: Candidate) -> str:
    """The wording behind a "that": a capital that only opened its sentence becomes small."""
    first = found.words[0]
    opener = doc[first.token] if first.token is not None else None
    kept = opener is None or opener.pos_ == "PROPN" or opener.ent_type_ or not wording.startswith(opener.text)
    return wording if kept else wording[:1].lower() + wording[1:]


def _as_sentence(wording: str) -> str:
    named = wording[1:2].isupper()  # "iPhone"
    text = wording if named else wording[:1].upper() + wording[1:]
    return text if text.rstrip("\"'”’").endswith((".", "!", "?", "…")) else text + "."


def _inside(dates: tuple[When, ...], read: ReadSentence, found: Candidate) -> tuple[When, ...]:
    """The dates whose words are among the claim's own."""
    doc = read.sentence.doc
    letters = {i for n in found.tokens for i in range(doc[n].idx, doc[n].idx + len(doc[n]))}
    inside = [w for w in dates if w.start in letters]
    return tuple(
        When(
            read.article[w.start + read.offset : w.end + read.offset],
            w.start + read.offset,
            w.end + read.offset,
            w.value,
        )
        for w in inside
    )


def _entities(doc: "Doc", offset: int, start: int, end: int) -> tuple[Entity, ...]:
    return tuple(
        Entity(e.text, e.label_, e.start_char + offset, e.end_char + offset)
        for e in doc.ents
        if e.start_char + offset >= start and e.end_char + offset <= end
    )


def _speaker(read: ReadSentence, found: Candidate) -> tuple[Speaker | None, tuple[int, int] | None]:
    sentence = read.sentence
    report = _named_report(read, found.head)
    own = sentence.report_by(found.head)
    named = own is not None and _names_somebody(own, read)
    if report is None and own is not None and named and _is_labelled_or_quoted(sentence, own):
        report = own
    report = report or _quoting(read, found)
    if report is not None:
        return _named(read, report), place(sentence.doc, report.cue, read.offset)
    if read.carried is not None and not (read.asked and _is_no_figure(read, read.carried, found)):
        return _carried(read, read.carried), read.carried.cue
    if _is_quoted(read, found):
        start, _ = place(sentence.doc, found.tokens, read.offset)
        return Speaker(UNKNOWN_SPEAKER, start, start), None
    return None, None


def _is_no_figure(read: ReadSentence, poll: Attribution, found: Candidate) -> bool:
    """What somebody is, and what is told of the poll by name."""
    starts = {read.sentence.doc[i].idx + read.offset for i in found.tokens}
    named = poll.source is not None and poll.source[0] in starts
    return named or found.rule in {"title", "apposition", "age", "participle"}


def _named_report(read: ReadSentence, token: int) -> Reported | None:
    """The innermost content around the token that somebody who has a name vouches for; contents may hold each
    other."""
    passed: set[int] = set()
    report = read.sentence.report_at(token)
    while report is not None and not (report.asserted and _names_somebody(report, read)):
        if report.verb in passed:
            return None
        passed.add(report.verb)
        report = read.sentence.report_at(report.verb)
    return report


def _quoting(read: ReadSentence, found: Candidate) -> Reported | None:
    """Who in the sentence quotes the claim's words, where the parse ties them to nobody."""
    doc = read.sentence.doc
    phrases = [r for r in read.sentence.reports if r.head is None and r.verb != found.head]
    told = found.rule != "relative" or found.head in between_marks(doc)
    around = [r for r in phrases if told and found.head in r.content and _has_marks(doc, r.content)]
    if around:
        return min(around, key=lambda r: len(r.content))
    if not _is_quoted(read, found):
        return None
    outside = [r for r in read.sentence.reports if r.source and not _in_quotation(read, r.source[0])]
    named = [r for r in outside if _names_somebody(r, read) and r.verb != found.head]
    return max(named, key=lambda r: len(r.content), default=None)


def _has_marks(doc: "Doc", tokens: tuple[int, ...]) -> bool:
    return any(doc[i].text in QUOTE_MARKS for i in tokens)


def _in_quotation(read: ReadSentence, token: int) -> bool:
    at = read.offset + read.sentence.doc[token].idx
    return any(start <= at < end for start, end in read.quoted)


def _is_quoted(read: ReadSentence, found: Candidate) -> bool:
    """Whether the claim is made in somebody's quoted words; a name or two of them may be the article's."""
    inside = sum(_in_quotation(read, i) for i in found.tokens)
    return _in_quotation(read, found.head) and inside >= MIN_QUOTED_SHARE * len(found.tokens)


def _is_labelled_or_quoted(sentence: Sentence, report: Reported) -> bool:
    """Words that only their speaker answers for, inside a clause that the article tells."""
    cue = sentence.doc[report.verb]
    verb = cue.lemma_.lower()
    if verb in FORECASTING or (verb in LABELLING and _has_label(cue)):
        return True
    quoted = any(sentence.doc[i].text in QUOTE_MARKS for i in report.content)
    return quoted and verb in SAYING | SPEECH_ACTS


def _has_label(cue: "Token") -> bool:
    """Not 'call a referendum', 'called off the search'."""
    labels = child(cue, "oprd", "attr", "acomp", "ccomp") or label_nouns(cue)
    if child(cue, "xcomp") is not None and child(cue, "dobj") is not None:
        return True
    return bool(labels) or any(c.lower_ == "as" for c in children(cue, "prep"))


_NOBODY_NAMED = frozenset({"i", "we", "us", "me", "you"})


def _names_somebody(report: Reported, read: ReadSentence) -> bool:
    """A source other than an "I" or "you" that nobody stands for."""
    if not report.source:
        return False
    alone = read.sentence.doc[report.source[0]]
    if alone.tag_ == "CD" and len(report.source) == 1:
        return False  # 'Of 18 economists, 14 had predicted …': a figure.
    return alone.pos_ != "PRON" or alone.lower_ not in _NOBODY_NAMED or alone.i in read.resolved.names


def _named(read: ReadSentence, report: Reported) -> Speaker:
    start, end = place(read.sentence.doc, report.source, read.offset)
    return Speaker(source_name(read.sentence, read.resolved, report), start, end)


def _carried(read: ReadSentence, attribution: Attribution) -> Speaker:
    if attribution.source is None:
        start = attribution.content[0][0]
        return Speaker(UNKNOWN_SPEAKER, start, start)
    start, end = attribution.source
    return Speaker(read.carried_name or read.article[start:end], start, end)
