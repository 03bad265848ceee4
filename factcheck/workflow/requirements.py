"""What a verdict's evidence still lacks, by the rule of its desk or scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.evidence import rules
from factcheck.evidence.models import STILL_SAID, Drift, Evidence, Stance
from factcheck.workflow.evidence_rules import EvidenceRule
from factcheck.workflow.models import FactCheck, RatingScale
from factcheck.workflow.statuses import Family
from sources.models import SourceKind

# That nothing decides it needs no sources that do.
WITHOUT_EVIDENCE = (Family.UNPROVEN, Family.NOT_RATED)


@dataclass(frozen=True)
class Item:
    """One line of the check list. words: what is asked for, and how much of it there is."""

    words: str
    is_met: bool


@dataclass(frozen=True)
class Checklist:
    """What is asked for before publication. is_binding: nothing is signed off or published without it."""

    items: tuple[Item, ...] = ()
    is_binding: bool = False

    @property
    def missing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.is_met)


def checklist(factcheck: FactCheck) -> Checklist:
    """Empty where no rule holds, or the verdict is that nothing decides it."""
    verdict = factcheck.verdict
    rule = rule_for(factcheck)
    if rule is None or (verdict is not None and verdict.rating.family in WITHOUT_EVIDENCE):
        return Checklist()
    asked = rules.Rule(
        min_independent=rule.min_independent, min_primary=rule.min_primary, max_age_days=rule.max_age_days
    )
    checks = rules.check(asked, list(backings(factcheck).values()), today=timezone.localdate())
    return Checklist(
        items=tuple(Item(_words(one, rule), one.is_met) for one in checks), is_binding=rule.is_required
    )


def rule_for(factcheck: FactCheck) -> EvidenceRule | None:
    """The most particular: of desk and scale, of the desk, of the scale, of everybody. A scale's holds for
    all its versions."""
    verdict = factcheck.verdict
    scale = verdict.rating.scale if verdict else RatingScale.objects.filter(is_default=True).first()
    of_scale = Q(scale=None) | Q(scale__slug=scale.slug) if scale else Q(scale=None)
    rows = EvidenceRule.objects.filter(of_scale, Q(desk=None) | Q(desk=factcheck.claim.article.desk_id))
    return max(rows, key=lambda row: (row.desk_id is not None, row.scale_id is not None), default=None)


def backings(factcheck: FactCheck) -> dict[int, rules.Backing]:
    """The sources of the accepted passages that decide the claim, by primary key."""
    seen_again = Drift.objects.filter(outcome__in=STILL_SAID).select_related("fetch")
    decisive = (
        factcheck.claim.evidence.accepted()
        .held()
        .filter(stance_accepted__in=[Stance.SUPPORTS, Stance.CONTRADICTS])
        .select_related("snapshot__source__publisher")
        .prefetch_related("snapshot__readings", Prefetch("drifts", seen_again, to_attr="seen_again"))
    )
    by_source: dict[int, list[Evidence]] = {}
    for one in decisive:
        by_source.setdefault(one.snapshot.source_id, []).append(one)
    return {source: _backing(passages) for source, passages in by_source.items()}


def _backing(passages: list[Evidence]) -> rules.Backing:
    """Of one source: as old as the passage that was looked at longest ago."""
    source = passages[0].snapshot.source
    reading = next(iter(passages[0].snapshot.readings.all()), None)
    publisher = source.publisher
    kind = source.kind
    if kind == SourceKind.UNKNOWN and publisher is not None:
        kind = publisher.kind
    return rules.Backing(
        publisher=str(publisher.pk) if publisher else "",
        text=reading.text if reading else passages[0].exact,
        is_primary=kind == SourceKind.PRIMARY,
        seen_on=min(_seen_on(one) for one in passages) if source.address else None,
    )


def _seen_on(evidence: Evidence) -> date:
    looks = [drift.fetch.started_at for drift in evidence.seen_again]  # type: ignore[attr-defined]
    return timezone.localdate(max([evidence.snapshot.captured_at, *looks]))


def _words(check: rules.Check, rule: EvidenceRule) -> str:
    match check.requirement:
        case "independent":
            asked = ngettext("{n} independent source", "{n} independent sources", check.needed)
        case "primary":
            asked = ngettext("{n} primary source", "{n} primary sources", check.needed)
        case "fresh":
            asked = ngettext(
                "every page seen within {days} day",
                "every page seen within {days} days",
                rule.max_age_days or 0,
            )
            return _("{asked}: {found} of {n}").format(
                asked=asked.format(days=rule.max_age_days), found=check.found, n=check.needed
            )
    return _("{asked}: {found} so far").format(asked=asked.format(n=check.needed), found=check.found)
