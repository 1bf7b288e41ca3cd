"""The forms for a series and for a board of another borough."""

from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.services import partners, series
from trainingdesk.services.series import SeriesDetails
from ui.parts.field import Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.venues.record_form import RecordForm


class SeriesForm(RecordForm[SeriesDetails]):
    """Asks for a series and what it is about."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(
            live,
            "series",
            {
                "name": Field("Series", Entry(hint="Safeguarding Week")),
                "about": Field("About", Prose(), help_text="The brochure may print it."),
            },
        )

    def blank(self, name: str) -> SeriesDetails:
        return SeriesDetails(name=name)

    def details(self) -> SeriesDetails:
        return SeriesDetails(**self.form.texts())

    def texts_of(self, details: SeriesDetails) -> dict[str, str]:
        return {"name": details.name, "about": details.about}

    def stored(self, db: Any, number: int) -> SeriesDetails:
        return series.series_details(db, number)

    def added(self, db: Any, details: SeriesDetails) -> int:
        return series.add_series(db, details)

    def changed(
        self, db: Any, number: int, details: SeriesDetails, opened: SeriesDetails | None
    ) -> None:
        series.change_series(db, number, details, opened=opened)


@dataclass(frozen=True, slots=True)
class BoardDetails:
    """What is asked of a board of another borough."""

    name: str = ""

    def problems(self) -> dict[str, str]:
        """Nothing but what its saving finds."""
        return {}


class BoardForm(RecordForm[BoardDetails]):
    """Asks what a board of another borough is called."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live, "board", {"name": Field("Board", Entry(hint="Redbridge LSCB"))})

    def blank(self, name: str) -> BoardDetails:
        return BoardDetails(name)

    def details(self) -> BoardDetails:
        return BoardDetails(**self.form.texts())

    def texts_of(self, details: BoardDetails) -> dict[str, str]:
        return {"name": details.name}

    def stored(self, db: Any, number: int) -> BoardDetails:
        return BoardDetails(partners.partner_name(db, number))

    def added(self, db: Any, details: BoardDetails) -> int:
        return partners.add_partner(db, details.name)

    def changed(
        self, db: Any, number: int, details: BoardDetails, opened: BoardDetails | None
    ) -> None:
        refuse_if_changed(opened, self.stored(db, number))
        partners.rename_partner(db, number, details.name)
