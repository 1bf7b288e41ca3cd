"""People who are trained. What they need is health data, and stands apart."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.delegate import listed_name, spoken_name
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import NUMBERED_ONCE, PERSON, Base, empty_text, link


class Delegate(Base):
    """A person who is trained. Several may share one address."""

    __tablename__ = "delegate"
    __table_args__ = (
        Index(None, "sought", "id"),  # the order of the long list
        {"info": {PERSON: "id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    email: Mapped[str] = mapped_column(default="", index=True)
    agency_id: Mapped[int] = link("agency.id")
    job_title: Mapped[str] = mapped_column(default="")
    manager: Mapped[str] = mapped_column(default="")
    manager_email: Mapped[str] = mapped_column(default="")
    sought: Mapped[str]  # folded: last name, first name, e-mail
    telephone: Mapped[str] = empty_text()
    joined_on: Mapped[date | None]  # the first day at this agency, where it is known
    left_on: Mapped[date | None]  # no longer works with children here

    agency: Mapped[Agency] = relationship()

    @property
    def name(self) -> str:
        """The name as it is said."""
        return spoken_name(first_name=self.first_name, last_name=self.last_name)

    @property
    def listed(self) -> str:
        """The name as lists show it."""
        return listed_name(first_name=self.first_name, last_name=self.last_name)


class DelegateNeeds(Base):
    """What one delegate needs in order to take part."""

    __tablename__ = "delegate_needs"
    __table_args__ = ({"info": {PERSON: "delegate_id"}},)

    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegate.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    needs: Mapped[str]


class DelegateMove(Base):
    """That a delegate went from one agency to another on a day."""

    __tablename__ = "delegate_move"
    __table_args__ = ({"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = link("delegate.id")
    from_id: Mapped[int] = link("agency.id")
    into_id: Mapped[int] = link("agency.id")
    on: Mapped[date]


class DelegateAlias(Base):
    """A reference that a delegate had before two were merged; workbooks may still use it."""

    __tablename__ = "delegate_alias"
    __table_args__ = ({"info": {PERSON: "delegate_id"}},)

    reference: Mapped[str] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = link("delegate.id")


class DifferentPeople(Base):
    """That two delegates who look alike were found to be two, as long as neither changes."""

    __tablename__ = "different_people"
    __table_args__ = (
        UniqueConstraint("delegate_id", "other_id"),
        CheckConstraint("delegate_id < other_id", name="in_order"),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = link("delegate.id", indexed=False)
    other_id: Mapped[int] = link("delegate.id")
    likeness: Mapped[str]  # what was compared, hashed; it differs once either changes
    at: Mapped[datetime]
    who: Mapped[str]


class LicenceGroup(Base):
    """People whom a licence binds to training, such as chaperones."""

    __tablename__ = "licence_group"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    months: Mapped[int | None]  # until a licence is renewed
    course_id: Mapped[int | None] = link("course.id")  # what they must have attended


class Licence(Base):
    """That a delegate belongs to a licence-bound group, until a day of renewal."""

    __tablename__ = "licence"
    __table_args__ = (
        UniqueConstraint("group_id", "delegate_id"),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = link("licence_group.id", indexed=False)
    delegate_id: Mapped[int] = link("delegate.id")
    number: Mapped[str] = mapped_column(default="")
    renew_on: Mapped[date] = mapped_column(index=True)

    group: Mapped[LicenceGroup] = relationship()
    delegate: Mapped[Delegate] = relationship()
