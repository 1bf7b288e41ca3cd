from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainingdesk.domain.pasted import (
    NO_NAME,
    NO_NAME_COLUMN,
    ONE_NAME,
    TWO_ADDRESSES,
    PastedLine,
    read_pasted,
)
from trainingdesk.domain.pasted_columns import names_shown

AGENCIES = frozenset({"library", "carking trust"})
PEOPLE = [
    ("Ada", "King", "ada.king@example.org", "Library", "Analyst"),
    ("Grace", "Hopper", "grace.hopper@example.org", "Carking Trust", "Social worker"),
    ("Łukasz", "Żak", "lukasz.zak@example.org", "Library", "Nurse"),
    ("Никола", "Тесла", "tesla@example.org", "Library", ""),
    ("محمد", "علي", "mohammed@example.org", "Carking Trust", "Teacher"),
]
HEADINGS = ("First name", "Surname", "E-mail", "Agency", "Job title")


def read(text: str) -> list[PastedLine]:
    return read_pasted(text, agencies=AGENCIES)


def names(text: str) -> list[str]:
    return [f"{line.first_name} {line.last_name}".strip() for line in read(text) if not line.aside]


def people(text: str) -> list[tuple[str, ...]]:
    return [
        (line.first_name, line.last_name, line.email, line.agency, line.job_title)
        for line in read(text)
    ]


def table(columns: Sequence[int], rows: Sequence[Sequence[str]], mark: str = "\t") -> str:
    return "\n".join(mark.join(row[at] for at in columns) for row in rows)


@given(st.permutations(range(5)), st.sampled_from("\t;|,"))
def test_columns_in_any_order_under_headings_give_the_same_people(
    columns: list[int], mark: str
) -> None:
    assert people(table(columns, [HEADINGS, *PEOPLE], mark)) == PEOPLE


ALIKE = [
    "Org\tJob\tSurname\tFirst\tMail",
    "Where from\tPosition\tSurname\tCalled\tReached at",
    "Agency/School\tPost\tLast name:\tForename*\tContact e-mail",
    "Team\tX\tFamily name\tFirst name\tAdr",
    "Name of employer\tRole\tSurname\tGiven\t",
]


@pytest.mark.parametrize("headings", ALIKE)
def test_what_the_headings_leave_open_is_shown_by_the_cells(headings: str) -> None:
    assert people(f"{headings}\n{table([3, 4, 1, 0, 2], PEOPLE)}") == PEOPLE


def test_whole_names_are_found_under_a_heading_that_is_not_known() -> None:
    text = "Bookings\tJob title\tTeam\nAda King\tAnalyst\tLibrary\nGrace Hopper\tNurse\tLibrary"
    assert [line[:2] + line[3:] for line in people(text)] == [
        ("Ada", "King", "Library", "Analyst"),
        ("Grace", "Hopper", "Library", "Nurse"),
    ]


def test_a_half_name_stays_alone_where_two_columns_may_hold_the_other() -> None:
    text = "Agency\tSurname\tOne\tTwo\nLibrary\tKing\tAda\tBlue\nLibrary\tHopper\tGrace\tRed"
    assert {line.unread for line in read(text)} == {NO_NAME}


def test_a_column_that_nothing_tells_of_is_no_agency_for_having_a_heading() -> None:
    text = "Name\tE-mail\tColour\nAda King\tada@example.org\tBlue"
    assert people(text) == [("Ada", "King", "ada@example.org", "", "")]


def test_headings_with_nobody_under_them_name_nobody() -> None:
    assert read("Name\tAgency") == []


def test_an_agency_that_reads_as_a_name_is_no_name_where_addresses_repeat_others() -> None:
    rows = [("Willow Grove", job, last, first, email) for first, last, email, _, job in PEOPLE[:3]]
    found = read("\n".join("\t".join(row) for row in rows))
    assert {line.agency for line in found} == {"Willow Grove"}
    assert [{line.first_name, line.last_name} for line in found] == [
        {"Ada", "King"},
        {"Grace", "Hopper"},
        {"Łukasz", "Żak"},
    ]
    assert all(line.either_way for line in found)


