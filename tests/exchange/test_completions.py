"""Files of completions as platforms write them."""

from datetime import date
from pathlib import Path

import pytest

from trainingdesk.domain.completion import CompletionLine
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.completions import read_completions


def read(tmp_path: Path, text: str, name: str = "done.csv") -> list[CompletionLine]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_completions(path, [])


def test_the_columns_are_found_by_many_names(tmp_path: Path) -> None:
    (line,) = read(
        tmp_path,
        "Learner;Email address;Organisation;Course name;Status;Completion date;Grade\n"
        "King, Ada;ada@example.org;Library;Safeguarding;Completed;13/06/2026;85%\n",
    )
    assert line == CompletionLine(
        2,
        "Safeguarding",
        "Ada",
        "King",
        email="ada@example.org",
        agency="Library",
        on=date(2026, 6, 13),
        score=85,
    )


def test_first_and_last_names_may_stand_apart(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "First name,Surname,Module,Date\nŁukasz,Żak,FA,2026-06-13 10:31\n")
    assert (line.first_name, line.last_name, line.on) == ("Łukasz", "Żak", date(2026, 6, 13))


def test_a_column_that_says_yes_is_no_date(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "Completed,Name,Course,Date\nYes,Ada King,FA,1 June 2026\n")
    assert line.on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("Ada King,,1/6/2026,80", "No course is named."),
        ("Ada,FA,1/6/2026,80", "Nobody is named with a first and a last name."),
        ("Ada King,FA,31/2/2026,80", "there is no such date"),
        ("Ada King,FA,1/6/2026,good", "“good” is no score of a hundred."),
        ("Ada King,FA", ""),
    ],
)
def test_what_cannot_be_read_is_said_of_its_line(tmp_path: Path, row: str, wrong: str) -> None:
    (line,) = read(tmp_path, f"Name,Course,Date,Score\n{row}\n")
    assert wrong in line.wrong
    assert line.unfinished is (not wrong)
    assert line.on is None


def test_who_has_only_begun_is_not_finished(tmp_path: Path) -> None:
    begun, empty = read(tmp_path, "Name,Course,Date,Status\nA B,FA,,Begun\n\nA B,FA,,\n")
    assert begun.unfinished
    assert empty.unfinished


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("a,b,c\n1,2,3\n", "its first line has to name the columns"),
        ("Name,Course\nAda King,FA\n", "its first line has to name the columns"),
        ("First name,Course,Date\n", "its first line has to name the columns"),
        ('Name,Course,Date\n"Ada' + "x" * 140_000 + "\n", "line"),
        ("Name,Course,Date\n" + "A B,FA,1/1/2026\n" * 20_000, "more than 20,000 lines"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CannotImport, match=said):
        read(tmp_path, text)


def test_other_files_and_missing_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match=r"not a \.csv file of completions"):
        read(tmp_path, "Name", "done.xlsx")
    with pytest.raises(CannotImport, match="cannot be opened"):
        read_completions(tmp_path / "gone.csv", [])
