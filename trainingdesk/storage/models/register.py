"""The register beside its marks: what each mark was before, the board's rules, its papers."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.often_absent import AbsenceAct
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import (
    NUMBERED_ONCE,
    PERSON,
    Base,
    link,
    never_below_nought,
    words,
)
from trainingdesk.storage.models.booking import Booking
from trainingdesk.storage.models.course import Course
from trainingdesk.storage.models.delegate import Delegate
from trainingdesk.storage.models.event import EventSession


class MarkChange(Base):
    """One mark that was given, corrected or taken away: rows are added and none is overwritten."""

    __tablename__ = "mark_change"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id")
    session_id: Mapped[int] = link("event_session.id")
    attendance: Mapped[Attendance | None]  # none: the mark was taken away
    minutes_late: Mapped[int | None]
    left_at: Mapped[time | None]
    at: Mapped[datetime]
    who: Mapped[str]
    via: Mapped[str] = mapped_column(default="")  # where it was marked: by hand, a sheet, a scan
    note: Mapped[str] = mapped_column(default="")

    booking: Mapped[Booking] = relationship()
    session: Mapped[EventSession] = relationship()


class RegisterChange(Base):
    """A register that was closed, or opened again and why."""

    __tablename__ = "register_change"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    closed: Mapped[bool]
    at: Mapped[datetime]
    who: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    # The rule under which it was closed, which stands for it whatever the board says later.
    grace_minutes: Mapped[int | None]
    percent: Mapped[int | None]
    late: Mapped[Consequence | None]
    left_early: Mapped[Consequence | None] = mapped_column(words(Consequence, "left_early"))


class AttendanceRule(Base):
    """What the board makes of lateness and early leaving, for a kind of course or for all."""

    __tablename__ = "attendance_rule"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
        CheckConstraint("grace_minutes BETWEEN 0 AND 240", name="grace_minutes"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(unique=True)  # of the course; empty: of every other kind
    grace_minutes: Mapped[int] = mapped_column(default=0)  # that nobody calls late, or early
    percent: Mapped[int] = mapped_column(default=100)  # of an event's minutes, to be complete
    late: Mapped[Consequence] = mapped_column(default=Consequence.NONE)
    left_early: Mapped[Consequence] = mapped_column(
        words(Consequence, "left_early"), default=Consequence.NO_CERTIFICATE
    )


class Evidence(Base):
    """A paper or file that a register rests on, as it was handed in."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("event_id", "sha256"),
        *never_below_nought("size"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    kind: Mapped[EvidenceKind]
    name: Mapped[str]  # of the file
    sha256: Mapped[str] = link("evidence_file.sha256")
    size: Mapped[int]  # in bytes
    kept_at: Mapped[datetime]
    who: Mapped[str]


class EvidenceFile(Base):
    """What a file holds: kept once, and never changed, so that taking it back needs no copy."""

    __tablename__ = "evidence_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Completion(Base):
    """An e-learning course that somebody finished; it stands beside attendance, counted apart."""

    __tablename__ = "completion"
    __table_args__ = (
        UniqueConstraint("course_id", "delegate_id", "on"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = link("course.id", indexed=False)  # the unique set begins with it
    delegate_id: Mapped[int] = link("delegate.id")
    agency_id: Mapped[int] = link("agency.id")  # as it was then
    on: Mapped[date]
    score: Mapped[int | None]  # of a hundred

    course: Mapped[Course] = relationship()
    delegate: Mapped[Delegate] = relationship()
    agency: Mapped[Agency] = relationship()


class AbsenceFlag(Base):
    """That somebody, or an agency, often does not come; a person decides, and lifts it again."""

    __tablename__ = "absence_flag"
    __table_args__ = (
        CheckConstraint("(delegate_id IS NULL) <> (agency_id IS NULL)", name="of_one"),
        *never_below_nought("absences"),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int | None] = link("delegate.id")
    agency_id: Mapped[int | None] = link("agency.id")
    absences: Mapped[int]  # when it was decided
    act: Mapped[AbsenceAct]
    decided_on: Mapped[date]
    decided_by: Mapped[str]
    until: Mapped[date | None]  # the last day of a restriction that ends by itself
    note: Mapped[str] = mapped_column(default="")
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[str] = mapped_column(default="")
    lifted_note: Mapped[str] = mapped_column(default="")

    delegate: Mapped[Delegate | None] = relationship()
    agency: Mapped[Agency | None] = relationship()
