"""The way to the board's own lists and fields, and to what it has decided of invoices."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.attendance_rules import attendance_rules
from trainingdesk.services.charging.finance_file import finance_columns
from trainingdesk.services.own_fields import field_rows
from trainingdesk.services.own_words import BoardList, board_words
from ui.parts.layout import card, down
from ui.parts.lines import Line, LineButton
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Words
from ui.programme.acts import act
from ui.settings.list_tabs import (
    ATTENDANCE,
    ATTENDANCE_RULES,
    FIELDS,
    INVOICE_SETTINGS,
    INVOICING,
    LISTS,
    LISTS_AND_FIELDS,
    OWN_FIELDS,
)

PAGES = {OWN_FIELDS: FIELDS, ATTENDANCE_RULES: ATTENDANCE, INVOICE_SETTINGS: INVOICING}
"""The lines that open a page of their own, with its kind."""


class ListsCard(LiveView):
    """A line for each list, with how many words it offers; lines for fields, rules and invoices."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"attendance_rule", "finance_column", "own_field", "own_word", "strand"}
    )

    def __init__(self, live: LiveDesk, way: Way) -> None:
        super().__init__(live)
        self._way = way
        self._lines = down(gap=0)
        parts = down(Words(LISTS_AND_FIELDS, "lead"), self._lines, gap=Space.S)
        parts.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = card(parts)
        column.addWidget(self._card)
        self.buttons: dict[str, LineButton] = {}
        for which in BoardList:
            name = which.value
            act(self, f"{name} of the board…", partial(self._go, name))
        act(self, "Fields of the board's own…", partial(self._go, OWN_FIELDS))
        for name in (ATTENDANCE_RULES, INVOICE_SETTINGS):
            act(self, f"{name}…", partial(self._go, name))

    def reload(self) -> None:
        with self.desk.reading() as db:
            counts = {
                which.value: counted(len(board_words(db, which)), "word") for which in BoardList
            }
            fields = sum(not row.shape.retired for row in field_rows(db))
            rules = len(attendance_rules(db))
            columns = len(finance_columns(db))
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        before: QWidget = self._card
        counts |= {
            OWN_FIELDS: counted(fields, "field"),
            ATTENDANCE_RULES: counted(rules, "rule"),
            INVOICE_SETTINGS: counted(columns, "column"),
        }
        for name, count in counts.items():
            button = self.buttons[name] = LineButton(Line(name, end=count, glyph="list"))
            button.clicked.connect(lambda _=False, name=name: self._go(name))
            self._lines.addWidget(button)
            button.show()  # or the keys could not come to it yet
            QWidget.setTabOrder(before, button)
            before = button

    def _go(self, name: str) -> None:
        here = self._way.here
        year = here.year if here is not None else ""
        if name in PAGES:
            self._way.go(Where("Settings", kind=PAGES[name], year=year))
        else:
            self._way.go(Where("Settings", kind=LISTS, tab=name, year=year))