def test_words_for_what_nobody_reads_are_no_headings_by_themselves() -> None:
    assert len(read("Line manager\tManager email\nAda King\tLibrary")) == 2


@given(st.permutations(range(4)))
def test_columns_in_any_order_without_headings_give_the_same_people(columns: list[int]) -> None:
    rows = [(f"{first} {last}", *rest) for first, last, *rest in PEOPLE]
    assert people(table(columns, rows)) == PEOPLE


@given(st.permutations(range(5)))
def test_first_and_last_names_apart_and_without_headings_are_never_guessed(
    columns: list[int],
) -> None:
    for line, person in zip(read(table(columns, PEOPLE)), PEOPLE, strict=True):
        assert {line.first_name, line.last_name} == set(person[:2])
        assert line.either_way
        assert (line.email, line.agency) == person[2:4]


@settings(max_examples=400)
@given(st.text(max_size=300))
def test_hostile_text_never_raises(text: str) -> None:
    for line in read(text):
        assert line.aside or line.unread or line.has_name


PIECES = st.lists(
    st.sampled_from(
        ["\t", "\n", '"', ",", ";", "|", "<", ">", "@", "Ada King", "a@b.org", "Library", " - ",
         "Name", "E-mail", "\u202e", "\u200b", "(", "Kind regards", "1.", "\ud800", "\0", "King"]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=400)
@given(PIECES)
def test_broken_tables_never_raise(pieces: list[str]) -> None:
    for line in read("".join(pieces)):
        assert line.aside or line.unread or line.has_name


def test_an_email_with_a_greeting_a_list_and_a_signature() -> None:
    text = (
        "Dear Sam,\n\nPlease book these people:\n"
        "1. Ada King <ada@example.org>\n2) Hopper, Grace <grace@example.org>\n"
        "- Alan Turing (Library)\n• King, Ada\n> Łukasz Żak - Carking Trust - Nurse\n\n"
        "Kind regards\nSam Pell\nTraining\nTel: 020 7946 0000\n"
    )
    found = read(text)
    assert names(text) == ["Ada King", "Grace Hopper", "Alan Turing", "Ada King", "Łukasz Żak"]
    assert [line.number for line in found if line.aside] == [1, 3, 10, 11, 12, 13]
    assert [line.email for line in found if not line.aside][:2] == [
        "ada@example.org",
        "grace@example.org",
    ]
    assert [line.agency for line in found if line.agency] == ["Library", "Carking Trust"]
    assert found[6].job_title == "Nurse"


def test_thanks_before_a_list_hide_nobody() -> None:
    assert names("Thanks\nAda King, Library\nGrace Hopper, Library") == ["Ada King", "Grace Hopper"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada King <ada@example.org>; Hopper, Grace <grace@example.org>",
        "King, Ada <ada@example.org>, Hopper, Grace <grace@example.org>",
        '"Ada King" <ada@example.org>, "Hopper, Grace" <grace@example.org>,',
        "To: Ada King <ada@example.org>; Grace Hopper <grace@example.org>",
        "Ada King (ada@example.org), Grace Hopper (grace@example.org)",
        "Ada King ada@example.org\nGrace Hopper mailto:grace@example.org",
        "Ada King [mailto:ada@example.org]\nGrace Hopper grace@example.org",
    ],
)
def test_addresses_as_mail_programs_write_them(text: str) -> None:
    assert [line.email for line in read(text)] == ["ada@example.org", "grace@example.org"]
    assert names(text) == ["Ada King", "Grace Hopper"]


