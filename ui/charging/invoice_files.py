"""Saving what goes out to an agency: pages of invoices, its statement, the letter on its year."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.balance import save_balance
from trainingdesk.services.charging.invoices import InvoiceRecord
from trainingdesk.services.charging.issued_page import save_page
from trainingdesk.services.charging.statements import save_statement
from ui.events.saving import ask_where
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown

PDF = "PDF (*.pdf)"


def save_letter(view: LiveView, agency_id: int, name: str, year: TrainingYear) -> str:
    """Ask where the letter on an agency's balance goes, and save it; returns what was done."""

    def save(db: Any, path: Path) -> None:
        save_balance(db, agency_id, year, path, today=view.desk.today())

    return _saved(view, "Save the balance letter", f"Balance {year.name} {name}.pdf", save)


def save_account(view: LiveView, agency_id: int, name: str) -> str:
    """Ask where an agency's statement of account goes, and save it; returns what was done."""

    def save(db: Any, path: Path) -> None:
        save_statement(db, agency_id, path, today=view.desk.today())

    return _saved(view, "Save the statement of account", f"Statement {name}.pdf", save)


def save_pages(view: LiveView, records: Sequence[InvoiceRecord]) -> str:
    """Save the pages of invoices and of the notes that credit them; returns what was done.

    One page goes where the user says, several into a folder under their numbers.
    """
    pages = [(record.row.id, record.row.reference) for record in records]
    pages += [(r.credit.id, r.credit.reference) for r in records if r.credit is not None]
    if len(pages) == 1:
        number, name = pages[0]

        def save(db: Any, path: Path) -> None:
            save_page(db, number, path)

        return _saved(view, "Save the invoice", f"{name}.pdf", save)
    title = f"Save {counted(len(pages), 'page')} in a folder"
    folder = QFileDialog.getExistingDirectory(view, title) if pages else ""
    if not folder:
        return ""
    with refusals_shown(view), view.desk.reading() as db:
        for number, name in pages:
            save_page(db, number, Path(folder) / f"{name}.pdf")
        return f"Saved {counted(len(pages), 'page')} in {Path(folder).name}."
    return ""


def _saved(view: LiveView, title: str, name: str, save: Callable[[Any, Path], object]) -> str:
    path = ask_where(view, title, name, PDF)
    if path is None:
        return ""
    with refusals_shown(view), view.desk.reading() as db:
        save(db, path)
        return f"Saved {path.name}."
    return ""
