"""Who comes too late to be let in."""

from dataclasses import dataclass

MOST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late is too late, and whether everybody so late is charged or who was turned away.

    Where the grace is for full days only, an event of half a day has none.
    """

    minutes: int
    limit_charged: bool = False
    full_days_only: bool = False
    if_turned_away: bool = False

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        if 0 <= self.minutes <= MOST_MINUTES:
            return ""
        return f"Enter 0 to {MOST_MINUTES} minutes of lateness."

    def is_too_late(self, minutes_late: int | None, *, is_half: bool, turned_away: bool) -> bool:
        """Whether somebody is charged for coming late.

        Whoever was turned away, nobody knows how late, was too late. Nobody pays for having been
        turned away within the grace.
        """
        if minutes_late is None:
            return turned_away
        if self.if_turned_away and not turned_away:
            return False
        grace = 0 if self.full_days_only and is_half else self.minutes
        return minutes_late > 0 and minutes_late >= grace + (not self.limit_charged)
