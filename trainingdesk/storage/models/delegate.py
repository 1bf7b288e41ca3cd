"""People who are trained. What they need is health data, and stands apart."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.delegate import listed_name, spoken_name
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import NUMBERED_ONCE, PERSON, Base, link


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
