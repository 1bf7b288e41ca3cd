from trainingdesk.reports.compared import with_last_year

NOW = [{"course": "FA", "attended": 7, "fill": 0.7}, {"course": "NEW", "attended": 2, "fill": None}]
BEFORE = [{"course": "OLD", "attended": 3, "fill": 0.1}, {"course": "FA", "attended": 5, "fill": 1}]


def test_last_years_figures_stand_beside_this_years() -> None:
    rows = with_last_year(NOW, BEFORE, key="course", figures=("attended", "fill"))
    assert rows == [
        {"course": "FA", "attended": 7, "fill": 0.7, "attended_before": 5, "fill_before": 1},
        {
            "course": "NEW",
            "attended": 2,
            "fill": None,
            "attended_before": None,
            "fill_before": None,
        },
    ]
    assert isinstance(rows[0]["attended_before"], int)  # a count stays a count


def test_a_first_year_has_nothing_beside_it() -> None:
    rows = with_last_year(NOW, [], key="course", figures=("attended",))
    assert [row["attended_before"] for row in rows] == [None, None]
    assert with_last_year([], BEFORE, key="course", figures=("attended",)) == []
