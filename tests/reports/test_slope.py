import pytest

from trainingdesk.reports.slope import Measure, Paired, scale, sentence, slope

RISE, FALL = Paired(1.4, 1.1, 1.7, 60), Paired(-0.62, -0.91, -0.33, 95)
UNCLEAR, FEW = Paired(-0.2, -0.6, 0.2, 22), Paired(0.8, 0.2, 1.4, 9)
NOTHING = Paired(None, None, None, 0)


@pytest.mark.parametrize(
    ("end", "practice", "said"),
    [
        (RISE, FALL, ("Rose 1.4 points by the end (60 people; +1.1 to +1.7). In practice it stood "
                     "0.6 below the start (95 people; –0.9 to –0.3).")),
        (FALL, RISE, ("Fell 0.6 points by the end (95 people; –0.9 to –0.3). In practice it stood "
                     "1.4 above the start (60 people; +1.1 to +1.7).")),
        (UNCLEAR, UNCLEAR, ("Did not clearly change by the end (22 people; –0.6 to +0.2). In "
                           "practice it did not clearly differ from the start (22 people; –0.6 "
                           "to +0.2).")),
        (FEW, NOTHING, ("Too few answered both before and at the end to say what changed. Too few "
                       "answered in practice to say.")),
        (Paired(1.0, None, None, 12), NOTHING,
         ("Did not clearly change by the end (12 people). Too few answered in practice to "
          "say.")),
    ],
)  # fmt: skip
def test_a_chart_says_what_changed(end: Paired, practice: Paired, said: str) -> None:
    assert sentence(Measure("Confidence", end, practice)) == said


def test_all_charts_share_a_scale_that_holds_every_interval_and_no_change() -> None:
    low, high = scale([Measure("A", RISE, FEW), Measure("B", FALL, NOTHING)])

    assert low < -0.91
    assert high > 1.7
    assert scale([Measure("A", NOTHING, NOTHING)]) == (-0.5, 0.5)


def test_a_fall_an_unclear_change_and_a_rise_differ_in_shape() -> None:
    shapes = []
    for own in (RISE, FALL, UNCLEAR):
        drawn = slope(Measure("A", own, NOTHING), 150, 150, -2, 3)
        kinds = {type(part).__name__ for part in drawn.contents}
        discs = [part.fillColor.hexval() for part in drawn.contents if getattr(part, "r", 0) == 3]
        shapes.append(("Polygon" in kinds, discs))

    assert shapes[1] == (True, [])
    assert shapes[0][1] != shapes[2][1]
