from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid
from tests.ui.programme.world import CONTROL, TWENTY, Clock, Twenty, Window
from trainingdesk.domain.attendance import Attendance
from trainingdesk.services import registers
from trainingdesk.services.certificates import CertificateRow, certificates_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import register_of
from trainingdesk.storage.models import Delegate, Event
from ui.events.certificates_tab import columns

Key = Qt.Key


@pytest.fixture
def closed(desk: Desk, clock: Clock, twenty: Twenty) -> Twenty:
    """A closed register on which one was absent."""
    clock.go_after_the_event()
    by = desk.stamp()
    with desk.changing("Close") as db:
        absent = register_of(db, twenty.event, today=clock.day).lines[0].id
        for session in twenty.sessions:
            registers.mark(db, absent, session_id=session, attendance=Attendance.ABSENT, by=by)
        registers.mark_the_rest(db, twenty.event, session_id=None, by=by)
        db.flush()
        registers.close_register(db, twenty.event, by=by)
    return twenty


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked before issuing; every question is agreed to."""
    questions: list[str] = []

    def agree(box: QMessageBox) -> int:
        questions.append(box.text())
        box.buttons()[0].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", agree)
    return questions


def issued(desk: Desk, event_id: int) -> list[str]:
    with desk.reading() as db:
        return [row.number for row in certificates_on(db, event_id) if row.number]


def test_who_is_due_and_why_not_stands_in_the_list(closed: Twenty, window: Window) -> None:
    window.open(closed.event, "Certificates")
    model = window.certificates.table.rows_model
    assert [model.data(model.index(row, 2)) for row in (0, 1)] == ["marked Absent", "To issue"]
    assert window.certificates.count.said.accessibleName() == "0 issued, 19 to issue, 1 not due"


def test_that_the_end_form_is_waited_for_stands_over_the_list(
    closed: Twenty, window: Window, desk: Desk
) -> None:
    window.open(closed.event, "Certificates")
    about = window.certificates.about
    assert about.text() == "A certificate is due to whoever attended every session."
    with desk.changing("Wait for the end form") as db:
        db.get_one(Event, closed.event).course.end_form_needed = True
    assert about.text().endswith("attended every session and whose end form is in.")


def test_a_certificate_of_another_year_says_its_year() -> None:
    row = CertificateRow(
        id=1,
        delegate="Adeyemi, Ada",
        name="Ada Adeyemi",
        agency="Westmere NHS",
        due=True,
        why_not="",
        number="202526-00564-P",
        issued_on=date(2025, 11, 22),
    )
    said = [columns(today)[-1].cell(row) for today in (date(2026, 3, 31), date(2026, 4, 1))]
    assert said == ["22 Nov", "22 Nov 2025"]


def test_issuing_asks_in_numbers_and_saves_one_file(
    qtbot: QtBot,
    desk: Desk,
    closed: Twenty,
    window: Window,
    asked: list[str],
    saved_as: Path,
) -> None:
    window.open(closed.event, "Certificates")
    assert window.certificates.issue.text() == "Issue 19 certificates and save as PDF…"
    qtbot.keyClick(window.certificates.table, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(window.said), timeout=20_000)
    assert asked == ["Issue 19 certificates to 19 delegates of RISK-2601?"]
    assert len(issued(desk, closed.event)) == TWENTY - 1
    document = saved_as / "Certificates RISK-2601.pdf"
    assert document.read_bytes().startswith(b"%PDF")
    assert window.said == ["Saved 19 certificates in Certificates RISK-2601.pdf."]
    assert not window.certificates.issue.isVisible()
    assert window.certificates.again.isVisible()
    document.unlink()
    qtbot.mouseClick(window.certificates.again, Qt.MouseButton.LeftButton)
    assert document.is_file()
    assert window.said[-1].startswith("Saved the certificates of RISK-2601")


def test_nothing_is_issued_without_a_yes(
    desk: Desk, closed: Twenty, window: Window, monkeypatch: pytest.MonkeyPatch, saved_as: Path
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    window.open(closed.event, "Certificates")
    window.certificates.issue_action.trigger()
    assert issued(desk, closed.event) == []
    assert list(saved_as.glob("*.pdf")) == []


def test_letters_without_a_font_are_reported_by_name(
    qtbot: QtBot,
    desk: Desk,
    closed: Twenty,
    window: Window,
    asked: list[str],
    saved_as: Path,
) -> None:
    with desk.changing("Rename") as db:
        db.get_one(Delegate, closed.delegates[5]).last_name = "\U00013000"
    window.open(closed.event, "Certificates")
    window.certificates.issue_action.trigger()
    qtbot.waitUntil(lambda: bool(window.said), timeout=20_000)
    assert "no font here has the letters" in window.certificates.notice.words.text()


def test_before_the_register_is_closed_the_page_says_when(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event, "Certificates")
    assert "when the register is closed" in window.certificates.about.text()
    assert not window.certificates.issue_action.isEnabled()


def test_an_event_without_bookings_says_what_certificates_are(
    first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event, "Certificates")
    assert window.certificates.nobody.isVisible()
