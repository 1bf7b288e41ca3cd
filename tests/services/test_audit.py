from contextlib import suppress

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tests.conftest import NOON, FirstAid
from trainingdesk.services.desk import Desk
from trainingdesk.storage.audit import blank_values
from trainingdesk.storage.models import Audit, AuditValue, Delegate


def rename_ada(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Rename", "Ada") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "Lovelace"


def newest(desk: Desk) -> Audit:
    with desk.reading() as db:
        return db.scalars(select(Audit).order_by(Audit.id.desc())).first() or Audit()


def values_of(desk: Desk, delegate_id: int, field: str) -> list[tuple[str | None, str | None]]:
    query = select(AuditValue.before, AuditValue.after).order_by(AuditValue.id)
    with desk.reading() as db:
        theirs = AuditValue.delegate_id == delegate_id, AuditValue.field == field
        return [(before, after) for before, after in db.execute(query.where(*theirs))]


def test_a_change_says_who_when_and_which_fields(desk: Desk, first_aid: FirstAid) -> None:
    rename_ada(desk, first_aid)
    entry = newest(desk)
    assert (entry.who, entry.at, entry.label) == ("sam", NOON, "Rename")
    assert entry.counts == {"delegate": 1}
    assert entry.rows == [["delegate", [first_aid.ada], ["last_name"]]]
    assert values_of(desk, first_aid.ada, "last_name")[-1] == ("King", "Lovelace")


def test_undo_is_a_change_like_any_other(desk: Desk, first_aid: FirstAid) -> None:
    rename_ada(desk, first_aid)
    desk.undo()
    assert newest(desk).label == "Undo Rename"
    assert values_of(desk, first_aid.ada, "last_name")[-1] == ("Lovelace", "King")


def test_what_is_refused_is_not_in_the_audit(desk: Desk, first_aid: FirstAid) -> None:
    with suppress(ZeroDivisionError), desk.changing("Rename") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "Lovelace"
        db.flush()
        raise ZeroDivisionError
    assert newest(desk).label == "Set up"


@pytest.mark.parametrize("rewrite", [update(Audit).values(who="nobody"), delete(Audit)])
def test_the_audit_cannot_be_rewritten(desk: Desk, first_aid: FirstAid, rewrite: object) -> None:
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        desk.changing("Cover up", undoable=False) as db,
    ):
        db.execute(rewrite)  # type: ignore[call-overload]


def test_values_of_a_person_can_be_blanked(desk: Desk, first_aid: FirstAid) -> None:
    rename_ada(desk, first_aid)
    with desk.changing("Erase", undoable=False) as db:
        blank_values(db, first_aid.ada)
    assert set(values_of(desk, first_aid.ada, "last_name")) == {(None, None)}
    assert values_of(desk, first_aid.grace, "last_name") == [(None, "Hopper")]
