from trainingdesk.reports.codes import qr


def test_the_dark_runs_of_a_code_do_not_overlap() -> None:
    cells, dark = qr("TD:REG:RISK-1702")
    drawn = [(row, at) for row, start, run in dark for at in range(start, start + run)]

    assert len(drawn) == len(set(drawn))
    assert all(row < cells and at < cells for row, at in drawn)
