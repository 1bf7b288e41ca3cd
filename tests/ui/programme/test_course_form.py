from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Window
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Course
from ui.parts.way import Where

Key = Qt.Key


def begin(qtbot: QtBot, window: Window) -> None:
    window.way.go(Where("Programme", kind="new", year=YEAR))
    qtbot.keyClicks(window.page.form.course, "Identifying Risk")
    qtbot.keyClick(window.page.form.course, Key.Key_Return)


def test_a_course_the_catalogue_lacks_is_entered_and_planned(
    qtbot: QtBot, desk: Desk, window: Window
) -> None:
    begin(qtbot, window)
    course = window.page.course_form
    assert course.form["title"].text() == "Identifying Risk"
    assert course.form["reference"].control.hasFocus()
    for name, text in {"reference": "RISK", "minutes": "6", "places": "20"}.items():
        qtbot.keyClicks(course.form[name].control, text)
    qtbot.keyClick(course.form["places"].control, Key.Key_S, CONTROL)
    assert not course.isVisible()
    form = window.page.form
    assert (form.course.text(), form._fixed["places"].text()) == ("Identifying Risk", "20")
    assert form.days[0].fields["ends"].text() == "16:30"
    assert desk.done[-1].title == "Add course Identifying Risk"


def test_wrong_fields_are_marked(qtbot: QtBot, desk: Desk, window: Window) -> None:
    begin(qtbot, window)
    course = window.page.course_form
    qtbot.keyClicks(course.form["minutes"].control, "six")
    course.keep()
    assert course.form["minutes"].error.text() == "Type the hours, such as 6 or 1.5."
    assert course.form["reference"].wrong
    with desk.reading() as db:
        assert db.query(Course).count() == 0
    assert nameless(window.frame) == []


def test_a_course_is_asked_for_by_key(qtbot: QtBot, window: Window) -> None:
    window.way.go(Where("Programme", year=YEAR))
    window.page.course_action.trigger()
    assert window.page.course_form.form["title"].control.hasFocus()
    window.page.plan()
    assert not window.page.course_form.isVisible()
    assert window.page.form.isVisible()
