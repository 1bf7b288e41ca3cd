"""The list of who often does not come, which leaves out columns that say nothing."""

from collections.abc import Sequence

from trainingdesk.domain.often_absent import AbsenceState
from trainingdesk.services.absences import OftenAbsent
from ui.delegates.found_list import FoundList


class AbsentList(FoundList[OftenAbsent]):
    """Gives the room of empty columns to the others, and goes on with whoever is next."""

    def too_wide(self) -> set[str]:
        model = self.table.rows_model
        rows = [row for n in range(model.rowCount()) if (row := model.row_at(n)) is not None]
        told = {"Until": any(row.until for row in rows), "Note": any(row.note for row in rows)}
        return super().too_wide() | {name for name, some in told.items() if not some}

    def show_absent(self, rows: Sequence[OftenAbsent], *, in_all: int) -> None:
        """Show who stands here now; whoever was just decided on does not take the keys along."""
        place, before = self.table.currentIndex().row(), self.table.current_row()
        self.show_found(rows, in_all=in_all)
        self.make_room()
        now = self.table.current_row()
        if before is None or now is None or before.id != now.id:
            return
        if before.state is AbsenceState.TO_DECIDE is not now.state and place < len(rows):
            self.table.select_id(rows[place].id)
