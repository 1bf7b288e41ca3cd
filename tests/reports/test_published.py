import pytest

from trainingdesk.reports import published


def shown(*counts: int) -> list[str]:
    whole = sum(counts)
    given = [{"answer": str(n), "count": n, "share": n / whole} for n in counts]
    return [answer.count for answer in published.answers(given)]


FEW, HIDDEN = published.FEW, published.WITHHELD


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((20, 10, 5), ["20", "10", "5"]),
        ((20, 10, 0), ["20", "10", "0"]),
        # One hidden answer would follow from the total, so the next smallest goes too.
        ((20, 10, 4), ["20", HIDDEN, FEW]),
        ((20, 10, 4, 2), ["20", "10", FEW, FEW]),
        # Of two few that make seven or eight, the larger is four: the next smallest goes too.
        ((20, 10, 4, 3), ["20", HIDDEN, FEW, FEW]),
        ((20, 10, 4, 4), ["20", HIDDEN, FEW, FEW]),
        # Five or more, and fewer than five, that make six are five and one.
        ((9, 5, 5, 1), [HIDDEN, HIDDEN, HIDDEN, HIDDEN]),
        ((30, 9, 5, 1), ["30", HIDDEN, HIDDEN, FEW]),
        # None hidden is more than the least that is shown, so five and four are known as well.
        ((20, 5, 5, 4), ["20", HIDDEN, HIDDEN, FEW]),
        # Where nothing is left to hide, none is said to be few.
        ((5, 1), [HIDDEN, HIDDEN]),
        ((4, 2), [HIDDEN, HIDDEN]),
        # Two that are a few together would be known to be few.
        ((20, 10, 1, 1), ["20", HIDDEN, FEW, FEW]),
        ((20, 10, 4, 0), ["20", HIDDEN, FEW, "0"]),
        ((3,), [FEW]),
        ((), []),
    ],
)
def test_answers_of_a_few_are_hidden_so_that_they_cannot_be_worked_out(
    counts: tuple[int, ...], said: list[str]
) -> None:
    assert shown(*counts) == said


def test_hidden_answers_have_no_share() -> None:
    answers = published.answers([{"answer": "Yes", "count": 2, "share": 0.5}])

    assert (answers[0].share, answers[0].fraction) == ("–", None)


@pytest.mark.parametrize(
    ("rated", "satisfied", "share", "base"),
    [
        (40, 33, "83%", "33 of 40 who rated their course gave it 4 or 5 of 5"),
        (4, 4, "–", "fewer than 5 rated their course"),
        (40, 3, "–", "fewer than 5 of 40 gave it 4 or 5 of 5"),
        (40, 0, "0%", "0 of 40 who rated their course gave it 4 or 5 of 5"),
        (0, 0, "–", "nobody rated their course"),
    ],
)
def test_satisfaction_is_shown_with_its_base_unless_it_is_of_a_few(
    rated: int, satisfied: int, share: str, base: str
) -> None:
    fraction = satisfied / rated if rated else None
    given = {"rated": rated, "satisfied": satisfied, "share": fraction}

    assert published.satisfied(given) == (share, base)
