from datetime import date

import pytest

from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf, OwnFieldShape
from trainingdesk.domain.year import TrainingYear

YEAR = TrainingYear(2026)


def shape(kind: FieldKind, *choices: str) -> OwnFieldShape:
    return OwnFieldShape(7, "Sponsor", kind, choices)


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "told"),
    [
        (FieldKind.TEXT, " The Trust ", "The Trust", "The Trust"),
        (FieldKind.NUMBER, " 1,250.50", "1250.50", "1250.50"),
        (FieldKind.NUMBER, "-3", "-3", "-3"),
        (FieldKind.DATE, "13/6", "2026-06-13", "13 June 2026"),
        (FieldKind.DATE, "Sat 13 June 2026", "2026-06-13", "13 June 2026"),
        (FieldKind.YES_NO, "Yes", "Yes", "Yes"),
        (FieldKind.ONE_OF, "Blue", "Blue", "Blue"),
    ],
)
def test_what_was_typed_is_kept_and_told_alike(
    kind: FieldKind, typed: str, kept: str, told: str
) -> None:
    field = shape(kind, "Red", "Blue")
    assert field.kept(typed, near=YEAR) == kept
    assert field.fault(kept) == ""
    assert field.told(kept) == told
    assert field.kept(told, near=YEAR) == kept


@pytest.mark.parametrize(
    ("kind", "kept", "filed"),
    [
        (FieldKind.TEXT, "12", "12"),
        (FieldKind.NUMBER, "12", 12),
        (FieldKind.NUMBER, "-1250.50", -1250.5),
        (FieldKind.NUMBER, "a dozen", "a dozen"),
        (FieldKind.DATE, "2026-06-13", date(2026, 6, 13)),
        (FieldKind.DATE, "soon", "soon"),
    ],
)
def test_in_a_file_numbers_and_days_are_no_text(kind: FieldKind, kept: str, filed: object) -> None:
    value = shape(kind).filed(kept)
    assert value == filed
    assert type(value) is type(filed)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (FieldKind.NUMBER, "a lot", "Type a number, such as 12 or 1.5."),
        (FieldKind.DATE, "soon", "Type a day, such as 13 June 2026."),
        (FieldKind.YES_NO, "Perhaps", "Choose one of the list."),
        (FieldKind.ONE_OF, "Green", "Choose one of the list."),
        (FieldKind.TEXT, "x" * 2001, "Give 2,000 letters or fewer."),
    ],
)
def test_what_cannot_be_read_stays_as_typed_and_is_told(
    kind: FieldKind, typed: str, said: str
) -> None:
    field = shape(kind, "Red", "Blue")
    assert field.kept(typed, near=YEAR) == typed
    assert field.fault(typed) == said
    assert field.told(typed) == typed


def test_a_field_says_what_there_is_to_choose() -> None:
    assert shape(FieldKind.YES_NO).offered == ("Yes", "No")
    assert shape(FieldKind.ONE_OF, "Red", "Blue").offered == ("Red", "Blue")
    assert (shape(FieldKind.TEXT).offered, shape(FieldKind.TEXT).field) == ((), "own.7")


def test_a_field_needs_a_name_and_choices_where_it_is_one_of_several() -> None:
    assert set(FieldDetails().problems()) == {"name"}
    one = FieldDetails("Colour", FieldOf.EVENT, FieldKind.ONE_OF, ("Red",))
    assert one.problems()["choices"].startswith("Enter two choices")
    twice = FieldDetails("Colour", FieldOf.EVENT, FieldKind.ONE_OF, ("Red", "Red"))
    assert twice.problems()["choices"].startswith("A choice stands here twice")
    assert FieldDetails("Colour", choices=("Red",)).problems() == {}
