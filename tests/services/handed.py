"""An event of one day with four booked on it, and files that are handed in for its register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import AFTER, BY_AFTER, STARTS
from tests.exchange.teams import new_report, written
from tests.services.booking_desk import ADA, ALAN, GRACE, MARY, Dates, two_dates
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.reconciled import Answer, Difference, Fate, Settled, settled_lines
from trainingdesk.services.desk import Desk
from trainingdesk.services.evidence import paper_at
from trainingdesk.services.handing_in import read_handed_in
from trainingdesk.services.reconciling import Taken, differences, take_in
from trainingdesk.services.registers import Register, register_of

ALL_DAY = "9:25:00 AM|4:35:00 PM"


@dataclass(frozen=True)
class Room:
    """The event, those booked on it, and the folder in which files are handed in."""

    dates: Dates
    bookings: tuple[int, ...]
    folder: Path

    @property
    def desk(self) -> Desk:
        return self.dates.desk

    @property
    def event(self) -> int:
        return self.dates.first

    def report(self, *stays: str, name: str = "report.csv", day: str = "6/10/26") -> Path:
        """A report of Teams in three parts."""
        text = new_report(stays, begun=f"{day}, 9:15:00 AM", ended=f"{day}, 4:45:00 PM")
        return written(self.folder / name, text)

    def sheet(self, *rows: str, name: str = "sheet.csv") -> Path:
        """A typed sheet."""
        path = self.folder / name
        path.write_text("\n".join(rows), encoding="utf-8")
        return path

    def look(self, path: Path, named: Mapping[int, int] | None = None) -> list[Difference]:
        """Where a file and the register differ."""
        with self.desk.reading() as db:
            given = read_handed_in(db, self.event, path, today=AFTER)
            return differences(db, self.event, given, today=AFTER, named=named or {})

    def fates(self, path: Path) -> dict[str, Fate]:
        """How each line stands."""
        return {each.line.told: each.fate for each in self.look(path)}

    def settled(self, path: Path, answers: Mapping[str, Answer] | None = None) -> list[Settled]:
        """What becomes of each line, given answers by how its person is told."""
        found = self.look(path)
        given = answers or {}
        numbers = {
            n: given[each.line.told] for n, each in enumerate(found) if each.line.told in given
        }
        return settled_lines(found, numbers)

    def take(self, path: Path, answers: Mapping[str, Answer] | None = None) -> Taken:
        """Take in what was settled."""
        return self.take_settled(path, self.settled(path, answers))

    def take_settled(self, path: Path, settled: Sequence[Settled]) -> Taken:
        with self.desk.changing("Take in") as db:
            return take_in(
                db,
                self.event,
                settled,
                paper=paper_at(path),
                kind=EvidenceKind.TEAMS,
                by=BY_AFTER,
            )

    def register(self) -> Register:
        with self.desk.reading() as db:
            return register_of(db, self.event, today=AFTER)

    def told(self) -> dict[str, str]:
        """Everybody on the register with what is said of them."""
        register = self.register()
        days = [session.id for session in register.sessions]
        return {
            line.delegate: ", ".join(line.said[day].told for day in days if day in line.said)
            for line in register.lines
        }


def a_room(desk: Desk, folder: Path) -> Room:
    """Four people who are booked on the day; Joan is not."""
    dates = two_dates(desk)
    dates.give_places(9)
    assert STARTS.isoformat() == "2026-06-10"
    return Room(dates, tuple(dates.book(ADA, GRACE, ALAN, MARY)), folder)
