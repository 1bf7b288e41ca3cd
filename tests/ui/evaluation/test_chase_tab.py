"""Asking for missing forms from the list of those who have not answered."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.ui.analysis.sample import YEAR
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.message import MessageState, Purpose
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.scope import Scope, ScopeKind
from trainingdesk.services.evaluation.scoped_results import results_of
from trainingdesk.storage.models import Event, Message
from ui.evaluation.chase_tab import ChaseTab
from ui.evaluation.chased_part import ChasedPart, chase_at
from ui.evaluation.place import EvaluationPlace
from ui.parts.way import Way, Where


@pytest.fixture
def chase(place: EvaluationPlace, way: Way) -> ChaseTab:
    way.go(Where("Evaluation", tab="To chase", find="End", year=YEAR))
    found = place.year_page.work["To chase"]
    assert isinstance(found, ChaseTab)
    return found


def outbox(chase: ChaseTab) -> list[Message]:
    asked = Message.purpose.in_([Purpose.END_FORM, Purpose.END_REMINDER])
    with chase.desk.reading() as db:
        return list(db.scalars(select(Message).where(asked).order_by(Message.id)))


def test_all_who_show_are_asked_with_one_act(chase: ChaseTab) -> None:
    chase.listed.table.enter()
    first = chase.listed.table.current_row()
    assert first is not None
    chase.listed.narrow_to(first.delegate.partition(",")[0])
    chase.reload()
    shown, had = chase.listed.shown, len(outbox(chase))
    chase.ask_action.trigger()
    assert chase.panel.isVisibleTo(chase)
    assert chase.panel.form["purpose"].text() == Purpose.END_FORM.value
    assert chase.panel.goes_with.text() == "Goes with it: the form to fill in (PDF)."
    chase.panel.keep()
    new = outbox(chase)[had:]
    assert 0 < len(new) <= shown
    assert all(row.with_form and row.state is not MessageState.SENT for row in new)


def test_those_to_come_are_listed_too(chase: ChaseTab) -> None:
    chase.switch.choose("To come")
    assert "event to come" in chase.about.text()


def of_one_event(chase: ChaseTab) -> Where:
    """The way to those who are silent of an event in the list."""
    row = chase.listed.table.rows_model.row_at(0)
    assert row is not None
    scope = Scope(TrainingYear.named(YEAR), ScopeKind.EVENT, row.event_id)
    return chase_at(Stage.END.value, ChasedPart(scope))


def test_another_year_is_not_narrowed_to_an_event_of_the_year_before(
    chase: ChaseTab, place: EvaluationPlace, way: Way
) -> None:
    way.go(of_one_event(chase))
    assert chase.only.isVisible()
    after = TrainingYear.named(YEAR).after
    way.go(Where("Evaluation", year=after.name))
    place.year_page.tabs.changed.emit("To chase")
    assert chase.only.isHidden()
    assert chase.part.scope == Scope(after)


def test_where_nobody_is_silent_the_page_says_what_the_list_is_for(
    chase: ChaseTab, way: Way
) -> None:
    assert chase.listed.isVisible()
    way.go(Where("Evaluation", tab="To chase", year="2040-41"))
    assert chase.nothing.isVisible()
    assert not chase.about.isVisible()
    assert chase.focusWidget() is not None
    assert chase.switch.isAncestorOf(chase.focusWidget())
    far = Scope(TrainingYear.named("2040-41"), ScopeKind.EVENT, 1)
    way.go(chase_at(Stage.END.value, ChasedPart(far)))
    assert chase.focusWidget() is chase.whole
    way.go(Where("Evaluation", tab="To chase", year=YEAR))
    assert (chase.listed.isVisible(), chase.about.isVisible()) == (True, True)


def test_where_nobody_is_silent_yet_those_who_are_not_due_are_still_told_of(
    chase: ChaseTab, way: Way
) -> None:
    today = chase.desk.today()
    with chase.desk.reading() as db:
        of_year = select(Event.id).where(Event.starts.between(today - timedelta(days=60), today))
        waiting = next(
            scope
            for number in db.scalars(of_year)
            if (scope := Scope(TrainingYear.named(YEAR), ScopeKind.EVENT, number))
            and (row := results_of(db, scope, today=today).stage(Stage.FOLLOW_UP))
            and row["not_due"]
            and not row["missing"]
        )
    way.go(chase_at(Stage.FOLLOW_UP.value, ChasedPart(waiting)))
    assert chase.nothing.isVisible()
    assert chase.about.isVisible()
    assert chase.about.text().startswith("The board asks")
    assert chase.about.text().endswith("not due yet.")


def test_a_part_holds_while_one_looks_elsewhere_and_is_left_where_one_asks_for_the_page(
    chase: ChaseTab, place: EvaluationPlace, way: Way
) -> None:
    narrowed = of_one_event(chase)
    way.go(narrowed)
    few = chase.listed.shown
    for tab in ("Comments", "To chase"):
        place.year_page.tabs.changed.emit(tab)
    assert (chase.only.isVisible(), chase.listed.shown) == (True, few)
    assert way.here == narrowed
    way.go(Where("Evaluation", tab="To chase", year=YEAR))
    assert (chase.only.isVisible(), chase.listed.shown > few) == (False, True)
    assert chase.stage is Stage.END
