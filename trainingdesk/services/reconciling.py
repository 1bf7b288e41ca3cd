"""Holding what was handed in against the register, and taking what was settled in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.handed_in import HandedIn, HandedLine
from trainingdesk.domain.presence import joined_up
from trainingdesk.domain.reconciled import ORDER, Difference, Fate, Settled
from trainingdesk.domain.refusals import EventNotOpen, ListOutdated, RegisterClosed
from trainingdesk.services import bookings
from trainingdesk.services.desk import Stamp
from trainingdesk.services.event_people import EventPeople, people_of_event
from trainingdesk.services.evidence import Paper, keep_evidence
from trainingdesk.services.judging_lines import Judging
from trainingdesk.services.marking import CALLED_OFF, mark, marks_of, open_register
from trainingdesk.services.records import record_of
from trainingdesk.services.whose_line import Whose, WhoseLines
from trainingdesk.storage.models import Event

UNLESS = ", unless a line above is theirs"
NOBODY_NAMED: Mapping[int, int] = {}
VIA = {EvidenceKind.TEAMS: "Teams report", EvidenceKind.TYPED: "Typed sheet"}
"""Where a mark was read, as its history says it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: who was marked, who walked in, and whether it was kept."""

    marked: int
    walk_ins: int
    kept: bool


def differences(
    db: Session,
    event_id: int,
    given: HandedIn,
    *,
    today: date,
    named: Mapping[int, int] = NOBODY_NAMED,
) -> list[Difference]:
    """How each line of a file stands beside the register; what is to be settled comes first.

    ``named`` are the delegates who were named for lines, by the numbers of these. Raises
    RegisterClosed, EventNotOpen, Unknown.
    """
    _refuse_unless_open(db, event_id)
    people = people_of_event(db, event_id, today=today)
    judging = Judging(db, event_id, given, today=today)
    lines = [line for line in given.lines if not line.unread]
    finding = WhoseLines(db, event_id, people, given.lines, named)
    unread = [line for line in given.lines if line.unread]
    found = [Difference(line, Fate.WRONG, said=line.unread) for line in unread]
    whose = [(line, finding.whose(line)) for line in lines]
    once, twice = _together(whose)
    found += [judging.difference(*pair) for pair in once] + twice
    spoilt = [(line, finding.whose(line)) for line in unread if line.told]
    found += _not_there(given, people, whose + spoilt, judging)
    return sorted(found, key=lambda each: (ORDER[each.fate], each.line.number))


def take_in(  # noqa: PLR0913 - what was settled of which file, and who says so
    db: Session,
    event_id: int,
    settled: Sequence[Settled],
    *,
    paper: Paper,
    kind: EvidenceKind,
    by: Stamp,
) -> Taken:
    """Mark everybody who is settled, note the walk-ins, and keep the file: all of it, or nothing.

    Raises ListOutdated where the register has changed since it was looked at, and whatever
    marking and noting a walk-in raise.
    """
    open_register(db, event_id)
    now = marks_of(db, [event_id])
    marked = walk_ins = 0
    for each in sorted(settled, key=_walks_in):  # who is absent makes room for those who walk in
        person = each.person
        if person is None or not each.marks:
            continue
        booking_id = person.booking_id
        if booking_id is None:
            booking_id = bookings.add_walk_in(
                db, event_id=event_id, delegate_id=person.delegate_id or 0, by=by
            )
            db.flush()
            walk_ins += 1
        elif dict(now[booking_id]) != dict(person.before):
            raise ListOutdated(f"{person.listed} was marked meanwhile. Look at the list again.")
        _mark(db, booking_id, each.marks, via=VIA[kind], by=by)
        marked += 1
    kept = keep_evidence(db, event_id, paper, kind=kind, by=by)
    return Taken(marked, walk_ins, kept)


def _walks_in(each: Settled) -> bool:
    return each.person is not None and each.person.booking_id is None


def _refuse_unless_open(db: Session, event_id: int) -> None:
    event = record_of(db, Event, event_id)
    if event.register_closed_on is not None:
        raise RegisterClosed
    if event.status in CALLED_OFF:
        raise EventNotOpen(f"This event is marked {event.status}, so nobody can have come.")


def _mark(
    db: Session, booking_id: int, marks: Mapping[int, Marked], *, via: str, by: Stamp
) -> None:
    came_first = sorted(marks.items(), key=lambda each: each[1].attendance not in CAME)
    for session_id, said in came_first:  # whoever walks in came to one session at least
        mark(
            db,
            booking_id,
            session_id=session_id,
            attendance=said.attendance,
            minutes_late=said.minutes_late,
            left_at=said.left_at,
            via=via,
            by=by,
        )


def _together(
    whose: Sequence[tuple[HandedLine, Whose]],
) -> tuple[list[tuple[HandedLine, Whose]], list[Difference]]:
    """One line a person, and those that say more of somebody who stands above.

    Whoever was in a meeting on two devices has the times of both.
    """
    first: dict[int, int] = {}
    once: list[tuple[HandedLine, Whose]] = []
    twice: list[Difference] = []
    for line, each in whose:
        who = each.nobody_else
        at = first.get(who) if who else None
        if at is None:
            if who:
                first[who] = len(once)
            once.append((line, each))
        elif line.spans:
            spans = tuple(joined_up([*once[at][0].spans, *line.spans]))
            once[at] = replace(once[at][0], spans=spans), once[at][1]
        else:
            said = f"{line.told} stands in row {once[at][0].number:,} of the file already."
            twice.append(Difference(line, Fate.TWICE, said=said))
    return once, twice


def _not_there(
    given: HandedIn,
    people: EventPeople,
    whose: Sequence[tuple[HandedLine, Whose]],
    judging: Judging,
) -> list[Difference]:
    """Whoever is on the register and in no line that is certain, for the sessions held by now."""
    there = {each.sure.booking_id for _, each in whose if each.sure}
    maybe = {one.booking_id for _, each in whose if not each.sure for one in each.booked}
    last = max((line.number for line in given.lines), default=0)
    where = "in the report" if given.begun else "on the sheet"
    rest = [each for each in people.expected if each.booking_id not in there]
    return [
        judging.absent(
            HandedLine(last + place, each.name, missing=True),
            judging.on_event(each),
            f"Is not {where}{UNLESS if each.booking_id in maybe else ''}.",
        )
        for place, each in enumerate(rest, 1)
    ]
