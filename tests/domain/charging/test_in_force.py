"""Which version holds on a day, suspended or not, and what is wrong with their dates."""

from dataclasses import replace
from datetime import date

import pytest

from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.in_force import Suspended, Version, problems_of

FIRST_DAY, LAST_DAY = date(2016, 4, 1), date(2018, 3, 31)
FIRST = Version(boards.SUTTON, FIRST_DAY, LAST_DAY)
SECOND = Version(boards.BRENT, date(2018, 4, 1))
NOT_ALL = "The policy is not in force all this time."


def test_a_policy_is_suspended_and_resumed() -> None:
    havering = boards.HAVERING_IN_FORCE
    charged = [
        havering.charges_on(day)
        for day in (
            date(2016, 3, 31),
            date(2017, 3, 31),
            date(2017, 4, 1),
            date(2018, 3, 31),
            date(2018, 4, 1),
        )
    ]
    assert charged == [False, True, False, False, True]
    spell = havering.suspended_on(date(2017, 6, 1))
    assert spell is not None
    assert spell.why == "a shortage of administrative resources"


def test_a_spell_without_an_end_is_not_resumed() -> None:
    version = replace(SECOND, spells=(Suspended(date(2020, 4, 1)),))
    assert not version.charges_on(date(2030, 1, 1))
    assert problems_of((version,)) == {}


def test_versions_that_follow_each_other_are_sound() -> None:
    assert problems_of((SECOND, FIRST), ["School"]) == {}
    assert problems_of((boards.HAVERING_IN_FORCE,)) == {}


@pytest.mark.parametrize(
    ("versions", "name", "said"),
    [
        (
            (FIRST, replace(SECOND, since=date(2018, 3, 31))),
            "versions.1.since",
            "“Sutton” is still in force on 31 March 2018. End it the day before.",
        ),
        (
            (SECOND, replace(FIRST, until=None)),
            "versions.0.since",
            "“Sutton” is still in force on 1 April 2018. End it the day before.",
        ),
        (
            (FIRST, replace(SECOND, since=date(2018, 5, 1))),
            "versions.1.since",
            "No policy is in force from 1 April 2018 to 30 April 2018.",
        ),
        (
            (replace(FIRST, until=date(2016, 3, 31)),),
            "versions.0.until",
            "It ends before it begins.",
        ),
        (
            (replace(FIRST, policy=replace(FIRST.policy, title="")),),
            "versions.0.policy.title",
            "Enter a title.",
        ),
    ],
)
def test_what_is_wrong_with_versions_is_said(
    versions: tuple[Version, ...], name: str, said: str
) -> None:
    assert problems_of(versions) == {name: said}


@pytest.mark.parametrize(
    ("spells", "name", "said"),
    [
        (
            (Suspended(date(2017, 4, 1), date(2017, 3, 1)),),
            "spells.0.until",
            "It ends before it begins.",
        ),
        ((Suspended(date(2016, 3, 31), date(2016, 5, 1)),), "spells.0.since", NOT_ALL),
        ((Suspended(date(2018, 3, 1), date(2018, 4, 1)),), "spells.0.since", NOT_ALL),
        ((Suspended(date(2018, 4, 1)),), "spells.0.since", NOT_ALL),
        (
            (
                Suspended(date(2017, 6, 1), date(2017, 7, 1)),
                Suspended(date(2017, 4, 1), date(2017, 6, 1)),
            ),
            "spells.0.since",
            "It is suspended on 1 June 2017 already.",
        ),
    ],
)
def test_what_is_wrong_with_spells_is_said(
    spells: tuple[Suspended, ...], name: str, said: str
) -> None:
    assert problems_of((replace(FIRST, spells=spells),)) == {f"versions.0.{name}": said}


def test_a_policy_may_be_in_force_for_a_day() -> None:
    assert problems_of((replace(FIRST, until=FIRST_DAY),)) == {}


def test_spells_may_follow_each_other() -> None:
    spells = (Suspended(FIRST_DAY, FIRST_DAY), Suspended(LAST_DAY, LAST_DAY))
    assert problems_of((replace(FIRST, spells=spells),)) == {}
