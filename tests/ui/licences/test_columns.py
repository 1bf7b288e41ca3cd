from datetime import date

from trainingdesk.domain.licence import Training
from trainingdesk.services.licences import LicenceRow
from ui.licences.columns import licence_columns
from ui.parts.cell import Cell


def test_training_of_long_ago_says_in_few_letters_from_when_it_would_count() -> None:
    row = LicenceRow(
        id=1,
        delegate_id=1,
        listed="King, Ada",
        name="Ada King",
        agency="Library",
        email="",
        group_id=1,
        group="Chaperones",
        number="",
        renew_on=date(2028, 10, 10),
        overdue=False,
        left=False,
        needs="Introduction",
        training=Training.TOO_LONG_AGO,
        attended_on=date(2025, 9, 24),
        counts_from=date(2025, 10, 10),
    )
    training = licence_columns()[-1].cell(row)
    assert training == Cell(
        "Too long ago: 24 Sep 2025", "amber", note="counts from 10 Oct 2025, Introduction"
    )
