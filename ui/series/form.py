"""The forms for a series and for a board of another borough."""

from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.services import partners, series
from trainingdesk.services.series import SeriesDetails
from ui.parts.field import Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.records.record_form import RecordForm, RecordKind

SERIES = RecordKind(
    "series", SeriesDetails, series.series_details, series.add_series, series.change_series
)


class SeriesForm(RecordForm[SeriesDetails]):
    """Asks for a series and what it is about."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(
            live,
            SERIES,
            {
                "name": Field("Series", Entry(hint="Safeguarding Week")),
                "about": Field("About", Prose(), help_text="The brochure may print it."),
            },
        )


@dataclass(frozen=True, slots=True)
class BoardDetails:
    """What is asked of a board of another borough."""

    name: str = ""

    def problems(self) -> dict[str, str]:
        """Nothing but what its saving finds."""
        return {}


def _board(db: Any, number: int) -> BoardDetails:
    return BoardDetails(partners.partner_name(db, number))


def _change_board(
    db: Any, number: int, details: BoardDetails, *, opened: BoardDetails | None
) -> None:
    refuse_if_changed(opened, _board(db, number))
    partners.rename_partner(db, number, details.name)


BOARD = RecordKind(
    "board",
    BoardDetails,
    _board,
    lambda db, details: partners.add_partner(db, details.name),
    _change_board,
)


class BoardForm(RecordForm[BoardDetails]):
    """Asks what a board of another borough is called."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live, BOARD, {"name": Field("Board", Entry(hint="Westmere SCP"))})
