"""The common ground of every table."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.evaluation import AnswerKind, CallOutcome, HeldWhy, ObservationTo, Stage
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.domain.message import Leaving, MessageState, Purpose, Security, ToWhom
from trainingdesk.domain.often_absent import AbsenceAct
from trainingdesk.domain.own_fields import FieldKind, FieldOf
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.recommendation import Rag, SourceKind
from trainingdesk.domain.waiting import OfferAnswer, Origin, Promotion, ShareKind

PERSON = "person"
"""In the ``info`` of a table about people: the name of its column that says who."""


NUMBERED_ONCE = {"sqlite_autoincrement": True}
"""For tables whose rows the history tells of: SQLite would give a number again once it is free."""


class Moment(TypeDecorator[datetime]):
    """A time in UTC, on SQLite too, which keeps no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class OwnValues(TypeDecorator[dict[str, str]]):
    """The values of the board's own fields, kept as text, which every database can compare."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, dialect: Dialect) -> str:  # noqa: ARG002, D102
        return json.dumps(value or {}, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str]:  # noqa: ARG002, D102
        found: dict[str, str] = json.loads(value or "{}")
        return found


def words(kind: type[StrEnum], name: str = "") -> Enum:
    """A column that holds one of the desk's own words, and nothing else.

    The second such column of a table gives its rule a ``name`` of its own.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=name or kind.__name__.lower(),
        values_callable=list,
        length=max(20, *map(len, kind)),
    )


WORDS: tuple[type[StrEnum], ...] = (
    AbsenceAct,
    AgencyChangeKind,
    AnswerKind,
    Attendance,
    BookingStatus,
    CallOutcome,
    Consequence,
    CourseState,
    EventStatus,
    EvidenceKind,
    FieldKind,
    FieldOf,
    HeldWhy,
    InvoiceKind,
    Leaving,
    MessageState,
    NamedKind,
    ObservationTo,
    Occasion,
    OfferAnswer,
    Origin,
    OwnList,
    Promotion,
    Purpose,
    Rag,
    Security,
    ShareKind,
    SourceKind,
    Stage,
    ToWhom,
    TrainerPart,
)
"""Every set of words of which a column may hold one."""


class Base(DeclarativeBase):
    """Common ground of every table."""

    # Every constraint has a name, so that a later step can find and replace it.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        **{kind: words(kind) for kind in WORDS},
        datetime: Moment,
        dict[str, Any]: JSON,
        dict[str, int]: JSON,
        dict[str, str]: OwnValues,
        list[Any]: JSON,
    }


def link(target: str, *, indexed: bool = True) -> MappedColumn[Any]:
    """A column that points at another row. Undo may put the two back in either order."""
    return mapped_column(ForeignKey(target, deferrable=True, initially="IMMEDIATE"), index=indexed)


def own_values() -> MappedColumn[dict[str, str]]:
    """A column of the values of the board's own fields, by the number of the field."""
    return mapped_column(default=dict, server_default="{}")


def empty_text() -> MappedColumn[str]:
    """A column of text that came later than its table: empty where nothing was said."""
    return mapped_column(default="", server_default=text("''"))


def never_below_nought(*columns: str) -> list[CheckConstraint]:
    """Checks that numbers are not negative where they are known."""
    return [CheckConstraint(f"{column} >= 0", name=column) for column in columns]


def unique_where(name: str, *columns: str, where: str) -> Index:
    """A promise that holds among some of the rows only."""
    some = text(where)
    return Index(name, *columns, unique=True, sqlite_where=some, postgresql_where=some)