def test_the_last_address_may_stand_without_brackets() -> None:
    (one, two) = read("King, Ada <ada@example.org>, Hopper, Grace grace@example.org")
    assert (one.email, one.last_name) == ("ada@example.org", "King")
    assert (two.email, {two.first_name, two.last_name}) == (
        "grace@example.org",
        {"Grace", "Hopper"},
    )


def test_words_after_the_last_address_belong_to_it() -> None:
    (one, two) = read("Ada King <ada@example.org>, Alan Turing <alan@example.org>, Library")
    assert (one.agency, two.agency) == ("", "Library")


def test_addresses_alone_name_nobody() -> None:
    found = read("ada@example.org, grace@example.org")
    assert [(line.email, line.unread) for line in found] == [
        ("ada@example.org", NO_NAME),
        ("grace@example.org", NO_NAME),
    ]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Ada King", "Ada", "King"),
        ("King, Ada", "Ada", "King"),
        ("Dr Ada KING", "Ada", "KING"),
        ("KING Ada", "Ada", "KING"),
        ("ADA KING", "ADA", "KING"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Ada Mary King", "Ada Mary", "King"),
        ("\u202eAda\u200b King\u202c", "Ada", "King"),
        ("Ada\u200d King", "Ada", "King"),
        ("نور\u200cا احمد", "نور\u200cا", "احمد"),
        ("O’Neill-Smith, Síle", "Síle", "O’Neill-Smith"),
    ],
)
def test_names_as_they_are_written(written: str, first: str, last: str) -> None:
    (line,) = read(written)
    assert (line.first_name, line.last_name, line.unread) == (first, last, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Suharto", ONE_NAME),
        ("Name\tE-mail\nAda\tada@example.org", ONE_NAME),
        ("First name\tSurname\nAda\t", ONE_NAME),
        ("Name\tE-mail\n\tada@example.org", NO_NAME),
        (
            "Name\tE-mail\nAda King\tada(at)example.org",
            "“ada(at)example.org” is no e-mail address.",
        ),
        ("Ada King, ada@example", "“ada@example” is no e-mail address."),
        ("Ada King;ada@example.org;boss@example.org;Library", TWO_ADDRESSES),
        ("Name\tAgency\nAda K1ng\tLibrary", "“Ada K1ng” cannot be read as a name."),
        ("Ada King\tAcme Alpha", NO_NAME_COLUMN),
        ("Social Worker, Library", NO_NAME_COLUMN),
        ("E-mail\tAgency\nada@example.org\tLibrary", NO_NAME),
    ],
)
def test_what_cannot_be_read_is_said_so(text: str, why: str) -> None:
    assert [line.unread for line in read(text)] == [why]


def test_a_manager_under_a_heading_is_not_the_delegate() -> None:
    text = "Name\tE-mail\tManager's e-mail\nAda King\tada@example.org\tboss@example.org"
    (line,) = read(text)
    assert (line.email, line.unread) == ("ada@example.org", "")


def test_a_name_and_a_surname_are_two_columns() -> None:
    (line,) = read("Name\tSurname\tSchool\nAda\tKing\tLibrary")
    assert (line.first_name, line.last_name, line.agency) == ("Ada", "King", "Library")
    assert not line.either_way


def test_quoted_cells_may_hold_marks_and_lines_and_a_stray_quote_swallows_no_row() -> None:
    text = (
        'Name\tAgency\n"King, ""Ada"""\tLibrary\nGrace Hopper\t"Carking\nTrust"\n"Alan\tLibrary\n'
    )
    found = read(text)
    assert [line.number for line in found] == [2, 3, 5]
    assert (found[1].last_name, found[1].agency) == ("Hopper", "Carking Trust")
    assert found[2].agency == "Library"


def test_rows_of_a_broken_table_are_read_by_themselves() -> None:
    text = "Library\tAda King\tada@example.org\nGrace Hopper\tCarking Trust\tgrace@example.org\n"
    text += "\t\t\nalan@example.org\tAlan Turing\tLibrary"
    assert [line[:4] for line in people(text)] == [
        ("Ada", "King", "ada@example.org", "Library"),
        ("Grace", "Hopper", "grace@example.org", "Carking Trust"),
        ("Alan", "Turing", "alan@example.org", "Library"),
    ]


