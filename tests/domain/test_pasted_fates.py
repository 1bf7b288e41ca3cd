from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.pasted import PastedLine
from trainingdesk.domain.pasted_fates import LEAVE_OUT, Choice, Fate, Meant, settled_lines

ADA = Choice("1", "Ada King", "King, Ada", "Library", delegate_id=1)
GRACE = Choice("2", "Grace Hopper", "Hopper, Grace", "Library", delegate_id=2)
NEW = Choice("new", "Ada King", "King, Ada", "Library", details=DelegateDetails("Ada", "King"))


def known(number: int, choice: Choice) -> Meant:
    return Meant(PastedLine(number, "Ada King"), Fate.KNOWN, (choice,), "To know.")


def open_line(number: int, *choices: Choice) -> Meant:
    return Meant(PastedLine(number, "King"), Fate.AMBIGUOUS, choices, "May be two.")


def test_an_open_line_stays_open_until_somebody_is_chosen() -> None:
    lines = [open_line(1, ADA, GRACE, NEW)]
    (left,) = settled_lines(lines, {})
    (chosen,) = settled_lines(lines, {0: "2"})
    (new,) = settled_lines(lines, {0: "new"})
    assert (left.fate, left.choice, left.said) == (Fate.AMBIGUOUS, None, "May be two.")
    assert (chosen.fate, chosen.choice, chosen.answered) == (Fate.KNOWN, GRACE, True)
    assert (new.fate, new.choice) == (Fate.NEW, NEW)


def test_whoever_is_chosen_for_two_lines_is_booked_for_the_first() -> None:
    rows = settled_lines([known(3, ADA), open_line(5, GRACE, ADA)], {1: "1"})
    assert [row.fate for row in rows] == [Fate.KNOWN, Fate.TWICE]
    assert rows[1].said == "Ada King stands in line 3 already."
    assert rows[1].line.number == 5


def test_a_line_left_out_takes_nobody() -> None:
    rows = settled_lines([known(1, ADA), known(2, ADA)], {0: LEAVE_OUT})
    assert [row.fate for row in rows] == [Fate.LEFT_OUT, Fate.KNOWN]
    assert rows[1].said == "To know."


def test_whoever_is_booked_already_is_not_booked_again() -> None:
    there = Choice("3", "Alan Turing", "Turing, Alan", "Library", delegate_id=3, booked=True)
    (row,) = settled_lines([known(1, there)], {})
    assert (row.fate, row.choice) == (Fate.BOOKED, None)
    assert row.said == "Alan Turing has a booking on this event."


def test_whoever_left_the_agency_is_booked_only_when_chosen() -> None:
    left = Choice("4", "Mae Jemison", "Jemison, Mae", "Library", delegate_id=4, left="Left in May.")
    (asked,) = settled_lines([known(1, left)], {})
    (chosen,) = settled_lines([known(1, left)], {0: "4"})
    assert (asked.fate, asked.choice, asked.said) == (Fate.LEFT, None, "Left in May.")
    assert (chosen.fate, chosen.choice, chosen.answered) == (Fate.KNOWN, left, True)
