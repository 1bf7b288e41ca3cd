"""Making one person of two, in one act: every table that points at a person is dealt with.

The older record stays, whosever details are kept. Bookings, forms and all else of the other go
over to it; where both have what one may have once, that was decided before. The reference that is
not kept leads to the one who stays, so that an old workbook finds them. The order of the steps
matters: undone backwards, no two rows stand in one place for a moment either.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import HeldWhy
from trainingdesk.domain.figures import counted
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.merging import Merge, Side
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.kept_beside import keep_beside
from trainingdesk.services.folding import fold
from trainingdesk.services.merging_clashes import (
    BOOKING,
    CERTIFICATE,
    FORM,
    INTEREST,
    LICENCE,
    MARKS,
    clashes_of,
    forms_of_both,
    interests_of_both,
    key_of,
    licences_of_both,
    standing_on_both,
    valid_certificates,
)
from trainingdesk.services.merging_details import (
    NEEDS,
    choices_of_details,
    chosen_values,
    keep_details,
    keep_reference,
    merge_needs,
)
from trainingdesk.services.passing import pass_places_on
from trainingdesk.services.statuses import lock_in_order
from trainingdesk.storage.models import (
    AbsenceFlag,
    Booking,
    Completion,
    Delegate,
    DelegateAlias,
    DelegateMove,
    DifferentPeople,
    Event,
    Form,
    HeldForm,
    Interest,
    Licence,
    Message,
)

Taken: TypeAlias = Mapping[str, Side]
COUNTED: tuple[tuple[Any, str, str], ...] = (
    (Booking, "booking", "bookings"),
    (Form, "evaluation form", "evaluation forms"),
    (Licence, "licence", "licences"),
    (Interest, "wish for an event without a date", "wishes for events without a date"),
)


def proposed_merge(db: Session, one_id: int, other_id: int) -> Merge:
    """What is to be decided before two become one; raises Unknown and Refused."""
    one, other = _both(db, one_id, other_id)
    return Merge(
        one_id=one.id,
        other_id=other.id,
        one=f"{one.name} ({one.reference})",
        other=f"{other.name} ({other.reference})",
        details=tuple(choices_of_details(db, one, other)),
        clashes=tuple(clashes_of(db, one.id, other.id)),
        joined=_joined(db, other.id),
    )


def merge(db: Session, seen: Merge, decided: Mapping[str, Side], *, by: Stamp) -> int:
    """Make one of two, and return the number of the one who stays.

    ``seen`` is what was proposed when it was decided; ``decided`` says whose is kept, by the keys
    of the choices, where that is not as proposed. Raises ChangedMeanwhile, Refused and Unknown.
    """
    one, other = _both(db, seen.one_id, seen.other_id, lock=True)
    on_both = standing_on_both(db, one.id, other.id)
    lock_in_order(db, on_both)
    events = db.scalars(
        select(Event).where(Event.id.in_(on_both)).order_by(Event.id).with_for_update()
    ).all()
    proposal = proposed_merge(db, one.id, other.id)
    refuse_if_changed(seen, proposal)
    taken = proposal.taken(decided)
    for step in STEPS:
        step(db, one.id, other.id, taken, by)
        db.flush()
    merge_needs(db, one, other, taken.get(NEEDS, Side.ONE))
    for move in POINTERS.values():
        move(db, one.id, other.id)
        db.flush()
    values = chosen_values(one, other, taken)
    gone = ({one.reference, other.reference} - {values["reference"]}).pop()
    db.delete(other)
    db.flush()  # or the reference that is kept would stand twice
    keep_details(one, values)
    keep_reference(db, one, gone)
    db.flush()
    for event in events:
        _pass_place_on(db, event, by)
    return one.id


def _pass_place_on(db: Session, event: Event, by: Stamp) -> None:
    """Of two places one became free; what is over or closed stays as it was."""
    if event.register_closed_on is None and event.starts >= by.today:
        pass_places_on(db, event, by=by)


def _both(
    db: Session, one_id: int, other_id: int, *, lock: bool = False
) -> tuple[Delegate, Delegate]:
    if one_id == other_id:
        raise Refused("Choose two people to make one of.")
    query = select(Delegate).where(Delegate.id.in_([one_id, other_id])).order_by(Delegate.id)
    people = db.scalars(query.with_for_update() if lock else query).all()
    if len(people) < len({one_id, other_id}):
        raise Unknown("This delegate is no longer there.")
    return people[0], people[1]


def _joined(db: Session, other_id: int) -> str:
    found = []
    for table, what, several in COUNTED:
        query = select(func.count(table.id)).where(table.delegate_id == other_id)
        if number := db.scalars(query).one():
            found.append(counted(number, what, several))
    return listed(found)


def _join_bookings(db: Session, one_id: int, other_id: int, taken: Taken, by: Stamp) -> None:
    """Of two standing bookings on one event, let the one that is kept have all of both."""
    for event_id, both in standing_on_both(db, one_id, other_id).items():
        keep, folded = both if taken[key_of(BOOKING, event_id)] is Side.ONE else both[::-1]
        _withdraw_one(db, both, taken.get(key_of(CERTIFICATE, event_id)), by)
        side = taken.get(key_of(MARKS, event_id))
        is_folded = side is not None and (both[0] if side is Side.ONE else both[1]) is folded
        for booking in folded:
            fold(db, booking, into=keep[0], marks_win=is_folded, by=by)


def _withdraw_one(db: Session, both: Sequence[list[Booking]], side: Side | None, by: Stamp) -> None:
    """Of two valid certificates withdraw the one that was not chosen."""
    if side is not None:
        for proof in valid_certificates(db, both[1] if side is Side.ONE else both[0]):
            proof.withdrawn_on = by.today
        db.flush()


def _keep_forms_beside(db: Session, one_id: int, other_id: int, taken: Taken, _by: Stamp) -> None:
    """Of two forms of one stage let one count, and keep the other beside it, to be decided."""
    for (event_id, stage), both in forms_of_both(db, one_id, other_id).items():
        side = taken[key_of(FORM, event_id, stage.value)]
        (first,), (other,) = both if side is Side.ONE else both[::-1]
        keep_beside(db, other, first=first, delegate_id=one_id)


def _drop_licences(db: Session, one_id: int, other_id: int, taken: Taken, _by: Stamp) -> None:
    for group_id, both in licences_of_both(db, one_id, other_id).items():
        _drop(db, both, taken[key_of(LICENCE, group_id)])


def _drop_interests(db: Session, one_id: int, other_id: int, taken: Taken, _by: Stamp) -> None:
    for undated_id, both in interests_of_both(db, one_id, other_id).items():
        _drop(db, both, taken[key_of(INTEREST, undated_id)])


def _drop(db: Session, both: Sequence[list[Any]], side: Side) -> None:
    for row in both[1] if side is Side.ONE else both[0]:
        db.delete(row)


STEPS: tuple[Callable[[Session, int, int, Taken, Stamp], None], ...] = (
    _join_bookings,
    _keep_forms_beside,
    _drop_licences,
    _drop_interests,
)
"""What stands in the way of each other, and is cleared away first."""


def _hand_over(kind: Any) -> Callable[[Session, int, int], None]:
    """All rows of a kind go over from the other to the one who stays."""

    def move(db: Session, one_id: int, other_id: int) -> None:
        for row in db.scalars(select(kind).where(kind.delegate_id == other_id)):
            row.delegate_id = one_id

    return move


def _completions_go_over(db: Session, one_id: int, other_id: int) -> None:
    """Of two of one course and day the better score stays."""
    theirs = db.scalars(select(Completion).where(Completion.delegate_id == one_id))
    there = {(done.course_id, done.on): done for done in theirs}
    for done in db.scalars(select(Completion).where(Completion.delegate_id == other_id)):
        same = there.get((done.course_id, done.on))
        if same is None:
            done.delegate_id = one_id
            continue
        scores = [each.score for each in (same, done) if each.score is not None]
        same.score = max(scores, default=None)
        db.delete(done)


def _held_forms_go_over(db: Session, one_id: int, other_id: int) -> None:
    """Of two that were begun for one stage of an event, one is kept as a second form."""
    theirs = db.scalars(select(HeldForm).where(HeldForm.delegate_id == one_id))
    begun = {(held.event_id, held.stage) for held in theirs if held.why is HeldWhy.BEGUN}
    for held in db.scalars(select(HeldForm).where(HeldForm.delegate_id == other_id)):
        if held.why is HeldWhy.BEGUN and (held.event_id, held.stage) in begun:
            held.why = HeldWhy.SECOND
        held.delegate_id = one_id


def _forget_told_apart(db: Session, _one_id: int, other_id: int) -> None:
    """Whom the other was told apart from was compared with somebody who is no more."""
    for column in (DifferentPeople.delegate_id, DifferentPeople.other_id):
        for row in db.scalars(select(DifferentPeople).where(column == other_id)):
            db.delete(row)


def _needs_are_joined(_db: Session, _one_id: int, _other_id: int) -> None:
    """They stand in their own table, and were put together as decided."""


POINTERS: dict[tuple[str, str], Callable[[Session, int, int], None]] = {
    ("absence_flag", "delegate_id"): _hand_over(AbsenceFlag),
    ("booking", "delegate_id"): _hand_over(Booking),
    ("completion", "delegate_id"): _completions_go_over,
    ("delegate_alias", "delegate_id"): _hand_over(DelegateAlias),
    ("delegate_move", "delegate_id"): _hand_over(DelegateMove),
    ("delegate_needs", "delegate_id"): _needs_are_joined,
    ("different_people", "delegate_id"): _forget_told_apart,
    ("different_people", "other_id"): _forget_told_apart,
    ("form", "delegate_id"): _hand_over(Form),
    ("held_form", "delegate_id"): _held_forms_go_over,
    ("interest", "delegate_id"): _hand_over(Interest),
    ("licence", "delegate_id"): _hand_over(Licence),
    ("message", "delegate_id"): _hand_over(Message),
}
"""Every column that points at a person, and what becomes of it."""
