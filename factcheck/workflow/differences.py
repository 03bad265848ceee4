"""What changed between two moments of a case, for who reads it again. Pure: values in, sentences out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """One thing that is not what it was; "" where there was, or is, nothing."""

    what: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], *, ratings: Mapping[int, str]
) -> list[Difference]:
    """What changed in wording, speaker, evidence and verdict.

    Both are what a reviewer signs, as services.signing has it. ratings: labels by id.
    """
    return [
        *_texts(_("Wording"), before, after, "claim", "text"),
        *_texts(_("Said by"), before, after, "claim", "speaker"),
        *_rating(before, after, ratings),
        *_texts(_("Conclusion"), before, after, "verdict", "conclusion"),
        *_texts(_("Reasoning"), before, after, "verdict", "reasoning"),
        *_evidence(before, after),
    ]


def _texts(
    what: str, before: Mapping[str, Any], after: Mapping[str, Any], part: str, name: str
) -> list[Difference]:
    was, now = _text(before, part, name), _text(after, part, name)
    return [Difference(what, was, now)] if was != now else []


def _text(content: Mapping[str, Any], part: str, name: str) -> str:
    return (content.get(part) or {}).get(name) or ""


def _rating(
    before: Mapping[str, Any], after: Mapping[str, Any], ratings: Mapping[int, str]
) -> list[Difference]:
    was, now = ((content.get("verdict") or {}).get("rating") for content in (before, after))
    if was == now:
        return []
    return [Difference(_("Rating"), ratings.get(was or 0, ""), ratings.get(now or 0, ""))]


def _evidence(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Passages that came, went or got another stance; a passage is its words in its snapshot."""
    was, now = ({_key(one): one for one in content.get("evidence", [])} for content in (before, after))
    gone = [Difference(_("Evidence taken out"), was[key]["exact"], "") for key in was.keys() - now.keys()]
    new = [Difference(_("Evidence added"), "", now[key]["exact"]) for key in now.keys() - was.keys()]
    judged = [
        Difference(
            _("Stance of “{words}”").format(words=now[key]["exact"]), was[key]["stance"], now[key]["stance"]
        )
        for key in now.keys() & was.keys()
        if was[key]["stance"] != now[key]["stance"]
    ]
    return sorted([*gone, *new, *judged], key=lambda one: (one.what, one.before, one.after))


def _key(evidence: Mapping[str, Any]) -> tuple[object, ...]:
    return evidence["snapshot"], evidence["start"], evidence["end"]
