"""Files handed in for the register at hand, so that pictures of their pages can be taken."""

from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy.orm import Session

from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import Register, register_of
from trainingdesk.storage.models import Event
from ui.main_window import MainWindow
from ui.reconciling.page import SheetsPage

HEAD = "Full Name\tUser Action\tTimestamp"
WRITTEN = "%d/%m/%Y, %H:%M:%S"
LATE, LEFT, AWAY = 3, 5, 2


def load_a_report(window: MainWindow) -> None:
    """Hold a report against the register that says something of every kind."""
    page = _page(window)
    page.put_away()
    path = Path(mkdtemp()) / "Attendance report.csv"
    path.write_text(_report(page.desk, page._where.id), encoding="utf-16")  # noqa: SLF001
    page.load(path)


def keep_scans(window: MainWindow) -> None:
    """Keep two signed pages with the register."""
    page, folder = _page(window), Path(mkdtemp())
    page.put_away()
    for number in (1, 2):
        scan = folder / f"Signed register, page {number}.pdf"
        scan.write_bytes(b"%PDF-1.7\n" + bytes([number]) * 180_000 * number)
        page.kept.keep([scan])


def _page(window: MainWindow) -> SheetsPage:
    page: SheetsPage = window.page.room("sheets")
    return page


def _report(desk: Desk, event_id: int) -> str:
    """Most came; some late, some left early, two did not come, and two nobody expected."""
    with desk.reading() as db:
        register = register_of(db, event_id, today=desk.today())
        steps = _steps(db, register)
    return "\n".join([HEAD, *steps, ""])


def _steps(db: Session, register: Register) -> list[str]:
    event = db.get_one(Event, register.event_id)
    session = event.sessions[0]
    begun = datetime.combine(session.day, session.starts or time(9, 30))
    ended = datetime.combine(session.day, session.ends or time(16, 30))
    found: list[str] = []
    for number, line in enumerate(register.lines[:-AWAY]):
        last, _, first = line.delegate.partition(", ")
        since = begun + timedelta(minutes=18 if number % LATE == 1 else -4)
        until = ended - timedelta(minutes=70 if number % LEFT == LATE else -1)
        named = f"{first[0]}. {last}" if number == 0 else f"{first} {last}"
        found += [_step(named, "Joined", since), _step(named, "Left", until)]
    for name in ("iPad in the back row", "Emeka Onyekachi"):
        found += [_step(name, "Joined", begun), _step(name, "Left", ended)]
    return found


def _step(name: str, action: str, at: datetime) -> str:
    return f"{name}\t{action}\t{at:{WRITTEN}}"
