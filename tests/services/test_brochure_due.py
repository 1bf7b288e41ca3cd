"""Counting down to the brochure."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.conftest import a_course, an_event
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.brochure_due import to_brochure
from trainingdesk.services.desk import Desk
from trainingdesk.services.today import Work, cards
from trainingdesk.storage.models import Course, UndatedEvent

FEBRUARY, LAST = date(2027, 2, 1), date(2027, 3, 31)


def published(db: Session, title: str) -> Course:
    told = {"state": CourseState.PUBLISHED, "level": "1", "audience": "Everybody"}
    return a_course(db, title, title.upper()[:4], **told)


def found(desk: Desk, today: date) -> list[tuple[str, str]]:
    with desk.reading() as db:
        return [(each.title, each.said) for each in to_brochure(db, today)]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 1, 31), None),
        (FEBRUARY, "due in 59 days"),
        (LAST, "due in 1 day"),
        (date(2027, 4, 1), None),
        (date(2026, 6, 1), None),
    ],
)
def test_the_days_are_counted_down_from_february(desk: Desk, today: date, said: str | None) -> None:
    with desk.changing("Set up") as db:
        an_event(db, published(db, "Risk"), date(2027, 5, 1))
    assert found(desk, today) == ([("The brochure", said)] if said else [])


def test_what_is_missing_is_named(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        a_course(db, "Bare", "BARE")
        a_course(db, "No audience", "NOAU", level="1")
        a_course(db, "Being written", "BEIN", level="1", audience="Everybody")
        a_course(db, "Old", "OLD", state=CourseState.RETIRED)
        risk, neglect = published(db, "Risk"), published(db, "Neglect")
        published(db, "Help")
        an_event(db, risk, date(2028, 3, 31))
        an_event(db, neglect, date(2027, 5, 1), status=EventStatus.DRAFT, reference="DRAFT")
        an_event(db, neglect, date(2027, 3, 1), reference="THIS-YEAR")
        wait = UndatedEvent(course=neglect, opened_on=FEBRUARY)
        given_up = UndatedEvent(course=risk, opened_on=FEBRUARY, closed_on=FEBRUARY)
        db.add_all([wait, given_up])
    assert found(desk, FEBRUARY)[1:] == [
        ("Bare", "no level and no audience"),
        ("No audience", "no audience"),
        ("Neglect", "an event waits for its date"),
        ("2 courses", "no date in 2027-28"),
    ]


def test_with_two_weeks_to_go_it_cannot_wait(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        published(db, "Risk")
    for day, urgent in ((date(2027, 3, 17), False), (date(2027, 3, 18), True)):
        with desk.reading() as db:
            card = next(card for card in cards(db, day) if card.work is Work.BROCHURE)
        assert card.urgent is urgent
        assert {task.year for task in card.tasks} == {"2027-28"}


def test_a_desk_without_courses_owes_no_brochure(desk: Desk) -> None:
    assert found(desk, LAST) == []
