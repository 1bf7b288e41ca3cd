"""The certificates of a year, on a real desk."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import AFTER, STARTS, FirstAid, a_course, an_event
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.certificates import EventCertificatesRow
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Certificate, Course, Delegate, Event, Mark
from ui.certificates.place import CertificatesPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

YEAR = "2026-27"
Answer = Callable[[str], list[str]]


@pytest.fixture
def held(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Two days after an event that Ada attended; its register is closed. Another is open."""
    desk.today = lambda: AFTER
    with desk.changing("Hold") as db:
        event = db.get_one(Event, first_aid.event)
        event.register_closed_on = AFTER
        booking = Booking(
            event_id=event.id,
            delegate_id=first_aid.ada,
            agency_id=first_aid.agency,
            status=BookingStatus.BOOKED,
        )
        db.add(booking)
        db.flush()
        attended = Attendance.ATTENDED
        db.add(Mark(booking_id=booking.id, session_id=first_aid.session, attendance=attended))
        an_event(db, db.get_one(Course, first_aid.course), STARTS + timedelta(days=1))
    return first_aid


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> CertificatesPlace:
    place = CertificatesPlace(live, way, jobs)
    qtbot.addWidget(place)
    place.resize(1064, 640)
    place.show_at(Where("Certificates", year=YEAR))
    place.show()
    return place


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer every question by the word on a button, and keep what was asked."""

    def answering(word: str) -> list[str]:
        asked: list[str] = []

        def press(box: QMessageBox) -> int:
            asked.append(f"{box.text()} {box.informativeText()}".strip())
            for button in box.buttons():
                if button.text().replace("&", "") == word:
                    button.click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", press)
        return asked

    return answering


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that the user chooses when asked."""
    path = tmp_path / "chosen.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def issue(qtbot: QtBot, place: CertificatesPlace) -> None:
    """Issue what is chosen, and wait until it is saved."""
    with qtbot.waitSignal(place.said, timeout=20_000):
        place.issue_action.trigger()


def listed(place: CertificatesPlace) -> list[EventCertificatesRow]:
    rows = place.events.table.rows_model.rows
    return [row for row in rows if isinstance(row, EventCertificatesRow)]


def numbers(desk: Desk) -> list[str]:
    with desk.reading() as db:
        return list(db.scalars(select(Certificate.number)))


def test_the_list_counts_what_is_due_on_each_event(
    held: FirstAid, place: CertificatesPlace
) -> None:
    rows = listed(place)
    assert [(row.starts, row.to_issue, row.issued, row.register_closed) for row in rows] == [
        (STARTS + timedelta(days=1), 0, 0, False),
        (STARTS, 1, 0, True),
    ]
    assert place.heading.about.text() == "2026-27 · 1 to issue · 0 issued"
    assert place.events.count.said.text() == "2 events"


def test_a_year_without_events_says_what_certificates_are(
    first_aid: FirstAid, place: CertificatesPlace
) -> None:
    place.show_at(Where("Certificates", year="2020-21"))
    assert place.pages.currentWidget() is place.empty
    assert place.empty.title.text() == "No certificates in 2020-21 yet"


def test_enter_opens_the_certificates_of_the_event(
    qtbot: QtBot, held: FirstAid, place: CertificatesPlace, way: Way
) -> None:
    place.events.table.select_id(held.event)
    qtbot.keyClick(place.events.table, Qt.Key.Key_Return)
    assert way.here == Where(
        "Programme", kind="event", id=held.event, tab="Certificates", year=YEAR
    )


def test_issuing_asks_first_in_numbers_and_saves_one_file(
    qtbot: QtBot,
    held: FirstAid,
    place: CertificatesPlace,
    desk: Desk,
    answer: Answer,
    saved: Path,
) -> None:
    asked = answer("Issue and save…")
    said: list[str] = []
    place.said.connect(said.append)
    place.events.table.selectAll()
    assert place.issue.text() == "Issue and save 1 certificate…"
    with qtbot.waitSignal(place.said, timeout=20_000):
        place.issue.click()
    assert asked[0].startswith("Issue 1 certificate on 2 events?")
    assert saved.read_bytes().startswith(b"%PDF")
    assert said == ["Saved 1 certificate in chosen.pdf."]
    assert place.heading.about.text() == "2026-27 · 0 to issue · 1 issued"
    assert len(numbers(desk)) == 1


def test_the_window_goes_on_while_certificates_are_saved(
    qtbot: QtBot,
    held: FirstAid,
    place: CertificatesPlace,
    desk: Desk,
    jobs: Jobs,
    answer: Answer,
    saved: Path,
) -> None:
    answer("Issue and save…")
    go_on = threading.Event()
    jobs.run(lambda _progress: go_on.wait(20), then=lambda _: None)
    assert not place.issue_action.isEnabled()  # one slow thing at a time
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    place.events.table.select_id(held.event)
    counted: list[tuple[int, int]] = []
    jobs.progressed.connect(lambda done, total: counted.append((done, total)))
    with qtbot.waitSignal(place.said, timeout=20_000):
        place.issue_action.trigger()
        assert jobs.busy
        assert not place.issue.isEnabled()
    assert counted == [(0, 1), (1, 1)]
    assert place.issue_action.isEnabled()


