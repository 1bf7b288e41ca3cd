"""Organisations that send delegates, and every name they go by."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, empty_text, link


class Agency(Base):
    """An organisation that sends delegates. Its name stands among its names too."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    sector: Mapped[str]
    charging_group: Mapped[str] = mapped_column(default="")
    group_before: Mapped[str] = empty_text()  # its charging group until then
    group_since: Mapped[date | None]  # the first day of the one it has; none: it always had it
    contact: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    invoice_address: Mapped[str] = mapped_column(default="")  # by line
    sought: Mapped[str] = mapped_column(index=True)  # folded, for finding and for order
    parent_id: Mapped[int | None] = link("agency.id")
    ended_on: Mapped[date | None]  # merged into another, or split into several

    names: Mapped[list["AgencyName"]] = relationship(back_populates="agency")


class AgencyName(Base):
    """A name an agency is known by; folded, it belongs to one agency alone."""

    __tablename__ = "agency_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = link("agency.id")
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    until: Mapped[date | None]  # the day it was renamed; other names have none

    agency: Mapped[Agency] = relationship(back_populates="names")


class AgencyBorough(Base):
    """That an agency serves a borough."""

    __tablename__ = "agency_borough"

    agency_id: Mapped[int] = mapped_column(
        ForeignKey("agency.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    borough: Mapped[str] = mapped_column(primary_key=True)


class AgencyContact(Base):
    """Somebody at an agency besides its first contact."""

    __tablename__ = "agency_contact"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = link("agency.id")
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")


class AgencyChange(Base):
    """What became of an agency on a day: a new name, or those it went into."""

    __tablename__ = "agency_change"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = link("agency.id")
    into_id: Mapped[int | None] = link("agency.id")  # a row each, where it was split
    kind: Mapped[AgencyChangeKind]
    on: Mapped[date]
    before: Mapped[str]  # its name until then
    after: Mapped[str]
