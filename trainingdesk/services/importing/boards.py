"""Taking in what the board's papers say of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange.dates import day
from trainingdesk.exchange.numbers import whole
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Kind, Mended, Reader, Wrong
from trainingdesk.exchange.rows import BoardRow
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.texts import email, lines, text
from trainingdesk.exchange.words import yes_or_no
from trainingdesk.services.importing.findings import Fate, Findings, RowCheck
from trainingdesk.services.importing.storing import table_of, update_rows
from trainingdesk.storage.models import Board

VALUE = "Value"
YEAR_STARTS = "yearstarts"
FIRST_OF_APRIL = {"1april", "1stapril", "1apr", "april1", "0104", "14"}

FIELDS: dict[str, tuple[str, Kind]] = {
    "name": ("name", text()),
    "borough": ("borough", text()),
    "signatory": ("signatory", text()),
    "signatoryrole": ("signatory_role", text()),
    "address": ("address", lines()),
    "email": ("email", email()),
    "telephone": ("telephone", text()),
    "followupaftermonths": ("follow_up_months", whole(least=1, most=60)),
    "endevaluationbeforeacertificate": ("end_form_needed", yes_or_no()),
}
"""Settings by their letters alone, and the fields they fill."""


class BoardSettings:
    """The settings of the board; one that is not known is reported."""

    def __init__(self, db: Session) -> None:
        self._before = dict(db.execute(select(Board.__table__)).mappings().one())
        self._values = dict(self._before)
        self._given: dict[tuple[str, str], tuple[int, object]] = {}

    def check(self, rows: Sequence[BoardRow], findings: Findings) -> None:
        """Check every setting."""
        for row in rows:
            check = findings.checking(row.place)
            key = key_of(row.setting)
            if key in FIELDS:
                self._check(check, row, *FIELDS[key])
            elif key == YEAR_STARTS:
                _check_first_day(check, row)
            else:
                findings.notice(
                    f"{row.place.file}: {row.place.sheet}: the setting {shown(row.setting)} "
                    "is not known and was left out."
                )

    def _check(self, check: RowCheck, row: BoardRow, field: str, kind: Kind) -> None:
        answer = Reader(kind, required=True, typed=False)[row.value]
        if isinstance(answer, Wrong):
            check.refuse(VALUE, answer.text)
        value = answer.value if isinstance(answer, Mended) else answer
        row_before, value_before = self._given.setdefault(
            (row.place.file, field), (row.place.row, value)
        )
        if value_before != value:
            check.refuse(
                VALUE, f"{shown(value)} differs from row {row_before}; expected one {row.setting}."
            )
        if check.is_good():
            check.accept(Fate.SAME if self._values[field] == value else Fate.CHANGED)
            self._values[field] = value

    def write(self, db: Session) -> None:
        """Store the settings, if any has changed."""
        if self._values != self._before:
            update_rows(db, table_of(Board), [self._values])


def _check_first_day(check: RowCheck, row: BoardRow) -> None:
    """A spreadsheet makes a date of 1 April, in the year it was typed."""
    found = Reader(day(), required=True, typed=False)[row.value]
    found = found.value if isinstance(found, Mended) else found
    is_so = isinstance(found, date) and (found.month, found.day) == (4, 1)
    if not is_so and key_of(str(row.value)) not in FIRST_OF_APRIL:
        check.refuse(VALUE, f"{shown(row.value)} begins another year; expected 1 April.")
    if check.is_good():
        check.accept(Fate.SAME)