def test_a_second_table_has_headings_of_its_own() -> None:
    text = "Name\tAgency\nAda King\tLibrary\nAgency\tName\nLibrary\tGrace Hopper"
    assert names(text) == ["Ada King", "Grace Hopper"]


def test_the_address_tells_which_of_two_columns_is_the_name() -> None:
    (line,) = read("The Willows\tGrace Hopper\tgrace.hopper@example.org")
    assert (line.first_name, line.agency) == ("Grace", "The Willows")
    (line,) = read("John Constable\tjohn.constable@example.org")
    assert line.last_name == "Constable"


def test_numbers_and_ticks_say_nothing() -> None:
    text = "1\tAda\tKing\tYes\tLibrary\t020 7946 0000\n2\tGrace\tHopper\tNo\tn/a\t"
    assert [(line.last_name, line.agency) for line in read(text)] == [
        ("King", "Library"),
        ("Hopper", ""),
    ]


def test_names_on_one_line_are_several_people() -> None:
    assert names("Ada King; Grace Hopper") == ["Ada King", "Grace Hopper"]


def test_three_words_apart_are_two_names_where_addresses_say_so() -> None:
    text = "Ada\tKing\tBlue\tada.king@example.org\nGrace\tHopper\tRed\tgrace.hopper@example.org"
    assert [{line.first_name, line.last_name} for line in read(text)] == [
        {"Ada", "King"},
        {"Grace", "Hopper"},
    ]


def test_of_names_that_stand_whole_twice_and_in_parts_the_parts_are_taken() -> None:
    people = (("Ada", "King", "School", "Blue"), ("Grace", "Hopper", "Nursery", "Red"))
    rows = [
        (f"{first} {last} {at}", f"{first} {last} {at}", first, last, colour)
        for first, last, at, colour in people
    ]
    emails = [[f"{first}.{last}@example.org".lower() for first, last, *_ in people]]
    columns = list(zip(*rows, strict=True))
    assert names_shown(columns, range(5), emails) == (None, (2, 3))


def test_a_line_too_long_for_a_person_is_said_so() -> None:
    (line,) = read("Ada " * 1000)
    assert line.aside or line.unread


def test_a_thousand_lines_keep_their_order() -> None:
    text = table(range(5), [HEADINGS, *(PEOPLE * 200)])
    assert [line.number for line in read(text)] == list(range(2, 1002))


def test_a_line_of_a_letter_is_read_by_itself_where_the_others_tell_nothing() -> None:
    said = "Pat\nKit\nJo Ng\nRoom 4 (upstairs)\nWest 7 (door 2)\n* Siân Bebb (Library)"
    found = {line.text: line for line in read(said)}
    assert (found["Jo Ng"].first_name, found["Jo Ng"].last_name) == ("Jo", "Ng")
    sian = found["Siân Bebb (Library)"]
    assert (sian.first_name, sian.last_name, sian.agency) == ("Siân", "Bebb", "Library")
    assert found["Pat"].unread == ONE_NAME


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("王小明", "小明", "王"),
        ("김철수", "철수", "김"),
        ("李娜", "娜", "李"),
        ("欧阳修文", "修文", "欧阳"),
    ],
)
def test_a_name_of_a_script_without_spaces_is_taken_apart_and_asked_about(
    name: str, first: str, last: str
) -> None:
    (line,) = read(f"{name}, wang@x.example, Library")
    assert (line.first_name, line.last_name, line.either_way) == (first, last, True)
    assert line.agency == "Library"
    (line,) = read(f"Name\tAgency\n{name}\tLibrary")
    assert (line.first_name, line.last_name, line.either_way) == (first, last, True)
