"""What changed is said in plain sentences, a fall as plainly as a rise."""

from ui.evaluation.drawn import left_out_said, nameless_said
from ui.evaluation.sentences import change_said, finding_of, interval_said, mean_said, size_said


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


def test_the_size_of_a_change_is_said_with_the_check_by_ranks() -> None:
    def said(effect: float | None, ranks: float | None, low: float) -> str:
        own = {"effect_before_end": effect, "signed_rank_before_end": ranks}
        return size_said(measure(30, 1.0, low, 2.0) | own, "before_end")

    assert said(0.81, 0.01, 0.5) == "Effect size 0.81 (large); the signed-rank test says so too."
    assert said(0.5, 0.2, -0.5) == "Effect size 0.50 (middling); the signed-rank test says so too."
    assert said(-0.2, 0.01, -0.5) == (
        "Effect size −0.20 (small); the signed-rank test says otherwise: read it with care."
    )
    assert said(None, None, 0.5) == ""


def test_forms_in_no_figure_are_named_beside_all_of_them() -> None:
    assert left_out_said(unmatched=0, ahead=0, unmarked=0) == ""
    assert left_out_said(unmatched=1, ahead=0, unmarked=0) == ", 1 for nobody who came"
    every = ", 1,200 about events to come, 8 of registers still open, 3 for nobody who came"
    assert left_out_said(unmatched=3, ahead=1200, unmarked=8) == every
    row = {"anonymous": 0, "unmatched": 0, "ahead": 1, "unmarked": 0}
    assert nameless_said([row]).endswith(" 1 form is about events to come, and counted then.")
    assert nameless_said([row | {"unmarked": 2}]).endswith(
        " 2 forms are of registers still open, and counted once they are marked."
    )
