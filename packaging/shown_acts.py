"""What is done on a page before its picture is taken."""

from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea
from sqlalchemy import select

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.often_absent import AbsenceAct, AbsenceRule
from trainingdesk.services.absence_rules import save_absence_rule
from trainingdesk.storage.models import Completion, Course, Delegate
from ui.events.bookings_tab import BookingsTab
from ui.main_window import MainWindow
from ui.parts.suggestions import Suggestions

UNTIDY = Path(__file__).parents[1] / "tests" / "data" / "havering-2017-18-untidy.xlsx"
COMPLETIONS = """Learner,E-mail,Organisation,Course,Completed on,Score
Emeka Onyekachi,emeka.onyekachi@northvale.example,,Early Help Assessment,12/06/2026,85%
"Adeyemi-Hart, Iris",,North Vale NHS Foundation Trust,Early Help Assessment,12/06/2026,90%
New Person,,Westmere Council Children's Services,Early Help Assessment,13/06/2026,70%
Ben Stone,,The Corner House,Early Help Assessment,13/06/2026,75%
Emeka Onyekachi,emeka.onyekachi@northvale.example,,Flying for Beginners,14/06/2026,85%
"""
TYPED = "an"
PASTED = """Dear Sam, please book these people:

Emeka Onyekachi <emeka.onyekachi@northvale.example>
Siân Pugh, Tern Youth Foundation
Iris Adeyemi-Hart, North Vale NHS Foundation Trust
New Person, Westmere Council Children's Services, Social worker
Onyekachi, Emeka
Ben Stone, The Corner House
no.name@northvale.example

Kind regards
"""


def show_who_waits(window: MainWindow) -> None:
    """Go to the end of the list, where those stand who wait."""
    window.page.event_page.bookings.table.scrollToBottom()


def type_a_name(window: MainWindow) -> None:
    """Type a few letters into the box at hand, so that it says who may be meant."""
    boxes = [box for box in window.findChildren(Suggestions) if box.isVisible()]
    box = next((box for box in boxes if box.hasFocus()), boxes[0])
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    box.setText(TYPED)
    box.textEdited.emit(TYPED)


def scroll_down(window: MainWindow) -> None:
    """Show the end of the page."""
    for area in window.page.findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def look_at_a_workbook(window: MainWindow) -> None:
    """Drop a workbook with faults on the window, under a name that is no board's."""
    sent = Path(mkdtemp()) / "year-2017-18.xlsx"
    copyfile(UNTIDY, sent)
    window.made["Settings"].drop([sent])


def plan_the_year_again(window: MainWindow) -> None:
    """Choose every event of the year, and propose days for the year after."""
    programme = window.page.programme
    programme.table.selectAll()
    programme.plans.again()


def repeat_an_event(window: MainWindow) -> None:
    """Ask on which days the event at hand is held again."""
    programme = window.page.programme
    programme.table.enter()
    programme.plans.repeat_action.trigger()


def paste_a_list(window: MainWindow) -> None:
    """Paste an e-mail with people who are known, new, ambiguous and wrong."""
    page = window.page.room("paste")
    page.start_again()
    QGuiApplication.clipboard().setText(PASTED)
    page.paste()


def decide_not_to_go(window: MainWindow) -> None:
    """Ask why an event at risk does not go ahead."""
    window.page.event_page.no_go_action.trigger()


def keep_an_agreement(window: MainWindow) -> None:
    """Ask who agreed to the first of the requests."""
    page = window.page.event_page
    page.requests.table.selectRow(0)
    page.requests.acts.agree_action.trigger()


def cap_an_agency(window: MainWindow) -> None:
    """Ask how many places an agency may have."""
    page = window.page.event_page
    page.mix.table.selectRow(1)
    page.mix.new_action.trigger()


def show_the_tables(window: MainWindow) -> None:
    """Show who sits at which table."""
    window.page.event_page.mix.turn()


def _booked(tab: BookingsTab) -> list[int]:
    """The bookings of those who have a place, as they are listed."""
    rows = (tab.table.rows_model.row_at(at) for at in range(tab.table.rows_model.rowCount()))
    return [row.id for row in rows if row is not None and row.status is BookingStatus.BOOKED]


def transfer_two(window: MainWindow) -> None:
    """Ask to which date the first two who have a place go."""
    tab = window.page.event_page.bookings
    tab.table.choose_ids(_booked(tab)[:2])
    tab.exchanges.transfer.trigger()


def send_a_colleague(window: MainWindow) -> None:
    """Ask who comes instead of the first who has a place."""
    tab = window.page.event_page.bookings
    tab.table.choose_ids(_booked(tab)[:1])
    tab.exchanges.substitute.trigger()
    type_a_name(window)


def mark_some(window: MainWindow) -> None:
    """Mark a few, count them by agency, and ask how late one of them came."""
    tab: Any = window.page.event_page.views["Register"]
    for place, letter in enumerate("AALXPAE"):
        tab.table.set_cursor(place)
        tab.table.keyed.emit(*tab.table.cursor_cell(), letter)
    tab.table.set_cursor(2)
    tab.turn_counts()
    tab.ask_minutes()
    tab.minutes.late.set_text("20")
    tab.minutes.keep_it()
    tab.table.set_cursor(6)
    tab.ask_minutes()


def ask_to_reopen(window: MainWindow) -> None:
    """Ask why a closed register is opened again."""
    window.page.event_page.views["Register"].reopen_register()


def ask_for_a_rule(window: MainWindow) -> None:
    """Ask for the attendance rule of another kind of course."""
    window.page.attendance.begin_new()


def decide_on_somebody(window: MainWindow) -> None:
    """Say how often is too often, and decide on whoever was absent most."""
    with window.page.room("absences").desk.changing("Change the rule") as db:
        save_absence_rule(db, AbsenceRule(2, 12, 12, AbsenceAct.TELL))
    page = window.page.room("absences")
    page.list.table.selectRow(0)
    page.decide_action.trigger()


def look_at_completions(window: MainWindow) -> None:
    """Look at a file of e-learning in which one line is to be settled."""
    page = window.page.room("elearning")
    path = Path(mkdtemp()) / "e-learning June.csv"
    path.write_text(COMPLETIONS, encoding="utf-8")
    with page.desk.changing("Load", "e-learning from May.csv") as db:
        people = db.scalars(select(Delegate).order_by(Delegate.id).limit(14)).all()
        course = db.scalars(select(Course.id).order_by(Course.id)).first()
        for number, person in enumerate(people):
            on, score = date(2026, 5, 1 + number), 70 + 2 * number
            of = {"course_id": course, "delegate_id": person.id, "agency_id": person.agency_id}
            db.add(Completion(**of, on=on, score=score))
    page.look_at(path)


def keep_some_places(window: MainWindow) -> None:
    """Ask for which agency places are kept."""
    window.page.event_page.bookings.exchanges.keep.trigger()


def name_a_kept_place(window: MainWindow) -> None:
    """Ask who takes a place that is kept."""
    window.page.event_page.bookings.exchanges.ask_for_name()


def look_at_what_failed(window: MainWindow) -> None:
    """Show the messages that did not go, and why."""
    window.page.messages.outbox.box.choose("Needs a look")
