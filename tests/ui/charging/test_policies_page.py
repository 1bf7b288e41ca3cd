"""The policies on their page, written and put in force with the keys a user presses."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid, an_event
from tests.services.charging.kept import keep, raise_charge
from tests.ui.delegates.conftest import press, unnamed
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import ByLength, Flat
from trainingdesk.domain.charging.boards import BRENT, STAFFORDSHIRE, SUTTON, WIRRAL
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.policies import (
    PolicyRow,
    PolicyState,
    policies_listed,
    policy_terms,
    save_policy,
)
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Course
from ui.charging.dates_form import DateAct
from ui.charging.policies_page import PoliciesPage
from ui.parts.beside import Beside
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way


@pytest.fixture
def page(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> PoliciesPage:
    made = PoliciesPage(live, way, jobs)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def rows(desk: Desk) -> list[PolicyRow]:
    with desk.reading() as db:
        return policies_listed(db, today=desk.today())


def terms(desk: Desk, number: int) -> Policy:
    with desk.reading() as db:
        return policy_terms(db, number)


def a_booking(desk: Desk, first_aid: FirstAid) -> int:
    with desk.changing("Book") as db:
        who = {"delegate_id": first_aid.ada, "agency_id": first_aid.agency}
        booking = Booking(event_id=first_aid.event, status=BookingStatus.BOOKED, **who)
        db.add(booking)
        db.flush()
        return booking.id


def gives_up(desk: Desk, first_aid: FirstAid) -> None:
    """Somebody gave up a place on the day of an event that is over."""
    with desk.changing("Gave up") as db:
        course = db.get_one(Course, first_aid.course)
        event = an_event(db, course, date(2026, 4, 20))
        given_up = {"status": BookingStatus.CANCELLED, "changed_on": date(2026, 4, 20)}
        who = {"delegate_id": first_aid.ada, "agency_id": first_aid.agency}
        db.add(Booking(event_id=event.id, **given_up, **who))


def fill(form: Beside, **texts: str) -> None:
    assert form.fields is not None
    for name, text in texts.items():
        form.fields[name].set_text(text)


def test_a_policy_is_begun_from_a_board_changed_and_put_in_force(
    qtbot: QtBot, desk: Desk, page: PoliciesPage
) -> None:
    press(qtbot, page.list, "Ctrl+N")
    assert page.begin_form.isVisible()
    page.begin_form.start.setCurrentText("Sutton")
    fill(page.begin_form, title="Ours")
    press(qtbot, page.begin_form.form["title"].control, "Return")
    (row,) = rows(desk)
    assert (row.policy, row.state) == (replace(SUTTON, title="Ours"), PolicyState.HALF_WRITTEN)
    assert page.panel.title.text() == "Ours"
    said = page.panel.sentences.text()
    assert "Less than 2 working days' notice: £50 for half a day, £75 for a day." in said
    assert page.panel.dates.text().startswith("Half-written")

    press(qtbot, page.list.table, "F2")
    fill(page.lines, sums_1="£60 / £80.50", notice_1="10", limit="Is charged")
    press(qtbot, page.lines.which, "Ctrl+S")
    line = terms(desk, row.id).lines[0]
    assert line.tiers[0].amount == ByLength(60_00, (80_50,))
    assert line.tiers[0].notice == Notice(10, Unit.WORKING_DAYS, limit_charged=True)
    assert "£80.50 for a day" in page.panel.sentences.text()

    press(qtbot, page.list.table, "Ctrl+P")
    fill(page.dates, since="1 April 2026")
    press(qtbot, page.dates.form["since"].control, "Return")
    assert [(each.state, each.since) for each in rows(desk)] == [
        (PolicyState.IN_FORCE, date(2026, 4, 1))
    ]
    assert page.panel.dates.text() == "In force from 1 April 2026."
    desk.undo()
    assert rows(desk)[0].state is PolicyState.HALF_WRITTEN


def test_a_day_that_is_over_is_asked_about_where_charges_come_due_at_once(
    qtbot: QtBot, desk: Desk, page: PoliciesPage, first_aid: FirstAid
) -> None:
    number = keep(desk, SUTTON, since=None)
    gives_up(desk, first_aid)
    page.list.choose(number)
    press(qtbot, page.list.table, "Ctrl+P")
    fill(page.dates, since="1 April 2026")
    page.dates.keep()
    assert page.dates.form["since"].wrong
    assert rows(desk)[0].state is PolicyState.HALF_WRITTEN
    page.dates.keep()
    assert rows(desk)[0].state is PolicyState.IN_FORCE


def test_the_example_says_when_cancelling_stops_being_free(desk: Desk, page: PoliciesPage) -> None:
    page.list.choose(keep(desk, STAFFORDSHIRE))
    fill_day = page.panel.day
    fill_day.control.setText("9 June 2026")  # type: ignore[attr-defined]
    assert page.panel.told.text().splitlines()[1:] == [
        "Free to cancel until Tue 12 May 2026, 23:59.",
        "After that it costs £45.",
        "After Tue 26 May 2026, 23:59 it costs £90.",
    ]
    assert "Free to cancel until" in page.panel.calendar.accessibleDescription()
    assert not page.panel.calendar.grab().isNull()
    fill_day.control.setText("soon")  # type: ignore[attr-defined]
    assert fill_day.wrong


def test_a_policy_is_suspended_with_its_reason_and_resumed(
    qtbot: QtBot, desk: Desk, page: PoliciesPage
) -> None:
    number = keep(desk, SUTTON)
    page.list.choose(number)
    page.suspend_action.trigger()
    press(qtbot, page.dates.form["since"].control, "Ctrl+S")
    assert page.dates.form["why"].wrong
    fill(page.dates, why="A shortage of time", until="someday")
    page.dates.keep()
    assert page.dates.form["until"].wrong
    fill(page.dates, until="")
    page.dates.keep()
    assert rows(desk)[0].state is PolicyState.SUSPENDED
    assert "Suspended from 1 May 2026: A shortage of time." in page.panel.dates.text()
    page.resume_action.trigger()
    fill(page.dates, since="")
    page.dates.keep()
    assert page.dates.form["since"].wrong
    fill(page.dates, since="2 May 2026")
    page.dates.keep()
    (row,) = rows(desk)
    assert row.state is PolicyState.SUSPENDED  # to the end of its last day
    assert row.spells[0].until == date(2026, 5, 1)


def test_lines_are_added_and_removed(desk: Desk, page: PoliciesPage) -> None:
    number = keep(desk, Policy("Ours"), None)
    page.list.choose(number)
    page.change_lines()
    form = page.lines
    assert form.form["notice_1"].isVisible()
    form.form["occasion"].control.setCurrentText("Absence")  # type: ignore[attr-defined]
    assert not form.form["notice_1"].isVisible()
    fill(form, sums_1="fifty")
    form.keep()
    assert form.form["sums_1"].wrong
    fill(form, sums_1="50")
    form.keep()
    (line,) = terms(desk, number).lines
    assert (line.key, line.occasion) == ("absence", Occasion.ABSENCE)
    assert line.tiers[0].amount == Flat(50_00)
    page.change_lines()
    form.remove.click()
    assert terms(desk, number).lines == ()


def test_as_many_sums_are_asked_for_as_there_are_and_one_more(
    desk: Desk, page: PoliciesPage
) -> None:
    number = keep(desk, SUTTON, None)
    page.list.choose(number)
    page.change_lines()
    asked = [page.lines.form[f"sums_{number}"].isHidden() for number in range(1, 7)]
    assert asked == [False, False, True, True, True, True]
    notices = {2: 8, 3: 6, 4: 4, 5: 2}
    given = {f"notice_{n}": str(days) for n, days in notices.items()}
    fill(page.lines, notice_1="10", **given)
    for n in notices:
        page.lines.form[f"sums_{n}"].control.setText("60 / 90")  # type: ignore[attr-defined]
    assert not page.lines.form["sums_6"].isHidden()
    page.lines.keep()
    tiers = terms(desk, number).lines[0].tiers
    assert [tier.notice.amount for tier in tiers if tier.notice] == [10, 8, 6, 4, 2]


def test_what_the_policy_refuses_is_told_at_its_field(desk: Desk, page: PoliciesPage) -> None:
    page.list.choose(keep(desk, SUTTON, None))
    page.change_lines()
    fill(page.lines, notice_1="9999", sums_2="60 / 90", notice_2="9999")
    page.lines.keep()
    assert page.lines.form["notice_1"].wrong
    fill(page.lines, notice_1="2", notice_2="2")
    page.lines.keep()
    assert "Two sums are due at the same notice" in page.lines.notice.words.text()


def test_terms_are_changed_and_the_later_of_two_sees_both(desk: Desk, page: PoliciesPage) -> None:
    number = keep(desk, SUTTON, None)
    page.list.choose(number)
    page.change_terms()
    form = page.terms
    assert not form.form["late_minutes"].isVisible()
    form.form["lateness"].control.setCurrentText("Is charged")  # type: ignore[attr-defined]
    assert form.form["late_minutes"].isVisible()
    fill(form, late_minutes="20", waivers="Sickness; on the day", payment_days="x")
    form.keep()
    assert form.form["payment_days"].wrong
    fill(form, payment_days="14")
    with desk.changing("Meanwhile") as db:
        save_policy(db, number, replace(SUTTON, title="Renamed"))
    form.keep()
    assert form.form["title"].text() == "Renamed"
    form.keep()
    now = terms(desk, number)
    assert (now.title, now.payment_days, now.lateness) == ("Renamed", 14, Lateness(20))
    assert now.waivers[0].same_day


def test_only_a_half_written_policy_is_removed_and_a_version_begins_from_any(
    qtbot: QtBot, desk: Desk, page: PoliciesPage
) -> None:
    draft, in_force = keep(desk, WIRRAL, None), keep(desk, SUTTON)
    page.list.choose(in_force)
    assert not page.remove_action.isEnabled()
    page.begin_version()
    page.begin_form.keep()
    assert [row.policy.title for row in rows(desk)] == ["Sutton", "Wirral", "Sutton"]
    page.list.choose(draft)
    press(qtbot, page.list.table, "Delete")
    assert [row.policy.title for row in rows(desk)] == ["Sutton", "Sutton"]


def test_every_part_has_a_name(desk: Desk, page: PoliciesPage) -> None:
    number = keep(desk, WIRRAL, None)
    page.list.choose(number)
    assert unnamed(page) == []
    for ask in (page.begin_new, page.change_lines, page.change_terms):
        ask()
        assert unnamed(page) == []
    for what in DateAct:
        page.dates.begin(rows(desk)[0], what)
        assert unnamed(page) == []


def test_a_page_without_a_policy_leads_to_the_first(page: PoliciesPage) -> None:
    assert page.list.empty.isVisible()
    assert not page.panels.isVisible()


def test_the_policy_that_has_the_keyboard_is_the_one_in_hand(
    qtbot: QtBot, desk: Desk, page: PoliciesPage, first_aid: FirstAid
) -> None:
    number = keep(desk, replace(SUTTON, lines=SUTTON.lines[:1]))
    page.enter()
    assert page.panel.isVisible()
    assert page.panel.title.text() == "Sutton"
    press(qtbot, page.list.table, "F2")
    assert page.lines.title.text() == "Change a line: Sutton"
    page.lines.leave()
    raise_charge(desk, number, a_booking(desk, first_aid))
    told = list[str]()
    page.said.connect(told.append)
    for key in ("F2", "Shift+F2", "Return"):
        press(qtbot, page.list.table, key)
    assert told == ["1 charge raised by it: begin a new version of it (Ctrl+Shift+N)."] * 3


def test_slips_in_groups_stand_above_the_words_of_the_policy(
    desk: Desk, page: PoliciesPage
) -> None:
    line = replace(SUTTON.lines[0], groups=("Schools of Nowhere",))
    page.list.choose(keep(desk, replace(SUTTON, lines=(line,)), None))
    said = page.panel.groups.words.text()
    assert said == "No agency is in the charging group “Schools of Nowhere”."


def test_a_suspension_that_lies_ahead_is_shown_and_taken_away(
    desk: Desk, page: PoliciesPage
) -> None:
    ahead = (date(2026, 6, 1), date(2026, 7, 1))
    page.list.choose(keep(desk, SUTTON, pauses=[ahead]))
    page.panel.day.set_text("10 June 2026")
    assert page.panel.told.text().startswith("Nobody is charged")
    page.resume_action.trigger()
    assert day_typed(page.dates.form["since"].text(), near=TrainingYear(2026)) == ahead[0]
    page.dates.keep()
    (row,) = rows(desk)
    assert row.spells == ()
    assert not page.resume_action.isEnabled()


def test_a_day_on_which_charges_were_raised_is_refused_at_once(
    desk: Desk, page: PoliciesPage, first_aid: FirstAid
) -> None:
    before, number = keep(desk, SUTTON), keep(desk, BRENT, None)
    raise_charge(desk, before, a_booking(desk, first_aid))
    gives_up(desk, first_aid)
    page.list.choose(number)
    page.put_action.trigger()
    fill(page.dates, since="2 April 2026")
    page.dates.keep()
    assert "has raised charges for an event" in page.dates.form["since"].error.text()
