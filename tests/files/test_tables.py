"""Tables from spreadsheets read the same whichever separator the spreadsheet used."""

import pytest

from blendnb.files.problems import InputError
from blendnb.files.reading import read_table


@pytest.fixture
def table(tmp_path):
    def read(text):
        (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
        return read_table(tmp_path / "t.csv")

    return read


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_separator_gives_the_same_rows(table, separator):
    text = 'id,text,n\r\n1,"two\r\nlines, one cell",3\r\n\r\n4,x,5\r\n'.replace(",", separator, 2)
    rows = text.replace("\n1,", f"\n1{separator}").replace('",3', f'"{separator}3')
    assert table(rows.replace("4,x,5", f"4{separator}x{separator}5")) == [
        {"id": "1", "text": "two\r\nlines, one cell", "n": "3"},
        {"id": "4", "text": "x", "n": "5"},
    ]


def test_all_rows_that_do_not_fit_are_told(table):
    with pytest.raises(InputError) as caught:
        table("a,b\n1\n1,2\n1,2,3\n")
    assert [problem.text for problem in caught.value.problems] == [
        "row 1: 1 values for 2 columns",
        "row 3: 3 values for 2 columns",
    ]


def test_a_cell_of_a_megabyte_is_told(table):
    with pytest.raises(InputError, match="is not a table: field larger than"):
        table("a,b\n" + "x" * 200_000 + ",1\n")
