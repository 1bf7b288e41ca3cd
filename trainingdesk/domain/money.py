"""Money in whole pence, never in floats."""

from decimal import Decimal


def pounds(pence: int) -> str:
    """A sum as it is shown: £1,234.50."""
    return f"{'–' if pence < 0 else ''}£{Decimal(abs(pence)) / 100:,.2f}"
