from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode, read_form_code
from trainingdesk.domain.row_code import DIGITS

numbers = st.integers(0, 10**9)
codes = st.one_of(
    st.builds(FormCode, st.sampled_from(Stage), booking_id=numbers),
    st.builds(FormCode, st.sampled_from(Stage), event_id=numbers),
)


@given(codes)
def test_a_code_says_the_stage_and_whose_form_it_is(code: FormCode) -> None:
    assert read_form_code(str(code)) == code
    assert read_form_code(f" {str(code).lower()[:3]}-{str(code).lower()[3:]} ") == code


@given(codes, st.data())
def test_one_wrong_letter_is_no_code(code: FormCode, data: st.DataObject) -> None:
    said = str(code)
    at = data.draw(st.integers(0, len(said) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in DIGITS if digit != said[at]]))
    assert read_form_code(said[:at] + wrong + said[at + 1 :]) is None


def test_what_is_no_code_is_none() -> None:
    misread = str(FormCode(Stage.END, booking_id=12)).replace("C", "D")
    for text in ("", "E", "Hello", "12345", "E12", "TD:E0001A", misread):
        assert read_form_code(text) is None
