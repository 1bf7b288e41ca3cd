import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainingdesk.domain.row_code import (
    DIGITS,
    booking_in,
    plain_code,
    qr_text,
    read_row_code,
    row_code,
)

EVENT = 214
numbers = st.integers(1, 2_000_000)


@given(numbers, numbers)
def test_a_code_is_read_back_on_the_register_it_was_printed_on(event: int, booking: int) -> None:
    assert read_row_code(row_code(event, booking), event) == booking
    assert read_row_code(qr_text(event, booking), event) == booking
    assert booking_in(row_code(event, booking)) == booking


@given(numbers, st.integers(0, 7), st.sampled_from(DIGITS))
def test_one_wrong_letter_is_noticed(booking: int, place: int, letter: str) -> None:
    code = row_code(EVENT, booking)
    place %= len(code)
    assume(code[place] != letter)
    assert read_row_code(code[:place] + letter + code[place + 1 :], EVENT) is None


@given(numbers, st.integers(0, 7))
def test_two_letters_changed_over_are_noticed(booking: int, place: int) -> None:
    code = row_code(EVENT, booking)
    place %= len(code) - 1
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assume(turned != code)
    assert read_row_code(turned, EVENT) is None


def test_a_code_is_rarely_good_on_the_register_of_another_event() -> None:
    good = sum(read_row_code(row_code(EVENT, 900), event) == 900 for event in range(1, 1025))
    assert good <= 1024 // len(DIGITS)
    near = (read_row_code(row_code(EVENT, 900), EVENT + step) for step in range(-6, 10) if step)
    assert set(near) == {None}


def test_a_code_is_short_and_never_looks_like_a_row_number() -> None:
    assert len(row_code(1, 1)) == 5
    assert row_code(1, 1).startswith("0001")
    assert len(row_code(9_999, 32**4)) == 6


@pytest.mark.parametrize("other", ["td;{}", "TD:{}", "tdö{}".replace("ö", "#"), " {} ", "td-{}"])
def test_a_code_is_read_as_a_scanner_or_a_hand_types_it(other: str) -> None:
    assert read_row_code(other.format(row_code(EVENT, 17).lower()), EVENT) == 17


def test_letters_that_are_no_digits_are_read_as_those_they_look_like() -> None:
    code = row_code(EVENT, 32)
    assert code.startswith("0010")
    assert read_row_code(code.replace("0", "o").replace("1", "l"), EVENT) == 32
    assert read_row_code(f"{code[:2]}-{code[2:]}", EVENT) == 32


@pytest.mark.parametrize("text", ["", "12", "1234", "0001U", "TD:", "TD", "Baker, Jo", "0" * 14])
def test_anything_else_is_no_code(text: str) -> None:
    assert not plain_code(text)
    assert read_row_code(text, EVENT) is None
    assert booking_in(text) is None
