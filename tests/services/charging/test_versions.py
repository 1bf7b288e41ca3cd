"""The versions of the policy that have been put in force, and the one of a day."""

from datetime import date

from trainingdesk.domain.charging.as_data import data_of
from trainingdesk.domain.charging.boards import BRENT, HAVERING, SUTTON
from trainingdesk.domain.charging.in_force import Suspended, Version
from trainingdesk.services.charging.versions import KeptVersion, version_among, versions
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import ChargingPause, ChargingPolicy

LAST_YEAR, THIS_YEAR = date(2025, 4, 1), date(2026, 4, 1)
WHY = "a shortage of administrative resources"


def keep(desk: Desk) -> list[int]:
    """Brent's half-written, Sutton's since this year, Havering's in the year before."""
    with desk.changing("Set up") as db:
        kept = [
            ChargingPolicy(terms=data_of(BRENT)),
            ChargingPolicy(terms=data_of(SUTTON), since=THIS_YEAR),
            ChargingPolicy(
                terms=data_of(HAVERING),
                since=LAST_YEAR,
                until=date(2026, 3, 31),
                pauses=[ChargingPause(since=date(2025, 6, 1), until=date(2025, 7, 1), why=WHY)],
            ),
        ]
        db.add_all(kept)
        db.flush()
        return [each.id for each in kept]


def test_versions_come_in_order_without_what_is_half_written(desk: Desk) -> None:
    _, sutton, havering = keep(desk)
    spell = Suspended(date(2025, 6, 1), date(2025, 7, 1), WHY)
    with desk.reading() as db:
        assert versions(db) == (
            KeptVersion(havering, Version(HAVERING, LAST_YEAR, date(2026, 3, 31), (spell,))),
            KeptVersion(sutton, Version(SUTTON, THIS_YEAR)),
        )


def test_the_version_of_a_day_is_found(desk: Desk) -> None:
    _, sutton, havering = keep(desk)
    with desk.reading() as db:
        days = [date(2025, 3, 31), LAST_YEAR, date(2026, 3, 31), THIS_YEAR, date(2030, 1, 1)]
        found = [version_among(versions(db), day) for day in days]
    assert [each and each.id for each in found] == [None, havering, havering, sutton, sutton]


def test_a_desk_without_a_policy_has_none_in_force(desk: Desk) -> None:
    with desk.reading() as db:
        assert versions(db) == ()


def test_where_two_are_in_force_the_later_holds(desk: Desk) -> None:
    _, sutton, _ = keep(desk)
    with desk.changing("Overlap") as db:
        for kept in db.query(ChargingPolicy).where(ChargingPolicy.until.is_not(None)):
            kept.until = None
    with desk.reading() as db:
        found = version_among(versions(db), THIS_YEAR)
    assert found is not None
    assert found.id == sutton
