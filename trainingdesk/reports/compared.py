"""The rows of a table with last year's figures beside them."""

from collections.abc import Sequence

import pandas as pd

from trainingdesk.reports.year import Figures


def with_last_year(
    rows: Sequence[Figures], before: Sequence[Figures], *, key: str, figures: Sequence[str]
) -> list[Figures]:
    """This year's rows, each with some figures of the row of the same name last year.

    A figure of last year is called ``attended_before`` and the like; None where last year had no
    such row. The order of the rows stays.
    """
    if not rows:
        return []
    names = {figure: f"{figure}_before" for figure in figures}
    earlier = pd.DataFrame(before, columns=[key, *figures], dtype=object).rename(columns=names)
    joined = pd.DataFrame(rows, dtype=object).merge(earlier, on=key, how="left")
    found = joined.astype(object).where(joined.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in found]
