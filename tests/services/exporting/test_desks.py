"""The whole desk as a workbook, and that workbook on an empty desk."""

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.conftest import (
    AFTER,
    BEFORE,
    BY,
    BY_AFTER,
    NOON,
    STARTS,
    FirstAid,
    a_course,
    a_delegate,
    an_agency,
    an_event,
)
from tests.exchange.files import Rows, workbook
from tests.made_once import real_years
from tests.sampled import ROOT
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.refusals import CannotSave
from trainingdesk.exchange.lists import Value, write_csv
from trainingdesk.exchange.tables import TABLES
from trainingdesk.exchange.writing import heads_of
from trainingdesk.services import bookings, registers
from trainingdesk.services.desk import Desk
from trainingdesk.services.exporting.desks import Exported, export_desk
from trainingdesk.services.exporting.rows import AT_ONCE
from trainingdesk.services.figures import year_figures
from trainingdesk.services.importing.outcome import Outcome
from trainingdesk.services.importing.workbooks import load, preview, read
from trainingdesk.services.progress import Cancelled
from trainingdesk.services.sample import SAMPLE_TODAY
from trainingdesk.services.years import years_held
from trainingdesk.storage.models import (
    AgencyName,
    Base,
    Board,
    Booking,
    Course,
    Delegate,
    Event,
    Form,
    Mark,
    PublishedFigure,
    Question,
)

SAMPLE = sorted((ROOT / "resources" / "sample").glob("*.xlsx"))
SHEETS = [table.name for table in TABLES]

Sheets = dict[str, list[tuple[Any, ...]]]


def a_desk(path: Path, today: date = BEFORE) -> Desk:
    return Desk(path, who="sam", today=lambda: today, now=lambda: NOON)


def loaded(desk: Desk, *paths: Path) -> Outcome:
    with desk.changing("Import", undoable=False) as db:
        return load(db, read(paths), skip_bad_rows=False, by=desk.stamp())


def exported(desk: Desk, path: Path) -> Exported:
    with desk.reading() as db:
        return export_desk(db, path)


def sheets_of(path: Path) -> Sheets:
    book = openpyxl.load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return found


def figures_of(desk: Desk) -> dict[str, str]:
    """The report of every year the desk holds, as its file says it."""
    with desk.reading() as db:
        return {
            year.name: json.dumps(year_figures(db, year, today=desk.today()))
            for year in years_held(db)
        }


@pytest.fixture(scope="module", params=["acceptance", "sample"])
def there_and_back(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Desk, Path]]:
    """A full desk, an empty one that its export was loaded into, and where the exports are."""
    folder = tmp_path_factory.mktemp(request.param)
    today = SAMPLE_TODAY if request.param == "sample" else BEFORE
    if request.param == "acceptance":
        first = a_desk(real_years(tmp_path_factory, folder), today)
    else:
        first = a_desk(folder / "first.sqlite", today)
        loaded(first, *SAMPLE)
    second = a_desk(folder / "second.sqlite", today)
    exported(first, folder / "first.xlsx")
    loaded(second, folder / "first.xlsx")
    exported(second, folder / "second.xlsx")
    yield first, second, folder
    first.close()
    second.close()


@pytest.mark.thorough
def test_an_exported_desk_gives_the_same_figures_on_an_empty_one(
    there_and_back: tuple[Desk, Desk, Path],
) -> None:
    first, second, _ = there_and_back
    before = figures_of(first)
    assert len(before) >= 2
    assert figures_of(second) == before


@pytest.mark.thorough
def test_a_second_export_says_the_same_row_by_row(
    there_and_back: tuple[Desk, Desk, Path],
) -> None:
    *_, folder = there_and_back
    before, after = sheets_of(folder / "first.xlsx"), sheets_of(folder / "second.xlsx")
    assert list(before) == SHEETS
    assert all(len(rows) > 1 for name, rows in before.items() if name != "Receipts")
    assert after == before


