from dataclasses import replace
from datetime import date, timedelta

import pytest

from trainingdesk.domain.clash import Clash, ClashKind, Hours
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.issues import (
    Act,
    Away,
    DayFacts,
    EventFacts,
    Issue,
    IssueKind,
    Mend,
    issues_of,
)

TODAY = date(2026, 5, 1)
DAY = date(2026, 7, 10)
SOUND = EventFacts(
    event_id=1,
    course_id=2,
    course="Identifying Risk",
    course_is_draft=False,
    kind="Course",
    status=EventStatus.OPEN,
    starts=DAY,
    places=20,
    held=4,
    minimum=8,
    register_closed=False,
    days=(DayFacts(DAY, has_trainer=True, has_venue=True, venue_id=3, venue="Hall", room=20),),
)
BARE = DayFacts(DAY, has_trainer=False, has_venue=False)


def issues(today: date = TODAY, **changes: object) -> tuple[Issue, ...]:
    return issues_of(replace(SOUND, **changes), today=today)  # type: ignore[arg-type]


def kinds(today: date = TODAY, **changes: object) -> list[IssueKind]:
    return [issue.kind for issue in issues(today, **changes)]


def test_nothing_is_wrong_with_an_event_that_has_all_it_needs() -> None:
    assert issues() == ()


def test_what_is_missing_is_said_with_the_way_to_mend_it() -> None:
    assert issues(days=(BARE,)) == (
        Issue(IssueKind.NO_TRAINER, "No trainer yet.", Act(Mend.CHANGE)),
        Issue(IssueKind.NO_VENUE, "No venue and no online link yet.", Act(Mend.CHANGE)),
    )


def test_of_several_days_those_are_named_that_lack_something() -> None:
    later = [replace(BARE, day=DAY + timedelta(days=n)) for n in range(1, 5)]
    one, _ = issues(days=(*SOUND.days, later[0]))
    assert one.sentence == "No trainer yet on 11 July 2026."
    many, _ = issues(days=(*SOUND.days, *later))
    assert many.sentence == "No trainer yet on 4 days."


def test_a_day_that_is_over_lacks_nothing() -> None:
    days = replace(BARE, day=DAY - timedelta(days=1)), *SOUND.days
    assert kinds(DAY, days=days, starts=days[0].day) == []


def test_e_learning_needs_no_room_and_no_trainer() -> None:
    assert kinds(kind="E-Learning", days=(BARE,)) == []


def test_a_room_that_is_too_small_is_told_once() -> None:
    (found,) = issues(places=21, days=SOUND.days * 2)
    assert found.sentence == "21 places, but Hall holds 20."


def test_a_course_that_is_still_a_draft_is_told_while_the_event_is_ahead() -> None:
    (found,) = issues(course_is_draft=True)
    assert found == Issue(
        IssueKind.COURSE_DRAFT, "The course Identifying Risk is still a draft.", Act(Mend.COURSE, 2)
    )
    assert kinds(DAY + timedelta(days=1), course_is_draft=True) == [IssueKind.REGISTER_OPEN]


@pytest.mark.parametrize(("days_left", "told"), [(29, False), (28, True), (1, True), (0, False)])
def test_below_its_minimum_an_event_is_told_four_weeks_ahead(days_left: int, *, told: bool) -> None:
    found = issues(DAY - timedelta(days=days_left))
    assert [issue.sentence for issue in found] == (
        ["4 booked, 8 needed, and it begins within 4 weeks: decide whether it goes ahead."]
        if told
        else []
    )
    assert kinds(DAY - timedelta(days=days_left), headcount_only=True) == []


def test_a_register_is_to_be_closed_the_day_after_the_last_one() -> None:
    after = DAY + timedelta(days=1)
    (found,) = issues(after)
    assert found.sentence == "The register is not closed. The last day was 10 July 2026."
    assert found.act == Act(Mend.REGISTER)
    assert kinds(after, register_closed=True) == []
    assert kinds(after, days=()) == [IssueKind.REGISTER_OPEN]
    assert kinds(DAY) == []


def test_who_came_to_a_briefing_is_to_be_counted() -> None:
    after = DAY + timedelta(days=1)
    assert kinds(after, headcount_only=True) == [IssueKind.NOT_COUNTED]
    assert kinds(after, headcount_only=True, headcount=300) == []


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_nothing_is_wrong_with_an_event_that_was_called_off(status: EventStatus) -> None:
    assert kinds(status=status, days=(BARE,)) == []


@pytest.mark.parametrize(("days_left", "told"), [(57, False), (56, True), (0, True), (-1, False)])
def test_a_draft_is_told_only_when_its_day_comes_near(days_left: int, *, told: bool) -> None:
    found = kinds(DAY - timedelta(days=days_left), status=EventStatus.DRAFT, days=(BARE,))
    assert found == ([IssueKind.STILL_DRAFT] if told else [])


def test_clashes_lead_to_the_other_event_and_reserves_come_last() -> None:
    hard = Clash(ClashKind.VENUE, 1, Hours(DAY), 9, "NEG-1 Neglect", Hours(DAY), "Hall")
    soft = replace(hard, kind=ClashKind.TRAINER, name="Jo", soft=True, reserve_here=True)
    away = Away(5, "Jo", DAY, "leave"), Away(3, "Hall", DAY, "", is_venue=True)
    found = issues(clashes=(soft, hard), away=away)
    assert [(i.kind, i.act) for i in found] == [
        (IssueKind.VENUE_CLASH, Act(Mend.OTHER_EVENT, 9)),
        (IssueKind.DAY_OFF, Act(Mend.TRAINER, 5)),
        (IssueKind.DAY_OFF, Act(Mend.VENUE, 3)),
        (IssueKind.RESERVE, Act(Mend.OTHER_EVENT, 9)),
    ]
    assert [i.sentence for i in found[1:3]] == [
        "Jo is away on 10 July 2026: leave.",
        "Hall is shut on 10 July 2026.",
    ]
    assert kinds(DAY + timedelta(days=1), clashes=(hard,), away=away) == [IssueKind.REGISTER_OPEN]


def test_a_reserve_who_is_away_is_told_softly() -> None:
    (found,) = issues(away=(Away(5, "Jo", DAY, "", reserve=True),))
    assert found.kind is IssueKind.RESERVE
    assert found.sentence == "Jo, in reserve here, is away on 10 July 2026."


def test_every_kind_that_is_named_is_told_of_some_event() -> None:
    clash = Clash(ClashKind.VENUE, 1, Hours(DAY), 9, "NEG-1 Neglect", Hours(DAY), "Hall")
    clashes = tuple(replace(clash, kind=kind) for kind in ClashKind)
    away = Away(5, "Jo", DAY, ""), Away(5, "Jo", DAY, "", reserve=True)
    near, after = DAY - timedelta(days=7), DAY + timedelta(days=1)
    told = [
        *kinds(near, status=EventStatus.DRAFT),
        *kinds(near, course_is_draft=True, days=(*SOUND.days, BARE), clashes=clashes, away=away),
        *kinds(places=21, not_told=1),
        *kinds(after),
        *kinds(after, headcount_only=True),
    ]
    assert set(told) == set(IssueKind)


def test_joining_instructions_that_have_not_gone_are_said_until_the_event_begins() -> None:
    (issue,) = issues(held=8, not_told=3)
    assert issue.kind is IssueKind.NOT_TOLD
    assert issue.sentence == "Joining instructions have not gone to 3 people with a place."
    days = (DayFacts(DAY + timedelta(days=1), has_trainer=True, has_venue=True),)
    assert kinds(DAY + timedelta(days=1), held=8, not_told=3, days=days) == []
