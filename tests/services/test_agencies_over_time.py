"""Tables show agencies as they were, or as they are now; the year's own figures never change."""

from datetime import date

import pytest

from tests.conftest import BEFORE
from tests.services.people import People, settle
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agencies_listed
from trainingdesk.services.agency_changes import (
    Part,
    merge_agencies,
    rename_agency,
    split_agency,
)
from trainingdesk.services.agency_rows import AgenciesAsked, AgencyRow
from trainingdesk.services.counted import Group
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures import year_figures
from trainingdesk.services.rows_behind import RowsAsked, rows_behind
from trainingdesk.services.sent import Sent, sent_by_agencies, sent_by_agencies_now

YEAR, BEFORE_THAT = TrainingYear(2026), TrainingYear(2025)
DAY = date(2026, 4, 15)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def rename(desk: Desk, people: People) -> None:
    with desk.changing("Rename") as db:
        rename_agency(db, people.library, "Reading Rooms", on=DAY, today=BEFORE)


def merge(desk: Desk, people: People) -> None:
    with desk.changing("Merge") as db:
        merge_agencies(db, people.library, people.carking, on=DAY, today=BEFORE)


def split(desk: Desk, people: People) -> None:
    with desk.changing("Split") as db:
        parts = Part(people.carking), Part(people.nobody)
        split_agency(db, people.library, parts, on=DAY, today=BEFORE)


def rows(
    desk: Desk, words: str = "", *, as_now: bool, year: TrainingYear = YEAR
) -> list[AgencyRow]:
    with desk.reading() as db:
        return agencies_listed(db, AgenciesAsked(year, BEFORE, words, "name", as_now=as_now))


def told(found: list[AgencyRow]) -> list[tuple[str, int, int, str]]:
    return [(row.name, row.delegates, row.attended, row.became) for row in found]


def sent(desk: Desk, *, as_now: bool, year: TrainingYear = YEAR) -> dict[str, Sent]:
    ask = sent_by_agencies_now if as_now else sent_by_agencies
    with desk.reading() as db:
        return {each.agency: each for each in ask(db, year, today=BEFORE)}


def test_the_figures_of_the_year_stay_as_they_are(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        before = year_figures(db, YEAR, today=BEFORE)
    merge(desk, people)
    with desk.reading() as db:
        assert year_figures(db, YEAR, today=BEFORE) == before


def test_what_was_merged_counts_for_its_heir_now(desk: Desk, people: People) -> None:
    merge(desk, people)
    assert told(rows(desk, as_now=True)) == [("Carking Trust", 3, 2, ""), ("Empty House", 0, 0, "")]
    assert told(rows(desk, as_now=False)) == [
        ("Carking Trust", 3, 1, ""),
        ("Empty House", 0, 0, ""),
        ("Library", 0, 1, "now Carking Trust"),
    ]
    heir = rows(desk, as_now=True)[0]
    assert (heir.other_names, heir.booked, heir.absent) == (("Library",), 2, 1)
    assert heir.attended_at_most == 2


def test_it_is_found_by_the_names_of_what_went_into_it(desk: Desk, people: People) -> None:
    merge(desk, people)
    assert [row.name for row in rows(desk, "library", as_now=True)] == ["Carking Trust"]
    assert [row.name for row in rows(desk, "library", as_now=False)] == ["Library"]


def test_what_ended_long_before_is_not_among_a_years_agencies(desk: Desk, people: People) -> None:
    merge(desk, people)
    later = rows(desk, as_now=False, year=TrainingYear(2027))
    assert [row.name for row in later] == ["Carking Trust", "Empty House"]


def test_what_was_split_stands_by_itself(desk: Desk, people: People) -> None:
    split(desk, people)
    became = "now Carking Trust and Empty House"
    assert told(rows(desk, as_now=True))[2] == ("Library", 0, 1, became)
    assert len(rows(desk, as_now=True, year=TrainingYear(2027))) == 2
    assert sent(desk, as_now=True) == sent(desk, as_now=False)


def test_a_renamed_agency_stands_under_its_name_of_the_year(desk: Desk, people: People) -> None:
    rename(desk, people)
    [then] = rows(desk, "library", as_now=False, year=BEFORE_THAT)
    assert (then.name, then.other_names, then.became) == ("Library", (), "now Reading Rooms")
    assert [row.name for row in rows(desk, "library", as_now=True)] == ["Reading Rooms"]
    old, new = (sent(desk, as_now=now, year=BEFORE_THAT) for now in (False, True))
    assert (list(old), list(new)) == (["Library"], ["Reading Rooms"])
    assert old["Library"].name == "Reading Rooms"


def test_who_came_for_both_is_one_person(desk: Desk, people: People) -> None:
    merge(desk, people)
    assert [(each.people, each.attended) for each in sent(desk, as_now=False).values()] == [
        (1, 1),
        (1, 1),
    ]
    now = sent(desk, as_now=True)
    assert {name: (each.people, each.booked, each.sector) for name, each in now.items()} == {
        "Carking Trust": (2, 2, "Health")
    }


def test_the_rows_behind_a_figure_are_those_of_the_heir_too(desk: Desk, people: People) -> None:
    merge(desk, people)
    with desk.changing("Merge") as db:
        merge_agencies(db, people.carking, people.nobody, on=BEFORE, today=BEFORE)
    [now] = sent(desk, as_now=True).values()
    with desk.reading() as db:
        for figure in ("booked", "attended", "people", "absent", "came_as_booked", "walk_ins"):
            asked = RowsAsked(figure, Group("agency_now", now.name))
            number = rows_behind(db, YEAR, asked, today=BEFORE).number
            assert number == getattr(now, figure), figure
