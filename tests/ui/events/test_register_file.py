"""The list of a register, saved with the keys and loaded again for the same register."""

from datetime import time
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS
from tests.ui.programme.world import CONTROL, Clock, Twenty, Window
from trainingdesk.domain.reconciled import Difference, Fate
from trainingdesk.services import registers
from trainingdesk.services.desk import Desk
from trainingdesk.services.handing_in import read_handed_in
from trainingdesk.services.reconciling import differences
from trainingdesk.storage.models import DelegateNeeds, EventSession


def loaded_again(desk: Desk, event_id: int, path: Path) -> list[Difference]:
    with desk.reading() as db:
        given = read_handed_in(db, event_id, path, today=desk.today())
        return differences(db, event_id, given, today=desk.today())


def test_a_list_of_four_days_of_which_one_is_marked_changes_nothing_when_it_is_loaded(
    qtbot: QtBot, desk: Desk, twenty: Twenty, clock: Clock, window: Window, saved_as: Path
) -> None:
    with desk.changing("Set up") as db:
        for starts in (time(9), time(13)):
            day = STARTS.replace(day=12)
            db.add(EventSession(event_id=twenty.event, day=day, starts=starts))
        db.add(DelegateNeeds(delegate_id=twenty.delegates[0], needs="A hearing loop"))
    clock.day = STARTS.replace(day=20)
    with desk.changing("Mark") as db:
        registers.mark_the_rest(db, twenty.event, session_id=twenty.sessions[0], by=desk.stamp())
    window.open(twenty.event, "Register")
    qtbot.keyClick(window.register.table, Qt.Key.Key_E, CONTROL)
    found = loaded_again(desk, twenty.event, saved_as / "Register RISK-2601.xlsx")
    assert {each.fate for each in found} == {Fate.AGREES}
    assert len(found) == len(twenty.delegates)
