"""Set claims beside passages: pairs in, stance and typed differences out."""

from datetime import date

from django.utils.translation import gettext as _

from console import jsonl
from factcheck.evidence.compare import Element, compare
from factcheck.evidence.stance import judge
from factcheck.management.line_command import LineCommand


class Command(LineCommand):
    help = _("Compare claims with passages: says what agrees, what differs and what is not mentioned.")

    def answer(self, record: jsonl.Record) -> jsonl.Record:
        claim, evidence = jsonl.text_field(record, "claim"), jsonl.text_field(record, "evidence")
        elements = compare(claim, evidence, published=_published(record))
        found = judge(claim, evidence, elements)
        return {
            "stance": found.stance,
            "scores": {
                "supports": found.supports,
                "contradicts": found.contradicts,
                "context": found.context,
            },
            "shown": found.shown,
            "elements": [_written(element) for element in elements],
        }


def _published(record: jsonl.Record) -> date | None:
    value = record.get("published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError) as error:
        raise jsonl.BadLine("bad_date", f"“published” is {value!r}; give a date like 2024-01-12.") from error


def _written(element: Element) -> jsonl.Record:
    return {
        "claim": list(element.claim),
        "evidence": list(element.evidence) if element.evidence is not None else None,
        "type": element.type,
        "result": element.result,
        "note": element.note,
    }
