from datetime import time

import pytest

from tests.conftest import AFTER, BEFORE, BY, BY_AFTER, FirstAid
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import USUAL, Rule
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services import bookings, registers
from trainingdesk.services.attendance_rules import (
    KindRule,
    attendance_rules,
    kinds_without_a_rule,
    remove_rule,
    rule_details,
    rule_of_event,
    save_rule,
)
from trainingdesk.services.certificates import certificates_on, issue_certificates
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import (
    BoardList,
    WordDetails,
    add_word,
    change_word,
    remove_words,
    word_rows,
)
from trainingdesk.services.today import Work, cards
from trainingdesk.storage.models import Course, Event

STRICT = Rule(grace_minutes=10, late=Consequence.NO_CERTIFICATE, left_early=Consequence.ABSENT)
LENIENT = Rule(percent=50, left_early=Consequence.NONE)


def kept(desk: Desk, rule: Rule, kind: str = "") -> int:
    with desk.changing("Rule") as db:
        return save_rule(db, 0, KindRule(kind, rule))


def a_kind(desk: Desk, name: str = "Briefing") -> int:
    with desk.changing("Kind") as db:
        return add_word(db, BoardList.KINDS, WordDetails(name))


def holds(desk: Desk, at: FirstAid) -> Rule:
    with desk.reading() as db:
        return rule_of_event(db, at.event)


def why_not(desk: Desk, at: FirstAid) -> list[str]:
    with desk.reading() as db:
        return [row.why_not for row in certificates_on(db, at.event)]


def ada_is(desk: Desk, at: FirstAid, said: Attendance, minutes: int | None = None) -> None:
    """Book her, give the session its hours, mark her and close the register."""
    with desk.changing("Mark and close") as db:
        session = db.get_one(Event, at.event).sessions[0]
        session.starts, session.ends = time(9), time(12)
        bookings.book(db, event_id=at.event, delegate_id=at.ada, by=BY)
        line = registers.register_of(db, at.event, today=AFTER).lines[0].id
        registers.mark(
            db, line, session_id=at.session, attendance=said, minutes_late=minutes, by=BY_AFTER
        )
        registers.close_register(db, at.event, by=BY_AFTER)


def to_issue(desk: Desk) -> list[int]:
    with desk.reading() as db:
        found = [card for card in cards(db, today=AFTER) if card.work is Work.CERTIFICATES]
        return [task.number for card in found for task in card.tasks]


