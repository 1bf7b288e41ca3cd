from datetime import date

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.domain.agency_history import AgencyHistory, AgencyTurn

RENAMED, MERGED, SPLIT = AgencyChangeKind
NAMES = {1: "Council", 2: "Trust", 3: "North", 4: "South", 5: "New Trust"}
DAY = date(2018, 4, 1)


def turn(agency: int, kind: AgencyChangeKind, on: date, into: int | None = None) -> AgencyTurn:
    return AgencyTurn(agency, kind, on, f"{NAMES[agency]} {on.year}", "", into)


def test_a_name_holds_until_the_day_of_the_next() -> None:
    later = date(2020, 4, 1)
    history = AgencyHistory(NAMES, [turn(1, RENAMED, later), turn(1, RENAMED, DAY)])
    assert history.name_on(1, date(2018, 3, 31)) == "Council 2018"
    assert history.name_on(1, DAY) == "Council 2020"
    assert history.name_on(1, later) == history.name_now(1) == "Council"
    assert history.name_on(2, date(1990, 1, 1)) == "Trust"


def test_mergers_are_followed_to_the_one_that_stands_now() -> None:
    turns = [turn(2, MERGED, DAY, 1), turn(1, MERGED, date(2020, 4, 1), 5)]
    history = AgencyHistory(NAMES, turns)
    assert (history.now(2), history.now(1), history.now(5)) == (5, 5, 5)
    assert history.heirs(2) == (5,)
    days = [date(2018, 3, 31), DAY, date(2021, 1, 1)]
    assert [history.on(2, day) for day in days] == [2, 1, 5]


def test_what_was_split_counts_for_itself_and_has_several_heirs() -> None:
    turns = [turn(2, SPLIT, DAY, 3), turn(2, SPLIT, DAY, 4), turn(3, MERGED, DAY, 4)]
    history = AgencyHistory(NAMES, turns)
    assert history.heirs(2) == (4,)
    history = AgencyHistory(NAMES, turns[:2])
    assert history.heirs(2) == (3, 4)
    assert (history.now(2), history.on(2, date(2019, 1, 1))) == (2, 2)


def test_a_history_is_empty_until_something_became_of_an_agency() -> None:
    assert AgencyHistory(NAMES, []).is_empty
    assert not AgencyHistory(NAMES, [turn(1, RENAMED, DAY)]).is_empty
    assert not AgencyHistory(NAMES, [turn(1, MERGED, DAY, 2)]).is_empty


def test_only_mergers_count_for_another() -> None:
    turns = [turn(2, MERGED, DAY, 1), turn(5, SPLIT, DAY, 3), turn(5, SPLIT, DAY, 4)]
    assert AgencyHistory(NAMES, turns).merged() == {2: 1}
