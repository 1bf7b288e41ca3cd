"""Asking for missing forms from the list of those who have not answered."""

import pytest
from sqlalchemy import select

from tests.ui.analysis.sample import YEAR
from trainingdesk.domain.message import MessageState, Purpose
from trainingdesk.storage.models import Message
from ui.evaluation.chase_tab import ChaseTab
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