def test_without_a_rule_the_usual_one_holds(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        (row,) = attendance_rules(db)
        assert (row.id, row.details) == (0, KindRule())
        assert rule_details(db, 0) == KindRule()
    assert holds(desk, first_aid) == USUAL


def test_a_kind_has_its_own_rule_before_that_of_every_other(
    desk: Desk, first_aid: FirstAid
) -> None:
    a_kind(desk)
    kept(desk, LENIENT)
    assert holds(desk, first_aid) == LENIENT
    number = kept(desk, STRICT, "Briefing")
    assert holds(desk, first_aid) == LENIENT
    with desk.changing("Brief") as db:
        db.get_one(Course, first_aid.course).kind = "Briefing"
    assert holds(desk, first_aid) == STRICT
    with desk.reading() as db:
        assert [row.details.kind for row in attendance_rules(db)] == ["", "Briefing"]
        assert "Briefing" not in kinds_without_a_rule(db)
    with desk.changing("Remove") as db:
        remove_rule(db, number)
    assert holds(desk, first_aid) == LENIENT


def test_a_kind_that_is_renamed_carries_its_rule_and_one_with_a_rule_stays(desk: Desk) -> None:
    word = a_kind(desk)
    kept(desk, STRICT, "Briefing")
    with pytest.raises(Refused), desk.changing("Remove") as db:
        remove_words(db, BoardList.KINDS, [word])
    with desk.changing("Rename") as db:
        change_word(db, BoardList.KINDS, word, WordDetails("Short session"), opened=None)
    with desk.reading() as db:
        assert attendance_rules(db)[1].details == KindRule("Short session", STRICT)
        rows = {row.name: row.where for row in word_rows(db, BoardList.KINDS)}
        assert rows["Short session"] == "1 attendance rule"


def test_a_rule_with_faults_or_a_twin_is_refused(desk: Desk) -> None:
    a_kind(desk)
    number = kept(desk, STRICT, "Briefing")
    other = kept(desk, LENIENT)
    faults: list[tuple[int, KindRule, str, str]] = [
        (0, KindRule("Briefing"), "kind", "There is a rule for Briefing already."),
        (0, KindRule(), "kind", "There is a rule for every other kind already."),
        (other, KindRule("Nothing such"), "kind", "Choose one of the board's kinds of course."),
        (number, KindRule("Briefing", Rule(percent=0)), "percent", "Enter 1 to 100 per cent."),
    ]
    for rule_id, details, where, said in faults:
        with pytest.raises(Invalid) as refused, desk.changing("Rule") as db:
            save_rule(db, rule_id, details)
        assert refused.value.problems == {where: said}


def test_of_two_who_change_a_rule_the_later_is_told(desk: Desk) -> None:
    number = kept(desk, STRICT)
    with desk.changing("Rule") as db:
        save_rule(db, number, KindRule("", LENIENT), opened=KindRule("", STRICT))
    with pytest.raises(ChangedMeanwhile), desk.changing("Rule") as db:
        save_rule(db, number, KindRule("", USUAL), opened=KindRule("", STRICT))
    with desk.reading() as db:
        assert rule_details(db, number).rule == LENIENT
        with pytest.raises(Unknown):
            rule_details(db, number + 1)


@pytest.mark.parametrize(
    ("rule", "said", "minutes", "reason"),
    [
        (USUAL, Attendance.LATE, 100, ""),
        (USUAL, Attendance.LEFT_EARLY, None, "left early"),
        (STRICT, Attendance.LATE, 11, "came late"),
        (STRICT, Attendance.LATE, 10, ""),
        (STRICT, Attendance.LEFT_EARLY, None, "marked Absent"),
        (LENIENT, Attendance.LEFT_EARLY, None, ""),
        (LENIENT, Attendance.LATE, 100, "attended 44% of the time, not 50%"),
    ],
)
def test_a_certificate_is_due_by_the_rule_and_counted_on_today(
    desk: Desk,
    first_aid: FirstAid,
    rule: Rule,
    said: Attendance,
    minutes: int | None,
    reason: str,
) -> None:
    kept(desk, rule)
    ada_is(desk, first_aid, said, minutes)
    assert why_not(desk, first_aid) == [reason]
    assert to_issue(desk) == ([] if reason else [1])


def test_a_closed_register_keeps_the_rule_it_was_closed_under(
    desk: Desk, first_aid: FirstAid
) -> None:
    number = kept(desk, LENIENT)
    ada_is(desk, first_aid, Attendance.LEFT_EARLY)
    with desk.changing("Rule") as db:
        save_rule(db, number, KindRule("", STRICT))
        assert issue_certificates(db, first_aid.event, by=BY_AFTER) == 1
    assert why_not(desk, first_aid) == [""]
    assert to_issue(desk) == []
    with desk.changing("Once more") as db:
        registers.reopen_register(db, first_aid.event, reason="A slip", by=BY_AFTER)
    assert holds(desk, first_aid) == STRICT
    with desk.changing("Close") as db:
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    assert why_not(desk, first_aid) == ["marked Absent"]


def test_a_year_that_was_closed_elsewhere_keeps_the_usual_rule(
    desk: Desk, first_aid: FirstAid
) -> None:
    kept(desk, STRICT)
    with desk.changing("Import") as db:
        db.get_one(Event, first_aid.event).register_closed_on = BEFORE
    assert holds(desk, first_aid) == USUAL
