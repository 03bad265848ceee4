"""Each score of extraction, set by set."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from claims.extraction.cleaning import clean
from claims.extraction.evaluation import datasets, decomposition
from claims.extraction.evaluation.intervals import Counts, Rate, f1, precision, rate, recall
from claims.extraction.evaluation.wording import LOOSE, STRICT, agree, overlap
from claims.extraction.parser import parse
from claims.extraction.pipeline import find_claims
from claims.extraction.score import score
from claims.extraction.segment import segment
from claims.extraction.tense import dates_of
from claims.extraction.types import ExtractedClaim, Span

# The listed claims of an article, and those found in it.
Told = tuple[list[datasets.Record], Sequence[ExtractedClaim]]
# Scores at or above this say "check it".
WORTH_CHECKING = 0.5


def claims(folder: Path) -> list[Rate]:
    """Claims against those listed by hand: an output counts once, as the best match of some listed claim.
    First all articles, then those that were read and those that were held out.
    """
    return _claims_of("claims", datasets.annotated_articles(folder))


def news(folder: Path) -> list[Rate]:
    """The same for the political news that was listed for this project."""
    return _claims_of("news", datasets.listed_news(folder))


def written(_folder: Path) -> list[Rate]:
    """The same for the articles that were written for this project, which need no folder."""
    return _claims_of("written", datasets.written_news())


def _claims_of(name: str, articles: Iterable[tuple[datasets.Record, str, date | None]]) -> list[Rate]:
    read: list[Told] = []
    held_out: list[Told] = []
    for article, text, published in articles:
        until = article.get("annotated_until") or len(text)
        out = [c for c in find_claims(text, published=published).claims if c.start < until]
        (held_out if article["held_out"] else read).append((article["claims"], out))
    rates = _claim_rates(name, [*read, *held_out])
    if held_out:
        rates += [*_claim_rates(f"{name}, read", read), *_claim_rates(f"{name}, held out", held_out)]
    return rates


def _claim_rates(name: str, told: Sequence[Told]) -> list[Rate]:
    rates = []
    for level, least in {"loose": LOOSE, "strict": STRICT}.items():
        found = [_matched(wanted, out, least) for wanted, out in told]
        rates.append(rate(f"{name}, {level}: precision", [p for p, _ in found], precision))
        rates.append(rate(f"{name}, {level}: recall of check-worthy", [r for _, r in found], recall))
    spoken = [_spoken(wanted, out) for wanted, out in told]
    return [*rates, rate(f"{name}: reported ones told with their speaker", spoken, recall)]


def _spoken(wanted: list[datasets.Record], out: Sequence[ExtractedClaim]) -> Counts:
    """Of what was found that belongs to somebody: how much names a speaker, as such or in its words."""
    kept = lost = 0
    for claim in wanted:
        best = max(out, key=lambda o: _likeness(claim, o), default=None)
        if best is None or not claim.get("speaker") or _likeness(claim, best) < LOOSE:
            continue
        named = best.speaker is not None or overlap(claim["speaker"], best.text) > 0
        kept, lost = kept + named, lost + (not named)
    return Counts(kept, kept, kept + lost)


def _matched(
    wanted: list[datasets.Record], out: Sequence[ExtractedClaim], least: float
) -> tuple[Counts, Counts]:
    used: set[int] = set()
    required = found = 0
    for claim in wanted:
        best = max(range(len(out)), key=lambda i: _likeness(claim, out[i]), default=None)
        matches = best is not None and _likeness(claim, out[best]) >= least
        if matches and best is not None:
            used.add(best)
        if claim["checkworthy"] == 2 and not claim.get("optional"):
            required += 1
            found += matches
    return Counts(len(used), len(out), len(used)), Counts(found, found, required)


def _likeness(wanted: datasets.Record, out: ExtractedClaim) -> float:
    spans = [(wanted["start"], wanted["end"]), *map(tuple, wanted.get("also", []))]
    if all(min(e, out.end) <= max(s, out.start) for s, e in spans) or not agree(wanted["claim"], out.text):
        return 0.0
    spoken = bool(wanted.get("speaker")) and wanted.get("kind") != "statement" and out.speaker is not None
    said = f"{out.text} {out.speaker.name}" if spoken and out.speaker else out.text
    return max(overlap(wanted["claim"], said), overlap(wanted["claim"], out.text))


def attributions(folder: Path) -> list[Rate]:
    """PolNeAR, by characters: what is inside somebody's content, and what names a source."""
    contents, sources = [], []
    for text, wanted in datasets.attributed_articles(folder):
        found = find_claims(text).attributions
        contents.append(
            _shared([s for w in wanted for s in w.content], [s for a in found for s in a.content])
        )
        sources.append(_shared([s for w in wanted for s in w.source], [a.source for a in found if a.source]))
    return [rate("PolNeAR: content F1", contents, f1), rate("PolNeAR: source F1", sources, f1)]


