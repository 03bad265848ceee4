"""Rank a page's sentences for a claim."""

from django.utils.translation import gettext as _

from console import jsonl
from factcheck.evidence import passages
from factcheck.management.line_command import LineCommand


class Command(LineCommand):
    help = _("Rank a page's sentences by how much they bear on a claim, best first.")

    def answer(self, record: jsonl.Record) -> jsonl.Record:
        claim, sentences = jsonl.text_field(record, "claim"), record.get("sentences")
        if not isinstance(sentences, list) or not all(isinstance(s, str) for s in sentences):
            raise jsonl.BadLine("missing_field", "The line has no list of texts in “sentences”.")
        ranking = passages.rank(claim, sentences)
        return {"ranking": list(ranking.order), "scores": list(ranking.scores)}
