"""Messages: what they say, when they go, and the outbox."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.storage.models.base import NUMBERED_ONCE, PERSON, Base, link, never_below_nought
from trainingdesk.storage.models.booking import Booking
from trainingdesk.storage.models.delegate import Delegate


class MessageTemplate(Base):
    """What the board has messages of a purpose say, in place of the usual text."""

    __tablename__ = "message_template"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(unique=True)
    subject: Mapped[str]
    body: Mapped[str]


class MessageRule(Base):
    """When messages of a purpose become due, and to whom; it starts by only showing them."""

    __tablename__ = "message_rule"
    __table_args__ = (
        CheckConstraint("days BETWEEN 0 AND 365", name="days"),
        CheckConstraint("to_delegate OR to_manager OR to_agency", name="to_somebody"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(unique=True)
    days: Mapped[int] = mapped_column(default=0)
    to_delegate: Mapped[bool] = mapped_column(default=True)
    to_manager: Mapped[bool] = mapped_column(default=False)
    to_agency: Mapped[bool] = mapped_column(default=False)
    automatic_since: Mapped[date | None]  # the day it was switched on; by hand where there is none


class Message(Base):
    """One message to one person for one purpose: a row of the outbox, and of what was sent."""

    __tablename__ = "message"
    __table_args__ = (
        Index(None, "state", "id"),
        *never_below_nought("tries"),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[str] = mapped_column(unique=True)  # purpose, booking, whom, occasion
    purpose: Mapped[Purpose]
    whom: Mapped[ToWhom]
    booking_id: Mapped[int] = link("booking.id")
    delegate_id: Mapped[int] = link("delegate.id")
    by_rule: Mapped[bool] = mapped_column(default=False)  # it goes without being asked
    to_name: Mapped[str]
    to_address: Mapped[str]  # empty where none is known
    subject: Mapped[str]
    body: Mapped[str]
    with_calendar: Mapped[bool] = mapped_column(default=False)
    with_form: Mapped[bool] = mapped_column(default=False, server_default=false())  # to fill in
    state: Mapped[MessageState]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")  # in the server's words

    booking: Mapped[Booking] = relationship()
    delegate: Mapped[Delegate] = relationship()
