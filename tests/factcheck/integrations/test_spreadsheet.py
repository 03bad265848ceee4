import csv
import io

import pytest

from factcheck.integrations.spreadsheet import to_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_be_run_as_a_formula(start):
    ((cell,),) = list(csv.reader(io.StringIO(to_csv([f"{start}HYPERLINK(1)"], []))))
    assert cell == f"'{start}HYPERLINK(1)"


def test_what_a_cell_holds_survives():
    header, row = csv.reader(io.StringIO(to_csv(["claim", "due"], [['He said "12,5%"\nthen left.', None]])))
    assert (header, row) == (["claim", "due"], ['He said "12,5%"\nthen left.', ""])
