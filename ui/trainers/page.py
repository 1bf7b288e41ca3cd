"""The page of trainers, with the days that agencies' own trainers give."""

from typing import Any, ClassVar

from trainingdesk.domain.trainer import HALVES, days_said
from trainingdesk.services import trainers
from trainingdesk.services.exports import Value
from trainingdesk.services.trainer_days import trainer_days_given
from trainingdesk.services.trainers import TrainerRow
from ui.delegates.found_list import NARROW, ROOMY
from ui.parts.cell import Cell
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way
from ui.records.named_columns import by_name, in_pounds, next_day, of_agency
from ui.records.records_page import RecordsKind, RecordsPage
from ui.trainers.form import TrainerForm
from ui.venues.given import given_said

EMPTY = (
    "Trainers deliver events: how to reach them, what a day costs, whose days they are and when "
    "they are away. A trainer whom an event names is added by themselves."
)


class TrainersPage(RecordsPage[TrainerRow]):
    """Who delivers events."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "course", "day_off", "event", "event_session", "session_trainer", "trainer"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs, KIND, TrainerForm(live))

    def read_rows(self, db: Any) -> tuple[list[TrainerRow], int, str]:
        rows = trainers.trainers_listed(
            db,
            self.year,
            today=self.desk.today(),
            words=self.list.words,
            sort=self.list.sort,
            falling=self.list.falling,
        )
        given = trainer_days_given(db, self.year, today=self.desk.today())
        said = given_said(
            [(each.agency, each.days) for each in given],
            who="Agencies' trainers",
            year=self.year.name,
        )
        return rows, trainers.trainers_in_all(db), said


def _values(row: TrainerRow) -> tuple[Value, ...]:
    return (
        row.name,
        row.email,
        row.telephone,
        None if row.daily_fee_pence is None else row.daily_fee_pence / 100,
        row.agency,
        row.about,
        row.halves / HALVES,
        row.halves_ahead / HALVES,
        row.next_on,
    )


def _days(halves: int) -> str:
    return days_said(halves) if halves else ""


KIND = RecordsKind[TrainerRow](
    title="Trainers",
    one="trainer",
    several="trainers",
    single="trainer",
    glyph="user",
    empty=EMPTY,
    columns=[
        by_name("Trainer", lambda t: " ".join(t.about.split()), share=3),
        of_agency(share=4),
        Column("E-mail", lambda t: Cell(t.email, "soft"), Width.PLACES, share=3, sort="email"),
        in_pounds("Fee a day", lambda t: t.daily_fee_pence, sort="daily_fee_pence"),
        Column("Given", lambda t: _days(t.halves), Width.COUNT, right=True, sort="halves"),
        Column(
            "To come",
            lambda t: _days(t.halves_ahead),
            Width.NUMBER,
            right=True,
            sort="halves_ahead",
        ),
        next_day(),
    ],
    heads=(
        "Trainer",
        "E-mail",
        "Telephone",
        "Fee a day",
        "Agency",
        "About",
        "Days so far in the year",
        "Days to come",
        "Next day",
    ),
    values=_values,
    merge=trainers.merge_trainers,
    remove=trainers.remove_trainers,
    gives_way={"E-mail": ROOMY, "To come": ROOMY, "Agency": NARROW},
)
