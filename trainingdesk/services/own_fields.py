"""Fields of the board's own: what they are, and the values that records have in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_fields import (
    FieldDetails,
    FieldOf,
    FiledValue,
    OwnFieldShape,
    field_of_form,
)
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Board, Booking, Course, Event, OwnField

__all__ = ["FieldDetails", "FieldOf", "OwnFieldShape"]

ToldValues: TypeAlias = tuple[tuple[str, str], ...]
"""Values as people read them, each after the name of its field."""
FiledValues: TypeAlias = tuple[tuple[str, FiledValue], ...]
"""Values as files hold them, each after the name of its field."""

HOLDERS: Mapping[FieldOf, Any] = {
    FieldOf.COURSE: Course,
    FieldOf.EVENT: Event,
    FieldOf.BOOKING: Booking,
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the list of own fields, with how many records have a value in it."""

    id: int
    of: FieldOf
    shape: OwnFieldShape
    used: int


def own_fields(db: Session, of: FieldOf, *, retired: bool = False) -> list[OwnFieldShape]:
    """The fields that records of a kind have, in their order; with ``retired`` all of them."""
    query = select(OwnField).where(OwnField.of == of).order_by(OwnField.turn, OwnField.id)
    shapes = (_shape(field) for field in db.scalars(query))
    return [shape for shape in shapes if retired or not shape.retired]


def field_rows(db: Session) -> list[FieldRow]:
    """Every field of the board's own, by what it is of."""
    return [
        FieldRow(shape.id, of, shape, _used(db, of, shape.key))
        for of in FieldOf
        for shape in own_fields(db, of, retired=True)
    ]


def field_details(db: Session, field_id: int) -> FieldDetails:
    """What a field is; raises Unknown."""
    field = record_of(db, OwnField, field_id)
    return FieldDetails(field.name, field.of, field.kind, _shape(field).choices)


def add_field(db: Session, details: FieldDetails) -> int:
    """Add a field, and return its number; raises Invalid."""
    _check(db, details)
    turn = db.scalar(select(func.max(OwnField.turn)).where(OwnField.of == details.of))
    field = OwnField(of=details.of, kind=details.kind, turn=(turn or 0) + 1)
    _fill(field, details)
    db.add(field)
    db.flush()
    return field.id


def change_field(
    db: Session, field_id: int, details: FieldDetails, *, opened: FieldDetails | None = None
) -> None:
    """Change what a field is; while records have values in it, these must stay readable.

    ``opened`` is what the form began with. Raises Invalid, Unknown, ChangedMeanwhile.
    """
    field = record_of(db, OwnField, field_id)
    now = field_details(db, field_id)
    refuse_if_changed(opened, now)
    _check(db, details, besides=field_id)
    _refuse_unreadable(db, field, now, details)
    field.of, field.kind = details.of, details.kind
    _fill(field, details)


def retire_field(db: Session, field_id: int, *, retired: bool) -> None:
    """Ask for a field no longer, or again; its values stay where they are."""
    record_of(db, OwnField, field_id).retired = retired


def move_field(db: Session, field_id: int, *, step: int) -> None:
    """Put a field further up or down among those of its kind of record."""
    field = record_of(db, OwnField, field_id)
    query = select(OwnField).where(OwnField.of == field.of).order_by(OwnField.turn, OwnField.id)
    fields = list(db.scalars(query))
    place = fields.index(field)
    fields.insert(max(0, min(place + step, len(fields) - 1)), fields.pop(place))
    for turn, each in enumerate(fields, 1):
        each.turn = turn


def remove_field(db: Session, field_id: int) -> None:
    """Take a field away; raises Refused while records have values in it, Unknown."""
    field = record_of(db, OwnField, field_id)
    if used := _used(db, field.of, str(field_id)):
        has = "has a value" if used == 1 else "have values"
        raise Refused(
            f"{_records(used, field.of)} {has} in “{field.name}”, so it cannot be removed. "
            "Retire it, and it is asked for no longer."
        )
    db.delete(field)


def value_problems(db: Session, of: FieldOf, given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the values of own fields, by the field of the form."""
    shapes = {shape.key: shape for shape in own_fields(db, of, retired=True)}
    found = {}
    for key, value in given.items():
        shape = shapes.get(key)
        fault = shape.fault(value) if shape else "This field is no longer there."
        if value and fault:
            found[field_of_form(key)] = fault
    return found


def values_kept(
    db: Session, of: FieldOf, given: Mapping[str, str], before: Mapping[str, str] | None
) -> dict[str, str]:
    """The values a record has now: those given, and of retired fields those it had before."""
    asked = {shape.key for shape in own_fields(db, of)}
    rest = {key: value for key, value in (before or {}).items() if key not in asked}
    return rest | {key: value for key, value in given.items() if value}


def values_told(shapes: Sequence[OwnFieldShape], values: Mapping[str, str]) -> ToldValues:
    """The values that a record has, each under the name of its field, in the fields' order."""
    return tuple(
        (shape.name, shape.told(values[shape.key])) for shape in shapes if shape.key in values
    )


def values_filed(shapes: Sequence[OwnFieldShape], values: Mapping[str, str]) -> FiledValues:
    """The values that a record has as files hold them, in the fields' order."""
    return tuple(
        (shape.name, shape.filed(values[shape.key])) for shape in shapes if shape.key in values
    )


def _shape(field: OwnField) -> OwnFieldShape:
    choices = tuple(field.choices.splitlines())
    return OwnFieldShape(field.id, field.name, field.kind, choices, field.retired)


def _fill(field: OwnField, details: FieldDetails) -> None:
    field.name = " ".join(details.name.split())
    field.choices = "\n".join(" ".join(choice.split()) for choice in details.choices)


def _check(db: Session, details: FieldDetails, *, besides: int = 0) -> None:
    db.get_one(Board, 1, with_for_update=True)
    problems = details.problems()
    for shape in own_fields(db, details.of, retired=True):
        if shape.id != besides and folded(shape.name) == folded(details.name):
            problems.setdefault("name", f"“{shape.name}” is there already.")
    if problems:
        raise Invalid(problems)


def _refuse_unreadable(
    db: Session, field: OwnField, now: FieldDetails, details: FieldDetails
) -> None:
    values = _values(db, field.of, str(field.id))
    if not values:
        return
    have = f"{_records(len(values), field.of)} {'has' if len(values) == 1 else 'have'}"
    if details.of is not now.of:
        raise Invalid({"of": f"{have} a value in it. Retire it, and make another."})
    if details.kind is not now.kind:
        raise Invalid({"kind": f"{have} a value of this kind. Retire it, and make another."})
    lost = sorted(set(now.choices) - set(details.choices))
    for choice in lost:
        if number := values.count(choice):
            said = f"“{choice}” is chosen in {_records(number, field.of)}, so it has to stay."
            raise Invalid({"choices": said})


def _used(db: Session, of: FieldOf, key: str) -> int:
    holder = HOLDERS[of]
    return db.scalars(select(func.count(holder.id)).where(_has(holder, key))).one()


def _values(db: Session, of: FieldOf, key: str) -> list[str]:
    holder = HOLDERS[of]
    return [found[key] for found in db.scalars(select(holder.own_values).where(_has(holder, key)))]


def _has(holder: Any, key: str) -> Any:
    # A quotation mark inside a value is kept with a stroke before it, so this finds no value.
    return type_coerce(holder.own_values, String).contains(f'"{key}": "', autoescape=True)


def _records(number: int, of: FieldOf) -> str:
    return counted(number, of.value.lower())
