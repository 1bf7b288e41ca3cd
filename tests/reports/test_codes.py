from trainingdesk.reports.codes import ROW_LETTERS, qr, row_code


def test_a_row_code_is_two_digits_and_a_letter_that_ties_it_to_the_event() -> None:
    codes = {row_code("RISK-1702", row) for row in range(1, 31)}

    assert len(codes) == 30
    assert all(code[:2].isdigit() and code[2] in ROW_LETTERS for code in codes)
    assert row_code("RISK-1702", 4) != row_code("RISK-1703", 4)


def test_the_dark_runs_of_a_code_do_not_overlap() -> None:
    cells, dark = qr("TD:REG:RISK-1702")
    drawn = [(row, at) for row, start, run in dark for at in range(start, start + run)]

    assert len(drawn) == len(set(drawn))
    assert all(row < cells and at < cells for row, at in drawn)
