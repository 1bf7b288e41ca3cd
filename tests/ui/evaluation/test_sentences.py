"""What changed is said in plain sentences, a fall as plainly as a rise."""

import pytest

from ui.evaluation.sentences import change_said, finding_of, interval_said, mean_said, signed

BOTH = "who answered both before and at the end"


def measure(
    number: int, mean: float | None, low: float | None = None, high: float | None = None
) -> dict[str, object]:
    return {
        "code": "CONF",
        "measure": "Confidence",
        "matched_before_end": number,
        "change_before_end": mean,
        "change_before_end_low": low,
        "change_before_end_high": high,
    }


@pytest.mark.parametrize(
    ("found", "sentence", "fell"),
    [
        (
            measure(451, 1.9069, 1.8255, 1.9883),
            (f"Of 451 people {BOTH}, confidence rose by 1.9 points (95% interval 1.8 to 2.0)."),
            False,
        ),
        (
            measure(30, -0.4, -0.7, -0.1),
            (f"Of 30 people {BOTH}, confidence fell by 0.4 points (95% interval 0.1 to 0.7)."),
            True,
        ),
        (
            measure(9, -0.4, -1.1, 0.3),
            (
                f"Of 9 people {BOTH}, confidence fell by 0.4 points "
                "(95% interval −1.1 to +0.3, so it may not have moved at all)."
            ),
            True,
        ),
        (
            measure(1, 1.0),
            (
                f"Of 1 person {BOTH}, confidence rose by 1.0 point "
                "(one person, so there is no interval)."
            ),
            False,
        ),
        (
            measure(40, 0.04, -0.1, 0.2),
            (
                f"Of 40 people {BOTH}, confidence stayed where it was "
                "(95% interval −0.1 to +0.2, so it may not have moved at all)."
            ),
            False,
        ),
        (measure(0, None), "Nobody has rated confidence both before and at the end.", False),
    ],
)
def test_a_change_is_a_sentence(found: dict[str, object], sentence: str, fell: bool) -> None:  # noqa: FBT001
    finding = finding_of(found, "before_end")

    assert (finding.text, finding.fell) == (sentence, fell)


def test_changes_carry_their_sign_and_round_half_up() -> None:
    assert [signed(n) for n in (0.25, -0.25, 0.04, -0.04)] == ["+0.3", "−0.3", "0.0", "0.0"]
    assert mean_said(6.05) == "6.1"
    assert (mean_said(None), change_said(measure(0, None), "before_end")) == ("–", "–")
    assert interval_said(measure(1, 1.0), "before_end") == ""
    assert interval_said(measure(3, 1.0, -0.2, 2.2), "before_end") == "−0.2 to +2.2"
