"""What the messages of each purpose say."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.message import Purpose
from trainingdesk.services.message_templates import TemplateRow, templates
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.panels import Panels
from ui.messages.template_form import TemplateForm
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.programme.acts import act


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template as a line of the list."""

    id: int
    template: TemplateRow


class TemplatesPage(LiveView):
    """The list of templates, and the form beside it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"message_template"})

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live)
        self.form = TemplateForm(live.desk)
        self.panels = Panels(self.form)
        kind = ListKind("Templates", "messages.templates", "template", "templates", sort="")
        self.list: FoundList[TemplateLine] = FoundList(
            live, kind, COLUMNS, Empty("mail", "No templates", "")
        )
        self.list.count.export.hide()
        self.change_action = act(self, "C&hange the template…", self.change_chosen, "F2")
        self.list.table.acts = [self.change_action]
        column = down(gap=Space.M)
        column.addWidget(self.list, 1)
        row = self.panels.beside(column)
        column.setContentsMargins(0, Space.M, Space.XL, 0)
        self.setLayout(row)
        self.list.asked.connect(self.show_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _line: self.change_chosen())
        self.panels.closed.connect(self.list.enter)
        self._lines: list[TemplateLine] = []

    def enter(self) -> None:
        """Take the keys, on the list."""
        self.list.enter()

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._lines = [TemplateLine(n, row) for n, row in enumerate(templates(db), 1)]
        self.show_rows()

    def show_rows(self) -> None:
        """Show the templates that hold every word that is sought."""
        left = self.list.holding(self._lines, _told)
        self.list.show_found(left, in_all=len(self._lines))
        self._on_chosen()

    def change_chosen(self) -> None:
        """Ask what the chosen messages are to say."""
        line = self.list.row_in_hand()
        if line is not None:
            self.begin(line.template.purpose)

    def begin(self, purpose: Purpose) -> None:
        """Ask what messages of a purpose are to say."""
        self.panels.make_way(self.form)
        self.form.begin(purpose)

    def _on_chosen(self) -> None:
        self.change_action.setEnabled(bool(self.list.shown))  # it is for the row in hand


def _told(line: TemplateLine) -> str:
    return f"{line.template.purpose.value} {line.template.text.subject}"


def _whose(line: TemplateLine) -> Cell:
    return Cell("the board's own", "ink") if line.template.own else Cell("the usual text", "soft")


COLUMNS: list[Column[TemplateLine]] = [
    Column("Message", lambda t: Cell(t.template.purpose.value, strong=True), share=2),
    Column("Subject", lambda t: Cell(t.template.text.subject, "soft"), share=3),
    Column("Text", _whose, Width.SPAN),
]
