"""Certificates: what is due and issued by event, issuing for several, and checking a number."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.certificates import EventCertificatesRow, events_with_certificates
from trainingdesk.services.printing import Printed, print_certificates_of
from ui.certificates.check_one import CheckOne
from ui.certificates.events_list import EventsList
from ui.events.saving import save_shown
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import is_agreed
from ui.parts.table import share_out_anew
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay
from ui.parts.words import Button
from ui.programme.acts import act

Rows = Sequence[EventCertificatesRow]
NOTHING = "Issue and save…"


class CertificatesPlace(LiveView):
    """The year's events that have begun, each with its certificates."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = (
        PageWay("Certificates", Where("Certificates"), "issue certificates, certificates due"),
        PageWay(
            "Check a certificate",
            Where("Certificates"),
            "certificate number, genuine, verify",
            "Check a certificate",
        ),
    )
    shows: ClassVar[frozenset[str]] = frozenset(
        {"board", "booking", "certificate", "course", "delegate", "event", "form", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs = way, jobs
        self._year = TrainingYear.of(self.desk.today())
        self.events = EventsList(live)
        self.check = CheckOne(self.desk)
        self.issue = Button(NOTHING, "primary", "award", "Ctrl+P")
        self.heading = Heading("Certificates", "", self.issue)
        self.empty = Empty("award", "No certificates yet", "")
        self._make_actions()
        self._lay_out()
        self.events.opened.connect(self._open_row)
        self.events.chosen.connect(self._on_chosen)
        self.check.opened.connect(self._open_event)
        jobs.began.connect(self._on_chosen)
        jobs.ended.connect(self._on_chosen)

    def _make_actions(self) -> None:
        self.issue_action = act(self, NOTHING, self.issue_chosen, "Ctrl+P")
        self.open_action = act(self, "&Open the event's certificates", self._open_chosen, "Ctrl+O")
        self.check_action = act(self, "&Check a certificate", self.check.begin, "Ctrl+Shift+F")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.events.table.acts = [self.open_action, self.issue_action, self.export_action]
        self.events.count.export_asked.connect(self.export)
        self.issue.clicked.connect(self.issue_action.trigger)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.events)
        self.pages.addWidget(self.empty)
        body = across(gap=Space.XL)
        body.addWidget(self.pages, 1)
        body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        column = down(self.heading, gap=Space.M)
        column.addLayout(body, 1)
        column.addWidget(self.events.count)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)
        self.events.count.export.show()  # in its line by now: shown alone, it is a window

    def export(self) -> None:
        """Save the list as it shows."""
        name = f"Certificates {self._year.name}"
        save_shown(self, self.events.table, name, said=self.said.emit)

    def show_at(self, where: Where) -> None:
        """Show the events of a year."""
        year = TrainingYear.named(where.year) if where.year else self._year
        if year != self._year:
            self._year = year
            self._stale = True
            share_out_anew(self)
        if self.isVisible():
            self._catch_up()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Certificates stand at the top."""
        return [("Certificates", Where("Certificates", year=self._year.name))]

    def reload(self) -> None:
        with self.desk.reading() as db:
            rows = events_with_certificates(db, self._year, today=self.desk.today())
        to_issue, issued = _sums(rows)
        counts = f" · {to_issue:,} to issue · {issued:,} issued" if rows else ""
        self.heading.say("Certificates", f"{self._year.name}{counts}")
        self.empty.say(
            f"No certificates in {self._year.name} yet",
            "Certificates become due when an event has been held and its register is closed. "
            "Each has a number that anybody can ask you to check.",
        )
        self.pages.setCurrentIndex(0 if rows else 1)
        self.events.count.setVisible(bool(rows))
        self.events.show_events(rows, year_begins=self._year.begins)

    def _on_chosen(self) -> None:
        rows = self.events.table.chosen_rows()
        to_issue, issued = _sums(rows)
        deed = _deed(to_issue, issued)
        self.issue.say(deed)
        self.issue_action.setText(deed)
        can = bool(to_issue or issued) and not self._jobs.busy  # one slow thing at a time
        self.issue.setEnabled(can)
        self.issue_action.setEnabled(can)
        self.open_action.setEnabled(len(rows) == 1)

    def issue_chosen(self) -> None:
        """Issue what is due on the chosen events and save every certificate of them."""
        rows = self.events.table.chosen_rows()
        if not self._is_sure(rows):
            return
        path = self._path(rows)
        if path is None:
            return
        desk, events = self.desk, [row.id for row in rows]
        to_issue, issued = _sums(rows)
        self._jobs.run(
            lambda progress: print_certificates_of(desk, events, path, progress),
            lambda printed: self._tell(printed, path.name),
            f"Saving {counted(to_issue + issued, 'certificate')}",
        )

    def _tell(self, printed: Printed, name: str) -> None:
        said = f"Saved {counted(printed.count, 'certificate')} in {name}."
        self.said.emit(" ".join([said, *printed.without_a_font]))

    def _is_sure(self, rows: Rows) -> bool:
        """Ask before numbers are given out; saving what was issued before needs no question."""
        to_issue, _ = _sums(rows)
        if not to_issue:
            return bool(rows)
        return is_agreed(
            self,
            f"Issue {counted(to_issue, 'certificate')} on {counted(len(rows), 'event')}?",
            "Issue and save…",
            more="Each gets the next number of its year and today's date. They are saved in one "
            "file, with those that were issued on these events before.",
        )

    def _path(self, rows: Rows) -> Path | None:
        name = rows[0].reference if len(rows) == 1 else self._year.name
        folder = Path(self.live.preferences.reports_folder or Path.home())
        suggested = str(folder / f"Certificates {_file_words(name)}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the certificates", suggested, "PDF (*.pdf)"
        )
        return Path(chosen) if chosen else None

    def _open_chosen(self) -> None:
        if row := self.events.table.chosen_row():
            self._open_row(row)

    def _open_row(self, row: EventCertificatesRow) -> None:
        self._open_event(row.id, TrainingYear.of(row.starts).name)

    def _open_event(self, event_id: int, year: str) -> None:
        self._way.go(Where("Programme", kind="event", id=event_id, tab="Certificates", year=year))


def _sums(rows: Rows) -> tuple[int, int]:
    return sum(row.to_issue for row in rows), sum(row.issued for row in rows)


def _deed(to_issue: int, issued: int) -> str:
    if to_issue:
        return f"Issue and save {counted(to_issue, 'certificate')}…"
    return f"Save {counted(issued, 'certificate')}…" if issued else NOTHING


def _file_words(text: str) -> str:
    """Words that every file system takes in a name."""
    return "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in text)
