"""What changed is said in plain sentences, a fall as plainly as a rise."""

from ui.evaluation.sentences import change_said, finding_of, interval_said, mean_said


def measure(
    number: int,
    mean: float | None,
    low: float | None = None,
    high: float | None = None,
    *,
    rose: int = 0,
) -> dict[str, object]:
    return {
        "code": "CONF",
        "measure": "Confidence",
        "matched_before_end": number,
        "change_before_end": mean,
        "change_before_end_low": low,
        "change_before_end_high": high,
        "rose_before_end": rose,
        "fell_before_end": number - rose,
    }


def test_a_change_is_said_of_the_measure_by_its_name() -> None:
    rise = finding_of(measure(451, 1.9069, 1.8255, 1.9883, rose=400), "before_end")
    fall = finding_of(measure(30, -0.4, -0.7, -0.1), "before_end")

    assert rise.text == (
        "Of 451 people who answered both before and at the end, confidence rose by 1.9 points "
        "(95% interval 1.8 to 2.0); 89% rose, 11% fell."
    )
    assert (rise.fell, fall.fell) == (False, True)


def test_means_and_changes_are_shown_with_a_dash_where_there_are_none() -> None:
    assert mean_said(6.05) == "6.1"
    assert (mean_said(None), change_said(measure(0, None), "before_end")) == ("–", "–")
    assert interval_said(measure(1, 1.0), "before_end") == ""
    assert interval_said(measure(3, 1.0, -0.2, 2.2), "before_end") == "−0.2 to +2.2"