def test_a_question_answered_with_no_issues_nothing(
    held: FirstAid, place: CertificatesPlace, desk: Desk, jobs: Jobs, answer: Answer, saved: Path
) -> None:
    answer("Cancel")
    place.events.table.select_id(held.event)
    place.issue_action.trigger()
    assert not jobs.busy  # they would be issued a moment later
    assert numbers(desk) == []
    assert not saved.exists()


def test_what_was_issued_is_saved_again_without_a_question(
    qtbot: QtBot, held: FirstAid, place: CertificatesPlace, answer: Answer, saved: Path
) -> None:
    asked = answer("Issue and save…")
    place.events.table.select_id(held.event)
    issue(qtbot, place)
    saved.unlink()
    place.events.table.select_id(held.event)
    assert place.issue.text() == "Save 1 certificate…"
    issue(qtbot, place)
    assert saved.exists()
    assert len(asked) == 1


def test_nothing_can_be_issued_where_nothing_is_chosen_or_due(
    held: FirstAid, place: CertificatesPlace
) -> None:
    place.events.table.clearSelection()
    assert not place.issue.isEnabled()
    place.events.table.select_id(listed(place)[0].id)
    assert not place.issue_action.isEnabled()
    assert place.open_action.isEnabled()


def test_a_file_that_cannot_be_written_is_told_and_issues_nothing(
    qtbot: QtBot,
    held: FirstAid,
    place: CertificatesPlace,
    desk: Desk,
    jobs: Jobs,
    answer: Answer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "no folder" / "chosen.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    answer("Issue and save…")
    place.events.table.select_id(held.event)
    with qtbot.waitSignal(jobs.failed) as failed:
        place.issue_action.trigger()
    assert str(failed.args[0]) == "chosen.pdf could not be saved: there is no such folder."
    assert numbers(desk) == []


def test_the_list_is_narrowed_by_words_and_to_what_is_due(
    qtbot: QtBot, held: FirstAid, place: CertificatesPlace
) -> None:
    place.events.to_issue.click()
    assert place.events.count.said.text() == "1 of 2 events"
    place.events.to_issue.click()
    place.events.filter.setText("fa-260611")
    qtbot.waitUntil(lambda: place.events.count.said.text() == "1 of 2 events")


def test_the_list_is_sorted_by_the_head_that_is_pressed(
    held: FirstAid, place: CertificatesPlace
) -> None:
    place.events.table.sort_asked.emit("starts", False)  # noqa: FBT003
    assert [row.starts for row in listed(place)] == [
        STARTS,
        STARTS + timedelta(days=1),
    ]


def test_a_number_however_typed_says_whose_it_is(
    qtbot: QtBot,
    held: FirstAid,
    place: CertificatesPlace,
    desk: Desk,
    answer: Answer,
    saved: Path,
    way: Way,
) -> None:
    answer("Issue and save…")
    place.events.table.select_id(held.event)
    issue(qtbot, place)
    place.check.entry.setText(f" {numbers(desk)[0].lower().replace('-', ' ')}")
    assert place.check.verdict.text() == "A valid certificate"
    assert place.check.whose.text() == "Ada King"
    assert "First Aid, Wed 10 June 2026" in place.check.more.text()
    place.check.open.click()
    assert way.here is not None
    assert way.here.id == held.event


def test_a_withdrawn_certificate_is_not_called_valid(
    held: FirstAid, place: CertificatesPlace, desk: Desk
) -> None:
    with desk.changing("Withdraw") as db:
        booking_id = db.scalars(select(Booking.id)).one()
        db.get_one(Delegate, held.ada).last_name = "مليك"
        db.add(
            Certificate(
                number="202627-00001-X",
                booking_id=booking_id,
                issued_on=AFTER,
                withdrawn_on=AFTER,
            )
        )
    place.check.entry.setText("202627-00001-X")
    assert place.check.verdict.text() == "Withdrawn on Fri 12 June 2026"
    assert place.check.verdict.property("role") == "amber"


def test_a_number_nobody_has_is_called_that(held: FirstAid, place: CertificatesPlace) -> None:
    place.check.entry.setText("<b>1</b>")
    assert place.check.verdict.text() == "No such certificate"
    assert place.check.open.isHidden()
    place.check.entry.clear()
    assert place.check.verdict.isHidden()


def test_another_year_shares_the_width_as_if_it_had_been_the_first(
    desk: Desk, held: FirstAid, place: CertificatesPlace
) -> None:
    with desk.changing("Plan") as db:
        long = a_course(db, "Harmful practices, and whatever else there is to know " * 3, "LONG")
        event = an_event(db, long, STARTS - timedelta(days=365))
        event.register_closed_on = STARTS
    table = place.events.table

    def widths(year: str) -> list[int]:
        place.show_at(Where("Certificates", year=year))
        return [table.columnWidth(number) for number in range(table.rows_model.columnCount())]

    first, before = widths(YEAR), widths("2025-26")
    assert before != first
    assert widths(YEAR) == first
