"""How figures are worked out, rounded and shown: always with a base, always half up."""

from decimal import ROUND_HALF_UP, Decimal

NOTHING = "–"
"""Shown where there is no base to divide by."""


def share(part: float, whole: float) -> float | None:
    """A part of a whole as a fraction; None where there is no whole."""
    return part / whole if whole else None


def rounded(value: float | Decimal, places: int = 0) -> Decimal:
    """A figure rounded half up, as the reports of the field are (231 ÷ 280 shows as 83%)."""
    exact = Decimal(repr(value) if isinstance(value, float) else value)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent_of(fraction: float | None, places: int = 0) -> str:
    """A fraction as a percentage; a dash where there is none."""
    if fraction is None:
        return NOTHING
    return f"{rounded(Decimal(repr(float(fraction))) * 100, places)}%"


def percent(part: int, whole: int) -> str:
    """A part of a whole as a percentage; a dash where there is no whole."""
    return percent_of(share(part, whole))


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its word: 1 place, 3 places."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def agrees(published: Decimal, computed: float | None) -> bool:
    """Whether a computed figure, rounded half up to the published decimals, equals it."""
    if computed is None:
        return False
    exponent = published.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return rounded(computed, places) == published