def test_an_export_loaded_where_it_came_from_changes_nothing(
    there_and_back: tuple[Desk, Desk, Path],
) -> None:
    first, _, folder = there_and_back
    with first.reading() as db:
        outcome = preview(db, read([folder / "first.xlsx"]), today=first.today())
    total = outcome.total
    assert (total.new, total.changed, total.refused, total.mended) == (0, 0, 0, 0)
    assert not outcome.notices


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Sheets]]:
    """A desk with something on every sheet, and its sheets."""
    folder = tmp_path_factory.mktemp("whole")
    desk = a_desk(folder / "desk.sqlite", SAMPLE_TODAY)
    loaded(desk, SAMPLE[1])
    exported(desk, folder / "whole.xlsx")
    yield desk, sheets_of(folder / "whole.xlsx")
    desk.close()


@pytest.mark.thorough
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_each_sheet_can_be_loaded_alone(
    whole: tuple[Desk, Sheets], tmp_path: Path, sheet: str, suffix: str
) -> None:
    desk, sheets = whole
    rows = sheets[sheet]
    with desk.reading() as db:
        outcome = preview(db, read([one_sheet(tmp_path, sheet, rows, suffix)]), today=desk.today())
    assert not outcome.problems
    assert list(outcome.sheets) == [sheet]
    assert (outcome.total.new, outcome.total.changed, outcome.total.same) == (0, 0, len(rows) - 1)


def one_sheet(folder: Path, sheet: str, rows: Rows, suffix: str) -> Path:
    """One sheet as a file of its own."""
    if suffix == ".xlsx":
        return workbook(folder, {sheet: rows}, name=f"{sheet}.xlsx")
    path = folder / f"{sheet}.csv"
    write_csv(path, rows[0], ([in_csv(value) for value in row] for row in rows[1:]))
    return path


def in_csv(value: Any) -> Value:
    return f"{value:%H:%M}" if isinstance(value, time) else value


def test_sheets_loaded_one_by_one_make_the_whole_desk(
    whole: tuple[Desk, Sheets], tmp_path: Path
) -> None:
    first, sheets = whole
    desk = a_desk(tmp_path / "desk.sqlite", first.today())
    for sheet, rows in sheets.items():
        loaded(desk, one_sheet(tmp_path, sheet, rows, ".xlsx"))
    assert figures_of(desk) == figures_of(first)
    desk.close()


@pytest.fixture
def round_trip(desk: Desk, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """What a desk holds, on a desk of its own."""
    made: list[Desk] = []

    def there() -> Desk:
        exported(desk, tmp_path / "whole.xlsx")
        other = a_desk(tmp_path / "other.sqlite")
        made.append(other)
        loaded(other, tmp_path / "whole.xlsx")
        return other

    yield there
    for other in made:
        other.close()


def only(db: Session, model: type[Base]) -> Any:
    return db.scalars(select(model)).one()


def test_every_column_of_the_workbook_is_written(desk: Desk, tmp_path: Path) -> None:
    exported(desk, tmp_path / "whole.xlsx")
    found = sheets_of(tmp_path / "whole.xlsx")
    assert {name: rows[0] for name, rows in found.items()} == {
        name: heads_of(name) for name in SHEETS
    }


def test_a_text_that_begins_like_a_formula_stays_a_text(
    desk: Desk, round_trip: Callable[[], Desk], tmp_path: Path
) -> None:
    names = ["=1+1", "+44 20", "-cmd", "@SUM(A1)", "http://example.org", "007", "_x0041_"]
    with desk.changing("Set up") as db:
        for name in names:
            an_agency(db, name)
    other = round_trip()
    book = openpyxl.load_workbook(tmp_path / "whole.xlsx")
    assert {cell.data_type for row in book["Agencies"].iter_rows() for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for row in book["Agencies"].iter_rows() for cell in row)
    with other.reading() as db:
        assert set(db.scalars(select(AgencyName.name))) == set(names)


def test_a_booking_keeps_the_agency_it_had(
    desk: Desk, first_aid: FirstAid, round_trip: Callable[[], Desk]
) -> None:
    with desk.changing("Book and move") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        db.get_one(Delegate, first_aid.ada).agency = an_agency(db, "School")
    with round_trip().reading() as db:
        booking = only(db, Booking)
        assert (booking.agency.name, booking.delegate.agency.name) == ("Library", "School")


def test_an_event_where_people_are_only_counted_takes_no_bookings_there(
    desk: Desk, round_trip: Callable[[], Desk]
) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "Safeguarding Week", "SW")
        an_event(db, course, STARTS, places=0).headcount_only = True
        an_event(db, course, AFTER, places=9)
    with round_trip().reading() as db:
        by_day = select(Event.places, Event.headcount_only).order_by(Event.starts)
        assert [tuple(row) for row in db.execute(by_day)] == [(0, True), (9, False)]


