"""The papers of an event's register: to sign, to wear, to stand on the table."""

from PySide6.QtGui import QAction

from trainingdesk.services.register_papers import BADGES, PLACE_CARDS, paper_document
from trainingdesk.services.saving import save_document
from ui.events.event_tab import EventTab
from ui.events.saving import ask_where
from ui.events.telling import told_in
from ui.parts.heading import Notice
from ui.parts.live import LiveView
from ui.programme.acts import act

PDF = "PDF (*.pdf)"


class RegisterPapers:
    """The two acts that print badges and place cards of the event that shows."""

    def __init__(self, page: LiveView, of: EventTab, notice: Notice) -> None:
        self._of, self._notice = of, notice
        self.badges_action = act(
            page, "Print &badges…", lambda: self._print(BADGES), "Ctrl+Shift+F"
        )
        self.cards_action = act(
            page,
            "Print place car&ds…",
            lambda: self._print(PLACE_CARDS),
            "Ctrl+Shift+T",
        )

    @property
    def actions(self) -> list[QAction]:
        """Both, for a menu."""
        return [self.badges_action, self.cards_action]

    def _print(self, paper: str) -> None:
        """Ask where the papers go, and save them as a PDF."""
        of, named = self._of, paper.replace("-", " ")
        name = f"{named.capitalize()} {of.reference}.pdf"
        with told_in(self._notice), of.desk.reading() as db:
            drawn = paper_document(db, of.event_id, paper, today=of.desk.today())
            path = ask_where(of, f"Print {named}", name, PDF)
            if path is not None:
                save_document(drawn, path)
                of.said.emit(f"Saved the {named} of {of.reference} as {path.name}.")
