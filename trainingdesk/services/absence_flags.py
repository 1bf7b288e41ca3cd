"""What a person decides about somebody who often does not come: tell, restrict, or let be."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.message import Purpose, ToWhom
from trainingdesk.domain.message_texts import LONGEST_SUBJECT, SIGNED, MessageText, OwnLetter
from trainingdesk.domain.often_absent import DECIDED_ANEW, AbsenceAct, Decision
from trainingdesk.domain.refusals import Invalid, SavedMeanwhile, Unknown
from trainingdesk.domain.words import plain_day
from trainingdesk.services.absences import Absence, Whose, absences_of, decided, latest_flags
from trainingdesk.services.desk import Stamp
from trainingdesk.services.writing import write
from trainingdesk.storage.models import AbsenceFlag, Agency, Board, Booking, Delegate, Event

TOLD_AT_MOST = 20
"""A letter names so many absences; an agency may have hundreds."""


def decide(db: Session, whose: Whose, decision: Decision, *, seen: int, by: Stamp) -> int:
    """Decide about somebody who often does not come, and return the number of the decision.

    Whoever is told gets a letter in the outbox: the manager of a person, the contact of an
    agency. ``seen`` is the decision that was seen, or 0 where none stood. Raises Invalid, Unknown,
    SavedMeanwhile.
    """
    if problems := decision.problems(by.today):
        raise Invalid(problems)
    db.get_one(Board, 1, with_for_update=True)  # of two who decide, one looks after the other
    name = _name(db, whose)
    flag = latest_flags(db).get(whose)
    stands = flag is not None and decided(flag).ended_on(by.today) is None
    if (flag.id if flag is not None and stands else 0) != seen:
        raise SavedMeanwhile(f"Somebody decided on {name} meanwhile. Look at the list again.")
    missed = absences_of(db, whose, today=by.today)
    if flag is not None and stands:
        _end(flag, note=DECIDED_ANEW, by=by)
    made = AbsenceFlag(
        delegate_id=whose.delegate_id,
        agency_id=whose.agency_id,
        absences=len(missed),
        act=decision.act,
        decided_on=by.today,
        decided_by=by.who,
        until=decision.until if decision.act is AbsenceAct.RESTRICT else None,
        note=decision.note.strip(),
    )
    db.add(made)
    db.flush()
    if decision.act is AbsenceAct.TELL and missed:
        _tell(db, whose, name, missed, by)
    return made.id


def lift(db: Session, flag_id: int, *, note: str, by: Stamp) -> None:
    """Lift what was decided: only what comes from now on counts; raises Unknown, SavedMeanwhile."""
    db.get_one(Board, 1, with_for_update=True)
    flag = db.get(AbsenceFlag, flag_id, populate_existing=True)
    if flag is None:
        raise Unknown("This decision is no longer there.")
    if flag.lifted_on is not None:
        raise SavedMeanwhile(f"{flag.lifted_by} has lifted it on {plain_day(flag.lifted_on)}.")
    _end(flag, note=note.strip(), by=by)


def restrictions_of_each(
    db: Session, *, event_id: int, delegate_ids: Collection[int], today: date
) -> dict[int, list[str]]:
    """What is to be thought over before booking each, because they, or their agency, often miss."""
    flags = {
        whose: flag for whose, flag in latest_flags(db).items() if decided(flag).restricts(today)
    }
    if not flags or db.get_one(Event, event_id).starts < today:
        return {}
    query = select(Delegate.id, Delegate.agency_id, Agency.name).join(Delegate.agency)
    found: dict[int, list[str]] = {}
    for delegate_id, agency_id, agency in db.execute(query.where(Delegate.id.in_(delegate_ids))):
        for whose, who in (
            (Whose(delegate_id=delegate_id), ""),
            (Whose(agency_id=agency_id), agency),
        ):
            if whose in flags:
                found.setdefault(delegate_id, []).append(_restricted(flags[whose], who))
    return found


def restriction_of(db: Session, whose: Whose, *, today: date) -> str:
    """That bookings of a person or an agency are restricted, and why; empty where they are not."""
    flag = latest_flags(db).get(whose)
    return _restricted(flag, "") if flag is not None and decided(flag).restricts(today) else ""


def _restricted(flag: AbsenceFlag, agency: str) -> str:
    until = f", until {plain_day(flag.until)}" if flag.until else ""
    note = f": {flag.note.rstrip('.')}" if flag.note else ""
    who = f"{agency} is restricted" if agency else "Restricted"
    times = counted(flag.absences, "absence")
    return f"{who} since {plain_day(flag.decided_on)} after {times}{until}{note}."


def _end(flag: AbsenceFlag, *, note: str, by: Stamp) -> None:
    flag.lifted_on, flag.lifted_by, flag.lifted_note = by.today, by.who, note


def _name(db: Session, whose: Whose) -> str:
    if whose.agency_id is not None:
        agency = db.get(Agency, whose.agency_id)
        if agency is None:
            raise Unknown("This agency is no longer there.")
        return agency.name
    person = db.get(Delegate, whose.delegate_id)
    if person is None:
        raise Unknown("This delegate is no longer there.")
    return person.name


def _tell(db: Session, whose: Whose, name: str, missed: list[Absence], by: Stamp) -> None:
    whom = ToWhom.MANAGER if whose.agency_id is None else ToWhom.AGENCY
    latest = missed[0].booking_id
    text = _letter(db, whose, name, missed)
    write(db, [latest], Purpose.OWN, to_whom=[whom], by=by, text=text)


def _letter(db: Session, whose: Whose, name: str, missed: list[Absence]) -> MessageText:
    """What a manager, or the contact of an agency, is told; no name is taken for a placeholder."""
    of = _people_of(db, missed) if whose.agency_id is not None else {}
    lines = [
        f"{plain_day(each.on)}: {each.title}" + (f", {of[each.booking_id]}" if of else "")
        for each in missed[:TOLD_AT_MOST]
    ]
    more = len(missed) - TOLD_AT_MOST
    lines += [f"and {more:,} more"] if more > 0 else []
    who = f"People of {name}" if of else name
    said = (
        f"Dear {{to}},\n\n{_plain(who)} had places on these events and did not come:\n\n"
        f"{_plain(chr(10).join(lines))}\n\nEach place could have gone to somebody who waited. "
        "Please tell us what stood in the way, and what would help.\n"
    )
    subject = _plain(f"Places that {name} did not take")[:LONGEST_SUBJECT]
    return OwnLetter(subject, said + SIGNED)


def _people_of(db: Session, missed: list[Absence]) -> dict[int, str]:
    numbers = [each.booking_id for each in missed]
    query = select(Booking).where(Booking.id.in_(numbers))
    return {booking.id: booking.delegate.name for booking in db.scalars(query)}


def _plain(words: str) -> str:
    return words.replace("{", "(").replace("}", ")")
