"""Who may do what, when: the policies' own answers, and the page that shows them."""

from pathlib import Path

from factcheck.workflow.statuses import TRANSITIONS
from tests.factcheck.workflow.transitions import BEGIN, END, TRANSITIONS_BY_ACT, table

PAGE = Path(__file__).resolve().parents[3] / "docs/workflow.md"


def test_every_transition_of_the_state_machine_has_its_act():
    listed = {(one.before, one.after) for one in TRANSITIONS_BY_ACT}
    assert listed == {(before, after) for before, following in TRANSITIONS.items() for after in following}


def test_the_table_in_the_documentation_is_what_the_policies_answer(newsroom, request):
    now = table(newsroom)
    page = PAGE.read_text()
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    if request.config.getoption("write_docs"):
        PAGE.write_text(f"{before}{now}{after}")
    assert now in PAGE.read_text(), "Run ./run test tests/factcheck/workflow/test_transitions.py --write-docs"
