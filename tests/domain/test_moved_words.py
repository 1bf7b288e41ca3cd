"""How far the same people moved is said in plain sentences."""

import pytest

from trainingdesk.domain.moved_words import Moved, signed

BOTH = "both before and at the end"


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [
        (
            Moved("confidence", "before and at the end", 176, 1.5, 1.3, 1.7, 107, 16),
            (
                f"Of 176 people who answered {BOTH}, confidence rose by 1.5 points "
                "(95% interval 1.3 to 1.7); 61% rose, 9% fell."
            ),
        ),
        (
            Moved("confidence", "before and at the end", 176, -1.5, -1.7, -1.3, 16, 107),
            (
                f"Of 176 people who answered {BOTH}, confidence fell by 1.5 points "
                "(95% interval 1.3 to 1.7); 9% rose, 61% fell."
            ),
        ),
        (
            Moved("confidence", "before and at the end", 9, -1.0, -2.1, 0.1, 2, 4),
            (
                f"Of 9 people who answered {BOTH}, confidence fell by 1.0 point "
                "(95% interval −2.1 to +0.1, so it may not have moved at all); 22% rose, 44% fell."
            ),
        ),
        (
            Moved("skills", "before and at the end", 40, 0.04, 0.02, 0.06),
            (
                f"Of 40 people who answered {BOTH}, skills stayed where it was "
                "(95% interval 0.0 to +0.1)."
            ),
        ),
        (
            Moved("skills", "before and at the end", 5, 2.0, 2.0, 2.0, 5, 0),
            (
                f"Of 5 people who answered {BOTH}, skills rose by 2.0 points "
                "(each of them moved alike, so there is no interval); 100% rose, 0% fell."
            ),
        ),
        (
            Moved("skills", "before and at the end", 1, -2.0, rose=0, fell=1),
            (
                f"Of 1 person who answered {BOTH}, skills fell by 2.0 points "
                "(one person, so there is no interval)."
            ),
        ),
        (
            Moved("skills", "before and at the end", 60, 1.0, 0.5, 1.5, 50, "fewer than 5"),
            (
                f"Of 60 people who answered {BOTH}, skills rose by 1.0 point "
                "(95% interval 0.5 to 1.5); 83% rose, fewer than 5 fell."
            ),
        ),
        (
            Moved("skills", "before and at the end", 0, None),
            f"Nobody has rated skills {BOTH}.",
        ),
    ],
)
def test_a_change_is_a_sentence(moved: Moved, sentence: str) -> None:
    assert moved.sentence() == sentence


def test_a_fall_that_rounds_to_nothing_is_none() -> None:
    def fell(mean: float | None) -> bool:
        return Moved("skills", "", 9, mean).fell_on_the_whole

    assert [fell(mean) for mean in (-0.4, -0.04, 0.4, None)] == [True, False, False, False]


def test_changes_carry_their_sign_and_round_half_up() -> None:
    assert [signed(n) for n in (0.25, -0.25, 0.04, -0.04)] == ["+0.3", "−0.3", "0.0", "0.0"]
