from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Twenty, Window
from tests.worlds import set_up_once
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.domain.recommendation import SourceKind
from trainingdesk.domain.stage_times import AS_THE_BOARD, After
from trainingdesk.services.courses import CourseDetails, add_course, change_course, course_details
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import add_field
from trainingdesk.services.own_words import BoardList, WordDetails, add_word, board_words
from trainingdesk.storage.models import Course, Recommendation
from ui.courses.picked import Pick
from ui.parts.way import Where
from ui.programme.course_form import CourseForm

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
    qtbot.keyClicks(course.form["follow_up"].control, "6 days")
    course.keep()
    assert course.form["follow_up"].error.text().startswith("Type the weeks or months")
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


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> CourseForm:
    form = CourseForm(desk)
    qtbot.addWidget(form)
    form.resize(form.width(), 700)
    return form


@pytest.fixture
@set_up_once
def full(desk: Desk, twenty: Twenty) -> int:
    """A course about which everything is said."""
    with desk.changing("Set up") as db:
        risk = db.query(Course).one().id
        answer = Recommendation(
            kind=SourceKind.CASE_REVIEW, source="Review of Child Q", number="4", words="Train"
        )
        db.add(answer)
        for level in ("1", "2", "3"):
            add_word(db, BoardList.LEVELS, WordDetails(level))
        field = add_field(db, FieldDetails("Starts & ends", FieldOf.COURSE, FieldKind.DATE))
        db.flush()
        details = CourseDetails(
            "Łódź Networks", "NET", "2", 100, 20, 8, "Course", ("Children", "Adults"), "All staff",
            "See it.", "One\nTwo", "Morning\nAfternoon", 36, (risk,), "1", 95, 90,
            "https://example.org", (answer.id,), CourseState.PUBLISHED, {str(field): "2026-06-13"},
            follow_up=After(weeks=6), end_form_needed=True,
        )  # fmt: skip
        return add_course(db, details, today=BEFORE)


def stored(desk: Desk, course_id: int) -> CourseDetails:
    with desk.reading() as db:
        return course_details(db, course_id)


def test_saving_an_unchanged_course_changes_nothing(
    desk: Desk, form: CourseForm, full: int
) -> None:
    done = len(desk.done)
    form.begin_change(full)
    assert form.details() == stored(desk, full)
    form.keep()
    assert not form.isVisible()
    assert len(desk.done) == done


