"""The bank holidays of the four nations, on which no offices are open."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from trainingdesk.domain.charging.policy import Nation, Policy


def bank_holidays(nation: Nation, years: Iterable[int]) -> frozenset[date]:
    """The bank holidays of a nation in these calendar years."""
    return frozenset().union(*(_of_year(nation, year) for year in set(years)))


def holidays_around(policy: Policy, day: date) -> frozenset[date]:
    """The bank holidays that count for an event on a day.

    A year of working days before an event in January reaches into the year before the last.
    """
    return bank_holidays(policy.nation, range(day.year - 2, day.year + 1))


@cache
def _of_year(nation: Nation, year: int) -> frozenset[date]:
    # The library is large, and a desk that charges nobody never asks for it.
    import holidays  # noqa: PLC0415

    return frozenset(holidays.country_holidays("GB", subdiv=nation.value, years=year))