def _shared(wanted: Sequence[Span], found: Sequence[Span]) -> Counts:
    one, two = _letters(wanted), _letters(found)
    return Counts(len(one & two), len(two), len(one))


def _letters(spans: Sequence[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def boundaries(folder: Path) -> list[Rate]:
    """Ends of sentences, in edited text and in web text."""
    edited = [
        _ends(r["text"], {e for _, e in r["sentences"]}) for r in datasets.records(folder, "gum_dev.jsonl.gz")
    ]
    web = [_ends(*_run_on(r["sentences"])) for r in datasets.records(folder, "sentsplit_ewt_dev.jsonl.gz")]
    return [rate("sentence ends, edited: F1", edited, f1), rate("sentence ends, web: F1", web, f1)]


def _run_on(sentences: list[str]) -> tuple[str, set[int]]:
    ends, at = set(), 0
    for sentence in sentences:
        at += len(sentence)
        ends.add(at)
        at += 1
    return " ".join(sentences), ends


def _ends(text: str, wanted: set[int]) -> Counts:
    found = {p.words[1] for p in segment(clean(text))}
    return Counts(len(found & wanted), len(found), len(wanted))


def dates(folder: Path) -> list[Rate]:
    """Marked expressions with a day, month or year: found with the right value, given their sentence's
    tense.
    """
    counts = []
    for record in datasets.records(folder, "gum_dev.jsonl.gz"):
        published = _day(record.get("published"))
        wanted = [d for d in record["dates"] if str(d.get("when") or "")[:1].isdigit()]
        counts.append(_dated(record["text"], record["sentences"], wanted, published))
    return [rate("dates: right value", counts, recall)]


def _dated(
    text: str, sentences: list[list[int]], wanted: list[datasets.Record], published: date | None
) -> Counts:
    values = {}
    docs = parse(clean(text[start:end]).replace("\n", " ") for start, end in sentences)
    for (start, _), doc in zip(sentences, docs, strict=True):
        for when in dates_of(doc, published=published):
            values[start + when.start, start + when.end] = when.value
    right = sum(
        any(v == w["when"] and s < w["end"] and w["start"] < e for (s, e), v in values.items())
        for w in wanted
    )
    return Counts(right, right, len(wanted))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def checkworthiness(folder: Path) -> list[Rate]:
    """CheckThat! 2024's debate sentences: those scored at least 0.5 against those marked Yes."""
    counts = []
    for record in datasets.records(folder, "checkworthy_ct24_dev-test.jsonl.gz"):
        said, wanted = score(record["text"]).checkworthiness >= WORTH_CHECKING, record["label"] == "Yes"
        counts.append(Counts(int(said and wanted), int(said), int(wanted)))
    return [rate("check-worthiness: F1", counts, f1)]


def transcripts(folder: Path) -> list[Rate]:
    """CLEF 2020's debates: of each, the average precision of its sentences ranked by our score."""
    debates: dict[str, list[tuple[float, bool]]] = {}
    for record in datasets.records(folder, "checkworthy_clef20t5_train.jsonl.gz"):
        scored = score(record["text"]).checkworthiness, record["label"] == "1"
        debates.setdefault(record["doc"], []).append(scored)
    found = [_average_precision(sentences) for sentences in debates.values()]
    return [rate("transcripts: mean average precision", found, _mean)]


def _average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Precision at each wanted one, ranked by score, then averaged; equal scores rank as they came."""
    ranked = [wanted for _, wanted in sorted(scored, key=lambda s: -s[0])]
    places = [place for place, wanted in enumerate(ranked, 1) if wanted]
    return _mean([count / place for count, place in enumerate(places, 1)])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


SETS: dict[str, Callable[[Path], list[Rate]]] = {
    "claims": claims,
    "news": news,
    "written": written,
    "attributions": attributions,
    "facts": decomposition.facts,
    "units": decomposition.units,
    "propositions": decomposition.propositions,
    "subjects": decomposition.subjects,
    "boundaries": boundaries,
    "dates": dates,
    "checkworthiness": checkworthiness,
    "transcripts": transcripts,
}


def measure(names: Sequence[str], folder: Path) -> Iterator[Rate]:
    """The rates of the named sets, as they come. Raises MissingDataError."""
    for name in names:
        yield from SETS[name](folder)
