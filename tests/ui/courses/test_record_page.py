from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS
from tests.ui.accessible import nameless
from tests.ui.courses.conftest import Catalogue
from tests.ui.delegates.conftest import press
from tests.ui.programme.world import YEAR, Clock, Window
from trainingdesk.domain.course import CourseState
from trainingdesk.services.courses import change_course, course_details
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Completion, Course
from ui.courses.outline_view import OutlineView
from ui.courses.record_page import CoursePage
from ui.parts.way import Where
from ui.parts.words import Words


def open_course(window: Window, course_id: int, tab: str = "") -> None:
    window.way.go(Where("Programme", kind="course", id=course_id, tab=tab, year=YEAR))


def told(outline: OutlineView, part: str) -> list[str]:
    shown = outline.parts[part].findChildren(Words)
    return [words.text() for words in shown if words.isVisible()][1:]


def test_a_course_shows_what_is_said_of_it(
    shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    open_course(window, catalogue.neglect)
    assert shown.heading.title.text() == "Neglect"
    assert shown.heading.about.text() == "NEGL · Level 2 · Course · Published"
    facts = [fact.words.text() for fact in shown.facts.first.facts()]
    assert facts == ["Nurses", "Children", "6 hours"]
    assert shown.facts.third.facts()[1].words.text() == "aim 95%"
    assert told(shown.outline, "outcomes") == ["•", "Weigh signs.", "•", "Share them."]
    assert [words for words, _ in shown.crumbs()] == ["Programme", "Courses", "Neglect"]
    assert nameless(window.frame) == []


def test_e_learning_of_it_is_counted_apart(
    desk: Desk, shown: CoursePage, catalogue: Catalogue
) -> None:
    events = shown.facts.third.facts()[0].words.text()
    of = {"course_id": catalogue.risk, "delegate_id": 1, "agency_id": 1, "on": STARTS}
    with desk.changing("Load") as db:
        db.add(Completion(**of))
    said = "1 completion of e-learning by 1 person, counted apart"
    assert shown.facts.own.text() == said
    assert shown.facts.third.facts()[0].words.text() == events


def test_a_course_says_how_it_is_evaluated_where_the_board_does_otherwise(
    desk: Desk, shown: CoursePage, catalogue: Catalogue
) -> None:
    with desk.changing("Say") as db:
        course = db.get_one(Course, catalogue.risk)
        course.follow_up_weeks, course.end_form_needed = 6, True
    said = "Practice asked about after 6 weeks · certificates wait for the end form"
    assert shown.facts.own.text() == said
    with desk.changing("Say") as db:
        db.get_one(Course, catalogue.risk).end_form_needed = False
    assert shown.facts.own.text().endswith("certificates do not wait for the end form")


def test_what_is_not_stated_is_said(
    shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    open_course(window, catalogue.drafted)
    assert shown.facts.first.facts()[0].words.text() == "not stated yet"
    assert shown.heading.about.text() == "LODZ · Level 3 · Draft"
    assert shown.outline.nothing.isVisible()
    assert shown.publish.isVisible()


def test_its_events_are_opened_and_exported(
    qtbot: QtBot, shown: CoursePage, window: Window, catalogue: Catalogue, saved_as: Path
) -> None:
    shown.tabs.choose("Events")
    assert shown.tabs.here == "Events"
    shown.events.table.select_id(catalogue.event, at=0)
    with qtbot.waitSignal(window.place.said):
        shown.export_action.trigger()
    assert (saved_as / "Events of RISK.xlsx").is_file()
    shown.open_action.trigger()
    assert window.gone[-1] == Where("Programme", kind="event", id=catalogue.event, year=YEAR)


def test_its_versions_are_shown_one_by_one(
    qtbot: QtBot, desk: Desk, clock: Clock, shown: CoursePage, catalogue: Catalogue
) -> None:
    clock.day = STARTS + timedelta(days=30)
    shown.change_action.trigger()
    shown.form.form["outline"].set_text("Morning: signs")
    shown.form.keep()
    shown.tabs.choose("Versions")
    versions = shown.versions
    rows = versions.table.rows_model
    assert [str(rows.index(n, 2).data()) for n in (0, 1)] == ["Outline", "the first that is kept"]
    assert told(versions.outline, "outline") == ["Morning: signs"]
    press(qtbot, versions.table, "End")
    assert versions.outline.nothing.isVisible()
    assert versions.outline.head.text().startswith("From 10 June 2026 on · Level 2")


def test_a_course_is_published_retired_and_made_a_draft_again(
    desk: Desk, shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    open_course(window, catalogue.neglect)
    assert not shown.publish_action.isEnabled()
    shown.of_state[CourseState.RETIRED].trigger()
    assert not shown.plan_action.isEnabled()
    shown.of_state[CourseState.DRAFT].trigger()
    shown.publish.click()
    with desk.reading() as db:
        assert course_details(db, catalogue.neglect).state is CourseState.PUBLISHED
    assert [change.title for change in desk.done[-3:]] == [
        "Retire Neglect",
        "Make a draft of Neglect",
        "Publish Neglect",
    ]


def test_one_that_cannot_be_published_yet_is_asked_for_what_is_missing(
    shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    open_course(window, catalogue.drafted)
    shown.publish.click()
    assert shown.form.form["audience"].wrong
    open_course(window, catalogue.risk)
    assert not shown.form.isVisible()


def test_a_copy_is_shown_when_it_is_saved(
    qtbot: QtBot, shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    press(qtbot, shown, "Ctrl+D")
    shown.form.keep()
    assert window.gone[-1].kind == "course"
    assert window.gone[-1].id not in {catalogue.risk, 0}
    assert shown.heading.about.text().startswith("RISK-2 · ")


def test_an_event_is_planned_from_it(
    qtbot: QtBot, shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    press(qtbot, shown, "Ctrl+N")
    assert window.gone[-1] == Where("Programme", kind="new", id=catalogue.risk, year=YEAR)
    assert window.page.form.course.text() == "Identifying Risk"


def test_only_a_link_to_the_materials_is_opened(
    desk: Desk,
    shown: CoursePage,
    window: Window,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    open_course(window, catalogue.neglect)
    shown.facts.materials.click()
    assert [url.toString() for url in opened] == ["https://example.org/neglect"]
    with desk.changing("Change") as db:
        db.get_one(Course, catalogue.neglect).materials = "In the green cupboard"
    assert not shown.materials_action.isEnabled()
    assert shown.facts.where.text() == "Materials: In the green cupboard"


def test_a_course_that_is_gone_says_so(desk: Desk, shown: CoursePage, window: Window) -> None:
    open_course(window, 987_654)
    assert shown.heading.title.text() == "This course is no longer there."
    assert not shown.tabs.isVisible()
    assert not shown.change_action.isEnabled()


def test_an_event_leads_to_the_outline_it_was_held_with(
    desk: Desk, clock: Clock, shown: CoursePage, window: Window, catalogue: Catalogue
) -> None:
    window.open(catalogue.event)
    line = window.event_page.outline
    assert not line.isVisible()
    with desk.changing("Change") as db:
        details = replace(course_details(db, catalogue.risk), outline="Morning: signs")
        change_course(db, catalogue.risk, details, today=STARTS + timedelta(days=30))
    assert line.words.text() == (
        "This event shows the outline of 10 June 2026. "
        "Its course has had another since 10 July 2026."
    )
    line.see.click()
    assert window.gone[-1].find == "2026-06-10"
    chosen = shown.versions.table.chosen_row()
    assert chosen is not None
    assert chosen.since == STARTS
    assert shown.versions.outline.nothing.isVisible()
