"""Placeholders: which there are, what is wrong with a text, and how a reader sees it."""

import pytest

from trainingdesk.domain.message import OF_INVOICES, TO_MANAGERS, Purpose, ToWhom
from trainingdesk.domain.message_texts import DEFAULTS, MessageText, for_reader
from trainingdesk.domain.placeholders import (
    NAMES,
    STANDS_FOR,
    Placeholder,
    filled,
    in_one_line,
    problem_in,
)

EVENT, VENUE = Placeholder.EVENT, Placeholder.VENUE
ALL = {each: f"<{each.value}>" for each in Placeholder}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Come to {event} at { First  Name }", ""),
        ("{evnt}", "There is no placeholder {evnt}. Did you mean {event}?"),
        ("{online}", "There is no placeholder {online}. Did you mean {online link}?"),
        (
            "{free lunch}",
            "There is no placeholder {free lunch}. The list beside the text has them all.",
        ),
        ("{}", "There is no placeholder {}. The list beside the text has them all."),
        (
            "a } b",
            "A brace stands alone: a placeholder is written between two, such as {event}.",
        ),
        (
            "{event\n}",
            "A brace stands alone: a placeholder is written between two, such as {event}.",
        ),
    ],
)
def test_a_text_is_checked_with_the_nearest_right_one(text: str, said: str) -> None:
    assert problem_in(text) == said


def test_placeholders_are_filled_whatever_their_letters() -> None:
    assert filled("{Event} and {EVENT}", {EVENT: "First Aid"}) == "First Aid and First Aid"


def test_what_a_placeholder_brings_is_never_read_again() -> None:
    assert filled("{event}", {EVENT: "{venue} {nonsense}", VENUE: "Hall"}) == "{venue} {nonsense}"


def test_a_line_of_which_nothing_is_known_is_left_out() -> None:
    text = "Hello\n\nAt {venue}\n\n{event}, {venue}\nBye"
    assert filled(text, {EVENT: "First Aid"}) == "Hello\n\nFirst Aid, \nBye"


def test_one_line_holds_no_other_and_nothing_unseen() -> None:
    assert in_one_line(" a\r\nBcc: b\u200b\x00 \u2029c ") == "a Bcc: b c"


def test_every_placeholder_is_explained() -> None:
    assert set(STANDS_FOR) == set(Placeholder)
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_a_sound_text_that_greets_and_signs(purpose: Purpose) -> None:
    text = DEFAULTS[purpose]
    assert text.problems() == {}
    body = filled(text.body, ALL)
    greeted = "<to>" if purpose in TO_MANAGERS | OF_INVOICES else "<first name>"
    assert body.startswith(f"Dear {greeted},\n")
    assert body.endswith("\n\n<board>\n<board e-mail>")
    assert ("<invoiced for>" if purpose in OF_INVOICES else "<event>") in body


def test_a_text_says_by_field_what_is_wrong_with_it() -> None:
    assert set(MessageText(" \n ", "  ").problems()) == {"subject", "body"}
    assert MessageText("{x", "{dya}").problems() == {
        "subject": "A brace stands alone: a placeholder is written between two, such as {event}.",
        "body": "There is no placeholder {dya}. Did you mean {day}?",
    }
    assert "at most 200" in MessageText("x" * 201, "y").problems()["subject"]


@pytest.mark.parametrize(
    ("whom", "purpose", "begins"),
    [
        (ToWhom.DELEGATE, Purpose.ABSENT, "Dear"),
        (ToWhom.MANAGER, Purpose.AGREEMENT, "Dear"),
        (ToWhom.MANAGER, Purpose.ABSENT, "This is a copy for you, as their manager, of what"),
        (ToWhom.AGENCY, Purpose.ABSENT, "This is a copy for you, as the contact of their agency"),
    ],
)
def test_managers_and_agencies_are_told_that_theirs_is_a_copy(
    whom: ToWhom, purpose: Purpose, begins: str
) -> None:
    assert for_reader("Dear Ada", whom, purpose=purpose, name="Ada King").startswith(begins)
