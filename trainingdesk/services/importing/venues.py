"""Taking in venues and trainers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.exchange.rows import RefusedRow, TrainerRow, VenueRow
from trainingdesk.services.importing.before import know_former_names
from trainingdesk.services.importing.findings import Findings
from trainingdesk.services.importing.records import Records
from trainingdesk.storage.models import Trainer, Venue


class Venues(Records):
    """Where events are held."""

    def __init__(self, db: Session) -> None:
        super().__init__(
            Venue,
            key="name",
            column="Venue",
            what="venue of this desk or file",
            expected="a name from the sheet Venues",
        )
        self.load(db)
        know_former_names(db, NamedKind.VENUE, self, self.by_id)
        self.loaded()

    def check(
        self, rows: Sequence[VenueRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every venue."""
        for row in rows:
            given = {"address": row.address, "places": row.places, "hire_pence": row.hire_pence}
            self.check_plain(findings.checking(row.place), row.venue, given)
        for left_out in refused:
            self.leave_out(left_out.known.get(self.column))


class Trainers(Records):
    """Who delivers events."""

    def __init__(self, db: Session) -> None:
        super().__init__(
            Trainer,
            key="name",
            column="Trainer",
            what="trainer of this desk or file",
            expected="a name from the sheet Trainers",
        )
        self.load(db)
        know_former_names(db, NamedKind.TRAINER, self, self.by_id)
        self.loaded()

    def check(
        self, rows: Sequence[TrainerRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every trainer."""
        for row in rows:
            given = {"email": row.email, "daily_fee_pence": row.daily_fee_pence}
            self.check_plain(findings.checking(row.place), row.trainer, given)
        for left_out in refused:
            self.leave_out(left_out.known.get(self.column))
