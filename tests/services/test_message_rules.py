"""Rules: a new one only shows what it would do, and switching it on is an act of its own."""

from dataclasses import replace

import pytest

from tests.conftest import AFTER, BEFORE
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.message import TO_MANAGERS, Purpose, ToWhom
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_rules import (
    WITHOUT_RULE,
    RuleDetails,
    RuleRow,
    add_rule,
    change_rule,
    next_rule,
    remove_rule,
    rule_details,
    rules,
    switch,
)

JOINING = RuleDetails()


def the_rules(desk: Desk) -> list[RuleRow]:
    with desk.reading() as db:
        return rules(db)


def add(desk: Desk, details: RuleDetails = JOINING) -> int:
    with desk.changing("Add") as db:
        return add_rule(db, details)


def test_a_new_rule_is_about_what_has_none_yet(desk: Desk) -> None:
    proposed = []
    with desk.changing("Add") as db:
        for _ in set(Purpose) - WITHOUT_RULE:
            proposed.append(next_rule(db))
            add_rule(db, proposed[-1])
        assert next_rule(db) == JOINING  # and saving says that there is one already
    assert proposed[0] == JOINING
    assert {each.purpose for each in proposed} == set(Purpose) - WITHOUT_RULE
    managers = {each.purpose for each in proposed if each.to_manager}
    assert managers == set(TO_MANAGERS)
    assert not any(each.problems() for each in proposed)


def test_a_new_rule_only_shows_what_it_would_do(desk: Desk) -> None:
    number = add(desk)
    assert the_rules(desk) == [RuleRow(number, JOINING, None)]


def test_rules_stand_in_the_order_of_their_purposes(desk: Desk) -> None:
    add(desk)
    add(desk, RuleDetails(Purpose.CONFIRMATION, 0, to_manager=True))
    assert [row.details.purpose for row in the_rules(desk)] == [
        Purpose.CONFIRMATION,
        Purpose.JOINING,
    ]


def test_a_rule_is_switched_on_and_off_and_keeps_the_day(desk: Desk) -> None:
    number = add(desk)
    for day, automatic, since in (
        (BEFORE, True, BEFORE),
        (AFTER, True, BEFORE),
        (AFTER, False, None),
        (AFTER, False, None),
    ):
        with desk.changing("Switch") as db:
            switch(db, number, automatic=automatic, today=day)
        assert the_rules(desk)[0].automatic_since == since


def test_a_rule_that_is_changed_shows_again_before_it_acts(desk: Desk) -> None:
    number = add(desk)
    with desk.changing("Switch") as db:
        switch(db, number, automatic=True, today=BEFORE)
        change_rule(db, number, JOINING, opened=JOINING)
    assert the_rules(desk)[0].automatic_since == BEFORE
    with desk.changing("Change") as db:
        change_rule(db, number, replace(JOINING, days=7), opened=JOINING)
        assert rule_details(db, number).days == 7
    assert the_rules(desk)[0].automatic_since is None
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        change_rule(db, number, JOINING, opened=JOINING)


def test_a_rule_is_taken_away(desk: Desk) -> None:
    number = add(desk)
    with desk.changing("Remove") as db:
        remove_rule(db, number)
    assert the_rules(desk) == []


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (RuleDetails(days=366), "days"),
        (RuleDetails(days=-1), "days"),
        (RuleDetails(to_delegate=False), "to_delegate"),
        (RuleDetails(Purpose.OWN, 0), "purpose"),
        (RuleDetails(days=9), "purpose"),
    ],
)
def test_what_a_rule_cannot_be_is_said_by_field(
    desk: Desk, details: RuleDetails, field: str
) -> None:
    add(desk)
    with pytest.raises(Invalid) as refused:
        add(desk, details)
    assert set(refused.value.problems) == {field}


@pytest.mark.parametrize(
    ("purpose", "days", "when"),
    [
        (Purpose.JOINING, 5, "5 days before the event"),
        (Purpose.JOINING, 0, "on the day itself"),
        (Purpose.CONFIRMATION, 0, "at once"),
        (Purpose.ABSENT, 1, "1 day after the register was closed"),
    ],
)
def test_a_rule_says_when_it_writes(purpose: Purpose, days: int, when: str) -> None:
    assert RuleDetails(purpose, days).when == when


def test_a_rule_says_to_whom_it_writes() -> None:
    everybody = RuleDetails(to_manager=True, to_agency=True)
    assert everybody.to_whom == tuple(ToWhom)
