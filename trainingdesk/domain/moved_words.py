"""How far the same people moved, in a plain sentence: a fall is said as plainly as a rise."""

from dataclasses import dataclass
from decimal import Decimal

from trainingdesk.domain.figures import counted, percent, rounded

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Moved:
    """A mean change over the people who answered twice, its interval, and who rose and fell.

    ``asked`` is what they rated and ``both`` when. How many rose or fell is already said in words
    where it may not be told as a number, and is nothing where it may not be told at all.
    """

    asked: str
    both: str
    number: int
    mean: float | None
    low: float | None = None
    high: float | None = None
    rose: int | str | None = None
    fell: int | str | None = None

    @property
    def fell_on_the_whole(self) -> bool:
        """Whether their mean is lower than it was, as it is said."""
        return self.mean is not None and self.mean < 0 and bool(rounded(abs(self.mean), 1))

    def sentence(self) -> str:
        """How many they are, which way and how far they moved, and how sure that is."""
        if self.mean is None:
            return f"Nobody has rated {self.asked} both {self.both}."
        whom = f"Of {counted(self.number, 'person', 'people')} who answered both {self.both}"
        points = rounded(abs(self.mean), 1)
        if not points:
            moved = "stayed where it was"
        else:
            word = "point" if points == 1 else "points"
            moved = f"{'fell' if self.mean < 0 else 'rose'} by {points} {word}"
        return f"{whom}, {self.asked} {moved}{self._between()}{self._shares()}."

    def _between(self) -> str:
        """The interval in brackets: without signs where both ends say the same as the sentence."""
        if self.low is None or self.high is None:
            return " (one person, so there is no interval)"
        if self.low == self.high:
            return " (each of them moved alike, so there is no interval)"
        ends = sorted((rounded(self.low, 1), rounded(self.high, 1)), key=abs)
        if ends[0] * ends[1] > 0:
            return f" (95% interval {abs(ends[0])} to {abs(ends[1])})"
        interval = f"95% interval {signed(self.low)} to {signed(self.high)}"
        if self.low > 0 or self.high < 0:
            return f" ({interval})"
        return f" ({interval}, so it may not have moved at all)"

    def _shares(self) -> str:
        """Who rose and who fell, of all of them; of one person it is known already."""
        if self.number == 1:
            return ""
        said = [
            f"{percent(number, self.number) if isinstance(number, int) else number} {way}"
            for way, number in (("rose", self.rose), ("fell", self.fell))
            if number is not None
        ]
        return f"; {', '.join(said)}" if said else ""


def signed(number: float) -> str:
    """A change with one decimal and its sign."""
    shown: Decimal = rounded(abs(number), 1)
    if not shown:
        return "0.0"
    return f"{'+' if number > 0 else MINUS}{shown}"
