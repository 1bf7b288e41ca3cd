"""The lines of the tables of the year."""

from trainingdesk.services.sent import Sent
from ui.analysis.groups import GroupRow, in_order, rows_by, whole_row

FIGURES = {
    "programme": {"attended": 30, "people": 20},
    "by_sector": [{"sector": "Gone", "attended": 0, "share": 0.0, "share_last_year": 0.25}],
    "by_level": [{"level": key, "attended": 1, "walk_ins": 0} for key in ("", "2", "Group 4")],
}
SENT = [
    Sent("Police", "Justice", 12, 9, 1, 10, 9, 2),
    Sent("Probation", "Justice", 20, 20, 0, 20, 15, 0),
    Sent("Quiet", "Other", 0, 0, 0, 0, 0, 0),
]


def test_somebody_who_came_for_two_agencies_is_one_person_of_the_year() -> None:
    whole = whole_row("agency", FIGURES, SENT)

    assert (whole.figures["attended"], whole.figures["people"]) == (30, 20)
    assert whole.figures["turn_up"] == 29 / 32


def test_a_sector_that_sent_somebody_last_year_alone_is_still_a_line() -> None:
    rows = {row.name: row.figures for row in rows_by("sector", FIGURES, SENT)}

    assert (rows["Gone"]["attended"], rows["Gone"]["share_last_year"]) == (0, 0.25)
    assert rows["Gone"]["turn_up"] is None
    assert (rows["Justice"]["attended"], rows["Justice"]["share"]) == (30, 1.0)
    assert rows["Justice"]["share_last_year"] is None


def test_levels_are_said_as_the_board_names_them() -> None:
    names = [row.name for row in rows_by("level", FIGURES, SENT)]

    assert names == ["No level", "Level 2", "Group 4"]


def test_lines_without_a_figure_come_last_in_either_order() -> None:
    rows = [
        GroupRow(n, str(n), name, "", {"fill": fill})
        for n, (name, fill) in enumerate((("a", None), ("c", 0.5), ("b", 0.5), ("d", 0.9)))
    ]

    assert [row.name for row in in_order(rows, "fill", falling=True)] == ["d", "b", "c", "a"]
    assert [row.name for row in in_order(rows, "fill", falling=False)] == ["b", "c", "d", "a"]
