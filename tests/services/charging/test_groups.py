"""What a policy says of the agencies' charging groups, and of whom it says nothing."""

from dataclasses import replace

from tests.conftest import FirstAid, an_agency
from trainingdesk.domain.charging.amount import Flat
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.services.charging.groups import said_of_groups
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency

EVERYONE = Line("all", Occasion.ABSENCE, (Tier(Flat(50_00)),))
SCHOOLS = replace(EVERYONE, key="schools", groups=("Schools",))


def said(desk: Desk, *lines: Line) -> list[str]:
    with desk.reading() as db:
        return said_of_groups(db, Policy("Ours", lines))


def in_groups(desk: Desk, first_aid: FirstAid, **groups: str) -> None:
    with desk.changing("Groups") as db:
        db.get_one(Agency, first_aid.agency).charging_group = "School"
        for name, group in groups.items():
            an_agency(db, name).charging_group = group


def test_a_policy_for_everyone_asks_for_no_groups(desk: Desk, first_aid: FirstAid) -> None:
    in_groups(desk, first_aid, North="")
    assert said(desk, EVERYONE) == []


def test_groups_without_a_price_agencies_without_a_group_and_slips_are_told(
    desk: Desk, first_aid: FirstAid
) -> None:
    in_groups(desk, first_aid, North="")
    assert said(desk, SCHOOLS) == [
        "Absence: nothing is said of “School”. Add a line for everyone else.",
        "1 agency has no charging group, and no line is for everyone else: North.",
        "No agency is in the charging group “Schools”.",
    ]
    assert said(desk, SCHOOLS, EVERYONE)[0] == "No agency is in the charging group “Schools”."


def test_of_many_agencies_without_a_group_the_first_are_named(
    desk: Desk, first_aid: FirstAid
) -> None:
    in_groups(desk, first_aid, East="", North="", South="", West="", Schools="Schools")
    known = replace(SCHOOLS, groups=("schools", "School"))
    (only,) = said(desk, known)
    assert only.startswith("4 agencies have no charging group, and no line is for everyone else: ")
    assert only.endswith(": East, North, South and 1 more.")