def test_a_course_is_changed_in_every_field(
    qtbot: QtBot, desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    said = {"title": "Nets", "level": "3", "minutes": "1½", "audience": "New staff", "places": "9"}
    said |= {"price_pence": "£1,090.50", "target_take_up": "", "aims": "Know it.", "state": "Draft"}
    said |= {"follow_up": "", "end_form_needed": "Not needed"}
    for name, text in said.items():
        form.form[name].set_text(text)
    next(iter(form.own.fields.values())).set_text("1 May")
    form.keep()
    now = stored(desk, full)
    assert (now.title, now.level, now.minutes, now.audience) == ("Nets", "3", 90, "New staff")
    assert (now.price_pence, now.places, now.target_take_up, now.state) == (
        1_090_50,
        9,
        None,
        CourseState.DRAFT,
    )
    assert list(now.own_values.values()) == ["2026-05-01"]
    assert (now.follow_up, now.end_form_needed) == (AS_THE_BOARD, False)
    assert desk.done[-1].title == "Change course Nets"


def test_strands_are_picked_by_a_few_letters_or_added(
    qtbot: QtBot, desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin()
    form.show()
    box = form.lists.strands.box
    qtbot.keyClicks(box, "chil")
    qtbot.keyClick(box, Key.Key_Return)
    qtbot.keyClicks(box, "Early help; ADULTS")
    for name, text in {"title": "New", "reference": "NEW"}.items():
        form.form[name].set_text(text)
    form.keep()
    with desk.reading() as db:
        made = db.query(Course).filter_by(reference="NEW").one().id
    assert set(stored(desk, made).strands) == {"Children", "Early help", "Adults"}


def test_what_is_required_is_picked_and_let_go(
    qtbot: QtBot, desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    picker = form.lists.requires
    assert picker.names == ["RISK"]
    line = picker.findChildren(Pick)[0]
    assert line.remove.accessibleName() == "Remove Identifying Risk (RISK)"
    line.remove.click()
    assert picker.names == []
    qtbot.keyClicks(picker.box, "nets and more")
    form.keep()
    assert form.form["requires"].error.text().startswith("No one course goes by “nets and more”")
    picker.box.setText("ident risk")
    form.keep()
    assert len(stored(desk, full).requires) == 1


def test_a_course_is_not_offered_as_required_by_itself(
    qtbot: QtBot, form: CourseForm, full: int
) -> None:
    def offered(typed: str) -> list[str]:
        return [str(each.key) for each in form.lists._courses(typed)]

    form.begin_change(full)
    assert offered("networks") == []
    assert offered("ident risk") == ["RISK"]
    form.begin()
    assert offered("networks") == ["NET"]


def test_a_course_typed_as_required_by_itself_is_told_why_and_the_list_hides_nothing(
    qtbot: QtBot, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    qtbot.keyClicks(form.lists.requires.box, "netw")
    form.keep()
    assert form.form["requires"].error.text() == "A course cannot require itself. Leave it out."
    assert form.lists.requires.box.menu is None


def test_a_course_that_requires_itself_is_told_at_the_field(
    desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    form.form["requires"].set_text("NET")
    form.keep()
    assert form.form["requires"].error.text() == "A course cannot require itself. Leave it out."


def test_what_is_wrong_in_a_field_of_the_boards_own_is_told_there(
    desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    field = next(iter(form.own.fields.values()))
    assert field.control.accessibleName() == "Starts & ends"
    field.set_text("soon")
    form.keep()
    assert field.error.text() == "Type a day, such as 13 June 2026."


def test_a_copy_begins_with_everything_but_its_code_and_state(
    desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_copy(full)
    assert form.form["reference"].text() == "NET-2"
    form.keep()
    with desk.reading() as db:
        made = db.query(Course).filter_by(reference="NET-2").one().id
    copy = stored(desk, made)
    assert copy == replace(stored(desk, full), reference="NET-2", state=CourseState.DRAFT)


def test_publishing_asks_for_what_is_not_stated(
    desk: Desk, form: CourseForm, twenty: Twenty
) -> None:
    with desk.reading() as db:
        course_id = db.query(Course).one().id
    form.begin_publish(course_id)
    assert form.form["audience"].wrong
    assert form.form["state"].text() == "Published"
    form.form["audience"].set_text("All staff")
    form.keep()
    assert stored(desk, course_id).state is CourseState.PUBLISHED


def test_the_later_of_two_windows_sees_both_versions(
    desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    form.form["places"].set_text("12")
    with desk.changing("Change") as db:
        theirs = replace(stored(desk, full), places=30, strands=("Children",))
        change_course(db, full, theirs, today=BEFORE)
    form.keep()
    assert form.form["places"].text() == "12"
    assert form.form["strands"].text() == "Children"
    form.keep()
    assert stored(desk, full).places == 12


def test_what_was_typed_is_there_again_after_escape(
    qtbot: QtBot, form: CourseForm, full: int
) -> None:
    form.begin()
    form.show()
    qtbot.keyClicks(form.form["title"].control, "Neglect")
    qtbot.keyClick(form.form["title"].control, Key.Key_Escape)
    form.begin_change(full)
    form.leave()
    form.begin()
    assert form.form["title"].text() == "Neglect"
    form.afresh.click()
    assert form.form["title"].text() == ""


def test_a_level_is_one_however_it_is_said(desk: Desk, form: CourseForm, full: int) -> None:
    form.begin_change(full)
    assert form.form["level"].text() == "Level 2"
    offered = form.lists.words["level"]
    assert [offered.itemText(n) for n in range(offered.count())] == [
        "Level 1",
        "Level 2",
        "Level 3",
    ]
    for typed, level in (("LEVEL 3", "3"), ("level  1", "1"), ("2", "2"), ("Level 2", "2")):
        form.begin_change(full)
        form.form["level"].set_text(typed)
        form.keep()
        assert stored(desk, full).level == level
    with desk.reading() as db:
        assert board_words(db, BoardList.LEVELS) == ["1", "2", "3"]


def test_a_level_that_the_board_does_not_have_is_refused_at_its_field(
    desk: Desk, form: CourseForm, full: int
) -> None:
    form.begin_change(full)
    for name in ("level", "required_level"):
        form.form[name].set_text("4")
    form.keep()
    assert form.form["level"].error.text() == (
        "Level 4 is not on the board's list. Choose Level 1, Level 2 or Level 3, or add it in "
        "Settings, Lists and fields."
    )
    assert form.form["required_level"].wrong
    assert stored(desk, full).level == "2"
    with desk.reading() as db:
        assert board_words(db, BoardList.LEVELS) == ["1", "2", "3"]


def test_every_part_of_the_form_has_a_name(form: CourseForm, full: int) -> None:
    form.begin_change(full)
    assert nameless(form) == []
