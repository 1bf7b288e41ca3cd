import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import BY_LETTER
from trainingdesk.domain.attendance_rule import USUAL, Hours, Marked, Rule
from trainingdesk.domain.certificate import (
    ALPHABET,
    certificate_number,
    check_character,
    due_to,
    why_not_due,
)


@pytest.mark.parametrize(
    ("letters", "closed", "needed", "received", "reason"),
    [
        ("AA", True, False, False, ""),
        ("LA", True, False, False, ""),
        ("AA", True, True, True, ""),
        ("AA", False, False, False, "the register is not closed"),
        ("", True, False, False, "not marked on the register"),
        ("XX", True, False, False, "marked Absent"),
        ("PP", True, False, False, "marked Apologies"),
        ("AE", True, False, False, "left early"),
        ("A", True, False, False, "did not attend every session"),
        ("AX", True, False, False, "did not attend every session"),
        ("AA", True, True, False, "the end evaluation is not in"),
    ],
)
def test_a_certificate_is_due_or_the_reason_is_given(
    letters: str, reason: str, *, closed: bool, needed: bool, received: bool
) -> None:
    said = why_not_due(
        {day: Marked(BY_LETTER[letter]) for day, letter in enumerate(letters)},
        sessions={0: Hours(), 1: Hours()},
        register_closed=closed,
        end_form_needed=needed,
        end_form_received=received,
    )
    assert said == reason


def test_the_check_character_is_the_standard_one() -> None:
    # ISO/IEC 7064 mod 37,36: the worked example of the Global Release Identifier standard.
    assert check_character("A12425GABC1234002") == "M"


@given(st.integers(1, 99_999), st.data())
def test_a_slip_of_the_pen_is_noticed(sequence: int, data: st.DataObject) -> None:
    number = certificate_number(year="2017-18", sequence=sequence)
    body, check = number.rsplit("-", 1)
    places = [at for at, letter in enumerate(body) if letter in ALPHABET]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda letter: letter != body[at]))
    assert check_character(body[:at] + other + body[at + 1 :]) != check


@pytest.mark.parametrize(
    ("rule", "needed", "said"),
    [
        (USUAL, False, "whoever attended every session"),
        (USUAL, True, "whoever attended every session and whose end form is in"),
        (Rule(percent=80), False, "whoever attended at least 80% of the time"),
    ],
)
def test_whom_a_certificate_is_due_to_is_said_in_a_sentence(
    rule: Rule, *, needed: bool, said: str
) -> None:
    assert due_to(rule, end_form_needed=needed) == said
