"""Fields of the board's own, on courses, events and bookings."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear

NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
LONGEST = 2_000
LEAST_CHOICES = 2


class FieldOf(StrEnum):
    """The kind of record a field of the board's own belongs to."""

    COURSE = "Course"
    EVENT = "Event"
    BOOKING = "Booking"


class FieldKind(StrEnum):
    """What a field of the board's own holds."""

    TEXT = "Text"
    NUMBER = "Number"
    DATE = "Date"
    YES_NO = "Yes or no"
    ONE_OF = "One of"


YES_NO = ("Yes", "No")
FiledValue: TypeAlias = str | int | float | date


@dataclass(frozen=True, slots=True)
class FieldDetails:
    """A field of the board's own: its name, what it is of and what it holds."""

    name: str = ""
    of: FieldOf = FieldOf.COURSE
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter what the field is called."
        if self.kind is FieldKind.ONE_OF:
            if len(set(self.choices)) < len(self.choices):
                found["choices"] = "A choice stands here twice. Leave one out."
            elif len(self.choices) < LEAST_CHOICES:
                found["choices"] = "Enter two choices at least, one a line."
        return found


@dataclass(frozen=True, slots=True)
class OwnFieldShape:
    """A field as forms ask for it."""

    id: int
    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    retired: bool = False

    @property
    def key(self) -> str:
        """What its values go by in a record."""
        return str(self.id)

    @property
    def field(self) -> str:
        """What it goes by among the fields of a form, and where its problems are told."""
        return field_of_form(self.key)

    @property
    def offered(self) -> tuple[str, ...]:
        """What there is to choose from; nothing where anything may be typed."""
        return YES_NO if self.kind is FieldKind.YES_NO else self.choices

    def fault(self, value: str) -> str:
        """What is wrong with a value as it is to be kept; empty where it is right."""
        if self.kind is FieldKind.NUMBER:
            return "" if NUMBER.fullmatch(value) else "Type a number, such as 12 or 1.5."
        if self.kind is FieldKind.DATE:
            return "" if _day_kept(value) else "Type a day, such as 13 June 2026."
        if self.kind is FieldKind.TEXT:
            return "" if len(value) <= LONGEST else f"Give {LONGEST:,} letters or fewer."
        return "" if value in self.offered else "Choose one of the list."

    def kept(self, typed: str, *, near: TrainingYear) -> str:
        """What was typed as it is to be kept; what cannot be read stays as it was typed."""
        bare = typed.strip()
        if self.kind is FieldKind.DATE:
            day = day_typed(bare, near=near)
            return day.isoformat() if day else bare
        if self.kind is FieldKind.NUMBER:
            number = bare.replace(",", "").replace(" ", "")
            return number if NUMBER.fullmatch(number) else bare
        return bare

    def told(self, value: str) -> str:
        """A kept value as people read it."""
        day = _day_kept(value) if self.kind is FieldKind.DATE else None
        return plain_day(day) if day else value

    def filed(self, value: str) -> FiledValue:
        """A kept value as files hold it, in which numbers and days are no text."""
        if self.kind is FieldKind.NUMBER and NUMBER.fullmatch(value):
            return float(value) if "." in value else int(value)
        day = _day_kept(value) if self.kind is FieldKind.DATE else None
        return day or value


def field_of_form(key: str) -> str:
    """What the field of that number goes by in a form."""
    return f"own.{key}"


def _day_kept(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