def test_whom_the_desk_has_by_name_no_workbook_makes_a_number(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    exported(desk, tmp_path / "whole.xlsx")
    head, row = sheets_of(tmp_path / "whole.xlsx")["Events"]
    sheet: Rows = [head, [*row[:-1], "Yes"]]
    path = workbook(tmp_path, {"Events": sheet}, name="counted.xlsx")
    with desk.changing("Book") as db:
        assert preview(db, read([path]), today=BEFORE).total.changed == 1
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.reading() as db:
        (problem,) = preview(db, read([path]), today=BEFORE).problems
    assert (problem.column, problem.text) == (
        "Counted only",
        "the desk has bookings on this event; expected No, or nothing.",
    )


def test_marks_that_differ_by_day_come_back_by_day(
    desk: Desk, round_trip: Callable[[], Desk]
) -> None:
    with desk.changing("Set up") as db:
        event = an_event(db, a_course(db, "Two Days", "TWO"), STARTS, AFTER, date(2026, 6, 20))
        ada = a_delegate(db, an_agency(db, "Library"), "Ada", "King")
        booking = Booking(event=event, delegate=ada, agency=ada.agency, status=BookingStatus.BOOKED)
        db.add(booking)
        db.flush()
        for session, mark in zip(event.sessions, ("Attended", "Absent"), strict=False):
            db.add(Mark(booking=booking, session=session, attendance=Attendance(mark)))
    with round_trip().reading() as db:
        marks = db.scalars(select(Mark).join(Mark.session).order_by(Mark.session_id))
        assert [(mark.session.day, str(mark.attendance)) for mark in marks] == [
            (STARTS, "Attended"),
            (AFTER, "Absent"),
        ]


def test_marks_for_other_days_than_the_event_has_are_refused(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up") as db:
        an_event(db, a_course(db, "First Aid", "FA"), STARTS, reference="FA-1")
        a_delegate(db, an_agency(db, "Library"), "Ada", "King")
    heads = ("Event", "Delegate", "Status", "Attendance by day")
    rows: Rows = [heads, ("FA-1", "D-Ada-King", "Booked", "Attended; -")]
    with desk.reading() as db:
        outcome = preview(db, read([workbook(tmp_path, {"Bookings": rows})]), today=BEFORE)
    assert [problem.text for problem in outcome.problems] == [
        "it has 2 marks for 1 day; expected one for each."
    ]


def test_the_state_and_aims_of_a_course_come_back(
    desk: Desk, round_trip: Callable[[], Desk]
) -> None:
    told = {"level": "2", "audience": "Everybody", "aims": "To see\nthe child", "minutes": 100}
    with desk.changing("Set up") as db:
        for state in CourseState:
            a_course(db, state.value, state.value, state=state, **told)
    with round_trip().reading() as db:
        for course in db.scalars(select(Course)):
            assert course.state.value == course.title
            assert (course.aims, course.minutes) == ("To see\nthe child", 100)


def test_a_new_course_is_published_once_level_and_audience_are_stated(
    desk: Desk, tmp_path: Path
) -> None:
    rows: Rows = [
        ("Course", "Title", "Level", "Audience"),
        ("A", "Stated", 1, "Everybody"),
        ("B", "Unstated", 1, None),
    ]
    loaded(desk, workbook(tmp_path, {"Courses": rows}))
    with desk.changing("Retire", undoable=False) as db:
        states = dict(db.execute(select(Course.reference, Course.state)).all())
        db.execute(update(Course).values(state=CourseState.RETIRED))
    assert states == {"A": CourseState.PUBLISHED, "B": CourseState.DRAFT}
    loaded(desk, workbook(tmp_path, {"Courses": [*rows[:1], ("A", "Again", 1, "Everybody")]}))
    with desk.reading() as db:
        assert set(db.scalars(select(Course.state))) == {CourseState.RETIRED}


def test_the_board_comes_back_with_its_lines_and_choices(
    desk: Desk, round_trip: Callable[[], Desk]
) -> None:
    with desk.changing("Set up") as db:
        board = db.get_one(Board, 1)
        board.name, board.address = "A Board", "Town Hall\nHigh Street"
        board.end_form_needed, board.follow_up_months = True, 6
    with round_trip().reading() as db:
        board = db.get_one(Board, 1)
        assert (board.name, board.address) == ("A Board", "Town Hall\nHigh Street")
        assert (board.end_form_needed, board.follow_up_months) == (True, 6)


def test_a_published_figure_keeps_its_decimals(desk: Desk, round_trip: Callable[[], Desk]) -> None:
    values = {"Fill": "0.750", "Cost": "20121.50", "Attended": "756", "Absence": "0.21"}
    with desk.changing("Set up") as db:
        for figure, value in values.items():
            db.add(PublishedFigure(year="2017-18", figure=figure, value=value))
    with round_trip().reading() as db:
        assert dict(db.execute(select(PublishedFigure.figure, PublishedFigure.value)).all()) == (
            values
        )


def test_what_the_workbook_cannot_hold_is_said(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up") as db:
        agency = an_agency(db, "Library")
        agency.names.append(AgencyName(name="Books; Maps", folded="books; maps"))
        for code in ("Q1", "Q 1", "Via"):
            db.add(Question(code=code, words="Well?", answer="Text"))
    notices = exported(desk, tmp_path / "whole.xlsx").notices
    left_out = "is spelt like another column of Evaluations, so its answers were left out."
    assert notices == (
        "The name “Books; Maps” holds a semicolon, and is read as several.",
        f"The question “Q1” {left_out}",
        f"The question “Via” {left_out}",
    )


def test_only_a_workbook_holds_a_desk(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match=r"saved as \.xlsx"):
        exported(desk, tmp_path / "whole.csv")


def test_an_export_tells_how_far_it_is_and_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up", undoable=False) as db:
        library = an_agency(db, "Library")
        db.add_all(
            Delegate(reference=f"D{n}", first_name="A", last_name="B", agency=library, sought="b a")
            for n in range(2 * AT_ONCE)
        )
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        steps.append((done, total))
        if done > AT_ONCE // 2:
            raise Cancelled

    with pytest.raises(Cancelled), desk.reading() as db:
        export_desk(db, tmp_path / "whole.xlsx", stop)
    assert steps[-1] == (AT_ONCE, 2 * AT_ONCE)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".xlsx"]


def test_a_register_closed_here_is_closed_there(
    desk: Desk, first_aid: FirstAid, round_trip: Callable[[], Desk]
) -> None:
    with desk.changing("Hold it") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        registers.mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    with round_trip().reading() as db:
        assert only(db, Mark).attendance is Attendance.ATTENDED
        assert only(db, Booking).event.register_closed_on == BEFORE
        assert db.scalar(select(func.count()).select_from(Form)) == 0
