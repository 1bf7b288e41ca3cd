from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import FirstAid
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.own_fields import FieldKind
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import (
    FieldDetails,
    FieldOf,
    add_field,
    change_field,
    field_details,
    field_rows,
    move_field,
    own_fields,
    remove_field,
    retire_field,
    value_problems,
    values_kept,
)
from trainingdesk.storage.models import Course, Event

COLOUR = FieldDetails("Colour", FieldOf.COURSE, FieldKind.ONE_OF, ("Red", " Dark  blue "))


def add(desk: Desk, details: FieldDetails) -> int:
    with desk.changing("Add field") as db:
        return add_field(db, details)


def change(desk: Desk, field_id: int, **fields: Any) -> None:
    with desk.changing("Change field") as db:
        details = replace(field_details(db, field_id), **fields)
        change_field(db, field_id, details)


def names(desk: Desk, of: FieldOf = FieldOf.COURSE) -> list[str]:
    with desk.reading() as db:
        return [shape.name for shape in own_fields(db, of)]


def give(desk: Desk, at: FirstAid, field_id: int, value: str) -> None:
    with desk.changing("Give") as db:
        db.get_one(Course, at.course).own_values = {str(field_id): value, "999": '"7": "x"'}


def test_fields_are_added_of_each_kind_of_record_and_put_in_order(desk: Desk) -> None:
    first = add(desk, COLOUR)
    add(desk, FieldDetails("Sponsor", FieldOf.COURSE))
    add(desk, FieldDetails("Catering", FieldOf.EVENT, FieldKind.YES_NO))
    assert names(desk) == ["Colour", "Sponsor"]
    assert names(desk, FieldOf.EVENT) == ["Catering"]
    with desk.changing("Move") as db:
        move_field(db, first, step=1)
    assert names(desk) == ["Sponsor", "Colour"]
    with desk.reading() as db:
        assert field_details(db, first).choices == ("Red", "Dark blue")
        assert [row.shape.name for row in field_rows(db)] == ["Sponsor", "Colour", "Catering"]


def test_a_field_is_called_so_once_in_a_kind_of_record(desk: Desk) -> None:
    add(desk, COLOUR)
    with pytest.raises(Invalid) as refused:
        add(desk, FieldDetails("colour"))
    assert refused.value.problems == {"name": "“Colour” is there already."}
    add(desk, replace(COLOUR, of=FieldOf.BOOKING))


def test_saving_an_unchanged_field_changes_nothing(desk: Desk) -> None:
    field_id = add(desk, COLOUR)
    done = len(desk.done)
    change(desk, field_id)
    assert len(desk.done) == done


def test_a_field_without_values_may_become_anything_and_be_removed(desk: Desk) -> None:
    field_id = add(desk, COLOUR)
    change(desk, field_id, of=FieldOf.EVENT, kind=FieldKind.NUMBER, choices=())
    assert names(desk, FieldOf.EVENT) == ["Colour"]
    with desk.changing("Remove") as db:
        remove_field(db, field_id)
    assert names(desk, FieldOf.EVENT) == []
    with pytest.raises(Unknown), desk.changing("Remove") as db:
        remove_field(db, field_id)


def test_a_field_with_values_is_retired_and_not_removed(desk: Desk, first_aid: FirstAid) -> None:
    field_id = add(desk, COLOUR)
    give(desk, first_aid, field_id, "Red")
    with (
        pytest.raises(Refused, match="1 course has a value in “Colour”, so it cannot be removed"),
        desk.changing("Remove") as db,
    ):
        remove_field(db, field_id)
    with desk.changing("Retire") as db:
        retire_field(db, field_id, retired=True)
    assert names(desk) == []
    with desk.reading() as db:
        (row,) = field_rows(db)
        assert (row.used, row.shape.retired) == (1, True)


@pytest.mark.parametrize(
    ("fields", "at", "said"),
    [
        ({"of": FieldOf.EVENT}, "of", "1 course has a value in it."),
        ({"kind": FieldKind.TEXT}, "kind", "1 course has a value of this kind."),
        ({"choices": ("Green", "Dark blue")}, "choices", "“Red” is chosen in 1 course"),
    ],
)
def test_what_would_make_values_unreadable_is_refused_at_the_field(
    desk: Desk, first_aid: FirstAid, fields: dict[str, Any], at: str, said: str
) -> None:
    field_id = add(desk, COLOUR)
    give(desk, first_aid, field_id, "Red")
    with pytest.raises(Invalid) as refused:
        change(desk, field_id, **fields)
    assert refused.value.problems[at].startswith(said)
    change(desk, field_id, name="Folder", choices=("Red", "Green"))
    assert names(desk) == ["Folder"]


def test_a_value_that_looks_like_another_field_is_not_counted(
    desk: Desk, first_aid: FirstAid
) -> None:
    field_id = add(desk, COLOUR)
    with desk.changing("Give") as db:
        said = f'"{field_id}": "Red"'
        db.get_one(Event, first_aid.event).own_values = {"999": said}
        db.get_one(Course, first_aid.course).own_values = {"999": said}
    with desk.reading() as db:
        assert field_rows(db)[0].used == 0


def test_of_two_windows_that_save_one_field_the_later_sees_both(desk: Desk) -> None:
    field_id = add(desk, COLOUR)
    with desk.reading() as db:
        opened = field_details(db, field_id)
    change(desk, field_id, name="Folder")
    with pytest.raises(ChangedMeanwhile), desk.changing("Change field") as db:
        change_field(db, field_id, replace(opened, name="Shade"), opened=opened)


def test_values_are_checked_and_those_of_retired_fields_stay(desk: Desk) -> None:
    kept, gone = add(desk, COLOUR), add(desk, FieldDetails("Old", FieldOf.COURSE))
    with desk.changing("Retire") as db:
        retire_field(db, gone, retired=True)
    with desk.reading() as db:
        assert value_problems(db, FieldOf.COURSE, {str(kept): "Green", "999": "x"}) == {
            f"own.{kept}": "Choose one of the list.",
            "own.999": "This field is no longer there.",
        }
        assert value_problems(db, FieldOf.COURSE, {str(kept): ""}) == {}
        before = {str(gone): "kept", str(kept): "Red"}
        assert values_kept(db, FieldOf.COURSE, {str(kept): ""}, before) == {str(gone): "kept"}
        assert values_kept(db, FieldOf.COURSE, {str(kept): "Red"}, None) == {str(kept): "Red"}
