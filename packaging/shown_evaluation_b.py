"""Forms that came back as PDF and forms to give out, so that pictures can be taken of them."""

from pathlib import Path
from tempfile import mkdtemp
from time import sleep

import pikepdf
from pikepdf import Name, String
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.expected import is_expected
from trainingdesk.services.evaluation.form_papers import fillable_form
from trainingdesk.services.evaluation.returned_pdfs import PdfFate
from trainingdesk.storage.models import Booking, Delegate, Event, Form
from ui.evaluation.entry_tab import EntryTab
from ui.events.evaluation_tab import EvaluationTab
from ui.main_window import MainWindow

EVENT = "REVIEW-2601"
GIVEN = 9
FLATTENED, WRONG = 4, 6
A_MOMENT = 0.05


def read_returned_pdfs(window: MainWindow) -> None:
    """Look at a folder of forms that came back: most are sure, some are refused."""
    (tab,) = (each for each in window.findChildren(EntryTab) if each.isVisible())
    tab.read_pdfs()
    tab.pdfs.look([_folder(tab.desk)])
    while tab.jobs.busy or not tab.pdfs.rows:
        sleep(A_MOMENT)
        QApplication.processEvents()
    refused = next(row.id for row in tab.pdfs.rows if row.fate is PdfFate.REFUSED)
    tab.pdfs.table.select_id(refused)


def ask_for_returned_pdfs(window: MainWindow) -> None:
    """Ask for forms that came back."""
    (tab,) = (each for each in window.findChildren(EntryTab) if each.isVisible())
    tab.read_pdfs()


def give_out_forms(window: MainWindow) -> None:
    """Ask which forms of an event are given out."""
    (tab,) = (each for each in window.findChildren(EvaluationTab) if each.isVisible())
    tab.papers.begin()


def _folder(desk: Desk) -> Path:
    """A folder of filled forms, with a letter that does not belong there."""
    folder = Path(mkdtemp()) / "Returned forms"
    folder.mkdir()
    with desk.reading() as db:
        event_id = db.scalars(select(Event.id).where(Event.reference == EVENT)).one()
        came = select(Form.delegate_id).where(
            Form.event_id == event_id, Form.stage == Stage.FOLLOW_UP
        )
        query = (
            select(Booking.id)
            .join(Booking.event)
            .join(Booking.delegate)
            .where(Booking.event_id == event_id, is_expected())
            .order_by(Booking.delegate_id.in_(came), Delegate.sought)
        )
        for number, booking_id in enumerate(db.scalars(query).all()[:GIVEN]):
            name, document = fillable_form(db, booking_id, Stage.FOLLOW_UP)
            (folder / name).write_bytes(document)
            _fill(folder / name, number)
    (folder / "Re your feedback.docx").write_bytes(b"PK")
    return folder


def _fill(path: Path, number: int) -> None:
    """Fill a form in as a reader does, or flatten it."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if number == FLATTENED:
            del pdf.Root["/AcroForm"]
            for page in pdf.pages:
                del page["/Annots"]
            pdf.save(path)
            return
        for field in list(pdf.Root.AcroForm.Fields)[3:]:
            if "/Kids" in field:
                kid = field.Kids[(number + len(field.Kids)) % len(field.Kids)]
                state = next(name for name in kid.AP.N.keys() if name != "/Off")  # noqa: SIM118
                field.V = kid.AS = Name(state)
            elif field.FT == "/Tx":
                field.V = String("I now ask what the child sees.")
        if number == WRONG:
            field = pdf.Root.AcroForm.Fields[3]
            field.V = Name("/99")
        pdf.save(path)
